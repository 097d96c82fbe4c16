"""Runs about a centre line: too long a run, or too few crossings (Anhøj and Olesen, 2014)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Codes, Counts, Flags


@dataclass(frozen=True)
class RunLimits:
    """The longest run and the fewest crossings that chance makes usual."""

    longest: Counts
    crossings: Counts


@dataclass(frozen=True)
class Runs:
    """The runs of each series. `useful` counts the points that are not on the centre line."""

    useful: Counts
    longest: Counts
    crossings: Counts
    limits: RunLimits
    signal: Flags


def run_limits(useful: ArrayLike) -> RunLimits:
    """Limits for a number of useful points: round(log2 n) + 3 (Schilling, 2012), and the 5 % point
    of a binomial of n - 1 trials (Chen, 2010). Both 0 for no points. ValueError for fewer."""
    n = check.not_negative("useful", useful)
    longest = np.round(np.log2(np.maximum(n, 1))) + 3
    trials = np.maximum(n - 1, 0).astype(np.intp)
    # bdtrik gives a real number; the quantile is the least whole number with 5 % at or below it.
    guess = np.ceil(np.maximum(special.bdtrik(0.05, np.maximum(trials, 1), 0.5), 0))
    lower = np.maximum(guess - 1, 0)
    crossings = np.where(special.bdtr(lower, trials, 0.5) >= 0.05, lower, guess)
    some = n > 0
    return RunLimits(
        np.where(some, longest, 0).astype(np.intp), np.where(some, crossings, 0).astype(np.intp)
    )


def runs(values: ArrayLike, centre: ArrayLike, *, include: ArrayLike | None = None) -> Runs:
    """Runs and crossings of series about their centre lines; time is the last axis.

    `centre` is one per series or one per point (then of the values' shape); `include` has a flag
    per point. Points left out, missing or on the line are passed over. A signal is a run longer
    than its limit or fewer crossings than theirs. Raises ValueError for infinite values.
    """
    y, middle = check.numbers("values", values), check.numbers("centre", centre)
    middle = middle if middle.shape == y.shape else middle[..., None]
    side = (y > middle).astype(np.int8) - (y < middle).astype(np.int8)
    if include is not None:
        side = side * np.asarray(include, dtype=bool)
    useful = (side != 0).sum(axis=-1)
    longest, crossings = _count(side)
    limits = run_limits(useful)
    signal = (useful > 0) & ((longest > limits.longest) | (crossings < limits.crossings))
    return Runs(useful, longest, crossings, limits, signal)


def _count(side: Codes) -> tuple[Counts, Counts]:
    """The longest run and the number of crossings, stepping through time for all series at once."""
    shape = side.shape[:-1]
    last, run = np.zeros(shape, dtype=np.int8), np.zeros(shape, dtype=np.intp)
    longest, crossings = np.zeros(shape, dtype=np.intp), np.zeros(shape, dtype=np.intp)
    for place in range(side.shape[-1]):
        here = side[..., place]
        counted = here != 0
        crossings += counted & (here == -last)
        run = np.where(counted, np.where(here == last, run + 1, 1), run)
        longest = np.maximum(longest, run)
        last = np.where(counted, here, last)
    return longest, crossings
