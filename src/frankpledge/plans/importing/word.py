"""Blocks of a Word file (.docx), as python-docx reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from frankpledge.plans.importing.blocks import TextBlock, row
from frankpledge.plans.importing.cleaning import clean, linked

# A long plan with pictures unpacks to a few tens of megabytes, its text to one or two.
PACKED_LIMIT, TEXT_LIMIT = 200_000_000, 50_000_000
_HEADING = re.compile(r"Heading (\d)$", re.IGNORECASE)
_LIST = re.compile(r"List (?:Bullet|Number)(?: (\d))?$", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = ("del", "moveFrom", "pPr", "rPr", "txbxContent", "Fallback", "instrText", "delText")
_GLYPH = re.compile(r"[•‣▪●○◦·\uf0b7]\s*(\S.*)$")


def check_word(content: bytes) -> str | None:
    """What is wrong with the bytes of a Word file, or None. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        return "a Word file (.docx), which is a zip archive; save it anew from Word"
    if "word/document.xml" not in {part.filename for part in parts}:
        return "a Word file (.docx) with a part word/document.xml; save it anew from Word"
    # Reading stops at the size that the archive states, so that a false one cannot help a bomb.
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if text > TEXT_LIMIT or sum(part.file_size for part in parts) > PACKED_LIMIT:
        return f"a Word file that unpacks to at most {PACKED_LIMIT // 1_000_000} MB"
    return None


def word_blocks(content: bytes) -> Iterator[TextBlock]:
    """The blocks of a Word file, in order; `line` counts its paragraphs and table rows.

    Words inserted by tracked changes count, deleted ones do not. Headers, footers, footnotes and
    comments are not read.
    """
    from docx import Document

    document = Document(io.BytesIO(content))
    reader = _Reader(document.part)
    yield from reader.blocks(document.element.body)


class _Reader:
    """Walks the elements of a document; python-docx's own walk leaves out tracked changes."""

    def __init__(self, part: Any) -> None:
        self.part, self.number = part, 0

    def blocks(self, parent: Any) -> Iterator[TextBlock]:
        """The blocks among the children of an element."""
        for child in parent:
            match _tag(child):
                case "p":
                    self.number += 1
                    if block := self.paragraph(child):
                        yield block
                    # Text boxes hang on a paragraph and stand beside it.
                    for box in _boxes(child):
                        yield from self.blocks(box)
                case "tbl":
                    yield from self.table(child)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self.blocks(child)

    def paragraph(self, element: Any) -> TextBlock | None:
        """A paragraph as the kind of block that its style and numbering make it."""
        from docx.text.paragraph import Paragraph

        text = clean("".join(self.words(element)))
        if not text:
            return None
        style = Paragraph(element, self.part).style
        name = (style.name if style else None) or ""
        if level := _level(name):
            return TextBlock(kind="heading", text=text, level=level, line=self.number)
        depth = _depth(element, None if style is None else style.element, name)
        if depth is None and (match := _GLYPH.match(text)):
            return TextBlock(kind="bullet", text=match[1], line=self.number)
        if depth is None:
            return TextBlock(kind="paragraph", text=text, line=self.number)
        return TextBlock(kind="bullet", text=text, level=depth, line=self.number)

    def words(self, element: Any) -> Iterator[str]:
        """The words of a paragraph, wherever in it they stand."""
        for child in element:
            match _tag(child):
                case "t":
                    yield child.text or ""
                case "tab" | "br" | "cr":
                    yield " "
                case "noBreakHyphen":
                    yield "-"
                case "hyperlink":
                    yield linked("".join(self.words(child)), self.address(child))
                case name if name not in _SKIPPED:
                    yield from self.words(child)

    def address(self, link: Any) -> str:
        """Where a link leads."""
        name = next((v for k, v in link.attrib.items() if k.endswith("}id")), None)
        if name in self.part.rels:
            return str(self.part.rels[name].target_ref)
        return next((v for k, v in link.attrib.items() if k.endswith("}anchor")), "")

    def table(self, element: Any) -> Iterator[TextBlock]:
        """The rows of a table."""
        for line in (child for child in element.iter() if _tag(child) == "tr"):
            self.number += 1
            cells = [self.cell(child) for child in line if _tag(child) in ("tc", "sdt")]
            if made := row(cells, line=self.number):
                yield made

    def cell(self, element: Any) -> str:
        """The paragraphs of a cell as one text, with a sign before each item of a list."""
        blocks = [self.paragraph(child) for child in element.iter() if _tag(child) == "p"]
        said = [f"• {b.text}" if b.kind == "bullet" else b.text for b in blocks if b]
        return " ".join(said)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _boxes(element: Any) -> list[Any]:
    """The text boxes in a paragraph; Word keeps each twice, once for old programs."""
    found = [one for one in element.iter() if _tag(one) == "txbxContent"]
    return [one for one in found if not any(_tag(up) == "Fallback" for up in one.iterancestors())]


def _level(style: str) -> int:
    match = _HEADING.match(style)
    return 1 if style == "Title" else int(match[1]) if match else 0


def _depth(element: Any, style: Any, name: str) -> int | None:
    """Depth of a list item, by its numbering or its style; None for an ordinary paragraph."""
    own, inherited = (
        None if one is None else one.find(f"{_W}pPr/{_W}numPr") for one in (element, style)
    )
    numbering = own if own is not None else inherited
    if numbering is not None:
        number, level = numbering.find(f"{_W}numId"), numbering.find(f"{_W}ilvl")
        if number is not None and number.get(f"{_W}val") == "0":
            return None  # numbering switched off
        if level is not None:
            return int(level.get(f"{_W}val", "0"))
    match = _LIST.match(name)
    if match is None:
        return None if numbering is None else 0
    return int(match[1]) - 1 if match[1] else 0
