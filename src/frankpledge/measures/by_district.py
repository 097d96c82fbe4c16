"""Figures that are published by whole district: summed into areas that districts make up.

A district without a figure makes every area that it lies in missing for that period, never low.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from frankpledge import periods as calendar
from frankpledge.measures.definition import Measure
from frankpledge.measures.series import COMPLETE, MISSING, Codes, Floats

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake


@dataclass(frozen=True)
class Totals:
    """Sums of shape (areas, periods), NaN where a district is missing, and their status."""

    areas: tuple[str, ...]
    periods: tuple[str, ...]
    values: Floats
    status: Codes


def covers(measure: Measure) -> bool:
    """Whether the measure's source knows districts and no neighbourhoods.

    Raises NotFoundError for an unknown source.
    """
    from frankpledge.lake import find_source

    source = find_source(measure.source)
    return source.by_district and not source.by_lsoa


def totals(measure: Measure, lake: Lake, areas: Areas) -> Totals:
    """Sum the districts of every area of the measure's kinds.

    Areas none of whose districts ever has a figure are left out; so are the districts that no
    longer exist, whose figures make up no area of today.
    """
    from frankpledge.lake import queries

    rows = queries.matching(lake.table(measure.source), measure.counts)
    counts = rows.group_by(["period", "area"]).aggregate(count=rows[measure.value].sum())
    found = counts.order_by(["period", "area"]).to_pyarrow().to_pylist()
    made_of = _districts(measure.areas, areas)
    present = {row["area"] for row in found}
    names = tuple(sorted(area for area, parts in made_of.items() if parts & present))
    periods = _span([row["period"] for row in found])
    places = {district: i for i, district in enumerate(sorted(present))}
    table = np.full((len(places) + 1, len(periods)), np.nan)  # the last row: never published
    for row in found:
        table[places[row["area"]], periods.index(row["period"])] = row["count"]
    values = np.full((len(names), len(periods)), np.nan)
    for i, name in enumerate(names):
        values[i] = table[[places.get(part, -1) for part in sorted(made_of[name])]].sum(axis=0)
    status = np.where(np.isfinite(values), COMPLETE, MISSING).astype(np.int8)
    return Totals(names, periods, values, status)


def _districts(kinds: tuple[str, ...], areas: Areas) -> dict[str, set[str]]:
    """The districts that make up every area of some kinds."""
    made_of: dict[str, set[str]] = {}
    for kind in kinds:
        for row in areas.districts(kind).to_pylist():
            made_of.setdefault(row["area"], set()).add(row["district"])
    return made_of


def _span(periods: list[str]) -> tuple[str, ...]:
    return tuple(calendar.span(min(periods), max(periods))) if periods else ()
