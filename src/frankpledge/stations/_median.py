"""The p-median: which places, so many and no more, keep everybody's way shortest in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.stations._demand import Floats

EXACT = 60_000
"""Pairs of a neighbourhood and a place up to which the best choice is proved."""
SECONDS = 60.0
STEPS, PATIENCE = 600, 20  # of the bound


@dataclass(frozen=True)
class Choice:
    """The places chosen, in order; the sum of weight times cost; and a sum that no choice beats.

    `proved` is whether the choice is known to be the best one.
    """

    places: tuple[int, ...]
    total: float
    bound: float

    @property
    def gap(self) -> float:
        """By what share of its sum the choice might at most be bettered."""
        return 0.0 if self.total <= 0 else max(0.0, (self.total - self.bound) / self.total)

    @property
    def proved(self) -> bool:
        return self.gap < 1e-6


def p_median(
    cost: ArrayLike,
    weight: ArrayLike,
    k: int,
    *,
    fixed: Sequence[int] = (),
    exact: int = EXACT,
) -> Choice:
    """Choose `k` columns so that the weighted sum of each row's least cost among them is least.

    `cost` has shape (rows, places), finite and not negative; `weight` one per row; `fixed` are
    places that must be among them. Tables of up to `exact` cells are solved as an integer programme
    (Hakimi, 1964; ReVelle and Swain, 1970) by HiGHS, to proof; larger ones by interchange (Teitz
    and Bart, 1968) with a Lagrangian bound. Raises ValueError for costs or weights that are none,
    or a `k` that cannot be.
    """
    table = np.asarray(cost, dtype=np.float64)
    weights = np.asarray(weight, dtype=np.float64)
    if table.ndim != 2 or weights.shape != table.shape[:1] or not table.size:
        raise ValueError(f"cost: expected a row a weight, found {table.shape} and {weights.shape}")
    if not np.isfinite(table).all() or (table < 0).any() or (weights < 0).any():
        raise ValueError("cost: expected finite numbers of zero or more")
    kept = tuple(sorted(set(fixed)))
    if not max(1, len(kept)) <= k <= table.shape[1]:
        raise ValueError(f"k: expected {max(1, len(kept))} to {table.shape[1]}, found {k}")
    weighted = table * weights[:, None]
    start = _interchange(weighted, _greedy(weighted, k, kept), kept)
    if table.size <= exact:
        solved = _solved(weighted, k, kept)
        if solved is not None:
            return solved
    return Choice(start, _total(weighted, start), _bound(weighted, k, kept, start))


def _total(weighted: Floats, places: Sequence[int]) -> float:
    return float(weighted[:, list(places)].min(axis=1).sum())


def _greedy(weighted: Floats, k: int, kept: tuple[int, ...]) -> tuple[int, ...]:
    """The places kept, and one after the other whichever helps most."""
    chosen = list(kept)
    while len(chosen) < k:
        least = weighted[:, chosen].min(axis=1) if chosen else np.full(len(weighted), np.inf)
        totals = np.minimum(weighted, least[:, None]).sum(axis=0)
        totals[chosen] = np.inf
        chosen.append(int(totals.argmin()))
    return tuple(sorted(chosen))


def _interchange(
    weighted: Floats, start: tuple[int, ...], kept: tuple[int, ...]
) -> tuple[int, ...]:
    """Swap one chosen place for one that is not, as long as that helps."""
    chosen, best = list(start), _total(weighted, start)
    while True:
        found: tuple[float, int, int] | None = None
        for at, place in enumerate(chosen):
            if place in kept:
                continue
            rest = chosen[:at] + chosen[at + 1 :]
            least = weighted[:, rest].min(axis=1) if rest else np.full(len(weighted), np.inf)
            totals = np.minimum(weighted, least[:, None]).sum(axis=0)
            totals[rest] = np.inf
            swap = int(totals.argmin())
            if totals[swap] < best * (1 - 1e-12) and (found is None or totals[swap] < found[0]):
                found = float(totals[swap]), at, swap
        if found is None:
            return tuple(sorted(chosen))
        best, chosen[found[1]] = found[0], found[2]


def _solved(weighted: Floats, k: int, kept: tuple[int, ...]) -> Choice | None:
    """The integer programme: y for each place, x for each row and place (continuous)."""
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows, places = weighted.shape
    cells = rows * places
    cost = np.concatenate([np.zeros(places), weighted.ravel()])
    row, place = np.divmod(np.arange(cells), places)
    one = np.ones(cells)
    served = sparse.csr_array((one, (row, places + np.arange(cells))), shape=(rows, places + cells))
    opened = sparse.csr_array(
        (
            np.concatenate([one, -one]),
            (np.tile(np.arange(cells), 2), np.concatenate([places + np.arange(cells), place])),
        ),
        shape=(cells, places + cells),
    )
    number = sparse.csr_array(np.concatenate([np.ones(places), np.zeros(cells)])[None])
    low = np.zeros(places + cells)
    low[list(kept)] = 1
    whole = np.concatenate([np.ones(places), np.zeros(cells)])
    found = milp(
        cost,
        integrality=whole,
        bounds=Bounds(low, np.ones(places + cells)),
        constraints=[
            LinearConstraint(served, 1, 1),
            LinearConstraint(opened, -np.inf, 0),
            LinearConstraint(number, k, k),
        ],
        options={"time_limit": SECONDS, "mip_rel_gap": 1e-9},
    )
    if found.x is None or found.status != 0:
        return None
    chosen = tuple(np.flatnonzero(found.x[:places] > 0.5).tolist())
    total = _total(weighted, chosen)
    return Choice(chosen, total, total)


def _bound(weighted: Floats, k: int, kept: tuple[int, ...], start: tuple[int, ...]) -> float:
    """A sum that no choice beats: the Lagrangian of 'each row is served once', by subgradients.

    The prices begin a little above what each row pays under a good choice; steps are halved when
    the bound has not risen for a while (Held, Wolfe and Crowder, 1974).
    """
    known, best, scale, idle = _total(weighted, start), 0.0, 1.5, 0
    price = weighted[:, list(start)].min(axis=1) * 1.2
    for _ in range(STEPS):
        gains = np.minimum(weighted - price[:, None], 0)
        worth = gains.sum(axis=0)
        order = np.lexsort((np.arange(len(worth)), worth))
        free = [int(j) for j in order if int(j) not in kept][: k - len(kept)]
        taken = [*kept, *free]
        value = float(price.sum() + worth[taken].sum())
        best, idle = (value, 0) if value > best else (best, idle + 1)
        if idle == PATIENCE:
            scale, idle = scale / 2, 0
        slope = 1.0 - (gains[:, taken] < 0).sum(axis=1)
        size = float((slope**2).sum())
        if size == 0:
            break
        price = np.maximum(price + scale * (known - value) / size * slope, 0)
    return min(best, known)
