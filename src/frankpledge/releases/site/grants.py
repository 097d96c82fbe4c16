"""Grants: what was received, given and promised, to whom, on what conditions, and to what end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.money.amounts import said, short
from frankpledge.money.grants import (
    Award,
    Grants,
    Programme,
    information_rows,
    published,
    recipient_name,
    shown_places,
)
from frankpledge.packs.places import place_title
from frankpledge.releases.gathering.grants import FLAT_CSV, JSON, LAW
from frankpledge.releases.site.model import Site, area_href, measure_href
from frankpledge.releases.site.money.parts import HOME as MONEY
from frankpledge.releases.site.money.parts import PAGES
from frankpledge.releases.site.plans.hrefs import commitment_href
from frankpledge.releases.site.plans.wording import web_link
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Group,
    Link,
    Page,
    Table,
    Verdict,
    page,
)
from frankpledge.releases.site.words import count_words, day

HOME = PAGES["grants"].href
HEADINGS = {
    "given": ("Given", "What the body granted to others."),
    "received": ("Received", "What others granted to the body."),
    "promised": (
        "Promised",
        "Money that somebody said would be granted. No award of it is known here.",
    ),
}
DUTY = "information-3f"
UNEVALUATED = {
    "given": "No evaluation of the whole is published.",
    "received": "No evaluation is published.",
}


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
        for way, (heading, text) in HEADINGS.items()
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
        finding=_finding(held),
        groups=[group for group in groups if group.items],
        places=_by_place(site, held),
        duty=_duty(site),
        unknown=_unknown(held),
        downloads=_downloads(held),
    )


def pounds(value: Decimal) -> str:
    """'£9,500', and with pence only where there are some: '£9,500.50'."""
    return said(value, 0 if value == int(value) else 2)


def _finding(held: Grants) -> str:
    awards = [award for _, award in published(held.programmes)]
    told = []
    if awards:
        total = short(sum((one.amount for one in awards), Decimal(0)))
        looked = sum(one.evaluation is not None for one in awards)
        told.append(f"{count_words(len(awards), 'grant')} of {total} in all.")
        told.append(f"Whether it did any good was looked at in {looked} of them.")
    else:
        told.append("No grant to anybody is published here yet.")
    if not held.programmes:
        told.append("None is kept in this workspace.")
    received = [one for one in held.programmes if one.way == "received" and one.total]
    if received:
        sums = sum((one.total or Decimal(0) for one in received), Decimal(0))
        unsaid = sum(not one.awards for one in received)
        told.append(f"{short(sums)} was received from others")
        told[-1] += "; to whom it was passed on is not stated." if unsaid else "."
    return " ".join(told)


def _shown(site: Site, one: Programme) -> Shown:
    evaluation = one.evaluation
    links = _links(site, one.commitments, one.measures)
    places = ", ".join(place_title(site.areas.get(code)) for code in one.places)
    return Shown(
        id=one.id,
        title=one.title,
        amount=short(one.total) if one.total is not None else "",
        description=one.description,
        facts=[
            (term, text)
            for term, text in [
                ("From", one.funder.name),
                ("For", places),
                ("Granted so far", pounds(one.awarded) if one.awards else ""),
                ("Kind", "Crime and disorder reduction grants" if one.crime_reduction else ""),
            ]
            if text
        ],
        links=links,
        unlinked="" if links else "It is linked to no promise and no measure.",
        awards=_awards(one) if one.awards else None,
        details=[_detail(site, award) for award in one.awards],
        evaluation=evaluation.finding or "The evaluation is published."
        if evaluation
        else UNEVALUATED.get(one.way, ""),
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
        *(Column("Awarded"), Column("Evaluated")),
    )
    rows: list[list[Cell]] = [
        [
            award.title,
            recipient_name(award),
            pounds(award.amount),
            day(award.awarded.isoformat()),
            Verdict("ordinary", "Yes") if award.evaluation else Verdict("absent", "No"),
        ]
        for award in one.awards
    ]
    return Table(f"awards-{one.id}", f"Grants of {one.title}", columns, rows, sortable=True)


def _detail(site: Site, award: Award) -> Detail:
    reports = [
        f"{day(one.on.isoformat())}: {one.text}"
        + (f" ({pounds(one.spent)} spent)" if one.spent is not None else "")
        for one in award.reports
    ]
    dates = [day(one.isoformat()) for one in (award.start, award.end) if one]
    facts = [
        ("For", award.purpose),
        ("Why", award.reasons or "Not stated"),
        ("Conditions", award.conditions or "Not stated"),
        ("When", " to ".join(dates)),
        ("Where", ", ".join(place_title(site.areas.get(c)) for c in shown_places(award))),
        ("Reported", "; ".join(reports) or "Nothing yet"),
        ("Evaluation", _evaluation(award)),
    ]
    return Detail(
        f"{award.title}: {recipient_name(award)}",
        [(term, text) for term, text in facts if text],
        _links(site, award.commitments, award.measures),
    )


def _evaluation(award: Award) -> str:
    found = award.evaluation
    return " ".join(part for part in (found.title, found.finding) if part) if found else "None"


def _by_place(site: Site, held: Grants) -> Table | None:
    """Where the money went. A grant for two places counts whole in each, and the table says so."""
    awards = [award for _, award in published(held.programmes)]
    codes = sorted({code for award in awards for code in shown_places(award)})
    rows: list[list[Cell]] = []
    for code in codes:
        here = [award for award in awards if code in shown_places(award)]
        total = pounds(sum((one.amount for one in here), Decimal(0)))
        name = place_title(site.areas.get(code))
        rows.append([Link(name, area_href(code)), str(len(here)), total])
    unsaid = [award for award in awards if not shown_places(award)]
    if unsaid:
        total = pounds(sum((one.amount for one in unsaid), Decimal(0)))
        rows.append(["Not stated", str(len(unsaid)), total])
    columns = (Column("Place"), Column("Grants", number=True), Column("Pounds", number=True))
    caption = "Grants by the place that benefits; one for several places counts in each of them"
    return Table("grants-by-place", caption, columns, rows, sortable=True) if rows else None


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


def _unknown(held: Grants) -> list[str]:
    awards = [award for _, award in published(held.programmes)]
    silent = sum(not award.reports for award in awards)
    told = []
    if any(one.way == "received" and not one.awards for one in held.programmes):
        told.append(
            "To whom received money was passed on, in which years, and what became of it. The "
            "documents that name it do not say."
        )
    if silent:
        told.append(f"What became of {count_words(silent, 'grant')}: nothing was reported yet.")
    told.append(
        "Whether crime would have been the same without the money, save where an "
        "evaluation says so."
    )
    return told


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
