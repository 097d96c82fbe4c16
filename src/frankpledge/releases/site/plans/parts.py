"""The pages of one plan beside each other, and what stands above them."""

from __future__ import annotations

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import hrefs
from frankpledge.releases.site.plans.wording import named
from frankpledge.releases.site.shapes import Link
from frankpledge.releases.site.words import count_words

ABOVE = (Link("Scorecard", ""), Link("Plans", hrefs.INDEX))


def above(plan: Plan) -> tuple[Link, ...]:
    """What stands above a page of a plan."""
    return (*ABOVE, Link(plan.head.title, hrefs.plan_href(plan.id)))


def kicker(plan: Plan) -> str:
    """Which plan, which edition."""
    return named(plan)


def parts(site: Site, plan: Plan) -> list[Link]:
    """The pages that a plan has besides its home, its priorities and its promises."""
    links = []
    if is_followed(site, plan):
        note = "What was reported, what is stale, what nobody ever reported on"
        links.append(Link("How it stands", hrefs.progress_href(plan.id), note))
    if plan.all_outcomes or plan.all_measures:
        lines = count_words(len(plan.all_measures), "line of measures", "lines of measures")
        told = [_counted(outcome=len(plan.all_outcomes)), lines if plan.all_measures else ""]
        note = ", ".join(part for part in told if part)
        links.append(Link("Outcomes and measures", hrefs.outcomes_href(plan.id), note))
    if has_governance(plan):
        note = _counted(role=len(plan.roles), board=len(plan.boards))
        links.append(Link("Who does what", hrefs.governance_href(plan.id), note))
    if plan.all_statements:
        note = count_words(len(plan.all_statements), "statement")
        links.append(Link("What it states", hrefs.statements_href(plan.id), note))
    if has_document(plan):
        note = "Foreword, vision, principles, national duties, money"
        links.append(Link("The rest of the document", hrefs.document_href(plan.id), note))
    if plan.head.edition.follows:
        note = "What was added, dropped, weakened or restated"
        links.append(Link("Since the edition before", hrefs.changes_href(plan.id), note))
    found = len(site.findings.get(plan.id, ()))
    note = f"{count_words(found, 'finding')} of the checks, each with its place"
    links.append(Link("How we check ourselves", hrefs.checks_href(plan.id), note))
    return links


def _counted(**numbers: int) -> str:
    """'4 roles, 5 boards'; what there is none of is left out."""
    return ", ".join(count_words(number, name) for name, number in numbers.items() if number)


def is_followed(site: Site, plan: Plan) -> bool:
    """Whether it is asked how the plan is delivered, and there is something to ask about."""
    return plan.id in site.following.tracked and bool(plan.all_commitments or plan.delivery_plans)


def has_governance(plan: Plan) -> bool:
    """Whether anything is said of who does what."""
    said = (plan.roles, plan.boards, plan.partners, plan.delivery_plans, plan.collaborations)
    return any((*said, plan.engagement, plan.monitoring))


def has_document(plan: Plan) -> bool:
    """Whether the package holds more than promises, measures, statements and bodies."""
    said = (plan.foreword, plan.area, plan.vision, plan.principles, plan.national, plan.strategies)
    return any((*said, plan.requirement, plan.budget, plan.grants))
