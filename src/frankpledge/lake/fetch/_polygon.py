"""Polygons of (latitude, longitude) points, cut into quarters. Pure.

The service refuses an area with more than 10,000 crimes; four quarters have fewer each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Polygon = tuple[Point, ...]

# About a metre. Quarters overlap by it, because a crime that lies exactly on the cut might be
# given with neither; one given with both is recognised by its id.
OVERLAP = 1e-5


def text(polygon: Sequence[Point]) -> str:
    """The polygon as the service wants it: lat,lng:lat,lng:..."""
    return ":".join(f"{latitude:.6f},{longitude:.6f}" for latitude, longitude in polygon)


def quarters(polygon: Sequence[Point]) -> Iterator[Polygon]:
    """The parts of the polygon in each quarter of its bounding box, empty ones left out."""
    (south, north), (west, east) = _span(polygon, 0), _span(polygon, 1)
    middle, meridian = (south + north) / 2, (west + east) / 2
    for low, high in ((south, middle + OVERLAP), (middle - OVERLAP, north)):
        for left, right in ((west, meridian + OVERLAP), (meridian - OVERLAP, east)):
            band = _keep(_keep(tuple(polygon), 0, low, 1), 0, high, -1)
            piece = _keep(_keep(band, 1, left, 1), 1, right, -1)
            if area(piece) > 0:
                yield piece


def area(polygon: Sequence[Point]) -> float:
    """Area in square degrees (the shoelace formula), whatever the direction of the points."""
    turns = zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
    return abs(sum(y1 * x2 - y2 * x1 for (y1, x1), (y2, x2) in turns)) / 2


def _span(polygon: Sequence[Point], axis: int) -> tuple[float, float]:
    values = [point[axis] for point in polygon]
    return min(values), max(values)


def _keep(polygon: Polygon, axis: int, limit: float, sign: int) -> Polygon:
    """Cut off what lies beyond a line across `axis` (Sutherland and Hodgman, 1974).

    `sign` 1 keeps what is above the limit, -1 what is below. A concave polygon may get edges
    that run along the cut and back; they enclose nothing.
    """
    kept: list[Point] = []
    for here, there in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        inside, next_inside = (sign * (point[axis] - limit) >= 0 for point in (here, there))
        if inside:
            kept.append(here)
        if inside != next_inside:
            kept.append(_crossing(here, there, axis, limit))
    return tuple(kept)


def _crossing(here: Point, there: Point, axis: int, limit: float) -> Point:
    share = (limit - here[axis]) / (there[axis] - here[axis])
    other = here[1 - axis] + share * (there[1 - axis] - here[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
