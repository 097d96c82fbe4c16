"""Changes between two periods, each with two intervals: as counted, and as the series varies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frankpledge.charts._palette import BAND, INK, RULE, SOFT, colour
from frankpledge.charts._scale import Scale, Values, finite, floats, step_for
from frankpledge.charts._svg import (
    MIDDLE,
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
from frankpledge.charts._text import signed, width, wrapped

_NO_CHANGE = "no change"


@dataclass(frozen=True)
class Intervals:
    """Two intervals per row, in per cent: `inner` is Poisson, `outer` the series' own variation."""

    inner_lower: Values
    inner_upper: Values
    outer_lower: Values
    outer_upper: Values


@dataclass(frozen=True)
class _Rows:
    values: list[float]
    inner: list[tuple[float, float]]
    outer: list[tuple[float, float]]
    kinds: Sequence[str]


def change_bar(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    labels: Sequence[str],
    changes: Values,
    intervals: Intervals,
    *,
    key: str,
    title: str,
    description: str,
    kinds: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    decimals: int = 0,
    size: Size = WIDE,
) -> Markup:
    """Changes with both intervals, a row each; the height follows the rows.

    The thick bar is the Poisson interval, the thin line with end strokes the wider one, which is
    the one that scores and sentences use. Rows with NaN are hatched. `kinds` as in `KINDS`; `units`
    stand after the numbers, a percent sign unless said otherwise, and on the axis where all rows
    have the same.

    Raises ValueError for rows of unequal length, an unknown kind, or a key that is no id.
    """
    count = len(labels)
    rows = _Rows(
        values=floats(changes, count),
        inner=_pairs(intervals.inner_lower, intervals.inner_upper, count),
        outer=_pairs(intervals.outer_lower, intervals.outer_upper, count),
        kinds=kinds if kinds is not None else ["ordinary"] * count,
    )
    suffixes = units if units is not None else ["%"] * count
    said = [signed(v, decimals, unit) for v, unit in zip(rows.values, suffixes, strict=True)]
    table = _Table.fit(labels, rows, said, size, "%" if set(suffixes) <= {"%"} else "")
    tall = Size(size.width, math.ceil(table.bottom + size.font * 1.9), size.font)
    return frame(tall, Caption(key, title, description), _parts(rows, table, key), "change")


def _pairs(lower: Values, upper: Values, count: int) -> list[tuple[float, float]]:
    return list(zip(floats(lower, count), floats(upper, count), strict=True))


@dataclass(frozen=True)
class _Table:
    """Where it is drawn. On phones names stand above their rows, else in a column beside them."""

    x: Scale
    names: list[list[str]]
    said: list[str]
    tops: list[float]
    heights: list[float]
    font: int
    wide: int
    above: bool
    unit: str

    @classmethod
    def fit(
        cls, labels: Sequence[str], rows: _Rows, said: list[str], size: Size, unit: str
    ) -> _Table:
        font, above = size.font, size.narrow
        longest = max((width(name, font) for name in labels), default=0.0) + 16
        room = font * 1.7 if above else min(longest, size.width * 0.36)
        numbers = max((width(text, font) for text in said), default=0.0) + 14
        names = [wrapped(name, font, size.width if above else room - 12) for name in labels]
        heights = [font * (1.2 * len(name) + (2.1 if above else 0.9)) for name in names]
        tops = [font * 1.6 + sum(heights[:index]) for index in range(len(heights))]
        x = Scale(*_ends(rows), room, size.width - numbers)
        return cls(x, names, said, tops, heights, font, size.width, above, unit)

    @property
    def top(self) -> float:
        return self.font * 1.6

    @property
    def bottom(self) -> float:
        return self.tops[-1] + self.heights[-1] if self.tops else self.top

    def middle(self, index: int) -> float:
        """The height of a row's bar."""
        shift = 1.2 * self.font * len(self.names[index]) if self.above else 0.0
        return self.tops[index] + (self.heights[index] + shift) / 2


