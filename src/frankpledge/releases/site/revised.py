"""Figures that were revised, and every release so far: tables for the page of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from frankpledge import periods
from frankpledge.measures import words
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.shapes import Cell, Column, Link, Table
from frankpledge.releases.site.words import count_words, day

if TYPE_CHECKING:
    from frankpledge.releases.history import Revision

SHOWN = ("force", "partnership", "district")
MOST = 50


def revised_words(revisions: Sequence[Revision]) -> str:
    """How many figures were revised, and where those are that a page leaves out."""
    if not revisions:
        return "No figure has been published otherwise than in the release before it."
    count = count_words(len(revisions), "figure has", "figures have")
    where = "of wards and neighbourhoods too, are in the table to take away (CSV)"
    return f"{count} been published otherwise than before, since the first release. All, {where}."


def revisions_table(site: Site, revisions: Sequence[Revision], name: str) -> Table | None:
    """The newest revisions of figures of larger areas; None where there are none."""
    large = [one for one in reversed(revisions) if one.area_kind in SHOWN][:MOST]
    large = [one for one in large if _ours(site, one)]
    if not large:
        return None
    columns = (
        *(Column("Measure"), Column("Area"), Column("Period")),
        *(Column("Was", number=True), Column("Is since", number=True)),
        *(Column("Release"), Column("Why")),
    )
    rows: list[list[Cell]] = [_revision(site, one) for one in large]
    return Table(name, "Figures revised, the latest first", columns, rows)


def revised_here(site: Site, measure: str, area: str) -> Table | None:
    """The newest revisions of one measure in one area; None where there are none."""
    found = [one for one in site.history.of_measure(measure) if one.area == area]
    if not found:
        return None
    columns = (
        Column("Period"),
        *(Column("Was", number=True), Column("Is since", number=True)),
        *(Column("Release"), Column("Why")),
    )
    rows = [_cells(one) for one in reversed(found[-MOST:])]
    return Table("revised-table", "Published otherwise in an earlier release", columns, rows)


def _ours(site: Site, one: Revision) -> bool:
    own = {area.code for area in (site.force, *site.partnerships, *site.districts)}
    return one.area in own


def _revision(site: Site, one: Revision) -> list[Cell]:
    measure = site.catalogue.measures.get(one.measure)
    return [
        one.measure if measure is None else Link(measure.title, measure_href(one.measure)),
        one.area_name,
        *_cells(one),
    ]


def _cells(one: Revision) -> list[Cell]:
    """Period, both figures, the release that changed it, and why."""
    return [
        periods.parse(one.period).words,
        _of(one.was, one.was_denominator) if one.was else "not shown",
        _of(one.now, one.now_denominator) if one.now else f"not known ({one.now_status})",
        f"{one.release}, {day(one.dated)}" if one.dated else one.release,
        one.why,
    ]


def _of(value: str, under: str) -> str:
    text = _plain(value)
    return f"{text} of {_plain(under)}" if under else text


def _plain(value: str) -> str:
    number = float(value)
    return words.number(number, 0 if number.is_integer() else 1)


def releases_table(site: Site) -> Table | None:
    if not site.history.releases:
        return None
    columns = (
        *(Column("Release"), Column("Of"), Column("Figures up to")),
        *(Column("Figures revised", number=True), Column("Corrections", number=True)),
    )
    rows: list[list[Cell]] = [
        [
            told.id,
            day(told.dated) or "not dated",
            _newest(told.newest),
            words.number(told.revised),
            words.number(len(told.corrections)),
        ]
        for told in site.history.releases
    ]
    return Table("releases-table", "Releases, the latest first", columns, rows)


def _newest(text: str) -> str:
    return periods.parse(text).words if text[:1].isdigit() else "no figures"
