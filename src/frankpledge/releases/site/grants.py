"""Grants: what was received, given and promised, to whom, on what conditions, and to what end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frankpledge.money.amounts import short
from frankpledge.money.grants import (
    Award,
    Grants,
    Programme,
    information_rows,
    published,
    recipient_name,
)
from frankpledge.packs.papers import (
    GRANT_WAYS,
    award_facts,
    grants_finding,
    grants_unknown,
    programme_evaluation,
    programme_facts,
)
from frankpledge.packs.places import place_title
from frankpledge.releases.gathering.grants import FLAT_CSV, JSON, LAW
from frankpledge.releases.site.grant_places import Benefits, pounds
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.money.parts import HOME as MONEY
from frankpledge.releases.site.money.parts import PAGES
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.plans.hrefs import commitment_href
from frankpledge.releases.site.plans.wording import web_link
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Group,
    Link,
    Page,
    Table,
    Verdict,
    page,
)
from frankpledge.releases.site.words import day

HOME = PAGES["grants"].href
DUTY = "information-3f"


@dataclass(frozen=True)
class Shown:
    """A programme as the page shows it."""

    id: str
    title: str
    amount: str
    description: str
    facts: list[tuple[str, str]]
    links: list[Link]
    unlinked: str
    awards: Table | None
    details: list[Detail]
    evaluation: str
    report: Link | None
    note: str
    source: str
    address: Link | None


@dataclass(frozen=True)
class Where:
    """Which places benefit: a finding, the map of them where it can be drawn, and the table."""

    finding: str
    reading: str
    figure: Figure | None
    drawn: dict[str, object] | None
    table: Table | None


@dataclass(frozen=True)
class Detail:
    """An award in full."""

    title: str
    facts: list[tuple[str, str]]
    links: list[Link]


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    if site.grants is None:
        return
    held = site.grants
    groups = [
        Group(heading, [_shown(site, one) for one in held.programmes if one.way == way], text)
        for way, (heading, text) in GRANT_WAYS.items()
    ]
    yield page(
        HOME,
        "grants.html",
        "Grants",
        f"Grants given and received by {site.workspace.body}: to whom, why, on what conditions.",
        section="money",
        crumbs=(Link("Scorecard", ""), Link("Money", MONEY)),
        beside=list(PAGES.values()),
        here=HOME,
        finding=grants_finding(held),
        groups=[group for group in groups if group.items],
        where=_where(site, held),
        duty=_duty(site),
        unknown=grants_unknown(held),
        downloads=[*_downloads(held), *paper_downloads(site, "funding", "grants")],
    )


def _shown(site: Site, one: Programme) -> Shown:
    evaluation = one.evaluation
    links = _links(site, one.commitments, one.measures)
    places = ", ".join(place_title(site.areas.get(code)) for code in one.places)
    return Shown(
        id=one.id,
        title=one.title,
        amount=short(one.total) if one.total is not None else "",
        description=one.description,
        facts=programme_facts(one, places),
        links=links,
        unlinked="" if links else "It is linked to no promise and no measure.",
        awards=_awards(one) if one.awards else None,
        details=[_detail(site, award) for award in one.awards],
        evaluation=programme_evaluation(one),
        report=web_link(evaluation.title, evaluation.address) if evaluation else None,
        note=one.note,
        source=one.source,
        address=web_link("The document", one.address),
    )


def _links(site: Site, commitments: Sequence[str], measures: Sequence[str]) -> list[Link]:
    found = []
    for name in commitments:
        plan, _, commitment = name.partition("/")
        text = site.plans[plan].get(commitment).text
        found.append(Link(text, commitment_href(plan, commitment), site.plans[plan].head.title))
    found += [
        Link(site.catalogue.measures[name].title, measure_href(name), "Measure")
        for name in measures
    ]
    return found


def _awards(one: Programme) -> Table:
    columns = (
        *(Column("What for"), Column("To"), Column("Pounds", number=True)),
        *(Column("Awarded"), Column("Evaluation")),
    )
    rows: list[list[Cell]] = [
        [
            award.title,
            recipient_name(award),
            pounds(award.amount),
            day(award.awarded.isoformat()),
            Verdict("ordinary", "Evaluated")
            if award.evaluation
            else Verdict("absent", "Not evaluated"),
        ]
        for award in one.awards
    ]
    return Table(f"awards-{one.id}", f"Grants of {one.title}", columns, rows)


def _detail(site: Site, award: Award) -> Detail:
    facts = award_facts(award, lambda code: place_title(site.areas.get(code)))
    return Detail(
        f"{award.title}: {recipient_name(award)}",
        facts,
        [*_links(site, award.commitments, award.measures), *_papers(award)],
    )


def _papers(award: Award) -> list[Link]:
    """What was published of an award: its evaluation, and what was reported."""
    found = [(one.text, one.address) for one in award.reports]
    if award.evaluation:
        found.insert(0, (award.evaluation.title, award.evaluation.address))
    links = (web_link(title, address) for title, address in found if address)
    return [link for link in links if link is not None]


def _where(site: Site, held: Grants) -> Where | None:
    found = Benefits.of(site, held.programmes)
    if found is None:
        return None
    return Where(found.finding, found.reading, found.figure(), found.drawn(), found.table())


def _duty(site: Site) -> tuple[str, Link] | None:
    """How the monthly duty of paragraph 3(f) stands."""
    found = next((one for one in site.duties if one.rule.id == DUTY), None)
    if found is None:
        return None
    text = (
        "Each crime and disorder reduction grant is to be published every month, with its "
        f"conditions, recipient, purpose and reasons. How that stands: {found.status}."
    )
    return text, Link("What the law asks", "duties/")


def _downloads(held: Grants) -> list[Download]:
    if not published(held.programmes):
        return []
    found = [
        Download("Grants as 360Giving data", JSON, "JSON"),
        Download("The same as a table", FLAT_CSV, "CSV"),
    ]
    if information_rows(held.programmes):
        found.append(Download("Conditions, purposes and reasons by month", LAW, "CSV"))
    return found
