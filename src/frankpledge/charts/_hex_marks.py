"""What stands on the cells of a map: their numbers, and lines around groups of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from frankpledge.charts._palette import INK, WHITE
from frankpledge.charts._svg import group, num, strokes, words
from frankpledge.charts._text import width

Point = tuple[float, float]
Place = Callable[[float, float], Point]
SMALLEST = 11.0  # no letters on a drawing are smaller
LARGEST = 17.0
DARK = frozenset({"four", "five", "strong", "strongest"})


def numbers(
    where: npt.NDArray[np.float64],
    texts: Sequence[str],
    styles: Sequence[str],
    at: Place,
    cell: float,
) -> str:
    """A text in each cell; none at all where the longest does not fit in letters to be read."""
    room = cell * 0.76
    longest = max((width(text, 1.0) for text in texts), default=0.0)
    font = min(cell * 0.46, LARGEST, room / longest if longest else 0.0)
    if font < SMALLEST:
        return ""
    dark: list[str] = []
    light: list[str] = []
    for point, text, style in zip(where.tolist(), texts, styles, strict=True):
        x, y = at(*point)
        (dark if style in DARK else light).append(words(x, y + font * 0.36, text))
    size = num(font)
    return group(dark, "on-dark", fill=WHITE, font_size=size, text_anchor="middle") + group(
        light, "on-light", fill=INK, font_size=size, text_anchor="middle"
    )


def outlines(where: npt.NDArray[np.float64], pitch: float, groups: Sequence[str], at: Place) -> str:
    """Lines along the edges where cells of two groups meet; none where all are of one."""
    if len(set(groups)) < 2:
        return ""
    row = pitch * math.sqrt(3) / 2
    cells = {
        _address(x, y, pitch, row): name
        for (x, y), name in zip(where.tolist(), groups, strict=True)
    }
    pieces = []
    for (x, y), name in zip(where.tolist(), groups, strict=True):
        for side in range(6):
            turn = math.pi / 3 * side
            beyond = x + pitch * math.cos(turn), y + pitch * math.sin(turn)
            other = cells.get(_address(*beyond, pitch, row), "")
            # An edge between two groups is drawn once, by the one that comes first.
            if name < other:
                pieces.append(_edge(x, y, turn, pitch, at))
    return strokes(pieces, "outline", stroke=INK, stroke_width=2.4, fill="none")


def _address(x: float, y: float, pitch: float, row: float) -> tuple[int, int]:
    return round(2 * x / pitch), round(y / row)


def _edge(x: float, y: float, turn: float, pitch: float, at: Place) -> str:
    radius = pitch / math.sqrt(3)
    ends = [
        at(x + radius * math.cos(turn + half), y + radius * math.sin(turn + half))
        for half in (-math.pi / 6, math.pi / 6)
    ]
    (x1, y1), (x2, y2) = ends
    return f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"
