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
    found = [points[lsoa] for lsoa in lsoas if lsoa in points]
    total = sum(households for *_, households in found)
    if not total:
        return area
    longitude = sum(x * households for x, _, households in found) / total
    latitude = sum(y * households for _, y, households in found) / total
    return replace(area, longitude=round(longitude, 5), latitude=round(latitude, 5))
