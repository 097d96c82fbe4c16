"""Small numbers in a table with totals, and in tables of nested areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats
from frankpledge.statistics._derivable import Sparse
from frankpledge.statistics._disclosure import THRESHOLD, Protection, protect


@dataclass(frozen=True)
class Suppression:
    """What to leave out of a table. All flags; True means hidden.

    `primary` and `secondary` have the shape of the table; `row_totals`, `column_totals` and
    `grand_total` say which published totals must go too. `exposed` marks cells that cannot be
    protected at all (a table of one cell with its total, say): such a table must not be published.
    """

    primary: Flags
    secondary: Flags
    row_totals: Flags
    column_totals: Flags
    grand_total: bool
    exposed: Flags

    @property
    def hidden(self) -> Flags:
        """All cells of the table to leave out."""
        return self.primary | self.secondary


def suppress(  # noqa: PLR0913 - the options are the method
    counts: ArrayLike,
    threshold: float = THRESHOLD,
    *,
    row_totals: bool = True,
    column_totals: bool = True,
    zeros: bool = False,
    published: ArrayLike | None = None,
    withheld: ArrayLike | None = None,
) -> Suppression:
    """Hide the counts under `threshold` in a two-way table, and others so that no total gives
    one away.

    `row_totals` and `column_totals` say which totals are published beside the table (with both,
    the grand total is too); a total under the threshold is hidden like any other count. `zeros`,
    `published` and `withheld` (tables of flags) are as for `protect`. Of the cells that would
    protect, the smallest is hidden. Raises ValueError for anything but a table of whole or
    fractional counts of zero or more without gaps.
    """
    x = check.present("counts", check.not_negative("counts", counts))
    if x.ndim != 2:
        raise ValueError(f"counts: expected a table of rows and columns, found shape {x.shape}")
    cells, relations = _with_totals(x, row_totals, column_totals)
    found = protect(
        cells,
        relations,
        threshold=threshold,
        zeros=zeros,
        published=_padded("published", published, x, cells.size),
        withheld=_padded("withheld", withheld, x, cells.size),
    )
    return _shaped(found, x, row_totals, column_totals)


def _with_totals(x: Floats, rows: bool, columns: bool) -> tuple[Floats, Sparse]:
    """The cells row by row, then row totals, column totals and grand total, and their relations."""
    (height, width), size = x.shape, x.size
    across = sparse.kron(sparse.eye_array(height), np.ones((1, width)))
    down = sparse.kron(np.ones((1, height)), sparse.eye_array(width))
    cells, sums = [x.ravel()], []
    if rows:
        cells.append(x.sum(axis=1))
        sums.append(across)
    if columns:
        cells.append(x.sum(axis=0))
        sums.append(down)
    values = np.concatenate(cells)
    totals = values.size - size
    if not sums:
        return values, sparse.csr_array((0, size))
    relations = sparse.hstack([sparse.vstack(sums), -sparse.eye_array(totals)])
    if rows and columns:
        values = np.append(values, x.sum())
        relations = sparse.block_array(
            [[relations, None], [_grand(size, height, width), sparse.csr_array(-np.ones((2, 1)))]]
        )
    return values, sparse.csr_array(relations)


def _grand(size: int, height: int, width: int) -> Sparse:
    """The grand total is the sum of the row totals, and of the column totals."""
    marks = np.zeros((2, size + height + width))
    marks[0, size : size + height] = 1
    marks[1, size + height :] = 1
    return sparse.csr_array(marks)


def _padded(name: str, flags: ArrayLike | None, x: Floats, size: int) -> Flags | None:
    if flags is None:
        return None
    array = np.asarray(flags, dtype=bool)
    if array.shape != x.shape:
        raise ValueError(f"{name}: expected flags of shape {x.shape}, found {array.shape}")
    return np.concatenate([array.ravel(), np.zeros(size - x.size, dtype=bool)])


def _shaped(found: Protection, x: Floats, rows: bool, columns: bool) -> Suppression:
    (height, width), hidden = x.shape, found.hidden[x.size :]
    none_across, none_down = np.zeros(height, dtype=bool), np.zeros(width, dtype=bool)
    across = hidden[:height] if rows else none_across
    down = hidden[height * rows :][:width] if columns else none_down
    return Suppression(
        primary=found.primary[: x.size].reshape(x.shape),
        secondary=found.secondary[: x.size].reshape(x.shape),
        row_totals=across,
        column_totals=down,
        grand_total=bool(hidden[-1]) if rows and columns else False,
        exposed=found.exposed[: x.size].reshape(x.shape),
    )


def nested_relations(parents: ArrayLike) -> Sparse:
    """Relations for `protect` from the place of each cell's parent (-1: none).

    Every parent is the sum of its children, as a force is of its districts. Raises ValueError for a
    place that does not exist or a cell that is its own parent.
    """
    above = np.asarray(parents, dtype=np.intp)
    cells = np.arange(above.size)
    if ((above < -1) | (above >= above.size) | (above == cells)).any():
        raise ValueError(f"parents: expected -1 or another place under {above.size}, found {above}")
    children = above >= 0
    totals, row = np.unique(above[children], return_inverse=True)
    marks = np.concatenate([np.ones(row.size), -np.ones(totals.size)])
    places = np.concatenate([cells[children], totals])
    rows = np.concatenate([row, np.arange(totals.size)])
    return sparse.csr_array((marks, (rows, places)), shape=(totals.size, above.size))
