"""A plan package as passages: every field that holds the plan's own words, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frankpledge.plans.checks.passages import Document, Kind, Passage
from frankpledge.plans.delivery import DeliveryDocument
from frankpledge.plans.kinds import ADDRESS, LINE, TEXT
from frankpledge.plans.plan import Located, Plan, Trail
from frankpledge.plans.shape import Listing, record

# Fields that hold the editor's words about the plan, or a name, and not the plan's own text.
_NOT_THE_PLAN = frozenset({"note", "unit", "compared_with", "heading", "body", "publisher"})
_LABELS = frozenset({"title", "theme"})
# A measure's wording is a phrase, and a quotation as short as the editor could make it.
_STYLELESS = frozenset({"wording", "quote"})
_LISTS = ("measures", "threats", "duties", "commitments")


@dataclass(frozen=True)
class Field:
    """One text or address of a package, and the way to it."""

    trail: Trail
    text: str
    owner: Any
    element: str

    @property
    def name(self) -> str:
        """Name of the field."""
        return str(self.trail[-1])


def plan_document(plan: Plan | DeliveryDocument) -> Document:
    """The passages of a package."""
    passages = [
        _passage(plan, field) for field in _fields(plan, "text") if field.name not in _NOT_THE_PLAN
    ]
    return Document(passages, place(plan, ("head",)))


def addresses(plan: Plan) -> Iterator[tuple[Field, Located]]:
    """Every web address of a package with its place."""
    for field in _fields(plan, "address"):
        yield field, place(plan, field.trail)


def place(plan: Plan | DeliveryDocument, trail: Trail, words: str = "") -> Located:
    """Place of some words in a value, or else of the value, its element or the package."""
    if words and trail in plan.files.spans:
        file, start, end = plan.files.spans[trail]
        text = plan.files.texts[file]
        # A folded text breaks anywhere between words, a quoted one doubles its apostrophes.
        loose = r"\s+".join(re.escape(word).replace("'", "''?") for word in words.split())
        if match := re.compile(loose).search(text, start, end):
            begin = text.rfind("\n", 0, match.start()) + 1
            line = text.count("\n", 0, match.start()) + 1
            return Located(str(plan.files.folder / file), line, match.start() - begin + 1)
    for length in range(len(trail), 0, -1):
        if found := plan.files.keys.get(trail[:length]):
            return found
    return plan.files.keys.get(("head",)) or Located(plan.id, 1, 1)


def _passage(plan: Plan | DeliveryDocument, field: Field) -> Passage:
    kind: Kind = "label" if field.name in _LABELS else "paragraph"
    # The words before a list that stands in another field end as if they were cut off.
    leads = field.name in ("quote", "text") and any(
        getattr(field.owner, name, ()) for name in _LISTS if not hasattr(field.owner, "due")
    )
    return Passage(
        text=field.text,
        kind=kind,
        locate=lambda start, end: place(plan, field.trail, field.text[start:end]),
        continued=leads,
        element=field.element,
        above=above(plan, field.trail),
        owner=field.trail[:-1],
        quoted=field.name == "quote",
        body=field.name not in _STYLELESS,
    )


def above(plan: Plan | DeliveryDocument, trail: Trail) -> tuple[Located, ...]:
    """Places of a value and of the elements that hold it, nearest first."""
    ways = (trail[:length] for length in range(len(trail), 0, -1))
    places = [plan.files.keys[way] for way in ways if way in plan.files.keys]
    return tuple(places[:2])


def _fields(value: Any, wanted: str, trail: Trail = (), element: str = "") -> Iterator[Field]:
    """Texts or addresses below a record of the model, in its order."""
    for part in record(type(value)).fields.values():
        if not trail and part.name == "head":
            continue
        held = getattr(value, part.name)
        if not held or part.name == "place":
            continue
        way = (*trail, part.name)
        if isinstance(held, str):
            named = "text" if part.shape in (TEXT, LINE) else "address"
            if part.shape in (TEXT, LINE, ADDRESS) and named == wanted:
                yield Field(way, held, value, element)
        elif isinstance(held, tuple) and isinstance(part.shape, Listing):
            for index, item in enumerate(held):
                if hasattr(item, "__dataclass_fields__"):
                    yield from _fields(
                        item, wanted, (*way, index), getattr(item, "id", None) or element
                    )
        elif hasattr(held, "__dataclass_fields__"):
            yield from _fields(held, wanted, way, getattr(held, "id", None) or element)
