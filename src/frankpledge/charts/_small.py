"""Small drawings for tables and tiles: sparkline, icons, score bar."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from frankpledge.charts._palette import BAND, INK, RULE, SOFT, WHITE, colour
from frankpledge.charts._scale import Scale, Values, finite, floats
from frankpledge.charts._svg import (
    BOLD,
    MIDDLE,
    Caption,
    Point,
    Size,
    frame,
    group,
    hatched,
    hatching,
    line,
    mark,
    polyline,
    rectangle,
    strokes,
    words,
)
from frankpledge.charts._text import figure

SPARK = Size(240, 64, 22)
_ICON = Size(40, 40, 20)
_SCORE = Size(320, 62, 13)


def sparkline(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    values: Values,
    *,
    key: str,
    title: str = "",
    description: str = "",
    variation: str = "ordinary",
    mean: float | None = None,
    size: Size = SPARK,
) -> Markup:
    """A series at a glance: a line with its latest point marked by the kind of `variation`.

    NaN and None are gaps. `mean` is drawn as a hair line. Without a title it is decoration: use it
    so where the words beside it say the same. An empty series draws nothing but its frame.
    """
    row = floats(values)
    known = finite(row, [] if mean is None else [mean])
    if not known:
        return frame(size, Caption(key, title, description), [], "spark")
    x = Scale(0, max(len(row) - 1, 1), 6, size.width - 14)
    y = Scale(min(known), max(*known, min(known) + 1e-9), size.height - 12, 12)
    points = [
        (float(round(x(i))), float(round(y(value)))) if math.isfinite(value) else None
        for i, value in enumerate(row)
    ]
    parts = [
        strokes(_hair(mean, y, size), "mean", stroke=RULE, stroke_width=2),
        strokes(_pieces(points), "line", fill="none", stroke=colour("ordinary"), stroke_width=3),
        _last(points, variation),
    ]
    return frame(size, Caption(key, title, description), parts, "spark")


def _hair(mean: float | None, y: Scale, size: Size) -> list[str]:
    return [] if mean is None else [line((0, y(mean)), (size.width, y(mean)))]


def _pieces(points: Sequence[Point | None]) -> list[str]:
    """The line between gaps. A point alone between two gaps is drawn as a dash."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    lone = [line(piece[0], (piece[0][0] + 2, piece[0][1])) for piece in pieces if len(piece) == 1]
    return [*map(polyline, pieces), *lone]


def _last(points: Sequence[Point | None], variation: str) -> str:
    """The newest period's mark. When that period has no data there is none: gaps stay visible."""
    if not points or points[-1] is None:
        return ""
    return group([mark(variation, *points[-1], 8)], variation, fill=colour(variation))


_LETTERS = {"high": "H", "low": "L", "": ""}


def variation_icon(
    kind: str, *, key: str, title: str, description: str = "", side: str = ""
) -> Markup:
    """What the control chart says of the latest period, as a shape and a letter.

    `kind` is one of `KINDS` or 'absent' (too few periods). `side` is 'high', 'low' or '': which way
    the unusual points lie, written as H or L. An ordinary series shows a wave.
    """
    if side not in _LETTERS:
        raise ValueError(f"expected a side of high, low or '', found {side!r}")
    if kind == "absent":
        return frame(_ICON, Caption(key, title, description), [_absent()], "icon")
    parts = [_filled(kind), _wave() if kind == "ordinary" else _letter(_LETTERS[side], kind, WHITE)]
    return frame(_ICON, Caption(key, title, description), parts, "icon")


def _filled(kind: str) -> str:
    fill = colour(kind)
    return group([_big(kind)], kind, fill=fill)


def _big(kind: str) -> str:
    """A kind's shape over the whole icon, with room inside for a letter."""
    return {
        "ordinary": '<circle cx="20" cy="20" r="17"/>',
        "improving": '<rect x="4" y="4" width="32" height="32" rx="3"/>',
        "concerning": '<path d="M20 2L39 37H1Z" stroke-linejoin="round"/>',
        "notable": '<path d="M20 1L39 20L20 39L1 20Z"/>',
    }[kind]


def _wave() -> str:
    path = '<path d="M8 22C12 12 16 12 20 20S28 28 32 18"/>'
    return group([path], "wave", fill="none", stroke=WHITE, stroke_width=2.5)


