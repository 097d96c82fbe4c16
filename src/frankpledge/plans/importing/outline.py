"""What each block is in the plan: title, section, priority, theme, lead-in, item or text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from frankpledge.plans.importing import tables, words
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.sentences import alike

_DOCUMENT = re.compile(r"\b(?:plan|strategy|manifesto|report|presentation)\b", re.IGNORECASE)

Label = Literal[
    "title",
    "furniture",  # what is on the page for the page's sake
    "contents",
    "caption",  # looks like a heading, but nothing stands under it
    "section",  # its kind is one of words.SECTIONS
    "priority",
    "theme",  # a heading inside a section or a priority
    "measuring",
    "objectives",
    "statements",
    "next steps",
    "lead",  # announces the list below it
    "text",
    "item",
    "row",
]


@dataclass(frozen=True)
class Labelled:
    """A block with what it is; `kind` of a section, `title` of a heading without its number."""

    block: TextBlock
    label: Label
    kind: str = ""
    title: str = ""


def outline(blocks: Sequence[TextBlock], kind: str) -> Iterator[Labelled]:
    """Label every block of a document of the kind given, in order."""
    reader = _Outline(blocks, kind)
    for index in range(len(blocks)):
        yield reader.labelled(index)


def title_index(blocks: Sequence[TextBlock]) -> int:
    """Which block is the title: the first that names a plan, else the first heading."""
    first = next((i for i, one in enumerate(blocks) if _prose(one)), len(blocks))
    opening = [i for i in range(min(first, 15)) if not _known(_unnumbered(blocks[i].text))]
    named = [i for i in opening if _DOCUMENT.search(blocks[i].text)]
    like = [i for i in opening if _like_heading(blocks[i])]
    explicit = [index for index in like if blocks[index].kind == "heading"]
    return (named or explicit or like or [0])[0]


def _prose(block: TextBlock) -> bool:
    """Whether the document has begun: no cover has a list, a table or a long sentence."""
    long = len(block.text.split()) >= 15
    return block.kind in ("bullet", "row") or (long and block.kind != "heading")


def _like_heading(block: TextBlock) -> bool:
    """Whether it is a heading, or a line that looks like one and stands alone."""
    text = block.text
    if words.FURNITURE.search(text):
        return False
    if block.kind == "heading":
        return True
    short = len(text) <= 90 and len(text.split()) <= 14
    begins = text[:1].isupper() or text[:1].isdigit()
    ends = not re.search(r"[.,;:?!)\]]$", text) or text.endswith((")",))
    inner = not re.search(r"[.;] ", re.sub(r"^\d[\d.]*\s", "", text))
    return block.kind == "paragraph" and block.alone and short and begins and ends and inner


class _Outline:
    def __init__(self, blocks: Sequence[TextBlock], kind: str) -> None:
        self.blocks, self.report = blocks, kind == "report"
        self.title = title_index(blocks)
        self.named = tables.priority_names(blocks)
        headings = [block.text for block in blocks if _like_heading(block)]
        self.numbered = any(words.PRIORITY.match(text) for text in headings)
        self.levels = self._levels()
        self.section, self.in_contents, self.in_priority = "cover", False, False

    def _levels(self) -> int:
        """The level of the headings that are priorities where the document numbers none."""
        unknown = [
            block.level
            for index, block in enumerate(self.blocks)
            if block.kind == "heading" and index != self.title and self._plain(block)
        ]
        return min(unknown, default=0)

    def _plain(self, block: TextBlock) -> bool:
        """Whether a heading is one that no rule knows."""
        return not self._repeated(block) and not _known(_unnumbered(block.text))

    def _repeated(self, block: TextBlock) -> bool:
        """Whether the title is said again, as at the head of each page."""
        return block.text.casefold() == self.blocks[self.title].text.casefold()

    def labelled(self, index: int) -> Labelled:
        """What the block at an index is, after those before it."""
        block = self.blocks[index]
        if index == self.title:
            return Labelled(block, "title", title=block.text)
        if words.FURNITURE.search(block.text) or (
            block.kind in ("heading", "paragraph") and self._repeated(block)
        ):
            return Labelled(block, "furniture")
        if _like_heading(block) and (found := self._heading(index)):
            self._enter(found)
            return found
        return Labelled(block, self._below_heading(index))

    def _below_heading(self, index: int) -> Label:
        block = self.blocks[index]
        if self.in_contents:
            return "contents"
        if block.kind == "row":
            return "row"
        if (
            words.LEADING.search(block.text)
            and len(block.text.split()) <= 12
            and self._lists(index)
        ):
            return "lead"
        return "item" if block.kind == "bullet" else "text"

    def _enter(self, found: Labelled) -> None:
        """Note where a heading leads."""
        self.in_contents = found.label == "contents"
        if found.label == "priority":
            self.section, self.in_priority = "priority", True
        elif found.label == "section":
            self.section, self.in_priority = found.kind, False
        elif found.label == "next steps":
            self.section, self.in_priority = "next steps", False

    def _lists(self, index: int) -> bool:
        """Whether a list, or a theme with its list, comes after a block."""
        following = self.blocks[index + 1 : index + 3]
        return any(block.kind == "bullet" for block in following)

    def _followed(self, index: int) -> bool:
        """Whether there is text under a heading before the next."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return following is not None and not _like_heading(following)

    def _heading(self, index: int) -> Labelled | None:
        """The label of a heading, or None when it only looked like one."""
        block = self.blocks[index]
        title = _unnumbered(block.text)
        paged = re.search(r"\.{3,}|\s\d{1,3}$", block.text)
        if self.in_contents and (paged or not self._followed(index)):
            return Labelled(block, "contents")
        if label := _known(title):
            return Labelled(block, label, title=title)
        if found := self._priority(block, title):
            return found
        if (kind := self._section_kind(index, title)) is not None:
            return Labelled(block, "section", kind=kind, title=title)
        return self._unknown(index, title)

    def _priority(self, block: TextBlock, title: str) -> Labelled | None:
        """A heading that is a priority by its number, its name or what it promises."""
        if match := words.PRIORITY.match(title):
            return Labelled(block, "priority", title=match["title"] or block.text)
        if any(alike(title, name) for name in self.named):
            return Labelled(block, "priority", title=title)
        if not words.PROMISING.search(title):
            return None
        if self.numbered or self.named or self.report:
            return Labelled(block, "lead", title=title)
        return Labelled(block, "priority", kind="promising", title=title)

    def _section_kind(self, index: int, title: str) -> str | None:
        kind = _first(words.SECTIONS, title)
        weak = _first(words.WEAK_SECTIONS, title) if kind is None else None
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if weak and not (self.in_priority and following and following.kind == "bullet"):
            return weak
        return kind

    def _unknown(self, index: int, title: str) -> Labelled | None:
        block = self.blocks[index]
        if not self._followed(index):
            lead = words.LEADING.search(title) and self._lists(index)
            return Labelled(block, "lead" if lead else "caption", title=title)
        if words.LEADING.search(title):
            return Labelled(block, "lead", title=title)
        counted = self.numbered or self.named or self.report
        # In a plan that numbers nothing, a heading of its own outside the known sections is one of
        # the things that the plan is about.
        own = not counted and self.section in ("cover", "priority")
        if own and (block.kind != "heading" or block.level <= self.levels):
            return Labelled(block, "priority", title=title)
        return Labelled(block, "theme", title=title)


def _known(title: str) -> Label | None:
    found: list[tuple[Label, re.Pattern[str]]] = [
        ("contents", words.CONTENTS),
        ("measuring", words.MEASURING),
        ("objectives", words.OBJECTIVES),
        ("statements", words.STATEMENTS),
        ("next steps", words.NEXT_STEPS),
    ]
    return next((label for label, pattern in found if pattern.search(title)), None)


def _unnumbered(text: str) -> str:
    match = words.NUMBERED.match(text)
    return match["title"] if match else text


def _first(patterns: dict[str, re.Pattern[str]], text: str) -> str | None:
    return next((kind for kind, pattern in patterns.items() if pattern.search(text)), None)
