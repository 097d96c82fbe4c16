"""The control chart: separate periods against their mean and limits, unusual points marked."""

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
    period_axis,
    value_axis,
)
from frankpledge.charts._palette import BAND, INK, PLUM, SOFT, colour
from frankpledge.charts._scale import Scale, Values, domain, finite, floats
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
    polyline,
    rectangle,
    strokes,
    words,
)
from frankpledge.charts._text import decimals_for, figure


@dataclass(frozen=True)
class _Series:
    """What is drawn, one value per period; NaN is missing."""

    values: list[float]
    mean: list[float]
    lower: list[float]
    upper: list[float]
    kinds: Sequence[str]
    target: float
    level: float
    window: tuple[int, int] | None


@dataclass(frozen=True)
class _Plot:
    """Where it is drawn."""

    x: Scale
    y: Scale
    pitch: float

    def centre(self, index: int) -> float:
        return self.x(index + 0.5)

    def point(self, index: int, value: float) -> tuple[float, float]:
        return self.centre(index), self.y(value)


def control_chart(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    values: Values,
    labels: Sequence[str],
    *,
    key: str,
    title: str,
    description: str,
    unit: str,
    mean: Values | float | None = None,
    lower: Values | float | None = None,
    upper: Values | float | None = None,
    variation: Sequence[str] | None = None,
    target: float | None = None,
    baseline: tuple[int, int] | None = None,
    baseline_level: float | None = None,
    decimals: int | None = None,
    suffix: str = "",
    from_zero: bool | None = None,
    size: Size = WIDE,
) -> Markup:
    """A control chart.

    `values` holds one value per period, oldest first, NaN or None where there is no data: such
    periods are gaps in the line, with a hatched band and the words 'no data'. `labels` are the
    periods in words ("December 2025", "October to December 2025"). `mean`, `lower` and `upper` are
    one number or one per period (they step where a new phase begins; NaN is not drawn).
    `variation` gives each point's kind (`KINDS`: ordinary, improving, concerning, notable).
    `target` is a level; `baseline` the first and last index of the baseline's periods when they are
    on the chart, `baseline_level` its level when it is not. `unit` says what a value is ("crimes a
    month"); `suffix` follows each number ("%"). `from_zero` overrules `domain`'s choice.

    Raises ValueError for rows of unequal length, an unknown kind, or a key that is no id.
    """
    count = len(labels)
    series = _Series(
        values=floats(values, count),
        mean=floats(mean, count),
        lower=floats(lower, count),
        upper=floats(upper, count),
        kinds=variation if variation is not None else ["ordinary"] * count,
        target=floats(target)[0],
        level=floats(baseline_level)[0],
        window=baseline,
    )
    caption = Caption(key, title, description)
    style = _Style(unit, suffix, from_zero, decimals_for(finite(series.values)))
    if decimals is not None:
        style = _Style(unit, suffix, from_zero, decimals)
    return frame(size, caption, _parts(series, labels, style, size, key), "control")


@dataclass(frozen=True)
class _Style:
    unit: str
    suffix: str
    from_zero: bool | None
    decimals: int

    def said(self, value: float) -> str:
        return figure(value, self.decimals, self.suffix)


def _parts(
    series: _Series, labels: Sequence[str], style: _Style, size: Size, key: str
) -> list[str]:
    font = size.font
    shown = finite(series.values, series.mean, series.upper, [series.target, series.level])
    low, high = domain(shown + _lower_limits(series), style.from_zero)
    head = heading(style.unit, low, size, suffix=style.suffix)
    above = 1.25 * len(head) + (1.7 if series.window else 0.8)
    y = Scale(low, high, size.height - font * 3.4, font * above)
    left = axis_room(y, font=font, suffix=style.suffix)
    notes = _end_labels(series, style, y, size.narrow)
    right = size.width - label_room(notes, font)
    plot = _Plot(
        Scale(0, max(len(labels), 1), left, right), y, (right - left) / max(len(labels), 1)
    )
    centres = [plot.centre(index) for index in range(len(labels))]
    return [
        _band(series, plot),
        value_axis(y, (left, right), head, font, style.suffix),
        _gaps(series, plot, key, font),
        _baseline(series, plot),
        _levels(series, plot),
        _line(series, plot),
        _points(series, plot),
        period_axis(labels, centres, y.start, font) if labels else "",
        end_labels(notes, right, y.end, y.start, font),
    ]


def _lower_limits(series: _Series) -> list[float]:
    """The lower limits that values can reach: a count has none below zero."""
    bottom = -math.inf if min(finite(series.values), default=0.0) < 0 else 0.0
    return [max(value, bottom) for value in finite(series.lower)]


