"""The way back from a part of a plan to what people said of it, and when they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.packs.places import place_title
from frankpledge.plans import Plan, Priority
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import consultation_href
from frankpledge.releases.site.plans.views import Soft
from frankpledge.releases.site.plans.wording import when_words
from frankpledge.releases.site.shapes import Link
from frankpledge.voice import RESERVED, Answer, Consultation, LocalPriority

PROMISED = ("It was promised because of this.", "A promise below it was made because of this.")
SHAPED = ("It was shaped by this.", "A part of it was shaped by this.")
STATED = "A result that a document states."
RAISED = "Somebody raised it; nothing here says what was answered."
LOCAL = consultation_href(RESERVED)
ASKED = "People were asked about this; nothing here says what they said of it."


@dataclass(frozen=True)
class HeardView:
    """What people said, '' where that is not known; what it did; the consultation, and its day."""

    said: str
    how: str
    link: Link


def heard_of_commitment(site: Site, plan: Plan, commitment: str) -> list[HeardView]:
    """What people said that led to a promise, by consultation."""
    return _found(site, plan, commitment, {commitment})


def heard_of_priority(site: Site, plan: Plan, priority: Priority) -> list[HeardView]:
    """The same of a priority and of all that stands below it."""
    below = {name for name in plan.trails if plan.priority_of(name) is priority}
    return _found(site, plan, priority.id, below)


def consultations_on(site: Site, plan: Plan) -> list[str | Link | Soft]:
    """Every consultation about a plan."""
    return [
        _link(told.consultation) for told in site.told if told.consultation.head.plan == plan.id
    ]


def _found(site: Site, plan: Plan, own: str, names: set[str]) -> list[HeardView]:
    """By consultation: what was said of a part or of one of `names`, or else that it was asked."""
    found: list[HeardView] = []
    for told in site.told:
        one = told.consultation
        if one.head.plan == plan.id:
            found += list(_said(one, own, names)) or _asked(one, names)
    return [*found, *_local(site, plan, own, names)]


def _said(one: Consultation, own: str, names: set[str]) -> Iterator[HeardView]:
    for answer in one.answers:
        if how := _how(answer, own, names):
            yield HeardView(answer.heard, how, _link(one, "did"))
    answered = {answer.result for answer in one.answers}
    for result in one.results:
        if names.intersection(result.clauses) and result.id not in answered:
            yield HeardView(result.text, STATED, _link(one, "stated"))
    told = {answer.raised for answer in one.answers}
    for point in one.raised:
        if names.intersection(point.clauses) and point.id not in told:
            yield HeardView(point.text, RAISED, _link(one, f"heard-{point.id}"))


def _local(site: Site, plan: Plan, own: str, names: set[str]) -> Iterator[HeardView]:
    """What neighbourhoods asked for, where it shaped a part of the plan or led to a promise."""
    for some in site.priorities.values():
        for one in some:
            if one.plan == plan.id and (how := _how(one, own, names)):
                area = place_title(site.areas.get(one.neighbourhood))
                link = Link(f"Local priority of {area}", LOCAL, when_words(str(one.date)))
                yield HeardView(one.priority, how, link)


def _how(answer: Answer | LocalPriority, own: str, names: set[str]) -> str:
    """What an answer did to the part itself, or else to something below it; '' for neither."""
    for below, looked_for in enumerate(({own}, names)):
        if looked_for.intersection(answer.commitments):
            return PROMISED[below]
        if looked_for.intersection(answer.clauses):
            return SHAPED[below]
    return ""


def _asked(one: Consultation, names: set[str]) -> list[HeardView]:
    """Asked about in so many words. What was asked of the whole plan stands on the plan's page."""
    return [HeardView("", ASKED, _link(one))] if names.intersection(one.head.clauses) else []


def _link(one: Consultation, part: str = "") -> Link:
    day = one.head.closes or one.head.opens
    return Link(one.head.title, consultation_href(one.id, part), when_words(day) if day else "")
