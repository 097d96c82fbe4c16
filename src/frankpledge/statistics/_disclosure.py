"""Hiding small numbers so that the published ones do not give them away.

Any publication is a list of cells and a list of relations between them: a total is the sum of its
parts. A hidden cell is *safe* when some other list of possible values, with all published cells
as they are, gives it another value. `derivable` finds the hidden cells that are not; `protect`
hides more cells until there are none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats
from frankpledge.statistics._derivable import Sparse, cell_flags, derivable, links_between

THRESHOLD = 5


@dataclass(frozen=True)
class Protection:
    """Flags per cell. `primary`: small itself. `secondary`: hidden to protect others.

    `exposed`: hidden, but derivable all the same, since what would protect it is already published
    (or there is nothing else to hide): such a table must not be published.
    """

    primary: Flags
    secondary: Flags
    exposed: Flags

    @property
    def hidden(self) -> Flags:
        """All cells to leave out."""
        return self.primary | self.secondary


def protect(  # noqa: PLR0913 - the options are the method
    values: ArrayLike,
    relations: ArrayLike | Sparse,
    *,
    threshold: float = THRESHOLD,
    zeros: bool = False,
    published: ArrayLike | None = None,
    withheld: ArrayLike | None = None,
) -> Protection:
    """Choose the cells to hide: those under `threshold`, and others so that none can be derived.

    `values` are the cells, totals among them; each row of `relations` has +1 for the parts and -1
    for their total (or any other mixture whose sum is zero). Zeros are shown, and a reader knows
    that a hidden cell is at least 1, unless `zeros` hides them like other small numbers.
    `published` flags cells that are out already and can no longer be hidden, `withheld` cells that
    must stay hidden, so that one release does not undo another. Raises ValueError for negative or
    missing values, relations that do not hold, or flags of another length.
    """
    x = check.present("values", check.not_negative("values", values))
    links = links_between(relations, x)
    out, kept = cell_flags("published", published, x), cell_flags("withheld", withheld, x)
    primary = (x < threshold) & ((x > 0) | zeros) & ~out
    hidden = primary | (kept & ~out)
    table = _Table(x, links, 0.0 if zeros else 1.0, ~out & ((x > 0) | zeros))
    exposed = table.close(hidden)
    return Protection(primary, hidden & ~primary, exposed)


@dataclass(frozen=True)
class _Table:
    """Cells, their relations, the least a hidden cell can be, and the cells that may be hidden."""

    x: Floats
    links: Sparse
    least: float
    open_to: Flags

    def close(self, hidden: Flags) -> Flags:
        """Hide more cells, in place, until every hidden one is safe; flags those that cannot be."""
        lost = np.zeros_like(hidden)
        while True:
            # The only hidden cell of a relation is given away; that is common and cheap to see.
            weak = self._alone(hidden) & ~lost
            if not weak.any():
                weak = derivable(self.x, self.links, hidden, least=self.least) & ~lost
            if not weak.any():
                return lost
            self._shield(np.flatnonzero(weak), hidden, lost)

    def _alone(self, hidden: Flags) -> Flags:
        places = np.flatnonzero(hidden)
        used = abs(self.links[:, places])
        single = used[np.flatnonzero(used.sum(axis=1) == 1)]
        alone = np.zeros_like(hidden)
        alone[places[single.indices]] = True
        return alone

    def _shield(self, weak: np.ndarray, hidden: Flags, lost: Flags) -> None:
        """Hide a cell beside each weak one, unless one beside it was hidden in this round."""
        fresh = np.zeros(self.links.shape[0], dtype=bool)
        columns = self.links.tocsc()
        for cell in weak:
            own = columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]
            if fresh[own].any():
                continue
            choice = self._choose(own, hidden)
            if choice is None:
                lost[cell] = True
                continue
            hidden[choice] = True
            fresh[columns.indices[columns.indptr[choice] : columns.indptr[choice + 1]]] = True

    def _choose(self, own: np.ndarray, hidden: Flags) -> int | None:
        """The smallest open cell in the relation with the fewest hidden; failing that, the smallest
        beside any hidden cell, which lengthens the chain that holds the weak one."""
        counts = [hidden[self._cells(relation)].sum() for relation in own]
        for relation in own[np.argsort(counts, kind="stable")]:
            cells = self._cells(relation)
            free = cells[self.open_to[cells] & ~hidden[cells]]
            if free.size:
                return int(free[np.argmin(self.x[free])])
        touched = abs(self.links) @ hidden.astype(float) > 0
        beside = abs(self.links).T @ touched.astype(float) > 0
        free = np.flatnonzero(beside & self.open_to & ~hidden)
        return int(free[np.argmin(self.x[free])]) if free.size else None

    def _cells(self, relation: int) -> np.ndarray:
        start, stop = self.links.indptr[relation : relation + 2]
        return np.asarray(self.links.indices[start:stop])
