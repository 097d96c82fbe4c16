"""Change between two counts, by chance alone and by the series' own variation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._chunks import as_series, pieces
from frankpledge.statistics._intervals import wilson_limits
from frankpledge.statistics._ranges import SD_OF_RANGE, average_range, mean_of_known


def dispersion(values: ArrayLike, *, screen: bool = True) -> Floats:
    """The variance of each series over its mean: 1 for Poisson counts, far more for crime.

    Time is the last axis; the result has the leading axes. The variance comes from the average
    moving range, (range / 1.128) squared, so that a lasting change of level hardly adds to it;
    `screen` leaves out ranges of 3.267 times the average or more, once. NaN points are missing and
    no range spans them. NaN with fewer than two ranges or a mean of zero or less. Raises ValueError
    for infinite values.
    """
    array = as_series(values)
    out = np.full(np.prod(array.shape[:-1], dtype=int), np.nan)
    for part, piece in pieces(array):
        mean = mean_of_known(piece)[0]
        steps, n = average_range(piece, screen=screen)
        usable = (n >= 2) & (mean > 0)
        np.divide((steps / SD_OF_RANGE) ** 2, mean, out=out[part], where=usable)
    return out.reshape(array.shape[:-1])


@dataclass(frozen=True)
class Change:
    """A ratio of two rates, after over before, with two intervals, p-values and z-scores.

    `lower`, `upper`, `p` and `z` suppose that events fall independently (Poisson). Those that start
    with `wide` allow for the dispersion given. All have one shape.
    """

    ratio: Floats
    lower: Floats
    upper: Floats
    p: Floats
    z: Floats
    wide_lower: Floats
    wide_upper: Floats
    wide_p: Floats
    wide_z: Floats


def change(  # noqa: PLR0913 - the options are the method
    before: ArrayLike,
    after: ArrayLike,
    exposure_before: ArrayLike = 1.0,
    exposure_after: ArrayLike = 1.0,
    *,
    dispersion: ArrayLike = 1.0,
    confidence: float = 0.95,
) -> Change:
    """Compare two counts, each with its exposure (years, people, or both multiplied).

    Given their total, the later of two Poisson counts is binomial; the interval is the exact one
    of Clopper and Pearson (1934) carried over to the ratio, p is twice the smaller tail, and z
    the score of the same binomial. The wide interval is the score interval on counts divided by
    the dispersion (never taken below 1), and never narrower than the exact one. Shapes broadcast.
    Nothing before gives a ratio and an upper limit of infinity; nothing at all, a ratio of NaN,
    limits of 0 and infinity and p of 1. A missing count or exposure gives NaN throughout; a
    missing dispersion gives NaN in the wide figures. Raises ValueError for a negative count or
    dispersion, an exposure of zero or less, or a confidence outside 0.9 to 1 (or 90 to 100).
    """
    b, a, eb, ea, phi = np.broadcast_arrays(
        check.not_negative("before", before),
        check.not_negative("after", after),
        check.positive("exposure_before", exposure_before),
        check.positive("exposure_after", exposure_after),
        np.maximum(check.not_negative("dispersion", dispersion), 1),
    )
    b, a = b + 0 * (eb + ea), a + 0 * (eb + ea)  # carries a missing exposure over to the counts
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = eb / ea
        ratio = a / b * scale
        z = np.where(a + b == 0, 0.0, (a * eb - b * ea) / np.sqrt((a + b) * eb * ea))
        lower, upper = (scale * odds for odds in _exact_odds(b, a, check.level(confidence)))
        p = _exact_p(b, a, ea / (eb + ea))
        wide = wilson_limits(a / phi, (a + b) / phi, check.normal_quantile(confidence))
        wide_lower = np.fmin(scale * wide.lower / (1 - wide.lower), lower) + 0 * phi
        wide_upper = np.fmax(scale * wide.upper / (1 - wide.upper), upper) + 0 * phi
    wide_z = z / np.sqrt(phi)
    wide_p = np.maximum(2 * special.ndtr(-np.abs(wide_z)), p)
    return Change(ratio, lower, upper, p, z, wide_lower, wide_upper, wide_p, wide_z)


def _exact_odds(b: Floats, a: Floats, level: float) -> tuple[Floats, Floats]:
    """Exact limits of the odds that an event is a later one: 0 where there are none such."""
    tail = (1 - level) / 2
    missing = np.isnan(a + b)
    some, others = np.where(a > 0, a, 1.0), np.where(b > 0, b, 1.0)
    low = special.betaincinv(some, b + 1, tail)
    # The upper limit of one share is one less the lower limit of the other.
    rest = special.betaincinv(others, a + 1, tail)
    lower = np.where(a > 0, low / (1 - low), 0.0)
    upper = np.where(b > 0, (1 - rest) / rest, np.inf)
    return np.where(missing, np.nan, lower), np.where(missing, np.nan, upper)


def _exact_p(b: Floats, a: Floats, share: Floats) -> Floats:
    """Twice the smaller tail of the later count given the total; 1 where there are no events."""
    at_most = special.betainc(np.where(b > 0, b, 1.0), a + 1, 1 - share)
    at_least = special.betainc(np.where(a > 0, a, 1.0), b + 1, share)
    smaller = np.minimum(np.where(b > 0, at_most, 1.0), np.where(a > 0, at_least, 1.0))
    return np.where(np.isnan(a + b), np.nan, np.minimum(1, 2 * smaller))
