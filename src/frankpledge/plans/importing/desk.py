"""The desk on which a draft is put together: its parts so far, and what of each block is used."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from frankpledge.plans.elements import At, Statement
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.outline import Labelled
from frankpledge.plans.importing.sentences import sentences
from frankpledge.plans.importing.words import listed
from frankpledge.plans.promises import Commitment, Measuring, Outcome, PlanMeasure, Priority, Theme

LONGEST = 48  # of an id, cut between words
# Words that tell nothing when an id is made.
_EMPTY = listed(
    "a an and are as at be by for from have i in into is it its my of on or our s that the "
    "their this to we which who will with working work ensure chief constable am ll "
)


@dataclass
class Sheet:
    """A priority being put together."""

    id: str
    title: str
    place: At
    text: str | None = None
    quote: str | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    measuring: tuple[str | None, At] | None = None
    measures: list[PlanMeasure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    text_block: Labelled | None = None
    declared: bool = True

    @property
    def bare(self) -> bool:
        """Whether nothing that makes it a priority stands under it."""
        return not (self.declared or self.outcomes or self.commitments or self.measures)

    def priority(self) -> Priority:
        """The priority as it stands."""
        measuring = None
        if self.measuring or self.measures:
            quote, place = self.measuring or (None, self.place)
            measuring = Measuring(quote=quote, place=place, measures=tuple(self.measures))
        return Priority(
            id=self.id,
            title=self.title,
            text=self.text,
            quote=self.quote,
            place=self.place,
            outcomes=tuple(self.outcomes),
            themes=tuple(self.themes),
            commitments=tuple(self.commitments),
            measuring=measuring,
            statements=tuple(self.statements),
        )


class Desk:
    """What has been made so far."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Any]] = defaultdict(list)
        self.sheets: list[Sheet] = []
        self.requirement: dict[str, Any] | None = None
        self.national: dict[str, Any] | None = None
        self._ids: set[str] = set()
        self._last: defaultdict[str, int] = defaultdict(lambda: 1)
        self._used: dict[int, list[str]] = defaultdict(list)

    def name(self, text: str, prefix: str = "") -> str:
        """An id of its own for something with this text."""
        plain = re.sub(r"\(#\)|['’]", "", text.casefold())
        found = re.findall(r"[a-z0-9]+", plain)
        told = [word for word in found if word not in _EMPTY] or found or ["item"]
        stem = "-".join([prefix, *told[:5]] if prefix else told[:5])
        while len(stem) > LONGEST:
            stem = stem.rpartition("-")[0] or stem[:LONGEST]
        name = stem
        while name in self._ids:
            # Counted, and not looked for from 2 each time: a document may say one thing often.
            self._last[stem] += 1
            name = f"{stem}-{self._last[stem]}"
        self._ids.add(name)
        return name

    def keep(self, block: TextBlock, *texts: str) -> None:
        """Note that these words of a block stand in the draft."""
        self._used[id(block)] += texts

    def left(self, block: TextBlock) -> list[str]:
        """The sentences of a block, or the cells of a row, of which no part of the draft speaks."""
        used = self._used[id(block)]
        whole = block.cells if block.kind == "row" else sentences(block.text)
        return [one for one in whole if one and not _within(one, used)]

    def used(self, block: TextBlock) -> bool:
        """Whether any words of a block stand in the draft."""
        return bool(self._used[id(block)])

    def forget(self, block: TextBlock) -> None:
        """The words of a block were taken out of the draft again."""
        self._used.pop(id(block), None)


def _within(text: str, used: list[str]) -> bool:
    """Whether a text stands in those used, in one piece or taken apart by its points."""
    if any(text in other for other in used):
        return True
    rest = text
    for other in sorted(used, key=len, reverse=True):
        rest = rest.replace(other, " ")
    return not re.search(r"\w", re.sub(r"\band\b", "", rest))


def at(block: TextBlock, heading: str | None) -> At:
    """The place of a block under a heading."""
    return At(page=block.page, heading=heading, line=block.line)
