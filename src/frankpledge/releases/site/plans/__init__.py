"""The pages of plans: home, priorities, promises, outcomes, governance, statements, checks."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.checks import checks_page
from frankpledge.releases.site.plans.commitment import commitment_pages
from frankpledge.releases.site.plans.document import document_page
from frankpledge.releases.site.plans.editions import changes_page
from frankpledge.releases.site.plans.governance import governance_page
from frankpledge.releases.site.plans.home import home_page
from frankpledge.releases.site.plans.index import index_page
from frankpledge.releases.site.plans.outcomes import outcomes_page
from frankpledge.releases.site.plans.owners import owner_pages
from frankpledge.releases.site.plans.parts import has_document, has_governance, is_followed
from frankpledge.releases.site.plans.priority import priority_pages
from frankpledge.releases.site.plans.progress import progress_page
from frankpledge.releases.site.plans.reviews import review_pages
from frankpledge.releases.site.plans.statements import statements_page
from frankpledge.releases.site.plans.themes import theme_pages
from frankpledge.releases.site.shapes import Page


def pages(site: Site) -> Iterator[Page]:
    """The index of plans, and every page of each; nothing where there are no plans."""
    if site.plans:
        yield index_page(site)
    for plan in site.plans.values():
        yield from plan_pages(site, plan)
    yield from review_pages(site)


def plan_pages(site: Site, plan: Plan) -> Iterator[Page]:
    """Every page of one plan."""
    yield home_page(site, plan)
    yield from priority_pages(site, plan)
    yield from commitment_pages(site, plan)
    if is_followed(site, plan):
        yield progress_page(site, plan)
        yield from owner_pages(site, plan)
        yield from theme_pages(site, plan)
    if plan.all_outcomes or plan.all_measures:
        yield outcomes_page(site, plan)
    if has_governance(plan):
        yield governance_page(site, plan)
    if plan.all_statements:
        yield statements_page(site, plan)
    if has_document(plan):
        yield document_page(site, plan)
    if changes := changes_page(site, plan):
        yield changes
    yield checks_page(site, plan)
