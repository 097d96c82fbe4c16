"""The precept: who pays how much, whether it needs a referendum, and the panel's timetable."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.duties import said_day
from frankpledge.money.budget import Budget, Precept, precept_of, principles
from frankpledge.packs.papers import (
    COLLECTION_FUND,
    TWO_ADULTS,
    authorities_table,
    bands_table,
    precept_finding,
    referendum_finding,
    steps_table,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.budget import METHOD
from frankpledge.releases.site.money.parts import Section, money_page, pounds, table
from frankpledge.releases.site.shapes import Cell, Link, Page
from frankpledge.releases.site.tables import site_table


def pages(site: Site) -> Iterator[Page]:
    """The precept of the latest budget; without one, the days and limits that hold for any."""
    budget = site.finance.budget
    sections: list[Section | None] = []
    if budget is not None:
        precept = precept_of(budget)
        sections += [_bands(precept), _authorities(precept), _referendum(budget, precept)]
    sections += [_timetable(site), _principles(site)]
    yield money_page(
        "precept",
        "Precept: council tax for policing",
        "Who pays how much for policing through council tax, and who decides by when.",
        finding=_finding(site, budget),
        note=budget.demonstration if budget else "",
        sections=sections,
        caveats=[TWO_ADULTS] if budget else [],
    )


def _finding(site: Site, budget: Budget | None) -> str:
    if budget is None:
        first = next((step.due for step in site.finance.steps if step.due), None)
        told = said_day(first) if first else ""
        when = f" For {site.finance.year} it has to be told to the panel by {told}."
        return (
            "What a household here pays for policing is not known: no document here gives the "
            f"precept or the tax base.{when if first else ''}"
        )
    return precept_finding(budget)


def _bands(precept: Precept) -> Section:
    return Section(
        heading="What each band pays",
        tables=[site_table("bands", bands_table(precept))],
        links=[METHOD],
    )


def _authorities(precept: Precept) -> Section:
    return Section(
        heading="What each council passes on",
        texts=[COLLECTION_FUND],
        tables=[site_table("authorities", authorities_table(precept))],
    )


def _referendum(budget: Budget, precept: Precept) -> Section | None:
    told = referendum_finding(budget, precept)
    return Section(heading="Does it need a referendum?", texts=[told]) if told else None


def _timetable(site: Site) -> Section | None:
    if not site.finance.steps:
        return None
    return Section(
        heading="Who has to do what by when",
        id="timetable",
        texts=["The days are calendar days; one that falls on a weekend does not move."],
        tables=[site_table("steps", steps_table(site.finance.steps, site.finance.year))],
        links=[Link("What the law asks", "duties/")] if site.duties else [],
    )


def _principles(site: Site) -> Section | None:
    if site.workspace.force.startswith("W"):
        return None
    rows: list[list[Cell]] = [
        [
            one.year,
            f"not verified: {one.unverified}" if one.unverified else "verified",
            Link(one.source, one.address) if one.address else one.source,
            pounds(one.pounds, 0),
        ]
        for one in principles().values()
    ]
    heads = ("Year", "How sure", "Source", "Most at band D")
    return Section(
        heading="How much it may rise without a referendum",
        texts=[
            "The limit is set anew each year. A rise of more than it needs the voters' consent. "
            "Limits that were not read in the law itself say so."
        ],
        tables=[table("principles", "Referendum principles for policing, England", heads, rows, 3)],
    )
