"""A page for each role, partner and board: what it owns, and how that stands."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans import Board, Partner, Plan, Role
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import fresh_sentence, judged_table
from frankpledge.releases.site.plans.hrefs import governance_href, owner_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import Entry, Section, passage
from frankpledge.releases.site.plans.wording import listed
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

Owner = Role | Partner | Board
HEADINGS = {
    "commitment": ("promises", "What it has promised to lead", "promise"),
    "delivery plan": ("themes", "Themes that it delivers", "theme"),
    "recommendation": ("asked", "What reviews have asked of it", "recommendation"),
}


def owners(standings: Standings) -> tuple[Owner, ...]:
    """Who has a page: every board, and every role and partner that answers for something."""
    if not standings.judged:
        return ()
    plan = standings.plan
    named = {owner for one in standings.judged for owner in one.item.owners}
    people: list[Owner] = [*plan.roles, *plan.partners]
    return (*(one for one in people if one.id in named), *plan.boards)


def owner_pages(site: Site, plan: Plan) -> Iterator[Page]:
    """The pages."""
    standings = Standings(site, plan)
    for one in owners(standings):
        yield _page(standings, one)


def _page(standings: Standings, owner: Owner) -> Page:
    site, plan = standings.site, standings.plan
    return page(
        owner_href(plan.id, owner.id),
        "plan-page.html",
        owner.title,
        f"What {owner.title} answers for in {plan.head.title}, and how it stands.",
        section="priorities",
        crumbs=(*above(plan), Link("Who does what", governance_href(plan.id))),
        kicker=f"Who does what in {kicker(plan)}",
        finding=_finding(standings, owner),
        sections=_sections(standings, owner),
        beside=parts(site, plan),
        here=owner_href(plan.id, owner.id),
    )


def _finding(standings: Standings, owner: Owner) -> str:
    mine = [one for one in standings.judged if owner.id in one.item.owners]
    if not mine:
        below = _below(standings.plan, owner)
        more = f" {count_words(len(below), 'group')} report to it." if below else ""
        return f"It answers for nothing by itself.{more}"
    counts = [
        count_words(number, noun)
        for kind, (_, _, noun) in HEADINGS.items()
        if (number := sum(one.item.kind == kind for one in mine))
    ]
    told = fresh_sentence(mine, standings.site.following, "these" if len(mine) > 1 else "this")
    return f"Answers for {listed(counts)}. {told}"


def _sections(standings: Standings, owner: Owner) -> list[Section]:
    site, plan = standings.site, standings.plan
    sections = []
    for kind, (key, heading, noun) in HEADINGS.items():
        found = [
            one for one in standings.judged if owner.id in one.item.owners and one.item.kind == kind
        ]
        if found:
            caption = count_words(len(found), noun)
            alone = all(one.item.owners == (owner.id,) for one in found)
            table = judged_table(site, plan, found, key, caption, alone=alone)
            sections.append(Section(f"its-{key}", heading, table=table))
    if entries := _about(plan, owner):
        sections.append(Section("about", "About it", entries=entries))
    return sections


def _about(plan: Plan, owner: Owner) -> list[Entry]:
    about: list[Entry] = []
    if isinstance(owner, Board):
        about.append(("What it is", [owner.kind.capitalize()]))
        if owner.under:
            above_it = Link(plan.get(owner.under).title, owner_href(plan.id, owner.under))
            about.append(("Reports to", [above_it]))
        if owner.members:
            about.append(("Members", [plan.get(name).title for name in owner.members]))
        if below := _below(plan, owner):
            links = [Link(one.title, owner_href(plan.id, one.id)) for one in below]
            about.append(("Report to it", list(links)))
    if isinstance(owner, Role) and owner.duties:
        about.append(("Its duties", [duty.text for duty in owner.duties]))
    if taking := [c for c in plan.all_commitments if owner.id in c.partners]:
        about.append(("Takes part in", [count_words(len(taking), "promise")]))
    if told := passage(plan, owner):
        about.append(("In the document", told))
    return about


def _below(plan: Plan, owner: Owner) -> list[Board]:
    return [one for one in plan.boards if one.under == owner.id]
