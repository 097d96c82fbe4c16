"""Commissioned services: what is asked of each, what somebody states, and what nobody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.money.services import (
    COST_CAVEAT,
    EXPECTED,
    Service,
    ServiceRow,
    cost_per_person,
    measure_title,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.parts import Section, money_page, pounds, table
from frankpledge.releases.site.plans.hrefs import priority_href
from frankpledge.releases.site.shapes import Cell, Download, Link, Page
from frankpledge.releases.site.words import count_words

FILE = "data/money/services.csv"
METHOD = Link("How this is worked out", "methods/commissioned-services/")
STATE = {
    "running": "Running, by what the document says.",
    "pilot": "A pilot.",
    "starting": "Just started, by what the document says.",
    "ended": "Ended.",
    "promised": "Promised.",
    "not stated": "",
}
HEADS = {
    "helped": "Helped",
    "waiting": "Waiting",
    "outcomes": "Outcomes",
    "satisfaction": "Satisfied",
    "cost": "Cost",
}


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    services = site.finance.services
    sections: list[Section | None] = []
    if services:
        sections = [_matrix(site), *(_one(site, service) for service in services), _files()]
    yield money_page(
        "services",
        "Commissioned services",
        f"The services that {site.workspace.body} pays for, and what they are known to do.",
        finding=_finding(site),
        note="Some of these services are made up." if any(s.invented for s in services) else "",
        sections=sections,
        caveats=[
            COST_CAVEAT,
            f"Fewer than {site.workspace.threshold} people are not shown, nor what would give them "
            "away.",
        ]
        if services
        else [],
    )


def _finding(site: Site) -> str:
    services = site.finance.services
    if not services:
        return "No commissioned service is described here."
    stated = {
        name: sum(any(f.measure == name for f in service.figures) for service in services)
        for name in EXPECTED
    }
    none = [measure_title(name).lower() for name in EXPECTED if not stated[name]]
    told = (
        f"The documents name {count_words(len(services), 'service')}. For {stated['helped']} they "
        "say how many people were helped"
    )
    if not none:
        return f"{told}."
    missing = " or ".join([", ".join(none[:-1]), none[-1]] if len(none) > 1 else none)
    return f"{told}; for none do they state {missing}."


def _matrix(site: Site) -> Section:
    rows: list[list[Cell]] = []
    for service in site.finance.services:
        own = [row for row in site.finance.rows if row.service == service.id]
        cells: list[Cell] = [Link(service.title, f"{'money/services/'}#{service.id}")]
        for name in EXPECTED:
            found = next((row for row in own if row.measure == name and not row.group), None)
            known = found is not None and found.status != "not stated"
            cells.append(found.words if found and known else "not stated")
        rows.append(cells)
    heads = ("Service", *(HEADS[name] for name in EXPECTED))
    return Section(
        heading="What is known of each",
        texts=[
            "The same five things are asked of every service. ‘Not stated’ is not nought: no "
            "document here says it."
        ],
        tables=[table("services", "Stated figures by service", heads, rows, 6)],
        links=[METHOD],
    )


def _one(site: Site, service: Service) -> Section:
    own = [row for row in site.finance.rows if row.service == service.id]
    by = (
        f" Provided by {service.provider}." if service.provider else " Who provides it: not stated."
    )
    paid = f" Commissioned or paid for by {service.commissioner}." if service.commissioner else ""
    where = f" Where: {service.place}." if service.place else ""
    told = f"{service.purpose}. {STATE[service.state]}{by}{paid}{where}".replace("  ", " ")
    words = [*(_figure(row) for row in own if row.status != "not stated")]
    words += [f"{fact.text} ({fact.said.document}, {fact.said.place}.)" for fact in service.facts]
    cost = cost_per_person(service, site.workspace.threshold)
    if cost is not None:
        words.append(f"{pounds(cost)} for each person helped; see below before comparing.")
    quote = f"In its own words: ‘{service.said.quote}’ " if service.said.quote else ""
    return Section(
        heading=service.title,
        id=service.id,
        texts=[told, *(f"Note: {caveat}" for caveat in service.caveats)],
        items=words,
        links=_priorities(site, service),
        soft=f"{quote}Source: {service.said.document}, {service.said.place}.",
    )


def _figure(row: ServiceRow) -> str:
    group = f", {row.group}" if row.group else ""
    return f"{measure_title(row.measure)}{group}: {row.words} ({row.period_words})."


def _priorities(site: Site, service: Service) -> Sequence[Link]:
    plan = site.plans.get(service.plan)
    if plan is None:
        return ()
    titles = {priority.id: priority.title for priority in plan.priorities}
    return [
        Link(f"Priority: {titles[name]}", priority_href(plan.id, name))
        for name in service.priorities
        if name in titles
    ]


def _files() -> Section:
    return Section(
        heading="Take the figures",
        downloads=[Download("Every figure, with its document and place", FILE, "CSV")],
    )
