"""Special causes: the rules applied to control charts, phase by phase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.statistics import _rules as rule
from frankpledge.statistics._arrays import Codes, Flags, Floats, better_side
from frankpledge.statistics._chunks import as_series, pieces
from frankpledge.statistics._low_counts import LowCounts
from frankpledge.statistics._results import Rule, Variation
from frankpledge.statistics._rules import NHS_2020, Rules
from frankpledge.statistics._xmr import Xmr

# A mean of equal values may differ from them in the last bit: a hair is not a side.
HAIR = 1e-9
MINIMUM_POINTS = 12


@dataclass(frozen=True)
class SpecialCauses:
    """What each rule says of each point: +1 high or rising, -1 low or falling, 0 nothing.

    `rule` is the code (`Rule`) of the highest rule that marks the point, `side` that rule's side.
    `basis` is the number of points in the point's phase, and 0 where the point is missing. All have
    the shape of the values.
    """

    outside: Codes
    trend: Codes
    two_in_three: Codes
    shift: Codes
    rule: Codes
    side: Codes
    basis: NDArray[np.int32]


def special_causes(
    values: ArrayLike, chart: Xmr | LowCounts, rules: Rules = NHS_2020
) -> SpecialCauses:
    """Judge every point by its chart. `values` are those the chart was made of, or others.

    The rules, highest first: outside (beyond a limit), trend, two in three, shift. They never look
    across a change of phase, and a missing point is never marked and ends every pattern. Raises
    ValueError when the shape is not the chart's.
    """
    array = as_series(values)
    if array.shape != chart.phase.shape:
        raise ValueError(f"values: expected the shape {chart.phase.shape}, found {array.shape}")
    rows = (-1, chart.centres.shape[-1])
    lines = np.stack([line.reshape(rows) for line in chart.lines])
    points = chart.points.reshape(rows)
    found = np.zeros((6, len(points), array.shape[-1]), dtype=np.int8)
    basis = np.zeros(found.shape[1:], dtype=np.int32)
    for part, piece in pieces(array):
        for phase in range(rows[1]):
            span = chart.phase_of == phase
            y = piece[:, _slice(span)]
            causes = _judge(y, lines[:, part, phase, None], rules)
            found[:, part, _slice(span)] = causes
            basis[part, _slice(span)] = np.where(np.isnan(y), 0, points[part, phase, None])
    outside, trend, near, shift, code, side = found.reshape(6, *array.shape)
    return SpecialCauses(outside, trend, near, shift, code, side, basis.reshape(array.shape))


def _slice(span: Flags) -> slice:
    places = np.flatnonzero(span)
    return slice(int(places[0]), int(places[-1]) + 1)


def _judge(y: Floats, lines: Floats, rules: Rules) -> Codes:
    """The four rules, the highest that applies and its side: shape (6, series, time).

    `lines` are the lower limit, the lower inner line, the middle, the upper inner line and the
    upper limit of each series.
    """
    low, near_low, middle, near_high, high = lines
    hair = HAIR * (np.abs(middle) + np.nan_to_num(high - low))
    side = _beyond(y, middle - hair, middle + hair)
    outside = _beyond(y, low - hair, high + hair)
    marks = [outside, *(np.zeros_like(side) for _ in range(3))]
    if rules.trend_points is not None:
        marks[1] = rule.trend(y, rules.trend_points)
    if rules.two_in_three:
        far = _beyond(y, near_low - hair, near_high + hair) != 0
        counted = far if rules.two_in_three_counts_outside else far & (outside == 0)
        marks[2] = rule.two_in_three(counted, side)
    if rules.shift_points is not None:
        marks[3] = rule.shift(side, rules.shift_points)
    return np.stack([*marks, *_highest(marks)])


def _beyond(y: Floats, low: Floats, high: Floats) -> Codes:
    """+1 above the upper line, -1 below the lower, else (and where missing) 0."""
    return (y > high).view(np.int8) - (y < low).view(np.int8)


def _highest(marks: list[Codes]) -> tuple[Codes, Codes]:
    """The highest-ranking rule that marks each point, and the side that it gives."""
    code, side = np.zeros_like(marks[0]), np.zeros_like(marks[0])
    ranked = (Rule.OUTSIDE, Rule.TREND, Rule.TWO_IN_THREE, Rule.SHIFT)
    for name, mark in reversed(list(zip(ranked, marks, strict=True))):
        hit = mark != 0
        np.copyto(code, np.int8(name), where=hit)
        np.copyto(side, mark, where=hit)
    return code, side


_VERDICTS = np.array(
    [
        [Variation.IMPROVING, Variation.COMMON_CAUSE, Variation.CONCERNING],
        [Variation.NEUTRAL_LOW, Variation.COMMON_CAUSE, Variation.NEUTRAL_HIGH],
        [Variation.CONCERNING, Variation.COMMON_CAUSE, Variation.IMPROVING],
    ],
    dtype=np.int8,
)


def variation(
    causes: SpecialCauses, direction: str | ArrayLike, *, minimum_points: int = MINIMUM_POINTS
) -> Codes:
    """The verdict on each point, as codes of `Variation`, given which way is better.

    `direction` is 'increase', 'decrease' or 'neutral', or 1, -1 or 0; one for all series or one
    each. A missing point, and every point of a phase with fewer than `minimum_points` points, is
    absent. Raises ValueError for any other direction.
    """
    better = better_side(direction)
    row = better[..., None] if better.ndim else better
    verdicts = _VERDICTS[row + 1, causes.side + 1]
    return np.where(causes.basis >= max(minimum_points, 1), verdicts, np.int8(Variation.ABSENT))
