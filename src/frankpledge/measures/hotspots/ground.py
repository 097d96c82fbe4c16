"""What hot spots are looked for on: every cell or neighbourhood, its neighbours and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.errors import NotFoundError
from frankpledge.measures.hotspots.question import LSOA, STREET, Basis, Question, Window, window

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Locations:
    """The distinct map points that records were moved to, and what was counted at each.

    `degrees` has shape (points, 2); `places` are the neighbourhoods that they lie in. The last four
    arrays are one entry for each
    point, type and month with any record: their places in `points`, `types` and `months`, and the
    count.
    """

    degrees: Floats
    names: tuple[str, ...]
    places: tuple[str, ...]
    point: Places
    kind: Places
    month: Places
    count: Places


@dataclass(frozen=True, eq=False)
class Ground:
    """Every unit that is tested. `counts` has shape (units, types), in the order of `MAPPED`.

    `lsoas` are the neighbourhoods themselves, or those with most records in each cell.
    `metres` and `degrees` (units, 2) are the centres of cells, or the centroids of neighbourhoods.
    `pitch` is the width of a cell, None where units are neighbourhoods. `estimated` counts units
    with figures carried from areas of 2011 by shares. `without_place` and `outside` are the rows
    that the force recorded without a place, and those that lie outside its area: on no map here.
    """

    source: str
    basis: Basis
    window: Window
    codes: tuple[str, ...]
    names: tuple[str, ...]
    lsoas: tuple[str, ...]
    metres: Floats
    degrees: Floats
    weights: Any
    counts: Floats
    pitch: int | None = None
    locations: Locations | None = None
    neighbours: int = 0
    estimated: int = 0
    without_place: int = 0
    outside: int = 0


def ground(lake: Lake, areas: Areas, force: str, question: Question | None = None) -> Ground:
    """Count all types at once, by cell of the hexagon grid or by neighbourhood (LSOA).

    Map points are used where the lake has them for as many complete months as it has counts by
    neighbourhood. Raises NotFoundError when it has neither, or the tables of areas have no
    neighbourhoods of the force; LakeError when the lake is damaged.
    """
    from frankpledge.measures.hotspots import neighbourhoods, points

    asked = question or Question()
    if not areas.children(force, "lsoa"):
        raise NotFoundError(
            f"no neighbourhoods of {force} in the tables of areas; 'frankpledge areas' makes them"
        )
    basis, months = _basis(lake, areas, force, asked)
    if basis == "points":
        return points.ground(lake, areas, force, asked, months)
    return neighbourhoods.ground(lake, areas, force, asked, months)


def _basis(lake: Lake, areas: Areas, force: str, asked: Question) -> tuple[Basis, Window]:
    sources: dict[Basis, str] = {"points": STREET, "neighbourhoods": LSOA}
    found = {
        basis: window(lake.completeness(source, areas=areas), force, asked)
        for basis, source in sources.items()
        if asked.basis in {None, basis} and len(lake.imports(source))
    }
    if not any(months.used for months in found.values()):
        wanted = " or ".join(s for b, s in sources.items() if asked.basis in {None, b})
        upto = f" up to {asked.to}" if asked.to else ""
        raise NotFoundError(f"the lake has no complete month of {wanted} for {force}{upto}")
    # On a tie the map points, which come first.
    best = max(found, key=lambda basis: len(found[basis].used))
    return best, found[best]


def lsoa_codes(areas: Areas, force: str) -> tuple[dict[str, str], list[str]]:
    """Neighbourhoods of a force by any code, 2011 or 2021, as one of 2021; and those of 2021."""
    own = list(areas.children(force, "lsoa"))
    inside = set(own)
    codes = {c.lsoa11: c.lsoa21 for c in sorted(areas.change_rows) if c.lsoa21 in inside}
    return codes | {code: code for code in own}, own
