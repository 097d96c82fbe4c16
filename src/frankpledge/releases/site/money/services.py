"""Commissioned services: what is asked of each, what somebody states, and what nobody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.money.services import COST_CAVEAT, EXPECTED, Service
from frankpledge.packs.papers import (
    HEADS,
    SAME_FIVE,
    made_up,
    service_figures,
    service_source,
    service_told,
    services_finding,
    stated_cells,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.parts import Section, money_page, table
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.plans.hrefs import priority_href
from frankpledge.releases.site.shapes import Cell, Download, Link, Page

FILE = "data/money/services.csv"
METHOD = Link("How this is worked out", "methods/commissioned-services/")


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    services = site.finance.services
    sections: list[Section | None] = []
    if services:
        sections = [_matrix(site), *(_one(site, service) for service in services), _files(site)]
    yield money_page(
        "services",
        "Commissioned services",
        f"The services that {site.workspace.body} pays for, and what they are known to do.",
        finding=services_finding(services),
        note=made_up(services),
        sections=sections,
        caveats=[
            COST_CAVEAT,
            f"Fewer than {site.workspace.threshold} people are not shown, nor what would give them "
            "away.",
        ]
        if services
        else [],
    )


def _matrix(site: Site) -> Section:
    rows: list[list[Cell]] = []
    for service in site.finance.services:
        link = Link(service.title, f"{'money/services/'}#{service.id}")
        cells: list[Cell] = [link, *stated_cells(service, site.finance.rows)]
        rows.append(cells)
    heads = ("Service", "When", *(HEADS[name] for name in EXPECTED))
    return Section(
        heading="What is known of each",
        texts=[SAME_FIVE],
        tables=[table("services", "Stated figures by service", heads, rows, 7)],
        links=[METHOD],
    )


def _one(site: Site, service: Service) -> Section:
    words = service_figures(service, site.finance.rows, site.workspace.threshold)
    return Section(
        heading=service.title,
        id=service.id,
        texts=[service_told(service), *(f"Note: {caveat}" for caveat in service.caveats)],
        items=words,
        links=_priorities(site, service),
        soft=service_source(service),
    )


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


def _files(site: Site) -> Section:
    return Section(
        heading="Take the figures",
        downloads=[
            Download("Every figure, with its document and place", FILE, "CSV"),
            *paper_downloads(site, "funding", "services"),
        ],
    )
