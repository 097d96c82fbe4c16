"""Plain text and Markdown as passages: paragraphs, lists, headings and rows of tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from frankpledge.errors import InputError, NotFoundError, Place, UserError
from frankpledge.plans.checks.passages import Document, Kind, Passage
from frankpledge.plans.plan import Located

_At = Callable[[int], Located]
SUFFIXES = (".txt", ".md")
LIMIT = 5_000_000  # bytes, as for a package

_ITEM = re.compile(r"(\s*)(?:[-*•◦▪–]|\d{1,2}[.)]|\(?[a-z]{1,3}\))\s+(?=\S)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
# An item that is a sentence of its own does not complete the line above its list.
_OWN_SENTENCE = re.compile(r"(?:\S+\s+){1,4}?(?:is|are|was|were|has|have|had|will|can)\b")
_GLUE = re.compile(r"[;,]\s*(?:and|or)?\s*$")


@dataclass
class _Block:
    kind: Kind
    start: int
    end: int
    indent: int = 0
    text: str = ""
    items: list[_Block] = field(default_factory=list)
    lead: _Block | None = None

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """Texts of the items that stand under it."""
        return tuple(item.text for item in self.items)

    @cached_property
    def glued(self) -> int:
        """How many of its items end as items of a list do."""
        return sum(_GLUE.search(text) is not None for text in self.listed)


def read_text(path: Path) -> str:
    """A text file. Raises NotFoundError, InputError (not UTF-8) and UserError (over 5 MB)."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    if path.stat().st_size > LIMIT:
        raise UserError(f"{path}: expected at most {LIMIT:,} bytes, found {path.stat().st_size:,}")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise InputError(Place(str(path), line), "UTF-8 text", error.reason) from error


def plain_document(text: str, file: str) -> Document:
    """A plain text or Markdown document."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(offset: int) -> Located:
        line = bisect_right(starts, offset)
        return Located(file, line, offset - starts[line - 1] + 1)

    blocks = list(_blocks(text))
    _lists(blocks)
    following: list[_Block | None] = [*blocks[1:], None]
    # Without any block there is one more to follow than there are.
    passages = [_passage(block, after, at) for block, after in zip(blocks, following, strict=False)]
    return Document(passages, at(0))


def _passage(block: _Block, after: _Block | None, at: _At) -> Passage:
    return Passage(
        text=block.text,
        kind=block.kind,
        locate=lambda start, _end: at(block.start + start),
        continued=_continued(block, after),
        listed=_listed(block, after),
        lead=block.lead.text if block.lead else "",
        siblings=block.lead.listed if block.lead else (),
    )


def _blocks(text: str) -> Iterator[_Block]:
    """Blocks in order; lines that belong to one paragraph or item are one block."""
    open_block: _Block | None = None
    fenced, offset = False, 0
    for line in text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or _FENCE.match(line) or not line.strip():
            kind: Kind | None = None
        else:
            kind = _kind(line)
        if open_block and kind == "paragraph" and open_block.kind in ("paragraph", "item"):
            open_block.end = offset
            continue
        if open_block:
            yield _closed(open_block, text)
        open_block = None
        if kind:
            mark = _ITEM.match(line) if kind == "item" else None
            skip = mark.end() if mark else len(line) - len(line.lstrip())
            open_block = _Block(kind, start + skip, offset, len(mark[1]) if mark else 0)
    if open_block:
        yield _closed(open_block, text)


def _kind(line: str) -> Kind:
    if _HEADING.match(line):
        return "label"
    if "\t" in line.strip() or line.lstrip().startswith(("|", "<")):
        return "row"
    return "item" if _ITEM.match(line) else "paragraph"


def _closed(block: _Block, text: str) -> _Block:
    block.text = text[block.start : block.end].rstrip()
    return block


def _lists(blocks: list[_Block]) -> None:
    """Give every item the block that its list stands under, and every such block its items."""
    above: list[_Block] = []
    for block in blocks:
        if block.kind != "item":
            above = [block]
            continue
        while len(above) > 1 and above[-1].indent >= block.indent:
            above.pop()
        block.lead = above[-1] if above else _Block("label", 0, 0)
        block.lead.items.append(block)
        above = [*(above or [block.lead]), block]


def _continued(block: _Block, after: _Block | None) -> bool:
    if after is None:
        return False
    if after.lead is block:
        return not _OWN_SENTENCE.match(after.text)
    return after.kind == "paragraph" and after.text[:1].islower()


def _listed(block: _Block, after: _Block | None) -> bool:
    """Whether an item ends as items of a list do: "fraud," or "fraud; and" or "fraud and"."""
    if block.lead is None or after is None or after.lead is not block.lead:
        return False
    if re.search(r"[;,]\s*(?:and|or)$", block.text):
        return True
    others = block.lead.glued - (_GLUE.search(block.text) is not None)
    last = block.lead.items[-1] is after
    return others > 0 or (last and after.text[:1].islower())
