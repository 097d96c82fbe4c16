"""Forces as hexagons, one each, in fifths of their rates: a map that needs no boundaries."""

from __future__ import annotations

import numpy as np

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.areas import Area, to_grid
from frankpledge.packs.places import sentence, spoken
from frankpledge.releases.site.comparison import Comparison
from frankpledge.releases.site.mapped import CLASSES, WORDS
from frankpledge.releases.site.model import area_href
from frankpledge.releases.site.shapes import Cell, Column, Figure, Link, Table

_METHOD = Link("Maps", "methods/maps/")


def forces_map(comparison: Comparison) -> Figure | None:
    """The map of one measure; None where too few forces are compared for five classes."""
    rows = sorted(range(len(comparison.forces)), key=lambda row: _name(comparison, row))
    rows = [row for row in rows if comparison.forces[row].longitude is not None]
    groups = st.quantile_groups(comparison.rates.value[rows], CLASSES, highest_is_first=False)
    if not np.isfinite(groups).any():
        return None
    codes = [int(group) - 1 if np.isfinite(group) else -1 for group in groups.tolist()]
    forces = [comparison.forces[row] for row in rows]
    layout = charts.hex_layout(
        to_grid([f.longitude or 0.0 for f in forces], [f.latitude or 0.0 for f in forces]),
        fill=0.7,
    )
    told = _told(comparison, rows, codes)
    drawn = charts.responsive(
        charts.hex_map,
        layout.centres,
        [charts.FIFTHS[code] if code >= 0 else "unknown" for code in codes],
        key="forces-map",
        title=f"{comparison.measure.title} by force, {comparison.found.window.words}",
        description=told,
        pitch=layout.pitch,
        legend=_legend(comparison, rows, codes),
        numbers=[str(number) for number in range(1, len(rows) + 1)],
        groups=[_country(force) for force in forces],
        metres=False,
    )
    table = _table(comparison, rows, codes)
    source = comparison.site.source_view(comparison.measure, _METHOD)
    return Figure("map-figure", told, drawn, table=table, source=source)


def _name(comparison: Comparison, row: int) -> str:
    return spoken(comparison.forces[row])


def _country(force: Area) -> str:
    return "Wales" if force.code.startswith("W") else "England"


def _told(comparison: Comparison, rows: list[int], codes: list[int]) -> str:
    """What the map shows, where our own force is on it, and what the shades do not say."""
    unit = sentence(comparison.unit)
    own = ""
    if comparison.ours in rows:
        at = rows.index(comparison.ours)
        place = WORDS[codes[at]].lower() if codes[at] >= 0 else "in no class"
        own = f" {comparison.site.force.name} is number {at + 1}, {place}."
    return (
        f"{unit}, {comparison.found.window.words}. Each force is one hexagon, as near as can be to "
        f"its place; larger and darker is more.{own} A fifth says nothing of whether a force "
        "really stands apart: for that see ‘Allowing for size’."
    )


def _legend(comparison: Comparison, rows: list[int], codes: list[int]) -> dict[str, str]:
    told = {}
    rates = comparison.rates.value[rows]
    for code in sorted({*codes} - {-1}):
        inside = rates[np.array(codes) == code]
        low, high = comparison.said(float(inside.min())), comparison.said(float(inside.max()))
        told[charts.FIFTHS[code]] = f"{low} to {high}"
    if -1 in codes:
        told["unknown"] = "Not compared"
    return told


def _table(comparison: Comparison, rows: list[int], codes: list[int]) -> Table:
    cells: list[list[Cell]] = [
        [
            Link(spoken(comparison.forces[row]), area_href(comparison.forces[row].code)),
            str(number),
            comparison.said(comparison.rates.value[row]) if code >= 0 else "–",
            WORDS[code] if code >= 0 else "Not compared",
        ]
        for number, (row, code) in enumerate(zip(rows, codes, strict=True), start=1)
    ]
    columns = (
        Column("Force"),
        Column("No.", number=True),
        Column(sentence(comparison.unit), number=True),
        Column("Class"),
    )
    ours = rows.index(comparison.ours) if comparison.ours in rows else None
    caption = f"{comparison.measure.title} on the map, {comparison.found.window.words}"
    return Table("map-table", caption, columns, cells, ours=ours)
