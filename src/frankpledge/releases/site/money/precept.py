"""The precept: who pays how much, whether it needs a referendum, and the panel's timetable."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.duties import said_day
from frankpledge.money.budget import (
    Budget,
    Precept,
    excessive,
    precept_of,
    principles,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.budget import METHOD
from frankpledge.releases.site.money.parts import Section, money_page, pounds, signed, table
from frankpledge.releases.site.shapes import Cell, Link, Page

AFTER = {
    "precept-vetoed": "only after a veto",
    "precept-not-vetoed": "only when there is no veto",
}


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
        caveats=[
            "The amounts are for two adults or more. Discounts, and the tax of councils, parishes "
            "and the fire authority, come besides."
        ]
        if budget
        else [],
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
    precept = precept_of(budget)
    told = f"In {budget.year} a home in band D pays {pounds(precept.band_d)} for policing"
    if precept.change is None:
        return f"{told}; what it paid the year before is not stated."
    way = "more" if precept.change >= 0 else "less"
    return (
        f"{told}, {pounds(abs(precept.change))} ({abs(precept.percent or 0)} %) {way} than the "
        f"year before. That raises {pounds(precept.raised)}."
    )


def _bands(precept: Precept) -> Section:
    rows = [
        (
            letter,
            pounds(value),
            signed(precept.changes[letter]) if precept.changes else "not stated",
            pounds(value / 52),
        )
        for letter, value in precept.bands.items()
    ]
    heads = ("Band", "A year", "Change", "A week")
    return Section(
        heading="What each band pays",
        tables=[table("bands", "Council tax for policing by band", heads, rows)],
        links=[METHOD],
    )


def _authorities(precept: Precept) -> Section:
    rows: list[tuple[str, ...]] = [
        (
            one.name,
            f"{one.base:,f}",
            pounds(one.precept),
            pounds(one.collection_fund),
            pounds(one.total),
        )
        for one in precept.demands
    ]
    funds = precept.collection_fund
    rows.append(
        (
            "Together",
            f"{precept.base:,f}",
            pounds(precept.raised),
            pounds(funds),
            pounds(precept.raised + funds),
        )
    )
    heads = ("Council", "Tax base (band D homes)", "Precept", "Collection fund", "Pays in all")
    told = (
        "The collection fund is the council's account of council tax: a surplus of earlier years "
        "is shared out, a deficit has to be made good."
    )
    return Section(
        heading="What each council passes on",
        texts=[told],
        tables=[table("authorities", "Precepts by billing authority", heads, rows)],
    )


def _referendum(budget: Budget, precept: Precept) -> Section | None:
    principle = principles().get(budget.year)
    if principle is None or precept.change is None:
        return None
    over = excessive(precept, principle)
    verb = "is more than" if over else "is not more than"
    end = "so it needs a referendum" if over else "so it needs no referendum"
    doubt = f" Not verified: {principle.unverified}." if principle.unverified else ""
    return Section(
        heading="Does it need a referendum?",
        texts=[
            f"A rise of {pounds(precept.change)} {verb} the {pounds(principle.pounds)} allowed in "
            f"{budget.year}, {end}.{doubt}"
        ],
    )


def _timetable(site: Site) -> Section | None:
    if not site.finance.steps:
        return None
    rows: list[list[Cell]] = [
        [
            said_day(step.due) if step.due else "no day is fixed",
            step.title,
            step.binds,
            AFTER.get(step.only_after, "every year"),
        ]
        for step in site.finance.steps
    ]
    heads = ("By", "What", "Who", "When it applies")
    caption = f"The precept for {site.finance.year} and the panel"
    return Section(
        heading="Who has to do what by when",
        id="timetable",
        texts=["The days are calendar days; one that falls on a weekend does not move."],
        tables=[table("steps", caption, heads, rows, 4)],
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
