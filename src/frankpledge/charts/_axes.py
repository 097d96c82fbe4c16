"""The furniture that several charts share: value axis, period axis, labels at the line's end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts._palette import RULE, SOFT
from frankpledge.charts._scale import Scale, spread, tick_decimals, ticks
from frankpledge.charts._svg import BOLD, END, Size, group, line, strokes, words
from frankpledge.charts._text import figure, short_period, two_lines, width, wrapped


@dataclass(frozen=True)
class Label:
    """Words to the right of a line, level with it: `place` is where the line ends."""

    place: float
    content: str
    ink: str
    bold: bool = False


def heading(unit: str, start: float, size: Size, *, suffix: str = "") -> list[str]:
    """The lines above a value axis: its unit and, where it does not start at zero, a warning."""
    note = f"axis starts at {figure(start, tick_decimals([start]), suffix)}, not zero"
    content = "; ".join(part for part in (unit, note if start else "") if part)
    return wrapped(content, size.font, size.width - 8)


def value_axis(
    scale: Scale, ends: tuple[float, float], head: Sequence[str], font: float, suffix: str
) -> str:
    """Grid lines with their values to the left of the plot, which has the `ends`, below `head`."""
    places = ticks(scale.low, scale.high)
    decimals = tick_decimals(places)
    grid = [line((ends[0], scale(value)), (ends[1], scale(value))) for value in places]
    labels = [
        words(ends[0] - 8, scale(value) + font * 0.35, figure(value, decimals, suffix), END)
        for value in places
    ]
    top = [words(0, font * (1 + 1.25 * index), content) for index, content in enumerate(head)]
    return strokes(grid, "grid", stroke=RULE, stroke_width=1) + group(
        [*top, *labels], "axis", fill=SOFT
    )


def axis_room(scale: Scale, *, font: float, suffix: str) -> float:
    """How much room the values to the left of the plot need."""
    places = ticks(scale.low, scale.high)
    decimals = tick_decimals(places)
    return 10 + max(width(figure(value, decimals, suffix), font) for value in places)


def period_axis(labels: Sequence[str], places: Sequence[float], top: float, font: float) -> str:
    """Periods in words on two lines, always the last one, then as many as fit, evenly spaced."""
    lines = [two_lines(short_period(label)) for label in labels]
    room = max(width(part, font) for pair in lines for part in pair) + font * 0.9
    pitch = places[1] - places[0] if len(places) > 1 else room
    step = _step([head for head, _ in lines], room / pitch)
    hairs, parts = [], []
    for index in range(len(labels) - 1, -1, -step):
        x, (head, tail) = places[index], lines[index]
        hairs.append(line((x, top), (x, top + 5)))
        parts.append(words(x, top + font * 1.6, head))
        if tail:
            parts.append(words(x, top + font * 2.8, tail))
    return strokes(hairs, "tick", stroke=SOFT) + group(
        parts, "axis", fill=SOFT, text_anchor="middle"
    )


def _step(heads: Sequence[str], at_least: float) -> int:
    """How many periods from label to label: a part of the year where it fits, else whole years."""
    cycle = next((n for n in range(1, len(heads)) if heads[-1 - n] == heads[-1]), 1)
    parts = [n for n in range(1, cycle) if cycle % n == 0 and n >= at_least]
    return parts[0] if parts else cycle * max(1, math.ceil(at_least / cycle))


def label_room(labels: Sequence[Label], font: float) -> float:
    """How much room the labels to the right of the plot need, their leaders included."""
    return max((width(label.content, font) for label in labels), default=0.0) + 18


def end_labels(labels: Sequence[Label], x: float, top: float, bottom: float, font: float) -> str:
    """Labels to the right of x, kept a line apart, each tied to its line by a thin leader."""
    shown = [label for label in labels if math.isfinite(label.place)]
    moved = spread([label.place for label in shown], font * 1.2, top + font / 2, bottom)
    leaders = [
        line((x + 2, label.place), (x + 11, place))
        for label, place in zip(shown, moved, strict=True)
    ]
    texts = [
        words(
            x + 14,
            place + font * 0.35,
            label.content,
            f' fill="{label.ink}"{BOLD if label.bold else ""}',
        )
        for label, place in zip(shown, moved, strict=True)
    ]
    return strokes(leaders, "leader", stroke=RULE, stroke_width=1) + group(texts, "labels")
