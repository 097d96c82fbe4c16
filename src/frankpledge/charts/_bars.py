"""Many areas side by side: each with its interval, one of them ours, and their average."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frankpledge.charts._axes import heading
from frankpledge.charts._palette import BAND, INK, PLUM, RULE, SOFT, colour
from frankpledge.charts._scale import Scale, Values, domain, finite, floats, tick_decimals, ticks
from frankpledge.charts._svg import (
    BOLD,
    MIDDLE,
    NARROW,
    WIDE,
    Caption,
    Size,
    frame,
    group,
    hatched,
    hatching,
    line,
    marks,
    rectangle,
    strokes,
    words,
)
from frankpledge.charts._text import decimals_for, figure, width, wrapped


@dataclass(frozen=True)
class _Rows:
    """What is drawn, one entry per row from top to bottom; NaN is missing."""

    labels: Sequence[str]
    values: list[float]
    lower: list[float]
    upper: list[float]
    kinds: Sequence[str]
    highlight: int | None
    average: float


def bar_interval(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    labels: Sequence[str],
    values: Values,
    *,
    key: str,
    title: str,
    description: str,
    unit: str,
    lower: Values | None = None,
    upper: Values | None = None,
    kinds: Sequence[str] | None = None,
    highlight: int | None = None,
    average: float | None = None,
    average_label: str = "average",
    decimals: int | None = None,
    suffix: str = "",
    from_zero: bool | None = None,
    size: Size = WIDE,
) -> Markup:
    """Rows of a value with its interval, in the order given; the height follows the rows.

    `values`, `lower` and `upper` hold one number per label; NaN or None is drawn as a hatched row
    with the words 'no data'. `kinds` shapes and colours each point (`KINDS`). `highlight` is the
    index of our own row; `average` a line across all rows, named by `average_label`.

    Raises ValueError for rows of unequal length, an unknown kind, or a key that is no id.
    """
    count = len(labels)
    rows = _Rows(
        labels=labels,
        values=floats(values, count),
        lower=floats(lower, count),
        upper=floats(upper, count),
        kinds=kinds if kinds is not None else ["ordinary"] * count,
        highlight=highlight,
        average=floats(average)[0],
    )
    places = decimals_for(finite(rows.values)) if decimals is None else decimals
    low, high = domain(finite(rows.values, rows.lower, rows.upper, [rows.average]), from_zero)
    head = heading(unit, low, size, suffix=suffix)
    table = _Table.fit(
        rows, head, (low, high), size, [figure(v, places, suffix) for v in rows.values]
    )
    parts = _parts(rows, table, key, average_label, suffix)
    tall = Size(size.width, math.ceil(table.bottom + size.font * 1.9), size.font)
    return frame(tall, Caption(key, title, description), parts, "bars")


@dataclass(frozen=True)
class _Table:
    """Where it is drawn: a column of names, the plot, a column of numbers."""

    x: Scale
    tops: list[float]
    heights: list[float]
    names: list[list[str]]
    said: list[str]
    head: Sequence[str]
    font: int
    wide: int

    @classmethod
    def fit(
        cls,
        rows: _Rows,
        head: Sequence[str],
        ends: tuple[float, float],
        size: Size,
        said: list[str],
    ) -> _Table:
        font = size.font
        room = min(
            max((width(name, font) for name in rows.labels), default=0) + 22, size.width * 0.38
        )
        names = [wrapped(name, font, room - 14) for name in rows.labels]
        heights = [font * (0.65 + 1.2 * len(name)) for name in names]
        top = font * (1.25 * len(head) + 2.2)
        tops = [top + sum(heights[:index]) for index in range(len(heights))]
        right = size.width - max((width(text, font) for text in said), default=0) - 12
        return cls(Scale(*ends, room, right), tops, heights, names, said, head, font, size.width)

    @property
    def top(self) -> float:
        return self.tops[0] if self.tops else self.font * 3.4

    @property
    def bottom(self) -> float:
        return self.tops[-1] + self.heights[-1] if self.tops else self.top

    def middle(self, index: int) -> float:
        return self.tops[index] + self.heights[index] / 2


def _parts(rows: _Rows, table: _Table, key: str, average_label: str, suffix: str) -> list[str]:
    return [
        _highlight(rows, table),
        _axis(table, suffix),
        _missing(rows, table, key),
        _average(rows, table, average_label),
        _intervals(rows, table),
        _points(rows, table),
        _names(rows, table),
    ]


def _highlight(rows: _Rows, table: _Table) -> str:
    if rows.highlight is None:
        return ""
    index = rows.highlight
    row = rectangle(0, table.tops[index], table.wide, table.heights[index])
    edge = rectangle(0, table.tops[index], 3, table.heights[index], f' fill="{PLUM}"')
    return group([row, edge], "highlight", fill=BAND)


def _axis(table: _Table, suffix: str) -> str:
    places, font = ticks(table.x.low, table.x.high, 4), table.font
    if width(figure(places[-1], tick_decimals(places), suffix), font) * len(places) > (
        (table.x.end - table.x.start) * 0.8
    ):
        places = ticks(table.x.low, table.x.high, 2)
    decimals = tick_decimals(places)
    grid = [line((table.x(v), table.top), (table.x(v), table.bottom)) for v in places]
    labels = [
        words(table.x(v), table.bottom + font * 1.4, figure(v, decimals, suffix), MIDDLE)
        for v in places
    ]
    head = [words(0, font * (1 + 1.25 * i), content) for i, content in enumerate(table.head)]
    return strokes(grid, "grid", stroke=RULE, stroke_width=1) + group(
        [*head, *labels], "axis", fill=SOFT
    )


def _missing(rows: _Rows, table: _Table, key: str) -> str:
    empty = [index for index, value in enumerate(rows.values) if not math.isfinite(value)]
    if not empty:
        return ""
    bands = [
        rectangle(
            table.x.start,
            table.tops[index] + 3,
            table.x.end - table.x.start,
            table.heights[index] - 6,
            hatched(key),
        )
        for index in empty
    ]
    return group([hatching(key), *bands], "missing")


def _average(rows: _Rows, table: _Table, label: str) -> str:
    if not math.isfinite(rows.average):
        return ""
    x, half = table.x(rows.average), width(label, table.font) / 2
    at = min(max(x, half), table.wide - half)
    rule = line((x, table.top - 3), (x, table.bottom))
    return group(
        [
            strokes([rule], "average", stroke=INK, stroke_width=1.4, stroke_dasharray="5 3"),
            words(at, table.top - table.font * 0.5, label, MIDDLE),
        ],
        "labels",
    )


def _intervals(rows: _Rows, table: _Table) -> str:
    parts = []
    for index, (low, high) in enumerate(zip(rows.lower, rows.upper, strict=True)):
        if math.isfinite(low) and math.isfinite(high):
            y = table.middle(index)
            parts.append(line((table.x(low), y), (table.x(high), y)))
    return strokes(parts, "interval", stroke=SOFT, stroke_width=2)


def _points(rows: _Rows, table: _Table) -> str:
    points = [
        (table.x(value), table.middle(index)) if math.isfinite(value) else None
        for index, value in enumerate(rows.values)
    ]
    for kind in rows.kinds:
        colour(kind)  # an unknown kind is an error even on a row without data
    return marks(rows.kinds, points, 5 if table.wide > NARROW.width else 3.8)


def _names(rows: _Rows, table: _Table) -> str:
    parts: list[str] = []
    numbers: list[str] = []
    for index, name in enumerate(table.names):
        weight = BOLD if index == rows.highlight else ""
        middle = table.middle(index) + table.font * 0.35
        first = middle - table.font * 0.6 * (len(name) - 1)
        parts += [
            words(8, first + table.font * 1.2 * row, content, weight)
            for row, content in enumerate(name)
        ]
        numbers.append(words(table.wide - 4, middle, table.said[index], weight))
    return group(parts, "labels") + group(numbers, "numbers", text_anchor="end")
