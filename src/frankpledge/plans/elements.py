"""What every part of a plan is made of: places, blocks of text, figures, statements."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from frankpledge.plans.kinds import Catalogued, Id, Line, Ref, Text, When, said

CommitmentRef = Annotated[str, Ref(("Commitment",))]
PriorityRef = Annotated[str, Ref(("Priority",))]
OutcomeRef = Annotated[str, Ref(("Outcome",))]
MeasureRef = Annotated[str, Ref(("PlanMeasure",))]
ActorRef = Annotated[str, Ref(("Role", "Partner", "Board"))]
BoardRef = Annotated[str, Ref(("Board",))]
ThreatRef = Annotated[str, Ref(("Threat",))]
NationalRef = Annotated[str, Ref(("NationalMeasure",))]
ThemeRef = Annotated[str, Ref(("Theme",))]
SourceRef = Annotated[str, Ref(("SourceDocument",))]


@dataclass(frozen=True, kw_only=True)
class At:
    """Where in a source document something stands. At least one of page, heading and line."""

    document: SourceRef | None = said(
        "id of the source document; left out when the package has only one", None
    )
    page: int | None = said("page of the document, counted from 1", None)
    heading: Line | None = said("heading it stands under, or number of a slide or clause", None)
    line: int | None = said("line of a document without pages, counted from 1", None)


@dataclass(frozen=True, kw_only=True)
class Block:
    """A passage: restated briefly in our own words, with its place."""

    id: Id = said("name of the passage in this package")
    title: Line | None = said("heading of its own, if it has one", None)
    text: Text = said("what it says, restated briefly in our own words")
    quote: Text | None = said(
        "short original words, only where the wording matters (a placeholder, a broken sentence, "
        "an empty link written as [words](#))",
        None,
    )
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number that a document states, with what it is compared with there."""

    value: float = said("the number, without unit or separators; negative for a fall")
    unit: Line = said("what is counted: a plural noun, '%' or '£'")
    period: When | None = said("the period it covers or the date it was taken", None)
    before: float | None = said("the number it is compared with", None)
    before_period: When | None = said("the period of that number", None)
    compared_with: Line | None = said("another area or a national figure it is set beside", None)
    measure: Catalogued | None = said("id of the measure in the catalogue that holds it", None)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something that a document claims about how things are or what was done."""

    id: Id = said("name of the statement in this package")
    kind: Literal["done", "level", "change", "assessment", "next step"] = said(
        "done (an act), level (how much), change (more or less than before), assessment (a "
        "judgement), next step (what is meant to follow)"
    )
    text: Text = said("what it says, restated briefly in our own words")
    quote: Text | None = said("short original words, only where the wording matters", None)
    figures: tuple[Figure, ...] = said("the numbers in it", ())
    measures: tuple[Catalogued, ...] = said("ids of measures in the catalogue it speaks of", ())
    priority: Annotated[str, Ref(("Priority",), elsewhere=True)] | None = said(
        "priority it stands under; in a report, of the plan reported on", None
    )
    commitments: tuple[Annotated[str, Ref(("Commitment",), elsewhere=True)], ...] = said(
        "commitments it reports on; in a report, of the plan reported on", ()
    )
    place: At | None = said("where it stands in the source document", None)
