"""Blocks of a Markdown text, as markdown-it reads it."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from frankpledge.plans.importing.blocks import TextBlock, row
from frankpledge.plans.importing.cleaning import clean, linked


def markdown_blocks(text: str) -> Iterator[TextBlock]:
    """The blocks of a text, in order, with the numbers of the lines on which they begin."""
    reader = _Reader()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield from reader.read(token)


class _Reader:
    """Where in the text the reading of its tokens is."""

    def __init__(self) -> None:
        self.line, self.depth, self.level = 1, -1, 0
        self.fresh = False  # whether a list item has begun and has no words yet
        self.cells: list[str] | None = None

    def read(self, token: Token) -> Iterator[TextBlock]:
        """The block that a token completes, if any."""
        self.line = token.map[0] + 1 if token.map else self.line
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self.fresh = True
            case "heading_open" | "heading_close":
                self.level = int(token.tag[1]) if token.nesting > 0 else 0
            case "tr_open":
                self.cells = []
            case "tr_close":
                made = row(self.cells or [], line=self.line)
                self.cells = None
                yield from [made] if made else []
            case "inline" | "html_block" | "code_block" | "fence":
                yield from self.text(clean(_words(token)))

    def text(self, words: str) -> Iterator[TextBlock]:
        """Words, as the block or the cell that they stand in."""
        if self.cells is not None:
            self.cells.append(words)
        elif words and self.level:
            yield TextBlock(kind="heading", text=words, level=self.level, line=self.line)
        elif words and self.depth >= 0 and self.fresh:
            self.fresh = False
            yield TextBlock(kind="bullet", text=words, level=self.depth, line=self.line)
        elif words:
            yield TextBlock(kind="paragraph", text=words, line=self.line)


def _words(token: Token) -> str:
    if token.children is None:
        return token.content
    parts: list[str] = []
    links: list[tuple[int, str]] = []
    for child in token.children:
        match child.type:
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "link_open":
                links.append((len(parts), str(child.attrGet("href") or "")))
            case "link_close":
                start, address = links.pop()
                parts[start:] = [linked("".join(parts[start:]), address)]
            case _:
                parts.append(child.content)
    return "".join(parts)
