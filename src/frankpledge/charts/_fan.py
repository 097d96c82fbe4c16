"""A fan: a planned course, and around it the range in which the figure may come to lie."""

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
from frankpledge.charts._palette import BAND, INK, RULE, SOFT
from frankpledge.charts._scale import Scale, Values, domain, floats
from frankpledge.charts._svg import (
    WIDE,
    Caption,
    Point,
    Size,
    frame,
    group,
    line,
    marks,
    polyline,
    strokes,
)


@dataclass(frozen=True)
class FanBand:
    """A band of the fan: its ends, one number per period, and what it is called."""

    lower: Values
    upper: Values
    label: str


def fan(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    planned: Values,
    labels: Sequence[str],
    bands: tuple[FanBand, FanBand],
    *,
    key: str,
    title: str,
    description: str,
    unit: str,
    planned_label: str = "planned",
    zero: bool = True,
    size: Size = WIDE,
) -> Markup:
    """A line of planned values within two bands, the outer one first.

    `planned` and the ends of both bands hold one number per label, all finite. `zero` draws a line
    at nothing. `unit` says what a value is. Raises ValueError for rows of unequal
    length, values that are not finite, and a key that is no id.
    """
    count = len(labels)
    course = floats(planned, count)
    ends = [(floats(b.lower, count), floats(b.upper, count)) for b in bands]
    every = [*course, *(v for pair in ends for row in pair for v in row)]
    if not all(map(math.isfinite, every)) or not labels:
        raise ValueError("expected at least one period, and finite values")
    low, high = domain([*every, 0.0], from_zero=None)
    head, font = heading(unit, 0 if low <= 0 else low, size), size.font
    y = Scale(low, high, size.height - font * 3.4, font * (1.25 * len(head) + 0.8))
    left = axis_room(y, font=font, suffix="")
    notes = _notes(course, ends, bands, planned_label, y)
    right = size.width - label_room(notes, font)
    x = Scale(0, max(count - 1, 1), left + 14, right - 6)
    places = [x(index) for index in range(count)]
    middle = [(px, y(value)) for px, value in zip(places, course, strict=True)]
    parts = [
        value_axis(y, (left, right), head, font, ""),
        *(_band(places, pair, y, n) for n, pair in enumerate(ends)),
        _zero(left, right, y) if zero else "",
        strokes([polyline(middle)], "line", fill="none", stroke=INK, stroke_width=2),
        marks(["notable"] * count, middle, 3.6),
        period_axis(labels, places, y.start, font),
        end_labels(notes, right, y.end, y.start, font),
    ]
    return frame(size, Caption(key, title, description), parts, "fan")


def _notes(
    course: list[float],
    ends: list[tuple[list[float], list[float]]],
    bands: tuple[FanBand, FanBand],
    planned_label: str,
    y: Scale,
) -> list[Label]:
    said = [Label(y(course[-1]), planned_label, INK, bold=True)]
    uppers = [
        Label(y(upper[-1]), band.label, SOFT) for (_, upper), band in zip(ends, bands, strict=True)
    ]
    return [*uppers, *said]


def _band(
    places: Sequence[float], ends: tuple[list[float], list[float]], y: Scale, inner: int
) -> str:
    lower, upper = ends
    there: list[Point] = [(px, y(value)) for px, value in zip(places, upper, strict=True)]
    back: list[Point] = [(px, y(value)) for px, value in zip(places, lower, strict=True)][::-1]
    course = polyline([*there, *back])
    if not course:
        return ""
    name, fill = ("inner", RULE) if inner else ("outer", BAND)
    return group([f'<path d="{course}Z"/>'], name, fill=fill, stroke=SOFT, stroke_width=0.6)


def _zero(left: float, right: float, y: Scale) -> str:
    return strokes([line((left, y(0)), (right, y(0)))], "zero", stroke=INK, stroke_width=1)
