"""Rates and proportions with their intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._intervals import count_interval, wilson_interval
from frankpledge.statistics._results import Estimate


def rate(
    count: ArrayLike, denominator: ArrayLike, *, per: float = 100_000, confidence: float = 0.95
) -> Estimate:
    """A crude rate, `per` times count / denominator, with its interval.

    The limits are exact below 10 events and Byar's from 10. Shapes broadcast; the count may exceed
    the denominator (there can be more crimes than residents); NaN in either gives NaN. Raises
    ValueError for a negative count, a denominator of zero or less, or a confidence outside 0.9
    to 1 (or 90 to 100).
    """
    x, n = check.not_negative("count", count), check.positive("denominator", denominator)
    limits = count_interval(x, confidence)
    scale = per / n
    return Estimate(x * scale, limits.lower * scale, limits.upper * scale)


def proportion(
    count: ArrayLike, denominator: ArrayLike, *, per: float = 1, confidence: float = 0.95
) -> Estimate:
    """A proportion, `per` times count / denominator, with Wilson's interval.

    `per=100` gives a percentage. Shapes broadcast; NaN in either gives NaN. Raises ValueError as
    `wilson_interval` does.
    """
    limits = wilson_interval(count, denominator, confidence)
    x, n = np.broadcast_arrays(
        np.asarray(count, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    )
    return Estimate(per * x / n, per * limits.lower, per * limits.upper)
