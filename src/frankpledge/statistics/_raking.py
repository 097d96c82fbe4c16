"""Weights that make a sample look like its population, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._intervals import wilson_limits
from frankpledge.statistics._results import Estimate

Places = NDArray[np.intp]
TOLERANCE = 1e-7  # of the population: margins agree to a person in ten million
ROUNDS = 1000
TRIM = 5.0  # times the mean weight; above, single people speak for crowds


@dataclass(frozen=True)
class Raking:
    """Weights with mean 1, one for each member of the sample, and how well they fit.

    `worst` is the largest distance between a weighted share and its target, as a share of the
    population; `trimmed` the members at the limit. Without convergence the weights are those of
    the last round and must not be used; `reason` then says why there was none.
    """

    weights: Floats
    converged: bool
    rounds: int
    worst: float
    trimmed: int
    reason: str = ""


def rake(
    groups: Sequence[ArrayLike],
    targets: Sequence[ArrayLike],
    *,
    trim: float | None = TRIM,
    start: ArrayLike | None = None,
    rounds: int = ROUNDS,
) -> Raking:
    """Weigh a sample so that it has the population's margins, by iterative proportional fitting.

    `groups` holds for each margin the group of every member, as a place from 0 in the margin's
    `targets`, or -1 where it is not known: such a member keeps the weight that the other margins
    give, and the known ones share the margin. Targets are people or shares; each margin is brought
    to a sum of 1. `start` are weights by design. No weight may exceed `trim` times the mean; where
    trimming and margins cannot both be had there is no convergence.

    W. E. Deming and F. F. Stephan (1940); trimming inside the rounds as D. Izrael, M. P. Battaglia
    and M. R. Frankel, *Extreme survey weight adjustment as a component of sample balancing* (2009).
    Raises ValueError for margins of unequal length, places that do not exist, targets that are not
    above zero, or `trim` of 1 or less.
    """
    margins = [_margin(*pair) for pair in zip(groups, targets, strict=True)]
    if not margins or len({places.size for places, _ in margins}) != 1 or not margins[0][0].size:
        raise ValueError("groups: expected one margin or more, all of one length above 0")
    if trim is not None and trim <= 1:
        raise ValueError(f"trim: expected more than 1, found {trim}")
    size = margins[0][0].size
    first = np.ones(size) if start is None else _started(start, size)
    if reason := _impossible(margins):
        return Raking(first, False, 0, 1.0, 0, reason)
    cells, member = _cells(margins, first)
    cells, worst, done = _raked(cells, trim, rounds)
    weights = cells.weights[member]
    good = worst <= TOLERANCE
    held = 0 if trim is None else int((weights >= trim * weights.mean() * (1 - 1e-6)).sum())
    reason = "" if good else _failed(done, worst, held)
    return Raking(weights / weights.mean(), good, done, worst, held, reason)


@dataclass(frozen=True)
class _Cells:
    """Members that share all groups share a weight: one entry each, however many they are."""

    margins: list[tuple[Places, Floats]]
    counts: Floats
    weights: Floats

    def sums(self, places: Places, groups: int) -> Floats:
        """Weighted members by group, of those whose group is known."""
        known = places >= 0
        people = (self.weights * self.counts)[known]
        return np.asarray(np.bincount(places[known], people, minlength=groups), np.float64)


def _cells(margins: list[tuple[Places, Floats]], start: Floats) -> tuple[_Cells, Places]:
    rows = np.column_stack([*(places for places, _ in margins), start])
    kinds, member, counts = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    shared = [(kinds[:, at].astype(np.intp), shares) for at, (_, shares) in enumerate(margins)]
    return _Cells(shared, counts.astype(np.float64), kinds[:, -1]), member.ravel()


def _raked(cells: _Cells, trim: float | None, rounds: int) -> tuple[_Cells, float, int]:
    """Margin after margin until all agree; given up where fifty rounds bring nothing."""
    worst, before, done = 1.0, np.inf, 0
    while done < rounds and worst > TOLERANCE:
        done += 1
        for places, shares in cells.margins:
            cells = _fitted(cells, places, shares)
        if trim is not None:
            mean = np.average(cells.weights, weights=cells.counts)
            cells = replace(cells, weights=np.minimum(cells.weights / mean, trim))
        worst = max(_distance(cells, *margin) for margin in cells.margins)
        if done % 50 == 0:
            if worst >= 0.999 * before:
                break
            before = worst
    return cells, worst, done


def _failed(rounds: int, worst: float, held: int) -> str:
    told = f"after {rounds} rounds the weighted shares were still up to {100 * worst:.2g} % off"
    return f"{told}, with {held} weights at the limit" if held else told


def _margin(groups: ArrayLike, targets: ArrayLike) -> tuple[Places, Floats]:
    places = np.asarray(groups, dtype=np.intp)
    people = check.present("targets", check.positive("targets", targets))
    if places.ndim != 1 or people.ndim != 1:
        raise ValueError("groups and targets: expected one row of each for each margin")
    if places.size and not -1 <= places.min() <= places.max() < people.size:
        raise ValueError(f"groups: expected places from -1 to {people.size - 1}")
    return places, people / people.sum()


def _started(start: ArrayLike, size: int) -> Floats:
    weights = check.present("start", check.positive("start", start))
    if weights.shape != (size,):
        raise ValueError(f"start: expected {size} weights, found shape {weights.shape}")
    return np.asarray(weights / weights.mean(), np.float64)


def _impossible(margins: Sequence[tuple[Places, Floats]]) -> str:
    """A group that nobody in the sample belongs to cannot be given any weight."""
    for number, (places, shares) in enumerate(margins, start=1):
        counts = np.bincount(places[places >= 0], minlength=shares.size)
        if (counts == 0).any():
            empty = ", ".join(str(place) for place in np.flatnonzero(counts == 0))
            return f"nobody answered from group {empty} of margin {number}"
    return ""


def _fitted(cells: _Cells, places: Places, shares: Floats) -> _Cells:
    sums = cells.sums(places, shares.size)
    factors = shares * sums.sum() / sums
    return replace(
        cells, weights=np.where(places >= 0, cells.weights * factors[places], cells.weights)
    )


def _distance(cells: _Cells, places: Places, shares: Floats) -> float:
    sums = cells.sums(places, shares.size)
    return float(np.abs(sums / sums.sum() - shares).max())


def design_effect(weights: ArrayLike) -> Floats:
    """By how much unequal weights widen variance: n times the sum of squares over the squared sum.

    L. Kish, *Weighting for unequal Pi* (1992). Members are the last axis. Raises ValueError for
    weights that are not above zero.
    """
    w = check.present("weights", check.positive("weights", weights))
    return np.asarray(w.shape[-1] * (w**2).sum(axis=-1) / w.sum(axis=-1) ** 2, np.float64)


def effective_size(weights: ArrayLike) -> Floats:
    """The size of a simple random sample that would tell as much: n over the design effect."""
    w = check.present("weights", check.positive("weights", weights))
    return np.asarray(w.sum(axis=-1) ** 2 / (w**2).sum(axis=-1), np.float64)


def weighted_share(chosen: ArrayLike, weights: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Weighted shares with Wilson's interval on the effective size of the sample.

    `chosen` has shape (..., members), true where a member chose; `weights` has shape (members,).
    N. Dean and M. Pagano, *Evaluating confidence interval methods for binomial proportions in
    clustered surveys* (2015) find Wilson's on the effective size to hold what it promises. Raises
    ValueError for weights that are not above zero or shapes that do not fit.
    """
    flags = np.asarray(chosen, dtype=np.float64)
    w = check.present("weights", check.positive("weights", weights))
    if w.ndim != 1 or flags.shape[-1:] != w.shape or not w.size:
        raise ValueError(f"chosen: expected {w.shape} members, found shape {flags.shape}")
    # Sums of many weights may pass their whole by a rounding.
    share = np.clip(flags @ w / w.sum(), 0, 1)
    n = effective_size(w)
    limits = wilson_limits(share * n, n + 0 * share, check.normal_quantile(confidence))
    return Estimate(share, limits.lower, limits.upper)


def weighted_mean(values: ArrayLike, weights: ArrayLike, *, confidence: float = 0.95) -> Estimate:
    """Weighted means over the last axis, with Student's t on the effective size less 1.

    `values` has shape (..., members), `weights` (members,). With an effective size of 1 there are
    no limits (NaN). Raises ValueError as `weighted_share` does.
    """
    x = check.present("values", check.numbers("values", values))
    w = check.present("weights", check.positive("weights", weights))
    if w.ndim != 1 or x.shape[-1:] != w.shape or not w.size:
        raise ValueError(f"values: expected {w.shape} members, found shape {x.shape}")
    mean = x @ w / w.sum()
    spread = ((x - mean[..., None]) ** 2) @ w / w.sum()
    free = effective_size(w) - 1
    known = np.where(free > 1e-9, free, np.nan)
    half = special.stdtrit(known, 0.5 + check.level(confidence) / 2) * np.sqrt(spread / known)
    return Estimate(mean, mean - half, mean + half)
