"""Measures of every crime type in every neighbourhood, partnership and force, for row three."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from frankpledge import periods
from frankpledge.measures import Baseline, Measure, Series

if TYPE_CHECKING:
    from frankpledge.areas import Areas

MONTHS = 36
FIRST = "2016-07"
AREAS = ("force", "partnership", "lsoa")
TYPES = (
    *("Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs"),
    *("Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting"),
    *("Theft from the person", "Vehicle crime", "Violence and sexual offences", "Other crime"),
)


def every_measure() -> list[Measure]:
    """One measure a type, with everything that costs time: baseline, rate, season and peers."""
    return [
        Measure(
            id=f"type-{number}",
            title=name,
            question=f"Is {name.lower()} falling?",
            direction="decrease",
            timing="lagging",
            unit="crimes",
            kind="count",
            basis="located",
            source="police-uk-street",
            areas=AREAS,
            period="month",
            window=12,
            chart=MONTHS,
            value="rows",
            counts={"crime_type": (name,)},
            per=1000,
            baseline=Baseline(to="2017-06", periods=12, why="the first year"),
            peers="lsoa",
        )
        for number, name in enumerate(TYPES)
    ]


def random_series(measure: Measure, areas: Areas) -> Series:
    """Overdispersed counts of every area, the larger the area the higher, seasonal in part."""
    rng = np.random.default_rng(zlib.crc32(measure.id.encode()))
    found = [areas.get(code) for kind in AREAS for code in _codes(areas, kind)]
    size = {"force": 2000.0, "partnership": 250.0, "lsoa": 2.0}
    level = np.array([size[area.kind] for area in found]) * rng.lognormal(0, 0.5, len(found))
    season = 1 + 0.1 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
    shape = (len(found), MONTHS)
    values = rng.poisson(level[:, None] * season * rng.gamma(20, 1 / 20, shape)).astype(float)
    first = periods.parse(FIRST)
    return Series(
        measure=measure,
        areas=tuple(area.code for area in found),
        kinds=tuple(area.kind for area in found),
        periods=tuple(str(first.shift(step)) for step in range(MONTHS)),
        values=values,
        denominators=None,
        status=np.zeros(shape, dtype=np.int8),
        populations=level * 900,
        population_years=("2018",) * len(found),
    )


def _codes(areas: Areas, kind: str) -> list[str]:
    """Areas with neighbourhoods; of partnerships that share a district nobody knows which."""
    return [str(code) for code in areas.members(kind)["area"].unique().to_pylist()]
