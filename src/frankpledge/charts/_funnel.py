"""The funnel: rates against the size of each area, with limits that widen as areas get smaller."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frankpledge.charts._axes import (
    Label,
    axis_room,
    end_labels,
    heading,
    label_room,
    value_axis,
)
from frankpledge.charts._palette import INK, PLUM, SOFT
from frankpledge.charts._scale import Scale, Values, domain, finite, floats, tick_decimals, ticks
from frankpledge.charts._svg import (
    BOLD,
    END,
    MIDDLE,
    WIDE,
    Caption,
    Size,
    frame,
    group,
    marks,
    polyline,
    strokes,
    words,
)
from frankpledge.charts._text import decimals_for, figure, width


@dataclass(frozen=True)
class Limits:
    """Limits along a rising grid of denominators: the outer at 99.8 %, the inner at 95 %."""

    grid: Values
    lower_outer: Values
    lower_inner: Values
    upper_inner: Values
    upper_outer: Values


@dataclass(frozen=True)
class _Funnel:
    sizes: list[float]
    rates: list[float]
    names: Sequence[str]
    kinds: Sequence[str]
    highlight: int | None
    average: float
    grid: list[float]
    curves: list[tuple[str, list[float]]]

    @property
    def points(self) -> list[bool]:
        """Which areas can be drawn."""
        pairs = zip(self.sizes, self.rates, strict=True)
        return [math.isfinite(size) and math.isfinite(rate) for size, rate in pairs]


def funnel(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    denominators: Values,
    rates: Values,
    names: Sequence[str],
    limits: Limits,
    *,
    key: str,
    title: str,
    description: str,
    unit: str,
    denominator_unit: str,
    average: float,
    average_label: str = "average",
    kinds: Sequence[str] | None = None,
    highlight: int | None = None,
    decimals: int | None = None,
    suffix: str = "",
    from_zero: bool | None = None,
    size: Size = WIDE,
) -> Markup:
    """A funnel plot.

    One point per area: `rates` against `denominators` (people, crimes ...). `limits` are the curves
    that `statistics.funnel_limits` gives, adjusted for overdispersion. `highlight` is the index of
    our own area, whose name is written beside its point. Areas with NaN are left out and counted
    under the chart.

    Raises ValueError for rows of unequal length, an unknown kind, or a key that is no id.
    """
    count = len(names)
    grid = floats(limits.grid)
    data = _Funnel(
        sizes=floats(denominators, count),
        rates=floats(rates, count),
        names=names,
        kinds=kinds if kinds is not None else ["ordinary"] * count,
        highlight=highlight,
        average=average,
        grid=grid,
        curves=[
            ("outer", floats(limits.lower_outer, len(grid))),
            ("inner", floats(limits.lower_inner, len(grid))),
            ("inner", floats(limits.upper_inner, len(grid))),
            ("outer", floats(limits.upper_outer, len(grid))),
        ],
    )
    places = decimals_for(finite(data.rates)) if decimals is None else decimals
    mean = f"{average_label} {figure(average, places, suffix)}"
    parts = _parts(data, (unit, denominator_unit, suffix, mean), size, from_zero)
    return frame(size, Caption(key, title, description), parts, "funnel")


@dataclass(frozen=True)
class _Plot:
    x: Scale
    y: Scale

    def point(self, size: float, rate: float) -> tuple[float, float]:
        return self.x(size), self.y(rate)


def _parts(
    data: _Funnel, said: tuple[str, str, str, str], size: Size, from_zero: bool | None
) -> list[str]:
    unit, across, suffix, mean = said
    font = size.font
    low, high = domain(_in_view(data), from_zero)
    head = heading(unit, low, size, suffix=suffix)
    y = Scale(low, high, size.height - font * 3.4, font * (1.25 * len(head) + 0.8))
    left = axis_room(y, font=font, suffix=suffix)
    notes = _notes(data, y, mean)
    right = size.width - label_room(notes, font)
    plot = _Plot(Scale(0, max(finite(data.grid), default=1.0), left, right), y)
    return [
        value_axis(y, (left, right), head, font, suffix),
        _curves(data, plot),
        _sizes(plot, _left_out(data, across), size),
        _points(data, plot),
        end_labels(notes, right, y.end, y.start, font),
        _name(data, plot, font),
    ]


def _in_view(data: _Funnel) -> list[float]:
    """Values that fix the axis: every area, and the limits where areas are, not the open mouth."""
    smallest = min(finite(data.sizes), default=0.0)
    near = [
        value
        for _, curve in data.curves
        for at, value in zip(data.grid, curve, strict=True)
        if at >= smallest and math.isfinite(value)
    ]
    shown = finite(data.rates, [data.average])
    floor = 0.0 if min(shown, default=0.0) >= 0 else -math.inf
    return shown + [max(value, floor) for value in near]


def _notes(data: _Funnel, y: Scale, mean: str) -> list[Label]:
    names = {"outer": "99.8% limit", "inner": "95% limit"}
    rows = [(names[name], curve[-1] if curve else math.nan, SOFT) for name, curve in data.curves]
    shown = [Label(y(at), name, ink) for name, at, ink in rows if math.isfinite(at) and at > y.low]
    return [*shown, Label(y(data.average), mean, INK)]


def _curves(data: _Funnel, plot: _Plot) -> str:
    drawn = {"outer": list[str](), "inner": list[str]()}
    for name, curve in data.curves:
        points = [
            plot.point(size, value)
            for size, value in zip(data.grid, curve, strict=True)
            if math.isfinite(value) and plot.y.low <= value <= plot.y.high
        ]
        drawn[name].append(polyline(points))
    level = polyline([(plot.x.start, plot.y(data.average)), (plot.x.end, plot.y(data.average))])
    return (
        strokes(drawn["outer"], "limit", fill="none", stroke=SOFT, stroke_width=1.2)
        + strokes(
            drawn["inner"],
            "limit",
            fill="none",
            stroke=SOFT,
            stroke_width=1.2,
            stroke_dasharray="6 4",
        )
        + strokes([level], "mean", stroke=INK, stroke_width=1.2)
    )


def _sizes(plot: _Plot, across: str, size: Size) -> str:
    font, top = size.font, plot.y.start
    places = ticks(plot.x.low, plot.x.high, 2 if size.narrow else 4)
    decimals = tick_decimals(places)
    labels = [
        words(plot.x(value), top + font * 1.5, figure(value, decimals), MIDDLE) for value in places
    ]
    half = width(across, font) / 2
    middle = max(min((plot.x.start + plot.x.end) / 2, size.width - half), half)
    return group([*labels, words(middle, top + font * 2.9, across, MIDDLE)], "axis", fill=SOFT)


def _left_out(data: _Funnel, across: str) -> str:
    missing = data.points.count(False)
    return f"{across} ({missing} without data left out)" if missing else across


def _points(data: _Funnel, plot: _Plot) -> str:
    pairs = zip(data.points, data.sizes, data.rates, strict=True)
    return marks(
        data.kinds, [plot.point(at, rate) if known else None for known, at, rate in pairs], 4
    )


def _name(data: _Funnel, plot: _Plot, font: float) -> str:
    """A ring and a name at our own area, on the side with room."""
    index = data.highlight
    if index is None or not data.points[index]:
        return ""
    x, y = plot.point(data.sizes[index], data.rates[index])
    name = data.names[index]
    fits = x + 14 + width(name, font) < plot.x.end
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{PLUM}" stroke-width="2"/>'
    halo = ' stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    side = "" if fits else END
    text = words(x + (14 if fits else -14), y + font * 0.35, name, side + BOLD + halo)
    return group([ring, text], "ours", fill=PLUM)
