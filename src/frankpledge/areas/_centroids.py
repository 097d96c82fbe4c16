"""A point that stands for each area: the household-weighted mean of its LSOAs' centroids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from frankpledge.areas._areas import Areas
from frankpledge.areas._lookups import Row
from frankpledge.areas._model import Area

Weighted = tuple[float, float, int]
"""Longitude, latitude and households of an LSOA."""


def weighted_points(
    rows: Iterable[Row], households: Mapping[str, int], lsoas: Collection[str]
) -> dict[str, Weighted]:
    """Centroid and households of each of the 2021 `lsoas`; where none are known, all weigh one."""
    return {
        code: (
            float(row["longitude"]),
            float(row["latitude"]),
            households[code] if households else 1,
        )
        for row in rows
        if (code := row["LSOACD"]) in lsoas
    }


def with_centroids(areas: Areas, points: Mapping[str, Weighted]) -> list[Area]:
    """The areas, each with its point; without one where it is not known which LSOAs it has."""
    return [_placed(area, _lsoas(areas, area), points) for area in areas.rows]


def _lsoas(areas: Areas, area: Area) -> tuple[str, ...]:
    return (area.code,) if area.kind == "lsoa" else areas.children(area.code, "lsoa")


def _placed(area: Area, lsoas: tuple[str, ...], points: Mapping[str, Weighted]) -> Area:
    point = mean_point((points[lsoa], 1) for lsoa in lsoas if lsoa in points)
    return replace(area, longitude=point[0], latitude=point[1]) if point else area


def mean_point(found: Iterable[tuple[Weighted, float]]) -> tuple[float, float] | None:
    """Longitude and latitude of the mean of LSOAs' points, each with the share that counts.

    Five decimals, about a metre. None where there are no households.
    """
    parts = [(x, y, households * share) for (x, y, households), share in found]
    total = sum(weight for *_, weight in parts)
    if not total:
        return None
    longitude = sum(x * weight for x, _, weight in parts) / total
    latitude = sum(y * weight for _, y, weight in parts) / total
    return round(longitude, 5), round(latitude, 5)
