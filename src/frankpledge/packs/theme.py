"""A body's own look: the colours, the logo and the slides that its packs are made with.

The colours that carry meaning (improving blue, concerning orange, ordinary grey) are not a body's
to choose: a reader must be able to lay two packs side by side. What judges nothing in a chart (the
line of a series, targets, bars of plain counts) takes the accent.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from frankpledge.charts import tinted
from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, DocumentsError, Place
from frankpledge.workspace import FILE, Workspace

TABLE: Final = "theme"
KEYS: Final = ("accent", "ink", "logo", "logo_alt", "slides")
# WCAG 2.2 asks 4.5 to 1 for words; both colours are used for words on white.
CONTRAST: Final = 4.5
LOGOS: Final = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True)
class Theme:
    """How a body's packs look.

    `accent` and `ink` are colours such as '#542c4f': headings and rules, words. `logo` is a file
    and `logo_alt` what it says to those who do not see it; `slides` a .pptx whose master slides
    are used. None where the body has none.
    """

    accent: str = "#542c4f"
    ink: str = "#1c1e26"
    soft: str = "#51545f"
    rule: str = "#d8d3c7"
    shade: str = "#f2eee5"
    logo: Path | None = None
    logo_alt: str = ""
    slides: Path | None = None

    @property
    def logo_svg(self) -> str:
        """The logo as SVG text, whatever its format; '' without one."""
        if self.logo is None:
            return ""
        if self.logo.suffix.lower() == ".svg":
            return self.logo.read_text(encoding="utf-8")
        kind = LOGOS[self.logo.suffix.lower()]
        data = base64.b64encode(self.logo.read_bytes()).decode()
        wide, high = _pixels(self.logo.read_bytes())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"><image '
            f'width="{wide}" height="{high}" href="data:{kind};base64,{data}"/></svg>'
        )

    @property
    def logo_address(self) -> str:
        """The logo as an address that holds the whole file, for HTML; '' without one.

        As a picture, not as part of the page: nothing in the file can act on the page.
        """
        if self.logo is None:
            return ""
        data = base64.b64encode(self.logo.read_bytes()).decode()
        return f"data:{LOGOS[self.logo.suffix.lower()]};base64,{data}"

    @property
    def words(self) -> dict[str, str]:
        """Everything that a template needs, as texts."""
        colours = {name: getattr(self, name) for name in ("accent", "ink", "soft", "rule", "shade")}
        logo = {"logo": self.logo_svg, "logo_address": self.logo_address, "logo_alt": self.logo_alt}
        return colours | logo

    def dressed(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The content of a template with the accent in every drawing."""
        return {name: _dressed(value, self.accent) for name, value in content.items()}


def _dressed(value: Any, accent: str) -> Any:
    if isinstance(value, str):
        return tinted(str(value), accent) if value.startswith("<svg") else value
    if isinstance(value, Mapping):
        return {name: _dressed(one, accent) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_dressed(one, accent) for one in value]
    return value


def read_theme(workspace: Workspace) -> Theme:
    """The theme in `[theme]` of frankpledge.toml; the project's own look where there is none.

    Raises DocumentsError with every fault: a key that does not exist, a colour that is none or too
    pale to be read on white, a file that is not there or of a kind that cannot be used, a logo
    without words for those who do not see it.
    """
    raw = workspace.raw.get(TABLE, {})
    place = str(workspace.root / FILE)
    if not isinstance(raw, dict):
        raise DocumentError(Place(place, field=TABLE), "a table", raw)
    faults = list(_faults(workspace.root, raw, place))
    if faults:
        raise DocumentsError(faults)
    files = {key: workspace.root / raw[key] for key in ("logo", "slides") if key in raw}
    texts = {key: raw[key] for key in ("accent", "ink", "logo_alt") if key in raw}
    return Theme(**texts, **files)


def _faults(root: Path, raw: dict[str, Any], place: str) -> Iterator[DocumentError]:
    def fault(key: str, expected: str, value: object = None) -> DocumentError:
        return DocumentError(Place(place, field=f"{TABLE}.{key}"), expected, value)

    for key in sorted(set(raw) - set(KEYS)):
        yield fault(key, f"no such key; {nearest(key, KEYS)}")
    for key in (key for key in KEYS if key in raw):
        value = raw[key]
        if not isinstance(value, str) or not value.strip():
            yield fault(key, "a text", value)
        elif expected := _expected(key, value, root):
            yield fault(key, expected, value)
    if "logo" in raw and "logo_alt" not in raw:
        yield fault("logo_alt", "what the logo says, for those who do not see it")


def _expected(key: str, value: str, root: Path) -> str:
    """What was expected of a text that cannot be used; '' where it can."""
    match key:
        case "accent" | "ink":
            return _colour_fault(value)
        case "logo":
            return _file_fault(root / value, tuple(LOGOS))
        case "slides":
            return _file_fault(root / value, (".pptx",))
    return ""


def _colour_fault(value: str) -> str:
    if not _HEX.match(value):
        return "a colour such as '#542c4f'"
    found = contrast(value)
    if found < CONTRAST:
        return f"a colour with a contrast of {CONTRAST} to white or more (this has {found:.1f})"
    return ""


def _file_fault(path: Path, endings: tuple[str, ...]) -> str:
    if path.suffix.lower() not in endings:
        return f"a file that ends with {' or '.join(endings)}"
    if not path.is_file():
        return f"a file of the workspace; there is none at {path}"
    if path.suffix.lower() in LOGOS and not _is_picture(path):
        return "a picture that can be read"
    return ""


def _is_picture(path: Path) -> bool:
    data = path.read_bytes()
    return b"<svg" in data if path.suffix.lower() == ".svg" else all(_pixels(data))


def contrast(colour: str, ground: str = "#ffffff") -> float:
    """The contrast of two colours such as '#542c4f', from 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or a JPEG; zeros for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at = 2 if data[:2] == b"\xff\xd8" else len(data)
    while at + 9 <= len(data) and data[at] == 0xFF:
        # frames of every kind of JPEG carry the size; the markers between them are tables
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC):
            high, wide = data[at + 5 : at + 7], data[at + 7 : at + 9]
            return int.from_bytes(wide, "big"), int.from_bytes(high, "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
