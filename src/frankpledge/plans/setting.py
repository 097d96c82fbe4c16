"""What surrounds the promises: national duties, money, and who does what."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from frankpledge.plans.elements import (
    ActorRef,
    At,
    Block,
    BoardRef,
    CommitmentRef,
    OutcomeRef,
    PriorityRef,
)
from frankpledge.plans.kinds import Address, FrameworkId, Id, Line, Text, When, said


@dataclass(frozen=True, kw_only=True)
class Threat:
    """A national threat of the Strategic Policing Requirement, as the plan names it."""

    id: Id = said("name of the threat in this package")
    threat: Id = said("id of the threat in the requirement's edition")
    wording: Line = said("the plan's own words")
    serves: Text | None = said("how the plan answers it, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """The Strategic Policing Requirement, as the plan treats it."""

    edition: Literal["2015", "2023"] = said("which edition the plan goes by, in quotes")
    text: Text | None = said("what the plan says about it, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)
    threats: tuple[Threat, ...] = said("the threats that the plan names", ())


@dataclass(frozen=True, kw_only=True)
class NationalMeasure:
    """A national measure, as the plan names and serves it."""

    id: Id = said("name of the measure in this package")
    group: Id = said("id of its group in the national framework, such as neighbourhood-crime")
    wording: Line = said("the plan's own words")
    serves: Text | None = said("how the plan serves it, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class NationalMeasures:
    """A national set of measures, as the plan treats it."""

    framework: FrameworkId = said("id of the framework in the catalogue, such as ncpm-2021")
    text: Text | None = said("what the plan says about it, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)
    measures: tuple[NationalMeasure, ...] = said("the measures that the plan names", ())


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """A sum of money, or the place where one is missing."""

    id: Id = said("name of the line in this package")
    kind: Literal[
        "total",
        "central grant",
        "precept",
        "council tax",
        "other income",
        "spending",
        "investment",
        "reserves",
        "section",
    ] = said("what sort of money; section for a passage or a heading of the budget section")
    text: Text = said("what it says, restated briefly in our own words")
    quote: Text | None = said("short original words, only where the wording matters", None)
    amount: float | None = said("pounds, when the plan says how many", None)
    period: When | None = said("the year it is for", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Money won from others or given to others."""

    id: Id = said("name of the grant in this package")
    title: Line = said("name of the grant or fund")
    way: Literal["in", "out"] = said("in (won by the body) or out (given by the body)")
    text: Text = said("what it is for, restated briefly")
    quote: Text | None = said("short original words, only where the wording matters", None)
    amount: float | None = said("pounds, when the document says how many", None)
    period: When | None = said("the year or period it is for", None)
    partners: tuple[ActorRef, ...] = said("who gives or gets it", ())
    conditions: Text | None = said("conditions attached to it", None)
    commitments: tuple[CommitmentRef, ...] = said("commitments it pays for", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Role:
    """An office with duties under the plan. Roles, never the names of people."""

    id: Id = said("name of the role in this package")
    title: Line = said("what the role is called")
    kind: Literal["local policing body", "chief officer", "panel", "partnership", "other"] = said(
        "what sort of role"
    )
    text: Text | None = said("what it is for, restated briefly", None)
    duties: tuple[Block, ...] = said("what the plan says it must do", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An organisation or group that the plan counts on."""

    id: Id = said("name of the partner in this package")
    title: Line = said("what it is called")
    note: Text | None = said("what the editor has to say about it", None)


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board, partnership or sub-group that steers or delivers."""

    id: Id = said("name of the board in this package")
    title: Line = said("what it is called")
    kind: Literal["board", "partnership", "panel", "sub-group"] = said("what sort of board")
    under: BoardRef | None = said("the board that it reports to", None)
    members: tuple[ActorRef, ...] = said("who sits on it", ())
    text: Text | None = said("what it does, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class DeliveryPlan:
    """Who delivers a theme, and by which plan or strategy."""

    id: Id = said("name of the entry in this package")
    theme: Line = said("the theme, as printed")
    groups: tuple[BoardRef, ...] = said("boards and sub-groups that deliver it", ())
    title: Line | None = said("its plan or strategy, when one is named", None)
    status: Literal["in place", "in development", "to be developed", "under review", "none"] = said(
        "how far that plan is; none when the document names no plan"
    )
    due: When | None = said("when it is to be ready", None)
    address: Address | None = said("where it is published", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    priorities: tuple[PriorityRef, ...] = said("priorities it delivers", ())
    outcomes: tuple[OutcomeRef, ...] = said("outcomes it delivers", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Collaboration:
    """Something done together with other forces or bodies."""

    id: Id = said("name of the collaboration in this package")
    title: Line = said("what it is called")
    text: Text | None = said("what it does, restated briefly", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    partners: tuple[ActorRef, ...] = said("who takes part", ())
    place: At | None = said("where it stands in the source document", None)
