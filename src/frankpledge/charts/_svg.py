"""Pieces of SVG text: numbers, words, lines, marks, and the frame that names a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from frankpledge.charts._palette import BAND, FONT, INK, SOFT, WHITE, colour

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
Point = tuple[float, float]


@dataclass(frozen=True)
class Size:
    """Width and height of a drawing and the size of its letters, in its own units.

    A drawing scales with its box: letters stay above 11 pixels as long as `WIDE` is shown at 580
    pixels or more and `NARROW` at 290 or more.
    """

    width: int
    height: int
    font: int

    @property
    def narrow(self) -> bool:
        """Whether this is the layout for phones."""
        return self.width < 480


WIDE = Size(720, 340, 14)
NARROW = Size(340, 300, 13)


@dataclass(frozen=True)
class Caption:
    """What names a drawing: `key` makes its ids, so it is used once on a page."""

    key: str
    title: str
    description: str

    def __post_init__(self) -> None:
        if not _KEY.match(self.key):
            raise ValueError(
                f"expected a key of letters, digits, - and _ that starts with a letter, "
                f"found {self.key!r}"
            )


def num(value: float) -> str:
    """A coordinate: one decimal at most, never '-0'."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def frame(size: Size, caption: Caption, parts: Iterable[str], name: str) -> Markup:
    """The whole drawing. Without a title it is decoration, which screen readers pass over."""
    content = "".join(parts)
    type_ = f' font-family="{FONT}" font-size="{size.font}"' if "<text" in content else ""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" '
        f'class="fp-svg fp-svg-{name}"{type_} fill="{INK}"'
    )
    return Markup("".join([opening, _names(caption), content, "</svg>"]))


def _names(caption: Caption) -> str:
    if not caption.title:
        return ' aria-hidden="true" focusable="false">'
    key = caption.key
    if not caption.description:
        title = f'<title id="{key}-t">{escape(caption.title)}</title>'
        return f' role="img" aria-labelledby="{key}-t">{title}'
    return (
        f' role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(caption.title)}</title>'
        f'<desc id="{key}-d">{escape(caption.description)}</desc>'
    )


def words(x: float, y: float, content: str, more: str = "") -> str:
    """Text with its baseline at y; `more` holds further attributes, such as `END`."""
    return f'<text x="{num(x)}" y="{num(y)}"{more}>{escape(content)}</text>'


MIDDLE = ' text-anchor="middle"'
END = ' text-anchor="end"'
BOLD = ' font-weight="600"'


def group(parts: Iterable[str], name: str, **attributes: str | float) -> str:
    """Parts under one class. `stroke_width=2` becomes stroke-width="2"."""
    inner = "".join(parts)
    if not inner:
        return ""
    return f'<g class="fp-{name}"{_attributes(attributes)}>{inner}</g>'


def strokes(pieces: Iterable[str], name: str, **attributes: str | float) -> str:
    """Lines of one style as a single path; the pieces come from `line` and `polyline`."""
    course = "".join(pieces)
    return f'<path class="fp-{name}" d="{course}"{_attributes(attributes)}/>' if course else ""


def _attributes(attributes: dict[str, str | float]) -> str:
    return "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())


def line(start: Point, end: Point) -> str:
    """A straight piece of a path."""
    (x, y), (right, bottom) = start, end
    if y == bottom:
        return f"M{num(x)} {num(y)}H{num(right)}"
    if x == right:
        return f"M{num(x)} {num(y)}V{num(bottom)}"
    return f"M{num(x)} {num(y)}L{num(right)} {num(bottom)}"


def polyline(points: Sequence[Point]) -> str:
    """A joined piece of a path; nothing for fewer than two points."""
    if len(points) < 2:
        return ""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)


def rectangle(x: float, y: float, width: float, height: float, more: str = "") -> str:
    """A rectangle, styled by its group or by `more`."""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(max(width, 0))}" '
        f'height="{num(max(height, 0))}"{more}/>'
    )


def mark(kind: str, x: float, y: float, radius: float) -> str:
    """The shape of a kind around a point: all kinds look equally heavy at the same radius."""
    if kind == "ordinary":
        return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"/>'
    if kind == "improving":
        side = radius * 1.8
        return rectangle(x - side / 2, y - side / 2, side, side)
    if kind == "concerning":
        corners = [(0.0, -1.35), (1.3, 0.95), (-1.3, 0.95)]
    else:
        corners = [(0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)]
    path = "L".join(f"{num(x + radius * dx)} {num(y + radius * dy)}" for dx, dy in corners)
    return f'<path d="M{path}Z"/>'


def marks(kinds: Sequence[str], points: Sequence[Point | None], radius: float) -> str:
    """All points of a series, ordinary ones first so that unusual ones lie on top."""
    found: dict[str, list[str]] = {"ordinary": []}
    for kind, point in zip(kinds, points, strict=True):
        if point is not None:
            size = radius if kind == "ordinary" else radius * 1.25
            found.setdefault(kind, []).append(mark(kind, *point, size))
    return "".join(
        group(parts, kind, fill=colour(kind), stroke=WHITE, stroke_width=1)
        for kind, parts in found.items()
    )


def hatching(key: str) -> str:
    """The pattern of bands without data; refer to it with `hatched(key)`."""
    return (
        f'<defs><pattern id="{key}-h" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{BAND}"/>'
        f'<path d="M0 0V6" stroke="{SOFT}" stroke-opacity=".55" stroke-width="1.5"/>'
        "</pattern></defs>"
    )


def hatched(key: str) -> str:
    """The attribute that fills a rectangle with `hatching(key)`."""
    return f' fill="url(#{key}-h)"'
