"""The rest of the document: foreword, area, vision, principles, national duties, money."""

from __future__ import annotations

from frankpledge.measures import words
from frankpledge.plans import BudgetLine, Grant, Plan, Threat
from frankpledge.releases.site.model import Site, framework_href
from frankpledge.releases.site.plans.hrefs import commitment_href, document_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.views import Entry, Section, Told, blocks, passage
from frankpledge.releases.site.plans.wording import actors, paragraphs, when_words
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

MONEY = {"central grant": "Grant from the government", "section": "Part of the section"}


def document_page(site: Site, plan: Plan) -> Page:
    """The page."""
    return page(
        document_href(plan.id),
        "plan-page.html",
        "The rest of the document",
        f"Foreword, vision, principles, national duties and money of {plan.head.title}.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(plan),
        sections=[one for one in _sections(site, plan) if one.entries or one.passages or one.texts],
        beside=parts(site, plan),
        here=document_href(plan.id),
    )


def _finding(plan: Plan) -> str:
    told = "What the document says besides its promises, restated briefly."
    missing = [one for one in plan.budget if one.amount is None and one.kind != "section"]
    if missing:
        told += f" {count_words(len(missing), 'sum')} of money that it names "
        told += "is left open." if len(missing) == 1 else "are left open."
    return told


def _sections(site: Site, plan: Plan) -> list[Section]:
    opening = (
        ("foreword", "Foreword", plan.foreword),
        ("area", "The area", plan.area),
        ("vision", "Vision", plan.vision),
        ("principles", "Principles", plan.principles),
    )
    return [
        *(blocks(key, heading, plan, found) for key, heading, found in opening),
        *_requirement(plan),
        *_national(site, plan),
        blocks("strategies", "Other strategies", plan, plan.strategies),
        Section("budget", "Budget and precept", entries=[_budget(plan, b) for b in plan.budget]),
        Section("grants", "Grants", entries=[_grant(plan, one) for one in plan.grants]),
    ]


def _requirement(plan: Plan) -> list[Section]:
    said = plan.requirement
    if said is None:
        return []
    heading = f"Strategic Policing Requirement of {said.edition}"
    entries = [(threat.wording, _served(plan, threat)) for threat in said.threats]
    return [Section("requirement", heading, _texts(said.text, said.quote), entries)]


def _texts(text: str | None, quote: str | None) -> list[str]:
    return [*paragraphs(text), *([f"‘{quote}’"] if quote else [])]


def _served(plan: Plan, one: Threat) -> Told:
    """How the plan answers a threat, and the promises that serve it."""
    serving = [c for c in plan.all_commitments if one.id in c.threats]
    told: Told = [*(paragraphs(one.serves) or ["How it is answered is not said."])]
    told += [Link(c.text, commitment_href(plan.id, c.id)) for c in serving]
    return [*told, *passage(plan, one)]


def _national(site: Site, plan: Plan) -> list[Section]:
    sections = []
    for one in plan.national:
        entries: list[Entry] = []
        for measure in one.measures:
            serving = [c for c in plan.all_commitments if measure.id in c.national]
            told: Told = [*(paragraphs(measure.serves) or ["How is not said."])]
            told += [Link(c.text, commitment_href(plan.id, c.id)) for c in serving]
            entries.append((measure.wording, [*told, *passage(plan, measure)]))
        framework = site.catalogue.framework(one.framework)
        way = Link(framework.title, framework_href(framework), "their figures and scores")
        sections.append(
            Section(
                f"national-{one.framework}",
                "National measures",
                _texts(one.text, one.quote),
                entries,
                links=(way,),
            )
        )
    return sections


def _budget(plan: Plan, one: BudgetLine) -> Entry:
    told: Told = []
    if one.amount is not None:
        told.append(f"£{words.number(one.amount)}")
    told += [when_words(one.period)] if one.period else []
    return MONEY.get(one.kind, one.kind.capitalize()), [*told, *passage(plan, one)]


def _grant(plan: Plan, one: Grant) -> Entry:
    told: Told = ["Won from others" if one.way == "in" else "Given to others"]
    told += [f"£{words.number(one.amount)}"] if one.amount is not None else []
    told += [when_words(one.period)] if one.period else []
    told += [f"With {actors(plan, one.partners)}"] if one.partners else []
    told += [f"On condition: {text}" for text in paragraphs(one.conditions)]
    told += [
        Link(f"Pays for: {plan.get(name).text}", commitment_href(plan.id, name))
        for name in one.commitments
    ]
    return one.title, [*passage(plan, one), *told]
