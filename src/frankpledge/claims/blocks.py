"""A report's text as plain blocks, from which pages, slides and printed packs are made alike.

Markdown in; headings, paragraphs, lists, quotations and tables out. Raw HTML is shown as the text
that it is. Figures stand as runs that carry their number in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

# Private-use characters around the number of a figure: Markdown leaves them alone.
OPEN, CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass(frozen=True)
class Run:
    """A piece of running text, or a figure by its number."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    figure: int | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is the highest below the report's own title."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a row of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Grid:
    """A table of the report's own."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Shown:
    """A figure that stands in a paragraph of its own: a chart or a table."""

    figure: int


@dataclass(frozen=True)
class Code:
    """Text that is shown as it is."""

    text: str


Block = Heading | Paragraph | Bullets | Quote | Grid | Shown | Code


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def mark(number: int) -> str:
    """What stands in the text in place of a figure while Markdown is read."""
    return f"{OPEN}{number}{CLOSE}"


def read_blocks(text: str, alone: frozenset[int] = frozenset()) -> tuple[Block, ...]:
    """The blocks of a Markdown text whose figures are `mark`s.

    A paragraph that holds only one figure out of `alone` becomes that figure.
    """
    tree = SyntaxTreeNode(_parser().parse(text))
    return tuple(_blocks(tree.children, alone))


def _blocks(nodes: Sequence[SyntaxTreeNode], alone: frozenset[int]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(max(2, int(node.tag[1:])), _runs(node))
            case "paragraph":
                yield _paragraph(_runs(node), alone)
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(_blocks(item.children, alone)) for item in node.children)
                yield Bullets(items, node.type == "ordered_list")
            case "blockquote":
                yield Quote(tuple(_blocks(node.children, alone)))
            case "table":
                lines = [
                    [_runs(cell) for cell in row.children]
                    for part in node.children
                    for row in part.children
                ]
                yield Grid(tuple(lines[0]), tuple(map(tuple, lines[1:])))
            case "fence" | "code_block":
                yield Code(node.content)


def _paragraph(runs: Runs, alone: frozenset[int]) -> Block:
    if len(runs) == 1 and runs[0].figure in alone and runs[0].figure is not None:
        return Shown(runs[0].figure)
    return Paragraph(runs)


def _runs(node: SyntaxTreeNode) -> Runs:
    found = [run for inline in node.children for run in _inline(inline.children, Run())]
    return tuple(_joined(found))


def _inline(nodes: Sequence[SyntaxTreeNode], style: Run) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "text":
                yield from _split(node.content, style)
            case "softbreak" | "hardbreak":
                yield _styled(style, " ")
            case "code_inline":
                yield Run(node.content, code=True)
            case "strong":
                yield from _inline(node.children, _styled(style, strong=True))
            case "em":
                yield from _inline(node.children, _styled(style, emphasis=True))
            case "link":
                href = str(node.attrs.get("href", ""))
                yield from _inline(node.children, _styled(style, href=href))
            case "image":  # pictures are not part of a report; their words are
                yield _styled(style, node.content)
            case _:
                yield _styled(style, node.content)


def _styled(
    style: Run, text: str = "", *, strong: bool = False, emphasis: bool = False, href: str = ""
) -> Run:
    return Run(text, style.strong or strong, style.emphasis or emphasis, href=href or style.href)


def _split(text: str, style: Run) -> Iterator[Run]:
    for place, part in enumerate(_MARK.split(text)):
        if place % 2:
            yield Run("", style.strong, style.emphasis, figure=int(part))
        elif part:
            yield _styled(style, part)


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one style as one run."""
    held: Run | None = None
    for run in runs:
        same = held is not None and held.figure is None and run.figure is None
        if held is not None and same and _styled(held) == _styled(run) and held.code == run.code:
            held = Run(held.text + run.text, held.strong, held.emphasis, held.code, held.href)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def figures_in(block: Block) -> Iterator[int]:
    """The numbers of the figures in a block, in order."""
    match block:
        case Shown(figure):
            yield figure
        case Heading(_, runs) | Paragraph(runs):
            yield from (run.figure for run in runs if run.figure is not None)
        case Bullets(items):
            yield from (number for item in items for part in item for number in figures_in(part))
        case Quote(blocks):
            yield from (number for part in blocks for number in figures_in(part))
        case Grid(head, rows):
            cells = [*head, *(cell for row in rows for cell in row)]
            yield from (run.figure for cell in cells for run in cell if run.figure is not None)
