"""Confidence intervals of a count, a share and a mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._results import Estimate, Interval

EXACT_BELOW = 10  # events: from here on Byar's formula and the exact one differ by under 1 %


def poisson_interval(count: ArrayLike, confidence: float = 0.95) -> Interval:
    """Exact limits of a Poisson count, from the chi-squared distribution (Garwood, 1936).

    Any shape; fractional counts allowed; NaN gives NaN. The lower limit of 0 is 0. Raises
    ValueError for a negative count or a confidence outside 0.9 to 1 (or 90 to 100).
    """
    x, tail = check.not_negative("count", count), (1 - check.level(confidence)) / 2
    # Half a chi-squared quantile on 2x degrees of freedom is a gamma quantile of shape x.
    lower = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1.0), tail), x)
    return Interval(
        np.asarray(lower, np.float64), np.asarray(special.gammainccinv(x + 1, tail), np.float64)
    )


def byar_interval(count: ArrayLike, confidence: float = 0.95) -> Interval:
    """Limits of a Poisson count by Byar's approximation (Breslow and Day, 1987).

    Any shape; NaN gives NaN. A lower limit below zero, and that of 0, is NaN: the approximation
    has none. Raises ValueError as `poisson_interval` does.
    """
    x, z = check.not_negative("count", count), check.normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return Interval(np.where(lower >= 0, lower, np.nan), upper)


def count_interval(count: ArrayLike, confidence: float = 0.95) -> Interval:
    """Limits of a Poisson count: exact below 10 events, Byar's from 10, as for public rates."""
    x = check.not_negative("count", count)
    exact, byar = poisson_interval(x, confidence), byar_interval(x, confidence)
    small = x < EXACT_BELOW
    lower = np.where(small, exact.lower, byar.lower)
    return Interval(lower, np.where(small, exact.upper, byar.upper))


def wilson_interval(count: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Interval:
    """Limits of a share, count / denominator, by Wilson's score method (1927), between 0 and 1.

    Shapes broadcast; fractional counts allowed; NaN gives NaN. Full confidence gives 0 and 1.
    Raises ValueError for a negative count, a count above its denominator, a denominator of zero or
    less, or a confidence outside 0.9 to 1 (or 90 to 100).
    """
    x, n = check.not_negative("count", count), check.positive("denominator", denominator)
    if (x > n).any():
        raise ValueError("count: expected no more than the denominator, found a larger one")
    return wilson_limits(x, n, check.normal_quantile(confidence))


def wilson_limits(x: Floats, n: Floats, z: float) -> Interval:
    """Wilson's limits from checked numbers and the normal quantile `z`, which may be infinite."""
    if np.isinf(z):
        missing = np.isnan(x + n)
        return Interval(np.where(missing, np.nan, 0.0), np.where(missing, np.nan, 1.0))
    middle, width = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    both = 2 * (n + z**2)
    # Rounding may leave a limit a hair outside 0 to 1 where the share is 0 or 1.
    lower, upper = (middle - width) / both, (middle + width) / both
    return Interval(np.where(x == 0, x, lower), np.where(x == n, 1.0, upper))


def mean_interval(values: ArrayLike, confidence: float = 0.95) -> Estimate:
    """The mean over the last axis with limits from Student's t on n - 1 degrees of freedom.

    NaN values are left out. One value has a mean but no limits; none has neither (NaN). Raises
    ValueError for a confidence outside 0.9 to 1 (or 90 to 100).
    """
    y, share = check.numbers("values", values), check.level(confidence)
    known = ~np.isnan(y)
    n = known.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(known, y, 0).sum(axis=-1) / n
        squares = np.where(known, (y - mean[..., None]) ** 2, 0).sum(axis=-1)
        error = np.sqrt(squares / (n - 1) / n)
        half = special.stdtrit(np.where(n > 1, n - 1, np.nan), 0.5 + share / 2) * error
    return Estimate(mean, mean - half, mean + half)
