"""The index of plans, manifestos and reports."""

from __future__ import annotations

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import hrefs
from frankpledge.releases.site.plans.reviews import review_links
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import measured_words
from frankpledge.releases.site.plans.wording import KIND, edition_words, span_words
from frankpledge.releases.site.shapes import Group, Link, Page, page
from frankpledge.releases.site.words import count_words

HEADINGS = {
    "police and crime plan": "Police and crime plans",
    "community safety plan": "Community safety plans",
    "delivery plan": "Delivery plans",
    "manifesto": "Manifestos",
    "report": "Reports",
}


def index_page(site: Site) -> Page:
    """Every document, by kind."""
    groups = [
        Group(
            heading, [_entry(site, plan) for plan in site.plans.values() if plan.head.kind == kind]
        )
        for kind, heading in HEADINGS.items()
    ]
    return page(
        hrefs.INDEX,
        "index.html",
        "Plans",
        "The documents that promise something, promise by promise.",
        section="priorities",
        crumbs=(Link("Scorecard", ""),),
        finding=_finding(site),
        groups=[one for one in (*groups, Group("Reviews", review_links(site))) if one.items],
    )


def _finding(site: Site) -> str:
    promises = sum(len(plan.all_commitments) for plan in site.plans.values())
    documents = count_words(len(site.plans), "document")
    return (
        f"{documents}, taken apart: {count_words(promises, 'promise')}, each with a page that says "
        "whether anybody can check it."
    )


def _entry(site: Site, plan: Plan) -> Link:
    edition = edition_words(plan)
    if plan.head.edition.id in plan.head.title:
        edition = edition.removeprefix(plan.head.edition.id).strip(" ()")
    facts = ", ".join(part for part in (KIND[plan.head.kind], span_words(plan), edition) if part)
    told = [f"{facts}. {plan.head.body}."]
    counts = Standings(site, plan).counts
    if counts.all:
        told.append(f"{measured_words(counts)}.")
    if plan.all_statements and not counts.all:
        told.append(f"{count_words(len(plan.all_statements), 'statement')}.")
    return Link(plan.head.title, hrefs.plan_href(plan.id), " ".join(told))
