"""A tornado: how far each of several things can move one figure, the strongest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frankpledge.charts._axes import heading
from frankpledge.charts._palette import BAND, INK, RULE, SOFT, colour
from frankpledge.charts._scale import Scale, Values, domain, floats, tick_decimals, ticks
from frankpledge.charts._svg import (
    MIDDLE,
    WIDE,
    Caption,
    Size,
    frame,
    group,
    line,
    rectangle,
    strokes,
    words,
)
from frankpledge.charts._text import figure, width, wrapped


@dataclass(frozen=True)
class _Rows:
    labels: Sequence[str]
    low: list[float]
    high: list[float]
    planned: float


@dataclass(frozen=True)
class _Table:
    """Where it is drawn: a column of names, and the plot."""

    x: Scale
    names: list[list[str]]
    tops: list[float]
    heights: list[float]
    font: int

    @property
    def bottom(self) -> float:
        return self.tops[-1] + self.heights[-1]


def tornado(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    labels: Sequence[str],
    low: Values,
    high: Values,
    planned: float,
    *,
    key: str,
    title: str,
    description: str,
    unit: str,
    planned_label: str = "as planned",
    size: Size = WIDE,
) -> Markup:
    """A bar for each label, from the figure that it gives when it is low to that when it is high.

    `planned` is the figure when all is as planned, a line through all bars. The part of a bar that
    'low' gives is outlined, that of 'high' filled. `unit` says what the figure is. Raises
    ValueError without rows, for rows of unequal length, for values that are not finite, and for a
    key that is no id.
    """
    rows = _Rows(labels, floats(low, len(labels)), floats(high, len(labels)), planned)
    if not labels or not all(map(math.isfinite, (*rows.low, *rows.high, planned))):
        raise ValueError("expected at least one label, and finite values")
    ends = domain([*rows.low, *rows.high, planned], from_zero=False)
    head = heading(f"{unit}; outlined: lower than planned, filled: higher", 0, size)
    table = _fit(rows, head, ends, size)
    parts = [_axis(table, head), _bars(rows, table), _planned(rows, table, planned_label)]
    tall = Size(size.width, math.ceil(table.bottom + size.font * 1.9), size.font)
    return frame(tall, Caption(key, title, description), [*parts, _names(table)], "tornado")


def _fit(rows: _Rows, head: Sequence[str], ends: tuple[float, float], size: Size) -> _Table:
    font = size.font
    room = min(max(width(name, font) for name in rows.labels) + 22, size.width * 0.38)
    names = [wrapped(name, font, room - 14) for name in rows.labels]
    heights = [font * (0.9 + 1.2 * len(name)) for name in names]
    top = font * (1.25 * len(head) + 2.2)
    tops = [top + sum(heights[:index]) for index in range(len(heights))]
    right = size.width - width(figure(ends[1], 1), font) / 2 - 4
    return _Table(Scale(*ends, room, right), names, tops, heights, font)


def _axis(table: _Table, head: Sequence[str]) -> str:
    places = ticks(table.x.low, table.x.high, 4 if table.x.end - table.x.start > 260 else 2)
    decimals = tick_decimals(places)
    grid = [line((table.x(v), table.tops[0]), (table.x(v), table.bottom)) for v in places]
    labels = [
        words(table.x(v), table.bottom + table.font * 1.4, figure(v, decimals), MIDDLE)
        for v in places
    ]
    told = [words(0, table.font * (1 + 1.25 * n), text) for n, text in enumerate(head)]
    return strokes(grid, "grid", stroke=RULE, stroke_width=1) + group(
        [*told, *labels], "axis", fill=SOFT
    )


def _bars(rows: _Rows, table: _Table) -> str:
    hollow = [_bar(table, n, rows.planned, value) for n, value in enumerate(rows.low)]
    filled = [_bar(table, n, rows.planned, value) for n, value in enumerate(rows.high)]
    ink = colour("notable")
    return group(hollow, "low", fill=BAND, stroke=ink, stroke_width=1.2) + group(
        filled, "high", fill=ink, stroke=ink, stroke_width=1.2
    )


def _bar(table: _Table, row: int, start: float, end: float) -> str:
    left, right = sorted((table.x(start), table.x(end)))
    tall = table.font * 1.1
    return rectangle(left, table.tops[row] + (table.heights[row] - tall) / 2, right - left, tall)


def _planned(rows: _Rows, table: _Table, label: str) -> str:
    x = table.x(rows.planned)
    at = min(max(x, table.x.start), table.x.end - width(label, table.font) / 2)
    rule = line((x, table.tops[0] - 3), (x, table.bottom))
    return strokes([rule], "average", stroke=INK, stroke_width=1.6) + group(
        [words(at, table.tops[0] - table.font * 0.5, label, MIDDLE)], "labels"
    )


def _names(table: _Table) -> str:
    parts = []
    for index, name in enumerate(table.names):
        middle = table.tops[index] + table.heights[index] / 2 + table.font * 0.35
        first = middle - table.font * 0.6 * (len(name) - 1)
        parts += [words(4, first + table.font * 1.2 * n, text) for n, text in enumerate(name)]
    return group(parts, "labels")
