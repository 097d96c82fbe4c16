"""What was not placed: a list for the person who goes on with the draft, in IMPORT.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.desk import Desk
from frankpledge.plans.importing.outline import Labelled
from frankpledge.plans.importing.tables import columns
from frankpledge.plans.plan import Plan, walk
from frankpledge.plans.safety import active

FILE = "IMPORT.md"
# In the order in which they are worth reading.
REASONS = {
    "unplaced": "No rule knew where it belongs. Place it, or leave it out knowingly.",
    "rest": "The rest of a paragraph, of which a promise or a claim was taken into the draft.",
    "markup": "Holds HTML or script, which a plan package may not hold.",
    "caption": "Looks like a heading, but nothing stands under it: a cover, a signature.",
    "columns": "The heads of the columns of a table.",
    "lead-in": "Announces a list; the list is in the draft.",
    "contents": "The table of contents.",
    "furniture": "Page numbers, running titles, buttons.",
}
_BY_LABEL = {
    "caption": "caption",
    "lead": "lead-in",
    "contents": "contents",
    "furniture": "furniture",
}


@dataclass(frozen=True)
class Note:
    """Words of a block that are not in the draft, and why; one of REASONS."""

    block: TextBlock
    reason: str
    text: str


def notes_of(outline: Iterable[Labelled], desk: Desk, plan: Plan) -> list[Note]:
    """A note for all words of every block that no part of the draft holds, in document order."""
    said = _headings(plan)
    notes = []
    for one in outline:
        left = desk.left(one.block)
        # Headings are held by the titles and places of what stands under them.
        if left and not _held(one, said):
            # The sentences keep their order, with the gaps where something was taken out.
            notes.append(Note(one.block, _reason(one, desk), " ".join(left)))
    return notes


def _held(one: Labelled, said: set[str]) -> bool:
    """Whether a heading is the title of something, or one of the headings in a place."""
    title = one.title
    if not title or one.label in _BY_LABEL:
        return False
    ends = (f"{title}, ", f", {title}")
    return title in said or any(t.startswith(ends[0]) or t.endswith(ends[1]) for t in said)


def _headings(plan: Plan) -> set[str]:
    found = {plan.head.title}
    for _, element in walk(plan):
        place = getattr(element, "place", None)
        found |= {getattr(element, "title", None) or "", (place and place.heading) or ""}
    for part in (plan.requirement, *plan.national, *(one.measuring for one in plan.priorities)):
        if part and part.place:
            found |= {part.place.heading or "", part.quote or ""}
    return found


def _reason(one: Labelled, desk: Desk) -> str:
    if active(one.block.text):
        return "markup"
    if desk.used(one.block):
        return "rest"
    if one.label == "row" and columns(one.block.cells):
        return "columns"
    if one.label in _BY_LABEL:
        return _BY_LABEL[one.label]
    return "caption" if one.title else "unplaced"


def notes_text(source: str, notes: Iterable[Note]) -> str:
    """The notes as Markdown."""
    lines = [
        "# What was not placed",
        "",
        f"Imported from {_plain(source)}. The draft has the document's own words, which are still",
        "to be restated. This file is not part of the package; delete it when all is done.",
    ]
    order = list(REASONS)
    ordered = sorted(notes, key=lambda note: order.index(note.reason))
    for reason, group in groupby(ordered, key=lambda note: note.reason):
        lines += ["", f"## {reason.capitalize()}", "", REASONS[reason], ""]
        lines += [f"- {where(note.block)}: {_plain(note.text)}" for note in group]
    if not ordered:
        lines += ["", "Everything was placed."]
    return "\n".join(lines) + "\n"


def where(block: TextBlock) -> str:
    """The place of a block in a few words."""
    return f"page {block.page}" if block.page else f"line {block.line}"


def _plain(text: str) -> str:
    """A text that shows as it is wherever Markdown is rendered, and runs nowhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
