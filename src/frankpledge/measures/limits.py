"""Which control chart each series gets, by rule, and what the charts of all say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge import statistics as st
from frankpledge.measures.series import Floats


@dataclass(frozen=True)
class Limits:
    """The lines of control charts of shape (areas, points), and what the rules mark on them.

    `allowance` is NaN where the lines are those of an XmR chart. Elsewhere counts are low, the
    lines are quantiles of a Poisson distribution, and it says how many times the variance of that
    distribution they allow for. `points` counts what is known of each area.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    causes: st.SpecialCauses
    points: NDArray[np.intp]
    allowance: Floats


def limits(values: Floats, *, counts: bool) -> Limits:
    """Lines and special causes of every series (areas, points).

    A series of counts with a mean under ten a point is judged by the limits of low counts, because
    moving ranges are lopsided there; every other series by its XmR chart.
    """
    known = np.isfinite(values)
    points = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    low = np.full(len(values), counts) & (points > 0) & (total < st.LOW_MEAN * points)
    low &= ~(values < 0).any(axis=1)
    if not low.any():
        return _drawn(values, st.xmr(values), points)
    few = _drawn(values[low], st.low_counts(values[low]), points[low])
    if low.all():
        return few
    many = _drawn(values[~low], st.xmr(values[~low]), points[~low])
    return _together(low, few, many)


def _drawn(values: Floats, chart: st.Xmr | st.LowCounts, points: NDArray[np.intp]) -> Limits:
    causes = st.special_causes(values, chart)
    allowance = np.full(len(values), np.nan)
    if isinstance(chart, st.LowCounts):
        allowance = chart.dispersions[:, 0]
    return Limits(chart.mean, chart.lower, chart.upper, causes, points, allowance)


def _together(low: NDArray[np.bool_], few: Limits, many: Limits) -> Limits:
    def both(name: str, one: object, other: object) -> NDArray[Any]:
        a, b = getattr(one, name), getattr(other, name)
        out = np.empty((low.size, *a.shape[1:]), dtype=a.dtype)
        out[low], out[~low] = a, b
        return out

    names = st.SpecialCauses.__dataclass_fields__
    causes = st.SpecialCauses(*(both(name, few.causes, many.causes) for name in names))
    mean, lower, upper = (both(name, few, many) for name in ("mean", "lower", "upper"))
    points, allowance = both("points", few, many), both("allowance", few, many)
    return Limits(mean, lower, upper, causes, points, allowance)
