"""Any coordinate system that boundaries come in, as degrees (WGS 84), longitude first.

What a file declares is compared with what its numbers can be: a box round England and Wales in each
system. Swapped coordinates and other countries are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.areas._national_grid import to_degrees
from frankpledge.areas.boundaries._formats import Features
from frankpledge.areas.boundaries._model import Finding, Polygons
from frankpledge.errors import InputError, Place

Box = tuple[float, float, float, float]
NAMES = {"EPSG:4326": "degrees (WGS 84)", "EPSG:27700": "metres of the British National Grid"}
# West, south, east, north of England and Wales, with some sea.
BOXES: dict[str, Box] = {
    "EPSG:4326": (-6.5, 49.8, 2.0, 55.9),
    "EPSG:27700": (80_000, 5_000, 660_000, 660_000),
    "EPSG:3857": (-725_000, 6_400_000, 225_000, 7_540_000),
}
SAME = {"EPSG:4258": "EPSG:4326"}  # ETRS89 and WGS 84 differ by less than a metre
MOST = 0.5  # of the file's points must lie in the box; boundaries may cross the border


def in_degrees(features: Features) -> tuple[Polygons, tuple[Finding, ...]]:
    """The shapes in degrees, and what was not as declared. Raises InputError."""
    import shapely

    points = shapely.get_coordinates(features.shapes)
    if not len(points) or not np.isfinite(points).all():
        raise InputError(Place(str(features.path)), "polygons with coordinates")
    declared = SAME.get(features.system, features.system)
    system = _system_of(points, declared, features.path)
    findings = () if declared in {"", system} else (_not_as_declared(declared, system),)
    return _converted(features.shapes, system), findings


def _system_of(points: NDArray[np.float64], declared: str, path: Path) -> str:
    order = [declared, *BOXES] if declared in BOXES else [*BOXES]
    for system in order:
        if _inside(points, BOXES[system]):
            return system
    if _inside(points[:, ::-1], BOXES["EPSG:4326"]):
        raise InputError(Place(str(path)), "longitude before latitude", _box_words(points))
    if _inside(points[:, ::-1], BOXES["EPSG:27700"]):
        raise InputError(Place(str(path)), "eastings before northings", _box_words(points))
    if declared and declared not in BOXES:
        known = "degrees (WGS 84) or metres of the British National Grid"
        raise InputError(Place(str(path)), known, declared)
    raise InputError(
        Place(str(path)), "boundaries in England and Wales", f"places at {_box_words(points)}"
    )


def _inside(points: NDArray[np.float64], box: Box) -> bool:
    west, south, east, north = box
    x, y = points[:, 0], points[:, 1]
    return bool(((x >= west) & (x <= east) & (y >= south) & (y <= north)).mean() > MOST)


def _box_words(points: NDArray[np.float64]) -> str:
    low, high = points.min(axis=0), points.max(axis=0)
    return f"{low[0]:.6g} to {high[0]:.6g}, {low[1]:.6g} to {high[1]:.6g}"


def _not_as_declared(declared: str, system: str) -> Finding:
    text = f"declared as {declared}, but the numbers are {NAMES.get(system, system)}; read as such"
    return Finding("coordinates", "", text)


def _converted(shapes: Polygons, system: str) -> Polygons:
    import shapely

    flat: Polygons = shapely.force_2d(shapes)
    if system != "EPSG:4326":
        flat = shapely.transform(flat, _FROM[system])
    return flat


def _from_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return to_degrees(points[:, 0], points[:, 1])


def _from_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    radius = 6_378_137.0  # of the sphere of web maps
    longitude = np.degrees(points[:, 0] / radius)
    latitude = np.degrees(2 * np.arctan(np.exp(points[:, 1] / radius)) - np.pi / 2)
    return np.column_stack([longitude, latitude])


_FROM: dict[str, Any] = {"EPSG:27700": _from_grid, "EPSG:3857": _from_mercator}
