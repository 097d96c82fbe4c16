"""Corrections on the site: all of them on one page, and a line on each page that was wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge import periods
from frankpledge.measures import words
from frankpledge.releases.site.model import area_href, measure_href
from frankpledge.releases.site.shapes import Cell, Column, Link, Page, Table, page
from frankpledge.releases.site.words import count_words, day

if TYPE_CHECKING:
    from frankpledge.releases.corrections import Correction, WrongFigure
    from frankpledge.releases.site.model import Site

HREF = "corrections/"


@dataclass(frozen=True)
class Shown:
    """One correction: its texts as (word, text), the table of its figures, and its pages."""

    id: str
    title: str
    texts: list[tuple[str, str]]
    table: Table | None
    links: list[Link]


def corrections_page(site: Site) -> Page:
    """Every correction, the newest first; and how to ask for one where there is none."""
    return page(
        HREF,
        "corrections.html",
        "Corrections",
        "What earlier releases said wrongly, and what is right.",
        finding=_finding(site),
        corrections=[_shown(site, one) for one in site.corrections],
        more=[
            Link("What changed since the last release", "changes/"),
            Link("How to ask for a correction", "about/#right-of-reply"),
        ],
    )


def _finding(site: Site) -> str:
    if not site.corrections:
        return (
            "Nothing has had to be corrected so far. A release is never changed: a mistake is put "
            "right in the next one, and is then listed here."
        )
    newest = site.corrections[0]
    count = count_words(len(site.corrections), "correction")
    return f"{count} so far, the latest of {day(newest.date.isoformat())}: {newest.title}."


def _shown(site: Site, one: Correction) -> Shown:
    texts = [
        ("What was wrong", one.wrong),
        ("Why", one.why),
        ("Corrected", f"{day(one.date.isoformat())}, by: {one.role}"),
        *([("Wrong in release", one.release)] if one.release else []),
        ("Right since release", _since(site, one)),
    ]
    table = _table(site, one) if one.figures else None
    links = [Link(_title(site, address), address) for address in one.pages]
    return Shown(one.id, one.title, texts, table, links)


def _title(site: Site, address: str) -> str:
    """What a page is called, where that is known from its address; else the address."""
    kind, _, name = address.strip("/").partition("/")
    if kind == "measures" and name in site.catalogue.measures:
        return site.catalogue.measures[name].title
    if kind == "places" and name in site.areas:
        return site.areas.get(name).name
    reports = {one.report.id: one.head.title for one in site.reports}
    known = {"": "The home page", "changes": "What changed", "data": "Data", "about": "About"}
    return reports.get(name, known.get(address.strip("/"), f"/{address}"))


def _since(site: Site, one: Correction) -> str:
    found = [told.id for told in site.history.releases if one.id in told.corrections]
    return found[-1] if found else site.release


def _table(site: Site, one: Correction) -> Table:
    columns = (
        *(Column("Measure"), Column("Area"), Column("Period")),
        *(Column("Was", number=True), Column("Is now", number=True)),
    )
    rows = [_row(site, figure) for figure in one.figures]
    return Table(f"figures-{one.id}", "Figures that were wrong", columns, rows)


def _row(site: Site, figure: WrongFigure) -> list[Cell]:
    measure = site.catalogue.measures[figure.measure]
    return [
        Link(measure.title, measure_href(measure.id)),
        site.areas.get(figure.area).name,
        periods.parse(figure.period).words,
        figure.was,
        figure_now(site, figure),
    ]


def figure_now(site: Site, figure: WrongFigure) -> str:
    """The figure in this release, or that there is none."""
    result = site.results.by_measure.get(figure.measure)
    series = None if result is None or result.found is None else result.found.series
    if series is None or figure.area not in series.row or figure.period not in series.periods:
        return "not in this release"
    row, column = series.row[figure.area], series.periods.index(figure.period)
    value = float(series.values[row, column])
    if math.isnan(value):
        return "not known"
    if series.denominators is not None:
        under = float(series.denominators[row, column])
        return f"{words.number(value)} of {words.number(under)}"
    return words.number(value, 0 if value.is_integer() else 1)


def corrected_pages(site: Site) -> Mapping[str, tuple[Link, ...]]:
    """For the file of each page that was wrong, links to what is said of it."""
    found: dict[str, list[Link]] = {}
    for one in site.corrections:
        text = f"Corrected on {day(one.date.isoformat())}: {one.title}"
        link = Link(text, f"{HREF}#{one.id}")
        for address in dict.fromkeys(_addresses(site, one)):
            found.setdefault(address, []).append(link)
    return {address: tuple(links) for address, links in found.items()}


def _addresses(site: Site, one: Correction) -> Iterator[str]:
    """Files of the pages that a correction is about: those it names, and those of its figures."""
    for address in one.pages:
        yield address if address.endswith(".html") else f"{address}index.html"
    for figure in one.figures:
        own = figure.area == site.force.code
        yield f"{measure_href(figure.measure)}index.html"
        if not own:
            yield f"{area_href(figure.area)}index.html"
            yield f"{measure_href(figure.measure, figure.area)}index.html"