def _ends(rows: _Rows) -> tuple[float, float]:
    """Round ends with zero between them; a few very wide intervals may run off the chart."""
    values = finite(rows.values, *rows.inner, *rows.outer, [0.0])
    low, high = max(min(values), -100.0), min(max(values), 300.0)
    if high - low < 1:
        low, high = low - 5, high + 5
    side = (high - low) * 0.25
    low, high = min(low, -side), max(high, side)
    step = step_for(high - low, 4)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _parts(rows: _Rows, table: _Table, key: str) -> list[str]:
    return [
        _axis(table),
        _missing(rows, table, key),
        _bars(rows.inner, table),
        _whiskers(rows, table),
        _points(rows, table),
        _names(table),
    ]


def _axis(table: _Table) -> str:
    x, font = table.x, table.font
    step = step_for(x.high - x.low, 4)
    first = math.ceil(x.low / step - 1e-9)
    places = [first * step + n * step for n in range(int((x.high - x.low) / step + 1e-9) + 1)]
    grid = [line((x(v), table.top), (x(v), table.bottom)) for v in places if v and v <= x.high]
    labels = [
        words(x(v), table.bottom + font * 1.4, signed(v, 0, table.unit), MIDDLE)
        for v in places
        if v <= x.high
    ]
    half = width(_NO_CHANGE, font) / 2
    at = min(max(x(0), half), table.wide - half)
    return (
        strokes(grid, "grid", stroke=RULE, stroke_width=1)
        + strokes(_zero(table), "zero", stroke=INK, stroke_width=1.4)
        + group([*labels, words(at, font, _NO_CHANGE, MIDDLE)], "axis", fill=SOFT)
    )


def _zero(table: _Table) -> list[str]:
    """The line of no change; on phones in pieces, so that it crosses no name."""
    x = table.x(0)
    if not table.above:
        return [line((x, table.top - 2), (x, table.bottom))]
    middles = [table.middle(index) for index in range(len(table.tops))]
    return [line((x, middle - 10), (x, middle + 10)) for middle in middles]


def _missing(rows: _Rows, table: _Table, key: str) -> str:
    empty = [index for index, value in enumerate(rows.values) if not math.isfinite(value)]
    if not empty:
        return ""
    tall = table.font
    bands = [
        rectangle(
            table.x.start,
            table.middle(index) - tall / 2,
            table.x.end - table.x.start,
            tall,
            hatched(key),
        )
        for index in empty
    ]
    return group([hatching(key), *bands], "missing")


def _bars(pairs: Sequence[tuple[float, float]], table: _Table) -> str:
    parts = []
    for index, (low, high) in enumerate(pairs):
        if math.isfinite(low) and math.isfinite(high):
            start, end = table.x(low), table.x(high)
            parts.append(rectangle(start, table.middle(index) - 6, end - start, 12))
    return group(parts, "inner", fill=BAND, stroke=SOFT, stroke_width=1)


def _whiskers(rows: _Rows, table: _Table) -> str:
    """The wider interval; an end that runs off the chart has no end stroke."""
    drawn: dict[str, list[str]] = {}
    for index, (low, high) in enumerate(rows.outer):
        if not (math.isfinite(low) and math.isfinite(high)):
            continue
        y, start, end = table.middle(index), table.x(low), table.x(high)
        pieces = [line((start, y), (end, y))]
        pieces += [line((start, y - 5), (start, y + 5))] if low >= table.x.low else []
        pieces += [line((end, y - 5), (end, y + 5))] if high <= table.x.high else []
        drawn.setdefault(rows.kinds[index], []).extend(pieces)
    return "".join(
        strokes(parts, f"outer fp-{kind}", stroke=colour(kind), stroke_width=1.8)
        for kind, parts in drawn.items()
    )


def _points(rows: _Rows, table: _Table) -> str:
    points = [
        (table.x(value), table.middle(index)) if math.isfinite(value) else None
        for index, value in enumerate(rows.values)
    ]
    return marks(rows.kinds, points, 5)


def _names(table: _Table) -> str:
    parts: list[str] = []
    numbers: list[str] = []
    for index, name in enumerate(table.names):
        middle = table.middle(index) + table.font * 0.35
        first = middle - table.font * 0.6 * (len(name) - 1)
        if table.above:
            first = table.tops[index] + table.font * 1.35
        parts += [
            words(0, first + table.font * 1.2 * row, content) for row, content in enumerate(name)
        ]
        numbers.append(words(table.wide - 4, middle, table.said[index]))
    return group(parts, "labels") + group(numbers, "numbers", text_anchor="end", font_weight=600)
