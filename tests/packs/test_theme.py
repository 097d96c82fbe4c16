"""The theme of a body: what is taken, what is refused, and that all faults are said at once."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from frankpledge.charts import KINDS, bar_interval, control_chart, tinted
from frankpledge.errors import DocumentsError
from frankpledge.packs import Theme, contrast, read_theme
from frankpledge.workspace import FILE, read_workspace


def themed(root: Path, text: str) -> Theme:
    """The theme of a workspace with this table added to its settings."""
    with (root / FILE).open("a", encoding="utf-8") as settings:
        settings.write(f"[theme]\n{text}")
    return read_theme(read_workspace(root / FILE))


def png(wide: int, high: int) -> bytes:
    """A white picture, put together by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    lines = zlib.compress(b"".join(b"\0" + b"\xff" * wide for _ in range(high)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def test_without_a_theme_the_look_is_the_projects(bare: Path) -> None:
    """No table, no fault: the defaults."""
    assert read_theme(read_workspace(bare / FILE)) == Theme()


def test_every_fault_is_said_at_once(bare: Path) -> None:
    """Five wrong lines give five messages, each with the file, the field and what was expected."""
    (bare / "slides.pdf").write_bytes(b"")
    with pytest.raises(DocumentsError) as caught:
        themed(
            bare,
            'accent = "#ffee00"\nink = "black"\nlogo = "none.svg"\nslides = "slides.pdf"\n'
            'acent = "#000000"\n',
        )
    said = [str(error) for error in caught.value.errors]
    assert len(said) == len(caught.value.errors) == 6
    assert all(line.startswith(str(bare / FILE)) for line in said)
    whole = "\n".join(said)
    assert "theme.accent: expected a colour with a contrast of 4.5" in whole
    assert "theme.ink: expected a colour such as '#542c4f', found 'black'" in whole
    assert "theme.logo: expected a file of the workspace" in whole
    assert "theme.logo_alt: expected what the logo says" in whole
    assert "theme.slides: expected a file that ends with .pptx" in whole
    assert "theme.acent: expected no such key; did you mean 'accent'?" in whole


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#777777", 4.48), ("#767676", 4.54)]
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    """Black, white, and the two greys on either side of 4.5 that every guide to WCAG names."""
    assert contrast(colour) == pytest.approx(ratio, abs=0.005)


def test_a_picture_of_dots_becomes_a_drawing_of_its_size(bare: Path) -> None:
    """A PNG is carried within an SVG, because Typst takes the logo as text."""
    (bare / "logo.png").write_bytes(png(30, 20))
    theme = themed(bare, 'logo = "logo.png"\nlogo_alt = "The body"\n')
    assert 'viewBox="0 0 30 20"' in theme.logo_svg
    assert re.search(r'href="data:image/png;base64,iVBOR', theme.logo_svg)


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.svg"])
def test_a_picture_that_is_none_is_refused(bare: Path, name: str) -> None:
    """A text with the name of a picture is found out before a pack is made with it."""
    (bare / name).write_text("not a picture", encoding="utf-8")
    with pytest.raises(DocumentsError, match="a picture that can be read"):
        themed(bare, f'logo = "{name}"\nlogo_alt = "The body"\n')


def _drawing(kinds: tuple[str, ...]) -> str:
    values = [float(10 + place) for place in range(len(kinds))]
    return str(
        control_chart(
            values,
            [f"{place + 1} May" for place in range(len(kinds))],
            key="t",
            title="A chart",
            description="What it says",
            unit="crimes",
            variation=kinds,
            mean=12.0,
            target=11.0,
        )
    )


def test_the_line_of_a_chart_has_the_accent_and_its_points_have_not() -> None:
    """Line and target judge nothing; the four kinds of points keep colours and shapes."""
    plain = _drawing(tuple(KINDS))
    dressed = Theme(accent="#005a30").dressed({"charts": [{"svg": plain}], "words": "a <svg"})
    (chart,) = dressed["charts"]
    root = ElementTree.fromstring(chart["svg"])
    by_class = {part.get("class"): part for part in root.iter() if part.get("class")}
    assert by_class["fp-line"].get("stroke") == "#005a30"
    assert by_class["fp-target"].get("stroke") == "#005a30"
    assert {kind: by_class[f"fp-{kind}"].get("fill") for kind in KINDS} == KINDS
    assert dressed["words"] == "a <svg"
    assert "#542c4f" not in chart["svg"]
    assert chart["svg"].replace("#005a30", "") == (
        plain.replace("#542c4f", "").replace(
            f'fill="none" stroke="{KINDS["ordinary"]}"', 'fill="none" stroke=""'
        )
    )


def test_bars_that_nothing_judges_have_the_accent() -> None:
    """Bars of plain counts; where one of them is judged all keep their colours."""
    limits = {"lower": [1.0, 2.0], "upper": [3.0, 4.0]}
    told = {"key": "b", "title": "Bars", "description": "What they say", "unit": "crimes"}
    plain, judged = (
        tinted(str(bar_interval(["a", "b"], [2.0, 3.0], kinds=kinds, **limits, **told)), "#005a30")
        for kinds in (["ordinary"] * 2, ["ordinary", "concerning"])
    )
    assert KINDS["ordinary"] not in plain and "#005a30" in plain
    assert KINDS["ordinary"] in judged and KINDS["concerning"] in judged
