"""Invented neighbourhoods in the real districts of England and Wales.

Real codes and names of forces, partnerships and districts come from the package. The
neighbourhoods, their number in each district, their places and their residents are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from frankpledge.areas import Area, AreaTablesBuilt, Change, load_areas, write_tables

LSOAS = 35_672  # as many as England and Wales have since 2021
SPLIT = 800  # of those of 2011 became two each in 2021; most others kept their codes
POINTS = 25  # places to which crimes are moved, in each neighbourhood
PER_MSOA = 5
EAST = 1.76  # Lowestoft Ness; points scattered beyond it would lie in the sea
GENERIC = (
    *("Supermarket", "Parking Area", "Shopping Area", "Petrol Station", "Sports/Recreation Area"),
    *("Park/Open Space", "Nightclub", "Hospital", "Further/Higher Educational Building"),
)
FIRST = """
Abbey Acre Ash Beech Bond Bridge Canal Castle Cedar Chapel Church Common Elm Fairfax Farm Field
Green Grove Hazel High Holly Kings Lacock Lilac Long Lower Manor Market Meadow Mill Moon New North
Oak Old Orchard Park Pine Priory Queens Rectory Regent River Rose School Sheep Silver South Spring
Station Stone Swan Tower Union Upper Vicarage Water West White Wood York
"""
LAST = "Avenue Close Court Crescent Drive Gardens Grove Hill Lane Place Road Street Way"
Array = Any


@dataclass(frozen=True)
class Places:
    """Neighbourhoods of 2011 as arrays: code, name, district, force, place and how busy."""

    codes: Array
    names: Array
    district: Array
    force: Array
    longitude: Array
    latitude: Array
    busy: Array
    successors: tuple[tuple[str, ...], ...]

    @cached_property
    def points(self) -> pl.DataFrame:
        """The publisher's columns of each map point, `POINTS` a neighbourhood, and one unlocated.

        The last row is 'No Location', of which everything else is blank.
        """
        size = len(self.codes) * POINTS
        rng = np.random.default_rng([len(self.codes), 2])
        owner = np.repeat(np.arange(len(self.codes)), POINTS)
        scatter = rng.normal(0, 0.004, (2, size))
        located = pl.DataFrame(
            {
                "Longitude": np.round(np.minimum(self.longitude[owner] + scatter[0], EAST), 6),
                "Latitude": np.round(self.latitude[owner] + scatter[1], 6),
                "Location": _locations(rng, size),
                "LSOA code": self.codes[owner],
                "LSOA name": self.names[owner],
            }
        )
        nowhere = pl.DataFrame({"Location": ["No Location"]})
        return pl.concat([located, nowhere], how="diagonal")

    @cached_property
    def by_force(self) -> dict[str, Array]:
        """The neighbourhoods of each force, as positions in the order of their names."""
        order = np.argsort(self.names, kind="stable")
        return {force: order[self.force[order] == force] for force in np.unique(self.force)}


def _locations(rng: np.random.Generator, size: int) -> Array:
    streets = [f"On or near {first} {last}" for first in FIRST.split() for last in LAST.split()]
    names = np.array([*(f"On or near {name}" for name in GENERIC), *streets])
    generic = rng.random(size) < 0.12
    street = rng.integers(len(GENERIC), len(names), size)
    return names[np.where(generic, rng.integers(0, len(GENERIC), size), street)]


def invent(seed: int, lsoas: int = LSOAS) -> Places:
    """Neighbourhoods for every district, the same for the same seed and number."""
    rng = np.random.default_rng([seed, 1])
    package = load_areas()
    districts = package.of_kind("district")
    sizes = _sizes(rng, len(districts), lsoas - min(SPLIT, lsoas // 44))
    district = np.repeat(np.arange(len(districts)), sizes)
    number = np.concatenate([np.arange(size) for size in sizes])
    codes, successors = _codes(rng, [d.code for d in districts], district, lsoas)
    return Places(
        codes=codes,
        names=_names([d.name for d in districts], district, number),
        district=np.array([d.code for d in districts])[district],
        force=np.array([_force(package.parents(d.code)) for d in districts])[district],
        # The districts furthest east and south lie at the edge of the National Grid.
        longitude=np.minimum(_about(rng, [d.longitude for d in districts], district), 1.77),
        latitude=np.maximum(_about(rng, [d.latitude for d in districts], district), 49.93),
        busy=rng.lognormal(0, 0.7, len(district)),
        successors=successors,
    )


def _sizes(rng: np.random.Generator, districts: int, total: int) -> Array:
    """How many neighbourhoods each district has: at least one, in all `total`."""
    share = rng.lognormal(0, 0.5, districts)
    ends = np.round(np.cumsum(share / share.sum()) * (total - districts)).astype(int)
    return np.diff(ends, prepend=0) + 1


def _force(parents: tuple[str, ...]) -> str:
    return next(code for code in parents if code.startswith(("E23", "W15")))


def _about(rng: np.random.Generator, centres: list[float | None], district: Array) -> Array:
    known = np.array([0.0 if centre is None else centre for centre in centres])
    return known[district] + rng.normal(0, 0.05, len(district))


def _names(titles: list[str], district: Array, number: Array) -> Array:
    found = zip(district.tolist(), number.tolist(), strict=True)
    return np.array(
        [f"{titles[d]} {n // PER_MSOA + 1:03d}{'ABCDE'[n % PER_MSOA]}" for d, n in found]
    )


def _codes(
    rng: np.random.Generator, districts: list[str], district: Array, lsoas: int
) -> tuple[Array, tuple[tuple[str, ...], ...]]:
    """Codes of 2011, and the codes of 2021 that each became."""
    codes = [f"{districts[d][0]}01{n:06d}" for n, d in enumerate(district.tolist())]
    split = set(rng.choice(len(codes), lsoas - len(codes), replace=False).tolist())
    new = iter(range(lsoas, 2 * lsoas))
    successors = tuple(
        tuple(f"{code[0]}01{next(new):06d}" for _ in range(2)) if n in split else (code,)
        for n, code in enumerate(codes)
    )
    return np.array(codes), successors


def write_areas(places: Places, folder: Path) -> None:
    """Write the neighbourhoods as area tables that `load_areas` reads beside the package's."""
    areas, membership, changes = [], [], []
    for at, (code, became) in enumerate(zip(places.codes.tolist(), places.successors, strict=True)):
        kind = "S" if len(became) > 1 else "U"
        for successor in became:
            place = float(places.longitude[at]), float(places.latitude[at])
            areas.append(Area(successor, "lsoa", str(places.names[at]), "", "2021", *place))
            membership.append((successor, str(places.district[at])))
            changes.append(Change(code, successor, kind, 1 / len(became)))
    built = AreaTablesBuilt(
        tuple(sorted(areas, key=lambda a: a.code)), tuple(membership), tuple(changes)
    )
    write_tables(built, folder)


def write_populations(folder: Path, seed: int) -> Path:
    """Write invented residents of every area in `folder` and the package, as the lake exports."""
    areas = load_areas(folder)
    rng = np.random.default_rng([seed, 3])
    lsoas = [area.code for area in areas.of_kind("lsoa")]
    people = dict(zip(lsoas, rng.integers(1000, 3000, len(lsoas)).tolist(), strict=True))
    rows = ["period,area,kind,population"]
    for kind in ("lsoa", "partnership", "force"):
        totals: dict[str, int] = {}
        for member in areas.members(kind).to_pylist():
            totals[member["area"]] = totals.get(member["area"], 0) + people[member["lsoa"]]
        rows += [f"2018,{area},{kind},{count}" for area, count in totals.items()]
    path = folder / "ons-population-invented.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
