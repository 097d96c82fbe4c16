"""The one form into which every kind of file is brought: a stream of blocks of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "bullet", "row"]


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """A heading, paragraph, list item or table row, with its text and its place in the file.

    `level` counts headings from 1 and the depth of list items from 0. `cells` are those of a row,
    whose `text` is all of them. `line` counts lines of a text, or paragraphs of a Word file, from
    1; `page` counts pages from 1. `alone` is false for a line of plain text with others right above
    or below it.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    line: int | None = None
    page: int | None = None
    alone: bool = True

    @property
    def shape(self) -> tuple[BlockKind, int, str, tuple[str, ...]]:
        """What is the same whichever kind of file the text came in."""
        return self.kind, self.level, self.text, self.cells


def row(cells: list[str], *, line: int | None = None, page: int | None = None) -> TextBlock | None:
    """A table row; None when all its cells are empty."""
    text = " | ".join(cell for cell in cells if cell)
    if not text:
        return None
    return TextBlock(kind="row", text=text, cells=tuple(cells), line=line, page=page)
