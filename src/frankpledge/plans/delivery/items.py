"""What is owed under a plan, by whom and by when, with everything reported about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.delivery.model import (
    Change,
    DeliveryDocument,
    Milestone,
    Recommendation,
    Update,
    Was,
)
from frankpledge.plans.delivery.reading import Delivery
from frankpledge.plans.elements import At, Statement
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Commitment
from frankpledge.plans.setting import DeliveryPlan

ItemKind = Literal["commitment", "delivery plan", "recommendation"]


@dataclass(frozen=True)
class Told:
    """An update with its words: its own, or those of the statement that it stands for.

    `report` is the report that says it; `document` is the delivery document that has the update.
    """

    update: Update
    document: DeliveryDocument
    text: str
    quote: str | None
    place: At | None
    report: Plan | None = None
    statement: Statement | None = None


@dataclass(frozen=True)
class Item:
    """A commitment, delivery plan or recommendation with all that delivery says of it.

    `owners` are ids of roles, partners or boards; `due` is the date that holds now and `was` the
    dates before it, the oldest first. Updates and milestones are the oldest first.
    """

    kind: ItemKind
    id: str
    text: str
    owners: tuple[str, ...]
    due: str | None = None
    was: tuple[Was, ...] = ()
    changes: tuple[Change, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    updates: tuple[Told, ...] = ()
    element: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class _Said:
    """What all documents on one plan say, by the id of what it is about."""

    updates: Mapping[str, tuple[Told, ...]]
    milestones: Mapping[str, tuple[Milestone, ...]]
    changes: Mapping[str, tuple[Change, ...]]


def items_of(
    plan: Plan, delivery: Delivery, plans: Mapping[str, Plan] | None = None
) -> tuple[Item, ...]:
    """Everything owed under a plan: its commitments, its delivery plans, recommendations to it.

    `plans` has the reports whose statements are updates.
    """
    documents = delivery.of(plan.id)
    said = _said(documents, plans or {})
    commitments = (_commitment(plan, one, said) for one in plan.all_commitments)
    delivered = (_delivery_plan(one, said) for one in plan.delivery_plans)
    asked = (
        _recommendation(one, said) for document in documents for one in document.recommendations
    )
    return (*commitments, *delivered, *asked)


def recommendations_of(
    document: DeliveryDocument, delivery: Delivery, plans: Mapping[str, Plan] | None = None
) -> tuple[Item, ...]:
    """The recommendations of one review, with what any document on its plan says of them."""
    plan = document.head.plan
    said = _said((document,) if plan is None else delivery.of(plan), plans or {})
    return tuple(_recommendation(one, said) for one in document.recommendations)


def owner_title(plan: Plan | None, delivery: Delivery, owner: str) -> str:
    """The title of a role, partner or board of a plan or of its documents."""
    if plan is not None and owner in plan.elements:
        return str(plan.get(owner).title)
    documents = delivery.documents.values() if plan is None else delivery.of(plan.id)
    roles = (role for document in documents for role in document.roles)
    return next((role.title for role in roles if role.id == owner), owner)


def _said(documents: tuple[DeliveryDocument, ...], plans: Mapping[str, Plan]) -> _Said:
    updates: dict[str, list[Told]] = {}
    milestones: dict[str, list[Milestone]] = {}
    changes: dict[str, list[Change]] = {}
    for document in documents:
        for milestone in document.milestones:
            for name in milestone.about:
                milestones.setdefault(name, []).append(milestone)
        for change in document.changes:
            changes.setdefault(change.about, []).append(change)
    # What is said of a milestone is said of what the milestone is for.
    whole = {one.id: one.about for document in documents for one in document.milestones}
    for document in documents:
        for update in document.updates:
            told = _told(update, document, plans)
            for name in dict.fromkeys(_about(told, whole)):
                updates.setdefault(name, []).append(told)
    return _Said(
        {
            name: tuple(sorted(found, key=lambda one: last_day(one.update.on)))
            for name, found in updates.items()
        },
        {
            name: tuple(sorted(found, key=lambda one: last_day(one.due)))
            for name, found in milestones.items()
        },
        {
            name: tuple(sorted(found, key=lambda one: first_day(one.on)))
            for name, found in changes.items()
        },
    )


def _told(update: Update, document: DeliveryDocument, plans: Mapping[str, Plan]) -> Told:
    report = plans.get(update.report or "")
    if report is None or update.statement is None:
        return Told(update, document, update.text or "", update.quote, update.place)
    one: Statement = report.get(update.statement)
    quote, place = update.quote or one.quote, one.place
    return Told(update, document, one.text, quote, place, report, one)


def _about(told: Told, whole: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    names = told.update.about or (told.statement.commitments if told.statement else ())
    for name in names:
        yield name
        yield from whole.get(name, ())


def _commitment(plan: Plan, one: Commitment, said: _Said) -> Item:
    """A part has the lead and the date of its whole, unless it has its own."""
    chain = [one]
    while chain[-1].part_of:
        chain.append(plan.get(chain[-1].part_of))
    lead = next((c.lead for c in chain if c.lead), None)
    dated = next((c for c in chain if c.due or _due_changes(said, c.id)), one)
    changes = said.changes.get(one.id, ())
    return Item(
        "commitment",
        one.id,
        one.text,
        (lead,) if lead else (),
        _due(dated.due, _due_changes(said, dated.id)),
        _was(_due_changes(said, dated.id)),
        changes,
        said.milestones.get(one.id, ()),
        said.updates.get(one.id, ()),
        one,
    )


def _delivery_plan(one: DeliveryPlan, said: _Said) -> Item:
    changes = _due_changes(said, one.id)
    return Item(
        "delivery plan",
        one.id,
        one.title or one.theme,
        one.groups,
        _due(one.due, changes),
        _was(changes),
        said.changes.get(one.id, ()),
        said.milestones.get(one.id, ()),
        said.updates.get(one.id, ()),
        one,
    )


def _recommendation(one: Recommendation, said: _Said) -> Item:
    return Item(
        "recommendation",
        one.id,
        one.text,
        (one.to,),
        one.due,
        one.was,
        (),
        said.milestones.get(one.id, ()),
        said.updates.get(one.id, ()),
        one,
    )


def _due_changes(said: _Said, name: str) -> tuple[Change, ...]:
    return tuple(one for one in said.changes.get(name, ()) if one.field == "due")


def _due(due: str | None, changes: tuple[Change, ...]) -> str | None:
    return changes[-1].now if changes else due


def _was(changes: tuple[Change, ...]) -> tuple[Was, ...]:
    return tuple(Was(due=one.was, changed=one.on, reason=one.reason) for one in changes if one.was)
