"""Parishes, wards, police neighbourhoods and MSOAs for tables of areas that are built.

- *Wards* are those of 2025. An LSOA lies in a ward by the share of its postcodes that do. A ward
  with one or two of them, fewer than a twentieth, is taken for the coarseness of the boundaries by
  which postcodes were placed, and left out. In the hierarchy an LSOA is below the ward that holds
  most of its postcodes.
- *Parishes* have the LSOAs that the look-up of the publisher names. Where it names one parish for
  an LSOA, all of it counts; where it names several, no share is known and none is invented.
  Parishes that the look-up leaves out, because too few people live there, are known by name only.
- *Police neighbourhoods* are known by name only: the look-ups do not say where they lie.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from frankpledge.areas._centroids import Weighted, mean_point, weighted_points
from frankpledge.areas._load import read_forces
from frankpledge.areas._lookups import Lookups, Row, find_lookups
from frankpledge.areas._model import RANK, Area, Classified, Share
from frankpledge.areas._names import neighbourhood_code
from frankpledge.areas.build import AreaTablesBuilt
from frankpledge.areas.fitting import count_shares

Pairs = set[tuple[str, str]]


def add_places(built: AreaTablesBuilt, *folders: Path | str) -> AreaTablesBuilt:
    """The tables with wards of 2025, parishes, police neighbourhoods, MSOAs and classes of LSOAs.

    Each kind comes from look-ups of its own in the folders (see `_lookups`), and is left as it was
    where these are missing. Raises as `build_area_tables`.
    """
    lookups = find_lookups(*folders)
    lsoas = {area.code for area in built.areas if area.kind == "lsoa"}
    households = {
        row["lsoa21_code"]: int(row["total_households"]) for row in lookups.rows("households")
    }
    points = weighted_points(lookups.rows("centroids"), households, lsoas)
    built = _with_msoas(built, lookups, points)
    built = _with_wards(built, lookups, points, _ward_names(folders))
    built = _with_parishes(built, lookups, points)
    built = _with_neighbourhoods(built, lookups)
    classes = _classes(lookups, households, lsoas)
    areas = sorted(built.areas, key=lambda area: (-RANK[area.kind], area.code))
    return replace(built, areas=tuple(areas), classes=classes)


def _with_msoas(
    built: AreaTablesBuilt, lookups: Lookups, points: Mapping[str, Weighted]
) -> AreaTablesBuilt:
    names = {row["MSOACD"]: row for row in lookups.rows("msoa_names")}
    holds: dict[str, str] = {
        row["lsoa21cd"]: row["msoa21cd"]
        for row in lookups.rows("lsoa_msoa")
        if row["lsoa21cd"] in points
    }
    district = _district_of(built)
    members: dict[str, list[str]] = defaultdict(list)
    for lsoa, msoa in sorted(holds.items()):
        members[msoa].append(lsoa)
    areas = [
        Area(msoa, "msoa", names[msoa]["MSOANM"], names[msoa]["MSOAHCLNM"], "2021", *point)
        for msoa, inside in members.items()
        if (point := mean_point((points[lsoa], 1.0) for lsoa in inside))
    ]
    pairs = {*holds.items(), *((msoa, district[inside[0]]) for msoa, inside in members.items())}
    return _with(built, areas, pairs)


def _with_wards(
    built: AreaTablesBuilt,
    lookups: Lookups,
    points: Mapping[str, Weighted],
    names: Mapping[str, str],
) -> AreaTablesBuilt:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in lookups.rows("postcodes"):
        if row["lsoa21cd"] in points and row["wd25cd"]:
            counted[row["lsoa21cd"]][row["wd25cd"]] += 1
    if not counted:
        return built
    shares = [
        share
        for lsoa in sorted(counted)
        for share in count_shares(lsoa, counted[lsoa], "postcodes")
    ]
    old = {area.code for area in built.areas if area.kind == "ward"}
    rest = replace(
        built,
        areas=tuple(area for area in built.areas if area.code not in old),
        membership=tuple(pair for pair in built.membership if old.isdisjoint(pair)),
    )
    district, pairs = _district_of(built), set()
    for lsoa, wards in counted.items():
        pairs.add((lsoa, _main(wards)))
        pairs.add((_main(wards), district[lsoa]))
    areas = [
        Area(ward, "ward", names[ward], "", "2025", *_centre(inside, points))
        for ward, inside in _by_area(shares).items()
    ]
    return _with(rest, areas, pairs, shares)


def _main(counted: Mapping[str, int]) -> str:
    return min(counted, key=lambda code: (-counted[code], code))


def _with_parishes(
    built: AreaTablesBuilt, lookups: Lookups, points: Mapping[str, Weighted]
) -> AreaTablesBuilt:
    rows = lookups.rows("parishes")
    names = {row["parish_code"]: row["parish_name"] for row in rows}
    shares = parish_shares(rows, ((c.lsoa11, c.lsoa21) for c in built.changes))
    shares = [share for share in shares if share.lsoa in points]
    district, codes = _district_of(built), {area.code for area in built.areas}
    inside = _by_area(shares)
    areas = [
        Area(parish, "parish", names[parish], "", "2022", *_centre(parts, points))
        for parish, parts in inside.items()
    ]
    pairs = {(parish, district[parts[0].lsoa]) for parish, parts in inside.items()}
    for row in lookups.rows("parish_districts"):
        if row["LAD19CD"] in codes:
            pairs.add((row["PAR19CD"], row["LAD19CD"]))
            if row["PAR19CD"] not in inside:
                areas.append(Area(row["PAR19CD"], "parish", row["PAR19NM"], "", "2019"))
    return _with(built, list(dict.fromkeys(areas)), pairs, shares)


def parish_shares(rows: Iterable[Row], moves: Iterable[tuple[str, str]]) -> list[Share]:
    """Shares of 2021 LSOAs in parishes, from pairs of 2011 LSOA and parish.

    `moves` are pairs of 2011 and 2021 LSOAs. A 2021 LSOA may lie in every parish of every 2011 LSOA
    that it came from; it lies wholly in one where that is the only one.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        named[row["lsoa11_code"]].add(row["parish_code"])
    parishes: dict[str, set[str]] = defaultdict(set)
    for lsoa11, lsoa21 in moves:
        # An LSOA that the look-up does not know might lie anywhere, in no parish too.
        parishes[lsoa21] |= named.get(lsoa11, {""})
    return [
        Share(lsoa, parish, *((1.0, "whole") if len(found) == 1 else (None, "shared")))
        for lsoa, found in sorted(parishes.items())
        for parish in sorted(found)
        if parish
    ]


