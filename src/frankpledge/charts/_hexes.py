"""A map of hexagons: each place one cell, its class shown by size and shade together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from frankpledge.charts import _hex_marks
from frankpledge.charts._palette import INK, PLUM, SOFT, WHITE, colour
from frankpledge.charts._scale import step_for
from frankpledge.charts._svg import (
    BOLD,
    MIDDLE,
    WIDE,
    Caption,
    Size,
    frame,
    group,
    line,
    mark,
    num,
    strokes,
    words,
)
from frankpledge.charts._text import figure, width, wrapped

TALL: Final = 620  # the most that a map is high on wide screens
Point = tuple[float, float]


@dataclass(frozen=True)
class _Style:
    """How a cell looks: its colour, its size as a share of a whole cell, its outline."""

    fill: str
    size: float
    stroke: str = WHITE


STYLES: Final[dict[str, _Style]] = {
    "faint": _Style("#cfc9ba", 0.62),
    "low": _Style(WHITE, 0.78, SOFT),
    "mild": _Style("#b79fb4", 0.84),
    "strong": _Style("#85587f", 0.94),
    "strongest": _Style(PLUM, 1.08),
    "improving": _Style(colour("improving"), 0.9),
    "concerning": _Style(colour("concerning"), 0.9),
    "one": _Style(WHITE, 0.74, SOFT),
    "two": _Style("#e6dbe4", 0.8, "#b79fb4"),
    "three": _Style("#c3adc0", 0.87),
    "four": _Style("#85587f", 0.95),
    "five": _Style(PLUM, 1.05),
    "apart": _Style(WHITE, 0.86, INK),
    "unknown": _Style(WHITE, 0.76, "#9b9ea8"),
}
"""What a cell may say. More is larger and darker, so that no colour is needed; `improving` and
`concerning` have the shapes that they have in every chart, and so has `apart`, which is in none of
the five classes, and `unknown`, of which nothing is known."""
FIFTHS: Final = ("one", "two", "three", "four", "five")
"""The styles of five classes, the lowest first."""
_SHAPED: Final = {"apart": "notable", "unknown": "ordinary"}


@dataclass(frozen=True)
class MapLabel:
    """A short text at a place on a map, such as the number of a row of the table beside it."""

    x: float
    y: float
    text: str
    kind: str = "number"  # or "station": a ring with the name beside it


def hex_map(  # noqa: PLR0913 - called with keywords; each is one thing the map shows
    centres: Sequence[Point] | npt.NDArray[np.float64],
    styles: Sequence[str],
    *,
    key: str,
    title: str,
    description: str,
    pitch: float,
    legend: Mapping[str, str],
    labels: Sequence[MapLabel] = (),
    numbers: Sequence[str] = (),
    groups: Sequence[str] = (),
    metres: bool = True,
    size: Size = WIDE,
) -> Markup:
    """Cells at their centres, north up. The height follows the shape of the area.

    `centres` (places, 2) are eastings and northings, `pitch` the distance between neighbours, in
    the same units; `styles` one of `STYLES` per cell; `legend` says what the styles mean, in the
    order in which they are listed. `metres` adds a scale; leave it out where places were moved.
    `numbers` stand in the cells, one each, where all of them fit in letters that can be read; a
    line goes round the cells of each of `groups`, one name per cell.

    Raises ValueError for rows of unequal length, an unknown style, or a key that is no id.
    """
    where = np.asarray(centres, dtype=np.float64).reshape(-1, 2)
    if len(where) != len(styles):
        raise ValueError(f"expected {len(where)} styles, found {len(styles)}")
    if unknown := sorted({*styles, *legend} - set(STYLES)):
        raise ValueError(f"expected some of {', '.join(STYLES)}, found {unknown[0]!r}")
    if any(given and len(given) != len(where) for given in (numbers, groups)):
        raise ValueError(f"expected {len(where)} numbers and groups, or none")
    plan = _Plan.fit(where, pitch, size, legend, labels)
    parts = [
        "".join(_marker(key, name, plan.cell) for name in STYLES if name in {*styles}),
        "".join(_marker(f"{key}-l", name, min(plan.cell, plan.font * 1.3)) for name in legend),
        _cells(key, where, styles, plan),
        _hex_marks.outlines(where, pitch, groups, plan.at) if groups else "",
        _hex_marks.numbers(where, numbers, styles, plan.at, plan.cell) if numbers else "",
        _legend(key, legend, plan),
        _labels(labels, plan),
        _bar(plan, pitch) if metres else "",
    ]
    tall = Size(size.width, math.ceil(plan.height), size.font)
    return frame(tall, Caption(key, title, description), parts, "map")


@dataclass(frozen=True)
class _Plan:
    """Where things stand: the map from `left`, `top`; the legend beside or below it."""

    west: float
    north: float
    scale: float
    left: float
    top: float
    cell: float
    bottom: float
    beside: Point
    height: float
    font: int
    wide: int
    room: float

    @classmethod
    def fit(
        cls,
        where: npt.NDArray[np.float64],
        pitch: float,
        size: Size,
        legend: Mapping[str, str],
        labels: Sequence[MapLabel],
    ) -> _Plan:
        points = np.vstack([where, [(label.x, label.y) for label in labels]] if labels else [where])
        low, high = (points.min(axis=0), points.max(axis=0)) if len(points) else (np.zeros(2),) * 2
        across, up = (high - low + pitch).tolist()
        font = size.font
        longest = max((width(text, font) for text in legend.values()), default=0.0) + 2 * font
        room = 0.0 if size.narrow else min(longest, size.width * 0.36)
        scale = min((size.width - room - 8) / across, TALL / up)
        left = (size.width - room - across * scale) / 2
        cell, top = pitch * scale, font * 0.8
        bottom = top + up * scale
        lines = sum(len(wrapped(t, font, (room or size.width) - 2 * font)) for t in legend.values())
        below = lines * font * 1.5 + font if size.narrow else 0.0
        return cls(
            west=float(low[0]) - pitch / 2,
            north=float(high[1]) + pitch / 2,
            scale=scale,
            left=left,
            top=top,
            cell=cell,
            bottom=bottom,
            beside=(0.0, bottom + font * 3.2) if size.narrow else (size.width - room, font * 2.0),
            height=bottom + font * 2.2 + below,
            font=font,
            wide=size.width,
            room=(room or size.width) - 2 * font,
        )

    def at(self, x: float, y: float) -> Point:
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale


def _shape(name: str, radius: float) -> str:
    if name in {"improving", "concerning"}:
        return mark(name, 0, 0, radius * 0.8)
    if name in _SHAPED:
        return mark(_SHAPED[name], 0, 0, radius * 0.72)
    corners = [(math.sin(math.pi / 3 * n), math.cos(math.pi / 3 * n)) for n in range(6)]
    return f'<path d="M{"L".join(f"{radius * x:.2f} {radius * y:.2f}" for x, y in corners)}Z"/>'


def _marker(key: str, name: str, cell: float) -> str:
    """The drawing of one cell; a path repeats it at each of its points, which keeps maps small."""
    style = STYLES[name]
    radius = cell / math.sqrt(3) * style.size
    return (
        f'<marker id="{key}-{name}" overflow="visible" markerUnits="userSpaceOnUse">'
        f'<g fill="{style.fill}" stroke="{style.stroke}" stroke-width="{num(max(cell / 16, 0.4))}">'
        f"{_shape(name, radius)}</g></marker>"
    )


def _cells(key: str, where: npt.NDArray[np.float64], styles: Sequence[str], plan: _Plan) -> str:
    """The faint cells first, so that whatever stands out lies on top."""
    parts = []
    for name in STYLES:
        chosen = [plan.at(*where[i].tolist()) for i, style in enumerate(styles) if style == name]
        parts.append(_repeated(key, name, chosen))
    return "".join(parts)


def _repeated(key: str, name: str, points: Sequence[Point]) -> str:
    if not points:
        return ""
    # A point alone has no line to carry marks, so it is given one that leads nowhere.
    course = points if len(points) > 1 else [*points, *points]
    path = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in course)
    used = f"url(#{key}-{name})"
    return (
        f'<path class="fp-cells fp-cells-{name}" d="{path}" fill="none" '
        f'marker-start="{used}" marker-mid="{used}" marker-end="{used}"/>'
    )


def _legend(key: str, legend: Mapping[str, str], plan: _Plan) -> str:
    x, y = plan.beside
    parts, shown = [], []
    for name, text in legend.items():
        shown.append(_repeated(f"{key}-l", name, [(x + plan.font * 0.6, y - plan.font * 0.35)]))
        for row in wrapped(text, plan.font, plan.room):
            parts.append(words(x + plan.font * 1.6, y, row))
            y += plan.font * 1.5
    return "".join(shown) + group(parts, "axis", fill=SOFT)


def _labels(labels: Sequence[MapLabel], plan: _Plan) -> str:
    halo = f' stroke="{WHITE}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
    numbers, rings = [], []
    for label in labels:
        x, y = plan.at(label.x, label.y)
        if label.kind == "number":
            half = width(label.text, plan.font) / 2
            x = min(max(x, half), plan.wide - half)
            numbers.append(words(x, y + plan.font * 0.35, label.text, MIDDLE + BOLD + halo))
            continue
        rings.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="5"/>')
        room = width(label.text, plan.font) + 10
        right = x + room <= plan.wide
        anchor = "" if right else ' text-anchor="end"'
        numbers.append(words(x + (8 if right else -8), y + 4.5, label.text, anchor + BOLD + halo))
    ring = group(rings, "stations", fill=WHITE, stroke=INK, stroke_width=2.4)
    return ring + group(numbers, "labels", fill=INK)


def _bar(plan: _Plan, pitch: float) -> str:
    """A scale of a round number of kilometres."""
    if plan.scale <= 0 or pitch <= 0:
        return ""
    span = (plan.wide - plan.left) / plan.scale
    length = step_for(span, 4)
    end, y = plan.left + length * plan.scale, plan.bottom + plan.font * 1.1
    text = f"{figure(length / 1000, 1 if length < 1000 else 0)} km"
    course = [line((plan.left, y), (end, y)), line((plan.left, y - 4), (plan.left, y + 4))]
    course.append(line((end, y - 4), (end, y + 4)))
    return strokes(course, "scale", stroke=SOFT, fill="none") + group(
        [words(end + 8, y + plan.font * 0.35, text)], "axis", fill=SOFT
    )
