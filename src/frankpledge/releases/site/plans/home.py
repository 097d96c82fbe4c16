"""The home of a plan: what it is, what it promises, how much of that can be measured."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import hrefs, progress
from frankpledge.releases.site.plans.found import unfinished
from frankpledge.releases.site.plans.heard import consultations_on
from frankpledge.releases.site.plans.parts import ABOVE, is_followed, parts
from frankpledge.releases.site.plans.standing import Counts, Standings
from frankpledge.releases.site.plans.views import Entry, Told, counts_sentence
from frankpledge.releases.site.plans.wording import (
    EDITION,
    KIND,
    edition_words,
    paragraphs,
    span_words,
    web_link,
)
from frankpledge.releases.site.shapes import Cell, Column, Link, Page, Table, Tile, page
from frankpledge.releases.site.words import count_words


@dataclass(frozen=True)
class Unfinished:
    """How much was left open, and where it is listed."""

    text: str
    link: Link


def home_page(site: Site, plan: Plan) -> Page:
    """The first page of a plan."""
    standings = Standings(site, plan)
    head = plan.head
    return page(
        hrefs.plan_href(plan.id),
        "plan.html",
        head.title,
        f"{head.title}: what it promises, and how much of that can be measured.",
        section="priorities",
        crumbs=ABOVE,
        kicker=f"{KIND[head.kind]}, {span_words(plan)}. {head.body}",
        finding=finding(standings),
        edition=_draft(plan),
        tiles=_tiles(standings),
        going=_going(standings),
        priorities=_priorities(standings),
        unfinished=_unfinished(site, plan),
        parts=parts(site, plan),
        others=_others(site, plan),
        about=_about(standings),
        note=paragraphs(head.note),
    )


def _going(standings: Standings) -> Unfinished | None:
    """How much of it anybody reported on lately, and where that is listed."""
    if not is_followed(standings.site, standings.plan):
        return None
    promises = [one for one in standings.judged if one.item.kind == "commitment"]
    told = progress.finding(promises or standings.judged, standings.site.following)
    text = "What was reported, what is stale, and what nobody reported on"
    return Unfinished(told, Link(text, hrefs.progress_href(standings.plan.id)))


def finding(standings: Standings) -> str:
    """The answer in a sentence or two: how much of it can be held to account."""
    plan, counts = standings.plan, standings.counts
    if counts.all:
        return counts_sentence(counts)
    stated = len(plan.all_statements)
    figures = sum(bool(one.figures) for one in plan.all_statements)
    if stated:
        return (
            f"It promises nothing that has to be done. It states {count_words(stated, 'thing')}, "
            f"{figures} of them with figures."
        )
    return "It holds no promise."


def _draft(plan: Plan) -> str:
    """That it is not in force, and how it calls itself; '' for an edition that was adopted."""
    edition = plan.head.edition
    if edition.kind in {"adopted", "varied"}:
        return ""
    return f"This is {EDITION[edition.kind]}. It calls itself ‘{edition.id}’."


def _tiles(standings: Standings) -> list[Tile]:
    plan, counts = standings.plan, standings.counts
    tiles = []
    if counts.all:
        dated, led = counts.all - counts.undated, counts.all - counts.leaderless
        of = f"of {counts.all}"
        tiles += [
            Tile("Promises", str(counts.all), "", f"under {_count(plan)}"),
            Tile("Can be measured", str(counts.measured), of, "a measure with figures here"),
            Tile("Give a date", str(dated), of, "by when it is to be done"),
            Tile("Say who leads", str(led), of, "who answers for it"),
        ]
    elif plan.all_statements:
        stated = len(plan.all_statements)
        figures = sum(bool(one.figures) for one in plan.all_statements)
        link = Link("All statements", hrefs.statements_href(plan.id))
        tiles += [
            Tile("Statements", str(stated), "", "what the document says is so", link=link),
            Tile("With figures", str(figures), f"of {stated}", "the others cannot be checked"),
        ]
    return tiles


def _count(plan: Plan) -> str:
    number = count_words(len(plan.priorities), "priority", "priorities")
    return f"{number} and in general" if plan.commitments else number


def _priorities(standings: Standings) -> Table | None:
    plan = standings.plan
    rows = [
        _row(standings.under(one), Link(one.title, hrefs.priority_href(plan.id, one.id)))
        for one in plan.priorities
    ]
    if plan.commitments or plan.measures:
        rest = Link("Under no priority", hrefs.priority_href(plan.id, ""))
        rows.append(_row(standings.under(None), rest))
    columns = (
        Column("Priority"),
        Column("Promises", number=True),
        Column("Can be measured", number=True),
        Column("Give a date", number=True),
        Column("Say who leads", number=True),
    )
    caption = "What it promises under each priority"
    return Table("priorities", caption, columns, rows) if rows else None


def _row(counts: Counts, link: Link) -> list[Cell]:
    dated, led = counts.all - counts.undated, counts.all - counts.leaderless
    return [link, *map(str, (counts.all, counts.measured, dated, led))]


def _unfinished(site: Site, plan: Plan) -> Unfinished | None:
    found = unfinished(site, plan)
    if not found:
        return None
    number = count_words(len(found), "place")
    text = f"In {number} something was never filled in, breaks off or leads nowhere."
    return Unfinished(text, Link("Each of them, with its place", hrefs.checks_href(plan.id)))


def _others(site: Site, plan: Plan) -> list[Link]:
    """Editions before and after, what it reports on, and what reports on it."""
    links, head = [], plan.head
    for other in site.plans.values():
        home = hrefs.plan_href(other.id)
        if other.id == head.edition.follows:
            links.append(Link(other.head.title, home, f"edition before: {edition_words(other)}"))
        if other.head.edition.follows == plan.id:
            links.append(Link(other.head.title, home, f"edition after: {edition_words(other)}"))
        if other.id == head.reports_on:
            links.append(Link(other.head.title, home, "the plan that this reports on"))
        if other.head.reports_on == plan.id:
            links.append(Link(other.head.title, home, "a report on this plan"))
    return links


def _about(standings: Standings) -> list[Entry]:
    plan, head = standings.plan, standings.plan.head
    about: list[Entry] = [("Whose", [head.body])]
    if head.areas:
        about.append(("For", ["; ".join(standings.place(code) for code in head.areas)]))
    about.append(("Runs", [span_words(plan)]))
    if asked := consultations_on(standings.site, plan):
        about.append(("People were asked in", asked))
    edition = head.edition
    about.append(("Edition", [edition_words(plan), *paragraphs(edition.note)]))
    for source in head.sources:
        link = web_link(source.address, source.address)
        told: Told = [f"{source.title}, {source.publisher}."]
        told.append(link or "Not published at an address that is known.")
        about.append(("Source", [*told, *paragraphs(source.note)]))
    if not head.sources:
        about.append(("Source", ["These pages are the document itself."]))
    return about