def _with_neighbourhoods(built: AreaTablesBuilt, lookups: Lookups) -> AreaTablesBuilt:
    """Codes are the force's slug and the publisher's id, made fit for an address."""
    slugs = {force.code: force.slug for force in read_forces()}
    known = {area.code for area in built.areas if area.kind == "force"}
    rows = [row for row in lookups.rows("neighbourhoods") if row["PFA"] in known]
    named = [(neighbourhood_code(slugs[row["PFA"]], row["PFNid"]), row) for row in rows]
    areas = [Area(code, "neighbourhood", row["PFNn"], "", "2022") for code, row in named]
    return _with(built, areas, {(code, row["PFA"]) for code, row in named})


def _classes(
    lookups: Lookups, households: Mapping[str, int], lsoas: set[str]
) -> tuple[Classified, ...]:
    deciles = {row["lsoa21_code"]: int(row["IMD_decile"]) for row in lookups.rows("deprivation")}
    rural = {row["lsoa21_code"]: row for row in lookups.rows("rural_urban")}
    if not deciles and not rural:
        return ()
    none = {"ruc21_code": "", "classification": ""}
    return tuple(
        Classified(
            lsoa,
            households.get(lsoa),
            deciles.get(lsoa),
            rural.get(lsoa, none)["ruc21_code"],
            rural.get(lsoa, none)["classification"],
        )
        for lsoa in sorted(lsoas)
    )


def _ward_names(folders: Iterable[Path | str]) -> dict[str, str]:
    """Names of wards by code, from the boundary files of 2025 among the folders."""
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(Path(folder).glob("ward25*.geojson")):
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
                found[feature["properties"]["WD25CD"]] = feature["properties"]["WD25NM"]
    return found


def _centre(
    shares: Iterable[Share], points: Mapping[str, Weighted]
) -> tuple[float, float] | tuple[None, None]:
    """Weighted by what is known to lie inside; by all that touch where nothing is."""
    inside = list(shares)
    sure = sum(share.low for share in inside) > 0
    weights = ((points[s.lsoa], s.low if sure else s.high) for s in inside)
    return mean_point(weights) or (None, None)


def _by_area(shares: Iterable[Share]) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        found[share.area].append(share)
    return found


def _district_of(built: AreaTablesBuilt) -> dict[str, str]:
    kinds = {area.code: area.kind for area in built.areas}
    return {m: a for m, a in built.membership if kinds[m] == "lsoa" and kinds[a] == "district"}


def _with(
    built: AreaTablesBuilt, areas: Iterable[Area], pairs: Pairs, shares: Iterable[Share] = ()
) -> AreaTablesBuilt:
    return replace(
        built,
        areas=(*built.areas, *areas),
        membership=tuple(sorted({*built.membership, *pairs})),
        shares=tuple(sorted((*built.shares, *shares), key=lambda s: (s.area, s.lsoa))),
    )
