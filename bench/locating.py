"""Invented areas and points for row six: what to locate, and two ways to do it."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

SEED = 6
AREAS, SPOTS, VERTICES = 450, 30_000, 75
BOX = (-2.37, 50.94, -1.48, 51.71)  # about the size of Wiltshire
Said = dict[str, Any]


def invent() -> tuple[Any, Any, Any]:
    """Areas that fill a box, longitude and latitude of spots: nothing of it is a real place."""
    import shapely

    from frankpledge.areas.boundaries import Boundaries

    rng = np.random.default_rng(SEED)
    west, south, east, north = BOX
    seeds = rng.uniform((west, south), (east, north), (AREAS, 2))
    frame = shapely.box(*BOX)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=frame))
    cells = shapely.intersection(cells, frame)
    # Real areas have winding borders: as many vertices as LSOAs generalised to 20 metres.
    cells = shapely.segmentize(cells, shapely.length(cells).mean() / VERTICES)
    codes = tuple(f"A{i:03d}" for i in range(len(cells)))
    spots = rng.uniform((west - 0.02, south - 0.02), (east + 0.02, north + 0.02), (SPOTS, 2))
    return Boundaries("lsoa", "", codes, codes, cells), *spots.round(6).T


def by_place(rows: str) -> Said:
    """Through distinct locations, as the library does it."""
    from frankpledge.areas.points import locate

    areas, x, y = invent()
    pick = np.random.default_rng(SEED).integers(0, SPOTS, int(rows))
    east, north = x[pick], y[pick]
    started = time.perf_counter()
    found = locate(east, north, areas)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "places": found.places, "sum": int(found.area.sum())}


def by_row(rows: str) -> Said:
    """Every point asked for itself, in prepared polygons over sorted points."""
    from frankpledge.areas.points import find_polygons

    areas, x, y = invent()
    pick = np.random.default_rng(SEED).integers(0, SPOTS, int(rows))
    east, north = x[pick], y[pick]
    started = time.perf_counter()
    found = find_polygons(east, north, areas.polygons)
    return {"seconds": time.perf_counter() - started, "sum": int(found.sum())}


JOBS = {"locate-by-place": by_place, "locate-by-row": by_row}
