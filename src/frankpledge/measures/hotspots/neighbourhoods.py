"""Counts by neighbourhood (LSOA): what is left where the lake has no map points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from frankpledge import statistics as st
from frankpledge.errors import NotFoundError
from frankpledge.lake import queries
from frankpledge.measures.hotspots.ground import Floats, Ground, lsoa_codes
from frankpledge.measures.hotspots.question import LSOA, MAPPED, Question, Window

if TYPE_CHECKING:
    from frankpledge.areas import Area, Areas
    from frankpledge.lake import Lake

FEWEST = 8  # neighbourhoods: with fewer, everybody is everybody's neighbour


def ground(lake: Lake, areas: Areas, force: str, asked: Question, months: Window) -> Ground:
    """Counts of each neighbourhood; its neighbours are the nearest ones by centroid.

    Neither a distance would do (one that reaches from village to village takes in a whole town) nor
    shared borders (there are no polygons).
    """
    from frankpledge.areas import to_grid

    _, codes = lsoa_codes(areas, force)
    known = [area for area in map(areas.get, codes) if area.longitude is not None]
    if len(known) < max(FEWEST, asked.neighbours + 2):
        raise NotFoundError(f"too few neighbourhoods of {force} with a known place: {len(known)}")
    degrees = np.array([(a.longitude, a.latitude) for a in known], dtype=np.float64)
    metres = to_grid(degrees[:, 0], degrees[:, 1])
    counts, estimated = _counts(lake, areas, [area.code for area in known], months)
    return Ground(
        source=LSOA,
        basis="neighbourhoods",
        window=months,
        codes=tuple(area.code for area in known),
        names=tuple(map(called, known)),
        lsoas=tuple(area.code for area in known),
        metres=metres,
        degrees=degrees,
        weights=st.nearest_weights(metres, asked.neighbours),
        counts=counts,
        neighbours=asked.neighbours,
        estimated=estimated,
    )


def called(area: Area) -> str:
    """'Devizes East (Wiltshire 034A)'; the code's own name where there is no friendlier one."""
    return f"{area.local_name} ({area.name})" if area.local_name else area.name


def _counts(lake: Lake, areas: Areas, codes: list[str], months: Window) -> tuple[Floats, int]:
    rows = lake.table(LSOA)
    rows = rows.filter(rows.period.isin(list(months.used)))
    where = {"crime_type": MAPPED}
    counts = queries.lsoa_counts(rows, areas.changes, where=where, value="count")
    place = {code: index for index, code in enumerate(codes)}
    column = {name: index for index, name in enumerate(MAPPED)}
    found = np.zeros((len(codes), len(MAPPED)))
    estimated = set()
    for row in counts.filter(counts.lsoa.isin(codes)).to_pyarrow().to_pylist():
        found[place[row["lsoa"]], column[row["crime_type"]]] += row["count"]
        if row["estimated"]:
            estimated.add(row["lsoa"])
    # Shares are fractions: what adds up to a whole number is one, whatever the order of adding.
    return np.round(found, 6), len(estimated)
