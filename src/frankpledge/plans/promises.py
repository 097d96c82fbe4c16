"""What is promised: priorities, outcomes, commitments, and the measures that a plan lists."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frankpledge.plans.elements import (
    ActorRef,
    At,
    CommitmentRef,
    MeasureRef,
    NationalRef,
    OutcomeRef,
    Statement,
    ThemeRef,
    ThreatRef,
)
from frankpledge.plans.kinds import Catalogued, Id, Line, Text, When, said

Direction = Literal["increase", "decrease", "neutral"]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A level to be reached, or the level it starts from."""

    text: Text | None = said("what the plan says, where the number alone is not enough", None)
    value: float | None = said("the number, in the measure's unit", None)
    unit: Line | None = said("unit, where the measure does not say it", None)
    by: When | None = said("date or period by which it is to be reached, or of the baseline", None)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a commitment came from."""

    kind: Literal[
        "consultation",
        "manifesto",
        "law",
        "national",
        "review",
        "assessment",
        "earlier plan",
        "partner",
    ] = said("what it came from")
    text: Text | None = said("which survey, law, review and so on", None)
    plan: Id | None = said("id of the plan package it came from", None)
    commitment: Id | None = said("id of the commitment in that package", None)


@dataclass(frozen=True, kw_only=True)
class PlanMeasure:
    """A measure as the plan lists it: in its own words, and as the catalogue knows it."""

    id: Id = said("name of the line in this package")
    wording: Line = said("the plan's own words, placeholders and all")
    catalogue: tuple[Catalogued, ...] = said(
        "ids of the catalogue's measures that the line stands for; several when it names several "
        "things, none when the catalogue has none",
        (),
    )
    direction: Direction | None = said("which way is better, when the plan says so", None)
    baseline: Goal | None = said("where it starts, when the plan says so", None)
    target: Goal | None = said("what is to be reached, when the plan says so", None)
    national: NationalRef | None = said("the national measure that the plan says it is", None)
    added: bool = said("true when the plan lists no such measure and the editor chose it", False)
    note: Text | None = said("how the line was read", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is to be different for people: an outcome, objective or aim of a priority."""

    id: Id = said("name of the outcome in this package")
    kind: Literal["outcome", "objective", "aim"] = said("what the plan calls it")
    text: Text = said("restated briefly in our own words")
    quote: Text | None = said("short original words, only where the wording matters", None)
    measures: tuple[MeasureRef, ...] = said("measures of this plan that show it", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A heading inside a priority."""

    id: Id = said("name of the theme in this package")
    title: Line = said("the heading as printed")


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """One thing that somebody promises to do."""

    id: Id = said("name of the commitment; keep it through all editions")
    text: Text = said(
        "the promise, restated briefly in our own words, keeping its strength: will, aim to, "
        "seek to, work towards"
    )
    quote: Text | None = said("short original words, only where the wording matters", None)
    theme: ThemeRef | None = said("heading inside the priority that it stands under", None)
    part_of: CommitmentRef | None = said("the wider commitment that this one is a part of", None)
    outcomes: tuple[OutcomeRef, ...] = said("outcomes it serves", ())
    lead: ActorRef | None = said("role, partner or board that answers for it", None)
    partners: tuple[ActorRef, ...] = said("roles, partners or boards that take part", ())
    due: When | None = said("date or period by which it is to be done", None)
    target: Goal | None = said("what is to be reached, when the promise itself says so", None)
    resources: Text | None = said("money, people or places it is given", None)
    measures: tuple[MeasureRef, ...] = said("measures of this plan that it should move", ())
    threats: tuple[ThreatRef, ...] = said("national threats it serves", ())
    national: tuple[NationalRef, ...] = said("national measures it serves", ())
    came_from: tuple[Origin, ...] = said("where it came from", ())
    note: Text | None = said("what the editor of the package has to say about it", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Measuring:
    """How a priority says it will be measured."""

    text: Text | None = said("what it says, apart from the list", None)
    quote: Text | None = said("its heading or lead-in as printed", None)
    place: At | None = said("where it stands in the source document", None)
    measures: tuple[PlanMeasure, ...] = said("the list, line by line", ())


@dataclass(frozen=True, kw_only=True)
class Priority:
    """One of the few things that the plan is about."""

    id: Id = said("name of the priority; keep it through all editions")
    title: Line = said("its title as printed, without its number")
    text: Text | None = said("what it is about, restated briefly in our own words", None)
    question: Line | None = said(
        "what a resident would ask about it, in our own words; printed above its score", None
    )
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)
    outcomes: tuple[Outcome, ...] = said("what is to be different", ())
    themes: tuple[Theme, ...] = said("its own headings", ())
    commitments: tuple[Commitment, ...] = said("what is promised", ())
    measuring: Measuring | None = said("how success is to be measured", None)
    statements: tuple[Statement, ...] = said("figures and claims that it gives as reasons", ())
