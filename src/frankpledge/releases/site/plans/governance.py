"""Who does what: roles and duties, boards, partners, delivery plans, collaborations."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans import Board, Collaboration, DeliveryPlan, Partner, Plan, Role
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import (
    commitment_href,
    governance_href,
    owner_href,
    priority_href,
    theme_href,
)
from frankpledge.releases.site.plans.owners import owners
from frankpledge.releases.site.plans.parts import above, is_followed, kicker, parts
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import Entry, Section, Soft, Told, blocks, passage
from frankpledge.releases.site.plans.wording import (
    actor,
    actors,
    due_words,
    paragraphs,
    place_words,
    web_link,
)
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

FEW = 6


def governance_page(site: Site, plan: Plan) -> Page:
    """The page."""
    return page(
        governance_href(plan.id),
        "plan-page.html",
        "Who does what",
        f"Roles, boards and delivery plans of {plan.head.title}.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(plan),
        sections=_sections(site, plan),
        beside=parts(site, plan),
        here=governance_href(plan.id),
    )


def _finding(plan: Plan) -> str:
    told = [*_leading(plan), *_delivering(plan)]
    return " ".join(told) or "These are the bodies that the document names."


def _leading(plan: Plan) -> Iterator[str]:
    promises = plan.all_commitments
    leads = dict.fromkeys(one.lead for one in promises if one.lead)
    led = sum(1 for one in promises if one.lead)
    of = f"{led} of {count_words(len(promises), 'promise')}"
    if len(leads) == 1:
        yield f"{actor(plan, next(iter(leads)))} leads {of}."
    elif promises:
        yield f"{of} say who leads: {len(leads)} different leads." if leads else "Nobody leads."


def _delivering(plan: Plan) -> Iterator[str]:
    number = len(plan.delivery_plans)
    ready = sum(one.status == "in place" for one in plan.delivery_plans)
    if number == 1:
        yield f"Its one delivery plan was {'' if ready else 'not '}in place when it was written."
    elif number:
        yield f"{ready} of {number} delivery plans were in place when it was written."


def _sections(site: Site, plan: Plan) -> list[Section]:
    paged = {one.id for one in owners(Standings(site, plan))}
    themed = is_followed(site, plan)
    partners = [
        (one.title, [*_partner(plan, one), *_own_page(plan, one.id, paged)])
        for one in plan.partners
    ]
    boards = [_board(plan, one, paged) for one in plan.boards]
    delivered = [_delivery(plan, one, themed=themed) for one in plan.delivery_plans]
    together = [_collaboration(plan, one) for one in plan.collaborations]
    sections = [
        Section("roles", "Roles", entries=[_role(plan, one, paged) for one in plan.roles]),
        Section("boards", "Boards and groups", entries=boards),
        Section("delivery", "Who delivers what", entries=delivered),
        Section("collaborations", "Done together with others", entries=together),
        Section("partners", "Others that are named", entries=partners),
        blocks("engagement", "How people are listened to", plan, plan.engagement),
        blocks("monitoring", "How progress is followed", plan, plan.monitoring),
    ]
    return [one for one in sections if one.entries or one.passages]


def _partner(plan: Plan, one: Partner) -> Told:
    taking_part = sum(one.id in commitment.partners for commitment in plan.all_commitments)
    part = f"Takes part in {count_words(taking_part, 'promise')}." if taking_part else ""
    told: Told = [*paragraphs(one.note), *_led(plan, one.id), *([part] if part else [])]
    return told or ["Named, without a part in any promise."]


def _own_page(plan: Plan, owner: str, paged: set[str]) -> Told:
    """The way to what somebody owns, where there is such a page."""
    if owner not in paged:
        return []
    return [Link("What it owns, and how that stands", owner_href(plan.id, owner))]


def _role(plan: Plan, one: Role, paged: set[str]) -> Entry:
    where = place_words(plan, one.place)
    duties = [duty.text for duty in one.duties]
    told: Told = [*paragraphs(one.text), *duties, *_led(plan, one.id)]
    told += _own_page(plan, one.id, paged)
    return one.title, [*told, *([Soft(where)] if where else [])]


def _led(plan: Plan, name: str) -> Told:
    """What somebody leads, as links; where that is much, how much."""
    led = [one for one in plan.all_commitments if one.lead == name]
    if len(led) > FEW:
        return [f"Leads {len(led)} promises."]
    return [Link(f"Leads: {one.text}", commitment_href(plan.id, one.id)) for one in led]


def _board(plan: Plan, one: Board, paged: set[str]) -> Entry:
    told: Told = [one.kind.capitalize()]
    told += [f"Reports to {actor(plan, one.under)}"] if one.under else []
    told += [f"Members: {actors(plan, one.members)}"] if one.members else []
    own = [*_led(plan, one.id), *_own_page(plan, one.id, paged)]
    return one.title, [*told, *passage(plan, one), *own]


def _delivery(plan: Plan, one: DeliveryPlan, *, themed: bool) -> Entry:
    status = {"none": "no plan is named"}.get(one.status, one.status)
    told: Told = [f"{one.title}: {status}" if one.title else status.capitalize()]
    told += [f"Delivered by {actors(plan, one.groups)}"] if one.groups else []
    told += [f"Ready {due_words(one.due)}"] if one.due else []
    link = web_link("Where it is published", one.address)
    told += [link] if link else []
    told += [Link(plan.get(name).title, priority_href(plan.id, name)) for name in one.priorities]
    way = Link("Where it stands", theme_href(plan.id, one.id))
    return one.theme, [*told, *passage(plan, one), *([way] if themed else [])]


def _collaboration(plan: Plan, one: Collaboration) -> Entry:
    told: Told = []
    told += [f"With {actors(plan, one.partners)}"] if one.partners else []
    return one.title, [*passage(plan, one), *told]
