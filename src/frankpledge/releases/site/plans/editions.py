"""What is different from the edition before: weakened and dropped first."""

from __future__ import annotations

from frankpledge.plans import Commitment, Difference, Plan, diff
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import changes_href, commitment_href, plan_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.views import Entry, Section, Told
from frankpledge.releases.site.plans.wording import edition_words
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

HEADINGS = {
    "weakened": "Weakened",
    "dropped": "Dropped",
    "added": "Added",
    "strengthened": "Strengthened",
    "changed": "Changed otherwise",
    "restated": "Said in other words",
}


def changes_page(site: Site, plan: Plan) -> Page | None:
    """The page, where the package of the edition before is at hand."""
    before = site.plans.get(plan.head.edition.follows or "")
    if before is None:
        return None
    found = diff(before, plan, site.catalogue)
    return page(
        changes_href(plan.id),
        "plan-page.html",
        "Since the edition before",
        f"What {plan.head.title} adds, drops, weakens and restates.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(found, before),
        sections=[*_sections(plan, before, found), _before(before)],
        beside=parts(site, plan),
        here=changes_href(plan.id),
    )


def _finding(found: tuple[Difference, ...], before: Plan) -> str:
    if not found:
        return f"Nothing is different from {edition_words(before)}."
    counts = {kind: sum(one.kind == kind for one in found) for kind in HEADINGS}
    told = ", ".join(f"{number} {kind}" for kind, number in counts.items() if number)
    return f"{count_words(len(found), 'difference')} from {edition_words(before)}: {told}."


def _sections(plan: Plan, before: Plan, found: tuple[Difference, ...]) -> list[Section]:
    sections = []
    for kind, heading in HEADINGS.items():
        entries = [_entry(plan, before, one) for one in found if one.kind == kind]
        if entries:
            sections.append(Section(kind, f"{heading} ({len(entries)})", entries=entries))
    return sections


def _entry(plan: Plan, before: Plan, one: Difference) -> Entry:
    told: Told = []
    if one.kind not in {"added", "dropped"}:
        told.append(f"{one.why[:1].upper()}{one.why[1:]}.")
    told += [f"Before: {one.before}"] if one.before else []
    told += [f"Now: {one.after}"] if one.after else []
    newer = one.kind != "dropped"
    there = plan if newer else before
    if isinstance(there.elements.get(one.element), Commitment):
        href = commitment_href(there.id, one.element)
        told.append(Link("The promise" if newer else "The promise in the edition before", href))
    return f"{one.what.capitalize()} {one.element}", told


def _before(before: Plan) -> Section:
    link = Link(before.head.title, plan_href(before.id), edition_words(before))
    return Section("before", "The edition before", links=(link,))
