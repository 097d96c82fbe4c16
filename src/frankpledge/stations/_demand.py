"""Who has to get there: residents of each neighbourhood (LSOA), at its centroid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from frankpledge.errors import NotFoundError

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

POPULATION = "ons-population"
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demand:
    """Neighbourhoods with their places and residents; arrays are per neighbourhood.

    `metres` and `degrees` have shape (neighbourhoods, 2). `without` counts neighbourhoods without
    residents or place, which are left out.
    """

    codes: tuple[str, ...]
    metres: Floats
    degrees: Floats
    people: Floats
    year: str
    without: int = 0


def demand(lake: Lake, areas: Areas, force: str) -> Demand:
    """The latest residents of a force's neighbourhoods; those of 2011 are carried to 2021.

    Raises NotFoundError where the lake has no population of neighbourhoods, or the tables of areas
    no neighbourhoods of the force.
    """
    from frankpledge.areas import to_grid
    from frankpledge.lake import queries

    own = [areas.get(code) for code in areas.children(force, "lsoa")]
    if not own:
        raise NotFoundError(
            f"no neighbourhoods of {force} in the tables of areas; 'frankpledge areas' makes them"
        )
    rows = lake.table(POPULATION)
    rows = rows.filter(rows.kind == "lsoa")
    year = rows.period.max().to_pyarrow().as_py()
    if not isinstance(year, str):
        raise NotFoundError(
            "the lake has no population by neighbourhood; 'frankpledge fetch' lists where it is"
        )
    rows = rows.filter(rows.period == year).select("area", "population")
    counts = rows.rename(lsoa="area", count="population")
    carried = queries.to_2021(counts, areas.changes, keys=["lsoa"])
    found = {row["lsoa"]: row["count"] for row in carried.to_pyarrow().to_pylist()}
    known = [a for a in own if a.longitude is not None and found.get(a.code, 0) > 0]
    if not known:
        raise NotFoundError(f"no population of any neighbourhood of {force} in {year}")
    degrees = np.array([(a.longitude, a.latitude) for a in known], dtype=np.float64)
    return Demand(
        codes=tuple(area.code for area in known),
        metres=to_grid(degrees[:, 0], degrees[:, 1]),
        degrees=degrees,
        people=np.round([found[area.code] for area in known], 6),
        year=year,
        without=len(own) - len(known),
    )