def _letter(letter: str, kind: str, ink: str) -> str:
    y = 33 if kind == "concerning" else 27
    return words(20, y, letter, f'{MIDDLE}{BOLD} fill="{ink}"') if letter else ""


def _absent() -> str:
    ring = '<circle cx="20" cy="20" r="17"/>'
    dash = words(20, 27, "\u2013", MIDDLE + f' fill="{SOFT}"')
    return (
        group([ring], "absent", fill="none", stroke=SOFT, stroke_width=2, stroke_dasharray="4 4")
        + dash
    )


_ASSURANCE = {
    "passing": ("improving", "P"),
    "failing": ("concerning", "F"),
    "hit and miss": ("ordinary", "?"),
}


def assurance_icon(kind: str, *, key: str, title: str, description: str = "") -> Markup:
    """Whether the series can be relied on to meet its target, as an outlined shape and a letter.

    `kind` is passing (P), failing (F), 'hit and miss' (?) or absent (a dash).
    Raises ValueError for any other.
    """
    if kind == "absent":
        return frame(_ICON, Caption(key, title, description), [_absent()], "icon")
    if kind not in _ASSURANCE:
        raise ValueError(f"expected one of {', '.join(_ASSURANCE)} or absent, found {kind!r}")
    shape, letter = _ASSURANCE[kind]
    ink = colour(shape)
    outline = group([_big(shape)], shape, fill=WHITE, stroke=ink, stroke_width=3)
    return frame(
        _ICON, Caption(key, title, description), [outline, _letter(letter, shape, ink)], "icon"
    )


def score_bar(  # noqa: PLR0913 - called with keywords; each is one thing the chart shows
    score: float | None,
    *,
    key: str,
    title: str,
    description: str,
    low: float | None = None,
    high: float | None = None,
    size: Size = _SCORE,
) -> Markup:
    """A score from 0 to 100 with 50 marked 'no change'; `low` to `high` is its range as a band.

    None or NaN is drawn hatched with the words 'not scored'; it is never a 0.
    """
    value, start, end = (floats(item)[0] for item in (score, low, high))
    x = Scale(0, 100, 12, size.width - 12)
    top, tall = size.font * 1.6, size.height - size.font * 3.4
    track = rectangle(x.start, top, x.end - x.start, tall, ' rx="3"')
    parts = [group([track], "track", fill=BAND, stroke=RULE, stroke_width=1)]
    if math.isfinite(value):
        parts += [
            _range(start, end, x, top, tall),
            _fifty(x, top, tall),
            _score(value, x, top, tall),
        ]
    else:
        parts += [_not_scored(key, x, top, tall)]
    parts.append(_score_axis(x, size, value))
    return frame(size, Caption(key, title, description), parts, "score")


def _range(low: float, high: float, x: Scale, top: float, tall: float) -> str:
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    band = rectangle(x(low), top, x(high) - x(low), tall)
    return group([band], "range", fill=colour("ordinary"), fill_opacity=0.45)


def _fifty(x: Scale, top: float, tall: float) -> str:
    return strokes([line((x(50), top - 3), (x(50), top + tall + 3))], "fifty", stroke=INK)


def _score(value: float, x: Scale, top: float, tall: float) -> str:
    stem = rectangle(x(value) - 2.5, top - 4, 5, tall + 8, f' stroke="{WHITE}"')
    half = 10
    label = words(
        min(max(x(value), half), x.end + 12 - half), top - 8, figure(value), MIDDLE + BOLD
    )
    return group([stem, label], "value", fill=INK)


def _not_scored(key: str, x: Scale, top: float, tall: float) -> str:
    band = rectangle(x.start, top, x.end - x.start, tall, hatched(key))
    text = words((x.start + x.end) / 2, top - 6, "not scored", MIDDLE)
    return group([hatching(key), band, text], "missing")


def _score_axis(x: Scale, size: Size, value: float) -> str:
    y = size.height - 4
    ends = [
        words(x.start, y, "0 worse", ""),
        words(x.end, y, "100 better", ' text-anchor="end"'),
        words(x(50), y, "50 no change", MIDDLE),
    ]
    return group(ends if math.isfinite(value) else [], "axis", fill=SOFT)
