"""A document as it is checked: passages of text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, list item, table row or speaker's note.

    `line` counts lines (of a text or web page) or paragraphs (of a Word file) from 1, `page` pages
    of a PDF, `slide` slides. `cells` are those of a table row. `level` counts headings from 1 and
    the depth of list items from 0.
    """

    kind: str
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    line: int | None = None
    page: int | None = None
    slide: int | None = None

    @property
    def place(self) -> str:
        """'line 12', 'page 3', 'slide 4'."""
        for name in ("slide", "page", "line"):
            if (number := getattr(self, name)) is not None:
                return f"{name} {number}"
        return "the document"


@dataclass(frozen=True)
class Document:
    """A document's passages, in order. `file` is its name as the person gave it."""

    file: str
    passages: tuple[Passage, ...]

    @property
    def title(self) -> str:
        """Its first heading, else its first words."""
        headings = (p.text for p in self.passages if p.kind == "heading")
        return next(headings, self.passages[0].text if self.passages else self.file)[:120]

    @property
    def file_name(self) -> str:
        """Name of the file without its folders."""
        return Path(self.file).name

    @property
    def head(self) -> str:
        """What it says of itself at its beginning."""
        return "\n".join(passage.text for passage in self.passages[:20])


_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"'”’)]))\s+(?=[\"'“‘(•]?[A-Z£\d])")
_SHORT = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|No|Cllr|Supt|e\.g|i\.e|etc|vs|approx|c|ca|n\.b|v)\.$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, each with the place where it begins."""
    start = 0
    for match in _END.finditer(text):
        if _SHORT.search(text[start : match.start()]):
            continue
        yield start, text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield start, text[start:]


def parts(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage; of a table row those of each cell."""
    if not passage.cells:
        yield from sentences(passage.text)
        return
    at = 0
    for cell in passage.cells:
        begins = passage.text.find(cell, at) if cell else at
        for start, sentence in sentences(cell):
            yield begins + start, sentence
        at = begins + len(cell)
