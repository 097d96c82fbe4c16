"""Blocks of a PDF, as pdfplumber reads it: what a line is, its size, weight and place tell."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode
from typing import TYPE_CHECKING, Any

from frankpledge.plans.importing.blocks import TextBlock, row
from frankpledge.plans.importing.cleaning import clean
from frankpledge.plans.importing.plaintext import Depths

if TYPE_CHECKING:
    from pdfplumber.page import Page

PAGES = 500
_BULLET = re.compile(r"\s*(?:[-•‣▪●○◦·–—]|\uf0b7)\s+(\S.*)$")
_LARGER = 1.08  # a heading is at least this much larger than the body


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    bold: bool
    left: float
    top: float
    page: int


def pdf_blocks(content: bytes) -> Iterator[TextBlock]:
    """The blocks of a PDF, in order, with the numbers of their pages."""
    import pdfplumber

    items: list[_Line | TextBlock] = []
    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > PAGES:
            raise ValueError(f"{len(document.pages)} pages, more than {PAGES}")
        for page in document.pages:
            items += [item for _, item in sorted(_items(page), key=lambda pair: pair[0])]
            page.close()
    yield from _blocks(items, _Looks.of([item for item in items if isinstance(item, _Line)]))


def _items(page: Page) -> Iterator[tuple[float, _Line | TextBlock]]:
    """Lines and table rows of a page, each with its distance from the top."""
    tables = [table for table in page.find_tables() if _tabular(table)]
    for table in tables:
        for across, cells in zip(table.rows, table.extract(), strict=True):
            if made := row([clean(cell or "") for cell in cells], page=page.page_number):
                yield across.bbox[1], made
    for line in page.extract_text_lines(return_chars=True):
        middle = (line["top"] + line["bottom"]) / 2
        inside = any(t.bbox[1] <= middle <= t.bbox[3] and t.bbox[0] <= line["x0"] for t in tables)
        if not inside and line["text"].strip():
            yield line["top"], _line(line, page.page_number)


def _tabular(table: Any) -> bool:
    """Whether it has rows and columns: a frame around a paragraph is no table."""
    return len(table.rows) > 1 and max(len(one.cells) for one in table.rows) > 1


def _line(line: dict[str, Any], page: int) -> _Line:
    letters = [char for char in line["chars"] if char["text"].strip()]
    size = mode(round(char["size"] * 2) / 2 for char in letters)
    words = [char for char in letters if not _BULLET.match(char["text"] + " x")]
    bold = bool(words) and all("bold" in char["fontname"].lower() for char in words)
    return _Line(line["text"], size, bold, line["x0"], line["top"], page)


@dataclass(frozen=True)
class _Looks:
    """What the document's ordinary text looks like."""

    body: float
    headings: tuple[float, ...]
    pitch: float

    @classmethod
    def of(cls, lines: list[_Line]) -> _Looks:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        body = sizes.most_common(1)[0][0] if sizes else 10.0
        larger = sorted((size for size in sizes if size > body * _LARGER), reverse=True)
        pitches = [
            round(below.top - above.top)
            for above, below in pairwise(lines)
            if above.page == below.page and below.top > above.top
        ]
        usual = mode(pitches) if pitches else body * 1.3
        # Where every paragraph is one line, the usual distance is that between paragraphs.
        return cls(body, tuple(larger), min(usual * 1.2, body * 1.6))

    def level(self, line: _Line) -> int:
        """Level of a heading, 0 for ordinary text."""
        if line.size in self.headings:
            return min(self.headings.index(line.size) + 1, 6)
        short = len(line.text) <= 90 and not line.text.rstrip().endswith((".", ",", ";", ":"))
        return min(len(self.headings) + 1, 6) if line.bold and short else 0


def _blocks(items: list[_Line | TextBlock], looks: _Looks) -> Iterator[TextBlock]:
    depths, gathered = Depths(slack=2), _Gathered()
    for item in items:
        if isinstance(item, TextBlock):
            yield from gathered.done()
            depths.clear()
            yield item
            continue
        level = looks.level(item)
        bullet = None if level else _BULLET.match(item.text)
        if not bullet and gathered.goes_on(item, level, looks):
            gathered.add(item)
            continue
        yield from gathered.done()
        if not bullet:
            depths.clear()
        depth = depths.of(item.left) if bullet else 0
        gathered.start(item, bullet[1] if bullet else item.text, level, depth if bullet else None)
    yield from gathered.done()


class _Gathered:
    """The lines of the block being read."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.words: list[str] = []
        self.level, self.depth = 0, None

    level: int
    depth: int | None

    def start(self, line: _Line, words: str, level: int, depth: int | None) -> None:
        """Begin a block."""
        self.lines, self.words, self.level, self.depth = [line], [words], level, depth

    def add(self, line: _Line) -> None:
        """Go on with the block."""
        self.lines.append(line)
        self.words.append(line.text)

    def goes_on(self, line: _Line, level: int, looks: _Looks) -> bool:
        """Whether a line continues the block."""
        if not self.lines or level != self.level or line.size != self.lines[-1].size:
            return False
        last = self.lines[-1]
        if line.page != last.page:
            ended = self.words[-1].rstrip().endswith((".", "!", "?", ":"))
            return not level and not ended and line.text[:1].islower()
        if self.depth is not None and line.left <= self.lines[0].left + 1:
            return False
        return line.top - last.top <= (line.size * 1.6 if level else looks.pitch)

    def done(self) -> Iterator[TextBlock]:
        """The block, if there is one."""
        text = clean(_joined(self.words))
        if text:
            page = self.lines[0].page
            if self.level:
                yield TextBlock(kind="heading", text=text, level=self.level, page=page)
            elif self.depth is not None:
                yield TextBlock(kind="bullet", text=text, level=self.depth, page=page)
            else:
                yield TextBlock(kind="paragraph", text=text, page=page)
        self.lines, self.words = [], []


def _joined(lines: list[str]) -> str:
    """Lines as one text. A hyphen at the end of a line stays: most belong to the word."""
    text = ""
    for line in lines:
        text += line if not text or re.search(r"\w-$", text) else f" {line}"
    return text