def _runs(flags: Sequence[object]) -> list[tuple[int, int]]:
    """First and last index of each run of equal, true entries."""
    runs: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        if runs and runs[-1][1] == index - 1 and flags[index - 1] == flag:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _gaps(series: _Series, plot: _Plot, key: str, font: float) -> str:
    runs = _runs([math.isnan(value) for value in series.values])
    if not runs:
        return ""
    top, bottom = plot.y.end, plot.y.start
    parts = [hatching(key)]
    for first, last in runs:
        x, wide = plot.x(first), plot.pitch * (last - first + 1)
        parts.append(rectangle(x, top, wide, bottom - top, hatched(key)))
        parts.append(_no_data(x + wide / 2, (top + bottom) / 2, wide, font))
    return group(parts, "missing")


def _no_data(x: float, y: float, wide: float, font: float) -> str:
    """The words, on a patch that keeps them readable, upright where the band is narrow."""
    across = wide >= font * 4.2
    turn = "" if across else f' transform="rotate(-90 {x:.1f} {y:.1f})"'
    patch = rectangle(x - font * 1.8, y - font * 0.7, font * 3.6, font * 1.3, f' fill="{BAND}"')
    text = words(x, y + font * 0.32, "no data", MIDDLE + f' fill="{INK}"')
    return f"<g{turn}>{patch}{text}</g>"


def _baseline(series: _Series, plot: _Plot) -> str:
    if series.window is None:
        return ""
    first, last = series.window
    x, end, top = plot.x(first), plot.x(last + 1), plot.y.end - 3
    bracket = polyline([(x + 1, top + 5), (x + 1, top), (end - 1, top), (end - 1, top + 5)])
    return group(
        [
            strokes([bracket], "bracket", fill="none", stroke=PLUM, stroke_width=1.5),
            words((x + end) / 2, top - 5, "baseline", MIDDLE + f' fill="{PLUM}"'),
        ],
        "baseline",
    )


def _band(series: _Series, plot: _Plot) -> str:
    """The area between the limits, phase by phase: where ordinary points lie."""
    pairs = list(zip(series.lower, series.upper, strict=True))
    flags = [pair if all(map(math.isfinite, pair)) else None for pair in pairs]
    parts = []
    for first, last in _runs(flags):
        low, high = pairs[first]
        x, top = plot.x(first), plot.y(high)
        parts.append(rectangle(x, top, plot.x(last + 1) - x, plot.y(low) - top))
    return group(parts, "band", fill=BAND, fill_opacity=0.7)


def _steps(row: Sequence[float], plot: _Plot, at_least: float = -math.inf) -> list[str]:
    """A level for each run of equal values; values off the axis are left out."""
    flags = [str(value) if math.isfinite(value) and value >= at_least else None for value in row]
    return [
        line((plot.x(first), plot.y(row[first])), (plot.x(last + 1), plot.y(row[first])))
        for first, last in _runs(flags)
    ]


def _levels(series: _Series, plot: _Plot) -> str:
    count = len(series.values)
    limits = _steps(series.upper, plot) + _steps(series.lower, plot, plot.y.low)
    return "".join(
        [
            strokes(limits, "limit", stroke=SOFT, stroke_width=1.2, stroke_dasharray="6 4"),
            strokes(_steps(series.mean, plot), "mean", stroke=INK, stroke_width=1.2),
            strokes(
                _steps([series.target] * count, plot),
                "target",
                stroke=PLUM,
                stroke_width=2,
                stroke_dasharray="2 4",
                stroke_linecap="round",
            ),
            strokes(
                _steps([series.level] * count, plot),
                "level",
                stroke=PLUM,
                stroke_width=1.2,
                stroke_dasharray="10 3 2 3",
            ),
        ]
    )


def _line(series: _Series, plot: _Plot) -> str:
    known = [math.isfinite(value) for value in series.values]
    pieces = [
        polyline([plot.point(index, series.values[index]) for index in range(first, last + 1)])
        for first, last in _runs(known)
    ]
    return strokes(pieces, "line", fill="none", stroke=colour("ordinary"), stroke_width=1.8)


def _points(series: _Series, plot: _Plot) -> str:
    points = [
        plot.point(index, value) if math.isfinite(value) else None
        for index, value in enumerate(series.values)
    ]
    return marks(series.kinds, points, min(4.5, max(2.9, plot.pitch * 0.32)))


def _end_labels(series: _Series, style: _Style, y: Scale, narrow: bool) -> list[Label]:
    """What each line is, said at its end."""
    limit = "" if narrow else " limit"
    rows = [
        ("upper" + limit, _last(series.upper), SOFT, False),
        ("mean", _last(series.mean), INK, False),
        ("lower" + limit, _last(series.lower), SOFT, False),
        ("target", series.target, PLUM, False),
        ("baseline", series.level, PLUM, False),
    ]
    if series.values and math.isfinite(series.values[-1]):
        kind = series.kinds[-1]
        ink = INK if kind == "ordinary" else colour(kind)
        rows.append(("latest", series.values[-1], ink, True))
    return [
        Label(y(value), f"{name} {style.said(value)}", ink, bold)
        for name, value, ink, bold in rows
        if math.isfinite(value) and value >= y.low
    ]


def _last(row: Sequence[float]) -> float:
    return next((value for value in reversed(row) if math.isfinite(value)), math.nan)
