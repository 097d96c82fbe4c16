"""A document as the text checks see it: passages, each of which can place a part of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.plan import Located, Trail

# A 'label' is a short heading or name; a 'row' is a row of a table, whose cells are no sentences.
Kind = Literal["paragraph", "item", "label", "row"]


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item, heading or field, with what stands around it.

    `continued` is true when what follows completes it: a list that it leads into, or the rest of
    the sentence after a page break. `listed` is true for an item that its list joins to the next
    one ("fraud; and"). `lead` is the line that the item's list stands under, `siblings` the texts
    of that list. `locate` places a part of the text, by offsets; `above` are the places of the
    field and element that hold it, `owner` the way to that element. `body` is false for text whose
    style is not the plan's own.
    """

    text: str
    kind: Kind
    locate: Callable[[int, int], Located]
    continued: bool = False
    listed: bool = False
    lead: str = ""
    siblings: tuple[str, ...] = ()
    element: str = ""
    above: tuple[Located, ...] = ()
    owner: Trail = ()
    quoted: bool = False
    body: bool = True

    def hit(self, code: str, message: str, start: int, end: int) -> Hit:
        """A hit on the characters from `start` to `end`."""
        at = self.locate(start, end)
        return Hit(code, message, at, self.element, self.above, self.owner, self.quoted)


@dataclass(frozen=True)
class Document:
    """All passages of a document, in order, and the place of the document as a whole."""

    passages: Sequence[Passage]
    start: Located

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(passage.text for passage in self.passages)
