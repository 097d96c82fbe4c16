"""Areas of one kind that lie over each other, which those of a real partition never do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from frankpledge.areas.boundaries._model import Boundaries, Finding

HECTARE = 10_000.0
LEAST = 1.0  # hectares; generalised edges of neighbours cross by less
METRES = 111_320.0  # in a degree of latitude


def overlaps(found: Boundaries) -> list[Finding]:
    """Pairs of areas that share more than a hectare, with how much."""
    return [
        Finding(
            "overlap",
            found.codes[one],
            f"{found.codes[one]} ({found.names[one]}) and {found.codes[other]} "
            f"({found.names[other]}) overlap by {hectares:,.0f} hectares; "
            f"points in both count for {found.codes[one]}",
        )
        for one, other, hectares in _pairs(found.polygons)
        if hectares > LEAST
    ]


def _pairs(polygons: Any) -> Iterator[tuple[int, int, float]]:
    import shapely

    tree = shapely.STRtree(polygons)
    one, other = tree.query(polygons, predicate="intersects")
    keep = one < other
    one, other = one[keep], other[keep]
    # Touching neighbours are most of the pairs, and cheap to rule out before intersecting.
    inner = ~shapely.touches(polygons[one], polygons[other])
    for a, b in zip(one[inner].tolist(), other[inner].tolist(), strict=True):
        common = shapely.intersection(polygons[a], polygons[b])
        latitude = shapely.get_y(shapely.centroid(common))
        square = METRES**2 * np.cos(np.radians(0.0 if np.isnan(latitude) else latitude))
        yield a, b, float(shapely.area(common) * square / HECTARE)
