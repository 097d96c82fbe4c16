"""What a place's page shares with its printed pack: comparison, questions, and short parts."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from frankpledge.areas import Area
from frankpledge.measures import words
from frankpledge.packs.parish import KINDS, changes, compare, questions, sections
from frankpledge.packs.parish import Comparison as Compared
from frankpledge.packs.places import Here, Located
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Cell, Column, Figure, Table
from frankpledge.voice import priorities_of

NOTHING: dict[str, Any] = {"similar": None, "alike": "", "questions": (), "sections": ()}


def pack_parts(site: Site, held: Located, here: Here) -> dict[str, Any]:
    """The comparison in words and as a figure, the questions and the short parts of a place.

    Nothing for kinds of places that have no pack.
    """
    if here.area.kind not in KINDS:
        return NOTHING
    comparison = compare(held, here, site.areas)
    *_, whole = changes(held, here, site.results)
    fit = site.areas.fit(here.area.code)
    return {
        "alike": comparison.words,
        "similar": _figure(comparison),
        "questions": questions(held, here, whole, comparison, fit),
        "sections": place_sections(site, here.area),
    }


def place_sections(site: Site, area: Area) -> tuple[Any, ...]:
    """Outcomes, roads and local priorities of a place, also where nothing is held of it."""
    if area.kind not in KINDS:
        return ()
    above = site.areas.parents(area.code)
    chain = [area.code, *(c for c in above if site.areas.get(c).kind == "neighbourhood")]
    return sections(site.results, site.areas, area.code, priorities_of(site.priorities, chain))


def _figure(comparison: Compared) -> Figure | None:
    drawing = comparison.drawing
    if drawing is None:
        return None
    rows: list[list[Cell]] = [
        [
            one.name,
            words.number(one.rate.value),
            f"{words.number(one.rate.lower)} to {words.number(one.rate.upper)}",
        ]
        for one in comparison.rates
    ]
    columns = (Column("Where"), Column("Rate", number=True), Column("95 % interval", number=True))
    table = Table("similar-table", drawing.title, columns, rows, ours=0)
    both = '<div class="fp-chart-wide">{}</div><div class="fp-chart-narrow">{}</div>'
    chart = Markup(both).format(drawing.svg, drawing.small)
    return Figure("similar-figure", drawing.title, chart, table=table)
