"""What is kept of delivery: milestones, updates, changed dates, recommendations, replies."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from frankpledge.plans.elements import At
from frankpledge.plans.head import SourceDocument
from frankpledge.plans.kinds import (
    Address,
    Catalogued,
    FrameworkId,
    Id,
    Line,
    Ref,
    Text,
    When,
    said,
)
from frankpledge.plans.plan import Files
from frankpledge.plans.setting import Role

GivenStatus = Literal["not started", "on track", "at risk", "behind", "done", "stopped"]
OwnerRef = Annotated[str, Ref(("Role", "Partner", "Board"), elsewhere=True)]
ThingRef = Annotated[
    str, Ref(("Commitment", "DeliveryPlan", "Recommendation", "Milestone"), elsewhere=True)
]
PromisedRef = Annotated[str, Ref(("Commitment", "DeliveryPlan"), elsewhere=True)]
OwedRef = Annotated[str, Ref(("Commitment", "DeliveryPlan", "Recommendation"), elsewhere=True)]


@dataclass(frozen=True, kw_only=True)
class DeliveryHead:
    """What the document is, and which plan it follows."""

    id: Id = said("the name of the file, without .yaml")
    kind: Literal["progress", "recommendations"] = said(
        "progress (how a plan is delivered) or recommendations (of one review)"
    )
    plan: Id | None = said(
        "id of the plan package that it follows; recommendations may stand without one", None
    )
    sources: tuple[SourceDocument, ...] = said(
        "documents that it restates; none when it is itself the original", ()
    )
    note: Text | None = said("what a reader of it should know", None)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where a reader can see for himself."""

    title: Line = said("what it is")
    address: Address = said("where it is published, or 'not published'")


@dataclass(frozen=True, kw_only=True)
class Was:
    """A date as it stood before it was changed."""

    due: When = said("the date before")
    changed: When = said("when it was changed")
    reason: Text = said("why it was changed")


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A step on the way, with its date."""

    id: Id = said("name of the milestone, used once in plan and delivery")
    text: Text = said("what is to be done")
    about: tuple[OwedRef, ...] = said("commitments, delivery plans or recommendations it is for")
    owner: OwnerRef | None = said("role, partner or board that answers for it", None)
    due: When = said("by when, as it stands now")
    was: tuple[Was, ...] = said("the dates before, the oldest first", ())
    done: When | None = said("when it was done", None)
    evidence: tuple[Evidence, ...] = said("where that can be seen", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A date or target of the plan that was changed without a new edition."""

    id: Id = said("name of the change, used once in plan and delivery")
    on: When = said("when it was decided")
    by: OwnerRef = said("role, partner or board that decided it")
    about: PromisedRef = said("commitment or delivery plan whose date or target it is")
    field: Literal["due", "target"] = said("what was changed")
    was: Line | None = said("what stood there before; left out when nothing did", None)
    now: Line = said("what holds from then on; for due a date or period")
    reason: Text = said("why it was changed")
    evidence: tuple[Evidence, ...] = said("where that can be seen", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Update:
    """What somebody reports on one or more promises, on one day."""

    id: Id = said("name of the update, used once in plan and delivery")
    on: When = said("when it was reported")
    by: OwnerRef = said("role, partner or board that reports; never a person")
    about: tuple[ThingRef, ...] = said(
        "what it is about; may be left out where the statement names commitments", ()
    )
    report: Id | None = said("id of a report package that says it", None)
    statement: Id | None = said("id of the statement there, which is then the text", None)
    text: Text | None = said("what is reported, restated briefly in our own words", None)
    quote: Text | None = said("short original words, only where the wording matters", None)
    status: GivenStatus | None = said("how it stands, by who reports", None)
    reason: Text | None = said("why that status; required with one", None)
    evidence: tuple[Evidence, ...] = said("where it can be seen", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class Review:
    """The review, inspection or inquiry that recommends."""

    title: Line = said("its title as printed")
    kind: Literal[
        "domestic abuse related death review", "safeguarding review", "inspection", "other"
    ] = said("what sort of review")
    body: Line = said("who made it")
    date: When = said("when it was published")
    address: Address = said("where it is published, or 'not published'")


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One thing that a review asks for."""

    id: Id = said("name of the recommendation, used once in plan and delivery")
    text: Text = said("what is recommended, restated briefly in our own words")
    quote: Text | None = said("short original words, only where the wording matters", None)
    to: OwnerRef = said("role, partner or board that it is made to")
    answer: Literal["accepted", "accepted in part", "not accepted"] | None = said(
        "whether it is accepted; left out while it is not answered", None
    )
    response: Text | None = said("the answer, restated briefly", None)
    answered: When | None = said("when it was answered", None)
    due: When | None = said("by when it is to be done, as it stands now", None)
    was: tuple[Was, ...] = said("the dates before, the oldest first", ())
    evidence: tuple[Evidence, ...] = said("where the answer can be seen", ())
    place: At | None = said("where it stands in the source document", None)


@dataclass(frozen=True, kw_only=True)
class DeliveryDocument:
    """One file of the workspace's `delivery` folder. Frozen: a change makes another document."""

    head: DeliveryHead = said("what the document is", key="delivery")
    roles: tuple[Role, ...] = said("roles that the plan does not have", ())
    review: Review | None = said("the review that recommends", None)
    recommendations: tuple[Recommendation, ...] = said("what it recommends", ())
    milestones: tuple[Milestone, ...] = said("steps on the way", ())
    changes: tuple[Change, ...] = said("changed dates and targets of the plan, oldest first", ())
    updates: tuple[Update, ...] = said("what was reported, oldest first", ())
    files: Files = field(default_factory=Files, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Name of the document and of its file."""
        return self.head.id


@dataclass(frozen=True, kw_only=True)
class Replied:
    """What a reply is about: a measure, a group of a framework, or a promise or priority."""

    measure: Catalogued | None = said("id of the measure whose score or page it is about", None)
    framework: FrameworkId | None = said("id of the framework whose group it is about", None)
    group: Id | None = said("id of that group", None)
    plan: Id | None = said("id of the plan package it is about", None)
    commitment: Id | None = said("id of a commitment of that plan", None)
    priority: Id | None = said("id of a priority of that plan", None)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a body says to a score or page about it, in its own words."""

    id: Id = said("the name of the file, without .yaml")
    on: When = said("when it was made")
    body: Line = said("whose reply it is")
    by: Line = said("role that signs it; never a person's name")
    about: Replied = said("what it replies to")
    text: Text = said("the reply, in the body's own words, whole")
    address: Address | None = said("where the body published it", None)


@dataclass(frozen=True, kw_only=True)
class ReplyDocument:
    """One file of the workspace's `replies` folder."""

    reply: Reply = said("the reply")
    files: Files = field(default_factory=Files, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Name of the reply and of its file."""
        return self.reply.id
