"""Hot spots and repeat locations as flat rows, and as GeoJSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures.hotspots.finding import NAMES, HotSpotMap, Repeats

Rows = list[dict[str, Any]]

FIELDS = (
    *("place", "name", "verdict", "count", "neighbours", "z", "p", "q"),
    *("easting", "northing", "longitude", "latitude"),
    *("basis", "cell", "types", "first", "last", "months", "missing", "source"),
)
REPEAT_FIELDS = (
    *("name", "place", "count", "lower", "upper", "expected", "months", "first", "last"),
    *("longitude", "latitude", "types", "window_first", "window_last", "source"),
)


def spot_rows(found: HotSpotMap) -> Rows:
    """One row for each unit, hottest first; the fields are `FIELDS`."""
    ground, held = found.ground, found.found
    beside = np.asarray(ground.weights.sum(axis=1)).astype(int).tolist()
    shared = {
        "basis": ground.basis,
        "cell": ground.pitch,
        "types": "; ".join(found.types),
        "first": ground.window.used[0],
        "last": ground.window.used[-1],
        "months": len(ground.window.used),
        "missing": "; ".join(ground.window.missing),
        "source": ground.source,
    }
    ranked = np.argsort(-np.nan_to_num(held.z, nan=-np.inf), kind="stable").tolist()
    return [
        {
            "place": ground.codes[at],
            "name": ground.names[at],
            "verdict": NAMES[st.Heat(int(held.code[at]))],
            "count": _plain(found.counts[at]),
            "neighbours": beside[at],
            "z": _number(held.z[at], 4),
            "p": _chance(held.p[at]),
            "q": _chance(held.q[at]),
            "easting": _number(ground.metres[at, 0], 0),
            "northing": _number(ground.metres[at, 1], 0),
            "longitude": _number(ground.degrees[at, 0], 6),
            "latitude": _number(ground.degrees[at, 1], 6),
            **shared,
        }
        for at in ranked
    ]


def repeat_rows(found: Repeats) -> Rows:
    """One row for each map point that repeats, most records first; fields `REPEAT_FIELDS`."""
    ground, held = found.ground, found.ground.locations
    assert held is not None
    used = ground.window.used
    return [
        {
            "name": held.names[point],
            "place": held.places[point],
            "count": _plain(found.count[at]),
            "lower": _number(found.lower[at], 1),
            "upper": _number(found.upper[at], 1),
            "expected": _number(found.expected[at], 1),
            "months": int(found.months[at]),
            "first": used[found.first[at]],
            "last": used[found.last[at]],
            "longitude": _number(held.degrees[point, 0], 6),
            "latitude": _number(held.degrees[point, 1], 6),
            "types": "; ".join(found.types),
            "window_first": used[0],
            "window_last": used[-1],
            "source": ground.source,
        }
        for at, point in enumerate(found.places.tolist())
    ]


def geojson(found: HotSpotMap) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946): cells as polygons, neighbourhoods as points."""
    rows = spot_rows(found)
    by_code = {code: at for at, code in enumerate(found.ground.codes)}
    shapes = _shapes(found)
    features = [
        {
            "type": "Feature",
            "id": row["place"],
            "geometry": shapes[by_code[row["place"]]],
            "properties": row,
        }
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def _shapes(found: HotSpotMap) -> list[dict[str, Any]]:
    from frankpledge.areas import to_degrees

    ground = found.ground
    if ground.pitch is None:
        points = np.round(ground.degrees, 6).tolist()
        return [{"type": "Point", "coordinates": point} for point in points]
    cells = np.array([code.split("/") for code in ground.codes], dtype=np.int64)
    corners = st.hex_corners(cells, ground.pitch)
    flat = corners.reshape(-1, 2)
    rings = np.round(to_degrees(flat[:, 0], flat[:, 1]), 6).reshape(-1, 6, 2).tolist()
    return [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in rings]


def _number(value: float, places: int) -> float | int | None:
    if not np.isfinite(value):
        return None
    return round(value) if places == 0 else round(float(value), places)


def _chance(value: float) -> float | None:
    """Three significant digits: a probability may be very small and is never nothing."""
    return float(f"{value:.3g}") if np.isfinite(value) else None


def _plain(value: float) -> float | int:
    """A count; a share of one keeps its decimals."""
    return int(value) if value == int(value) else round(float(value), 2)
