"""Funnels: how far a figure may lie from the average by chance alone, given its size."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Codes, Floats
from frankpledge.statistics._intervals import count_interval, poisson_interval
from frankpledge.statistics._results import Interval, Significance

INNER, OUTER = 0.95, 0.998


def funnel_limits(
    kind: Literal["proportion", "ratio", "rate"],
    size: ArrayLike,
    average: ArrayLike = 1.0,
    *,
    per: float = 1,
    confidence: float = INNER,
) -> Interval:
    """The funnel about `average` (as a share, a ratio or a rate per person) at each `size`.

    For proportions `size` is the denominator, and the limits are cut to 0 and `per`. For ratios
    and rates it is the number of observed events: on the line, that many events are just as many
    as the exact Poisson limits of the count allow; `funnel_expected` gives where on the axis that
    is. Shapes broadcast; no events have no upper limit (NaN). Raises ValueError for another kind,
    a negative size (zero for proportions), an average that is negative (above 1 for proportions),
    or a confidence outside 0.9 to 1 (or 90 to 100).
    """
    middle = check.not_negative("average", average)
    if kind == "proportion":
        return _proportion_limits(check.positive("size", size), middle, per, confidence)
    if kind not in {"ratio", "rate"}:
        raise ValueError(f"kind: expected proportion, ratio or rate, found {kind!r}")
    events, expected = check.not_negative("size", size), funnel_expected(size, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = (per * middle * events / e for e in (expected.lower, expected.upper))
    return Interval(lower, upper)


def _proportion_limits(n: Floats, middle: Floats, per: float, confidence: float) -> Interval:
    if (middle > 1).any():
        raise ValueError(f"average: expected a share from 0 to 1, found {middle.max():g}")
    half = check.normal_quantile(confidence) * np.sqrt(middle * (1 - middle) / n)
    return Interval(per * np.maximum(middle - half, 0), per * np.minimum(middle + half, 1))


def funnel_expected(events: ArrayLike, confidence: float = INNER) -> Interval:
    """The expected count at which so many events lie on the funnel's lower and upper line.

    For a rate, divide by the average rate to have the population. Raises ValueError as
    `poisson_interval` does.
    """
    limits = poisson_interval(events, confidence)
    return Interval(limits.upper, limits.lower)


def proportion_significance(count: ArrayLike, denominator: ArrayLike, average: ArrayLike) -> Codes:
    """Where each share lies in the funnel for proportions, as codes of `Significance`.

    Shapes broadcast; NaN is not classed. A share on a limit is inside it. Raises ValueError as
    `funnel_limits` does, and for a negative count.
    """
    x, n = check.not_negative("count", count), check.positive("denominator", denominator)
    limits = [funnel_limits("proportion", n, average, confidence=c) for c in (INNER, OUTER)]
    share = x / n
    beyond = [(share < limit.lower, share > limit.upper) for limit in limits]
    return _codes(beyond, np.isnan(share + limits[0].lower))


def count_significance(
    count: ArrayLike,
    expected: ArrayLike,
    *,
    minimum_events: float = 0,
    missing: Significance = Significance.NOT_CLASSED,
) -> Codes:
    """Whether the interval of each count excludes what was expected, as codes of `Significance`.

    For a ratio `expected` is its expected count; for a rate, the average rate times the
    population. The intervals are exact below 10 events and Byar's from 10. Counts below
    `minimum_events` (10 for directly standardised rates) are not classed. NaN takes the code
    `missing`: the official tool calls an area without a figure not significant, which is
    `Significance.SIMILAR`; we say that it is not classed. Shapes broadcast. Raises ValueError for
    negative numbers.
    """
    x, e = check.not_negative("count", count), check.not_negative("expected", expected)
    limits = [count_interval(x, confidence) for confidence in (INNER, OUTER)]
    beyond = [(limit.upper < e, limit.lower > e) for limit in limits]
    codes = _codes(beyond, np.broadcast_to(x < minimum_events, beyond[0][0].shape))
    codes[np.isnan(x + e)] = missing
    return codes


def _codes(beyond: list[tuple[np.ndarray, np.ndarray]], missing: np.ndarray) -> Codes:
    """Inner and outer (low, high) flags as codes."""
    (low, high), (very_low, very_high) = beyond
    codes = np.full(missing.shape, Significance.SIMILAR, dtype=np.int8)
    ranked = {
        Significance.LOW_95: low,
        Significance.HIGH_95: high,
        Significance.LOW_998: very_low,
        Significance.HIGH_998: very_high,
        Significance.NOT_CLASSED: missing,
    }
    for code, flags in ranked.items():
        codes[flags] = code
    return codes
