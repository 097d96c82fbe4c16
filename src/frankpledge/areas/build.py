"""Our area tables from the look-ups of the Office for National Statistics.

Pure functions from the publisher's tables to ours. Areas are joined by code only. Two steps are
estimates, and say so:

- *Shares of a split LSOA.* Where a 2011 LSOA became several 2021 LSOAs (lines S and X of the ONS
  look-up), each gets the share of their households at the 2021 Census, or an equal share where
  households are not known. Lines U and M, and any 2011 LSOA with one successor, have share 1. On X
  lines, where boundaries moved both ways, the share is rough: the households of the 2021 LSOA came
  from several 2011 ones.
- *Centroids* of wards, districts, partnerships, forces and countries are the mean of the centroids
  of their 2021 LSOAs, weighted by households. A partnership in a district that several partnerships
  share has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from frankpledge.areas._areas import Areas
from frankpledge.areas._centroids import weighted_points, with_centroids
from frankpledge.areas._load import PACKAGE
from frankpledge.areas._lookups import Lookups, Row, find_lookups
from frankpledge.areas._model import RANK, Area, Change, Classified, Share
from frankpledge.errors import NotFoundError

WHOLE = Area("K04000001", "country", "England and Wales", "", "2024")
COUNTRIES = {
    "E": Area("E92000001", "country", "England", "", "2024"),
    "W": Area("W92000004", "country", "Wales", "", "2024"),
}
SHARE_UNITS = 1_000_000  # shares are whole millionths, so that they add up to 1 as written


@dataclass(frozen=True)
class AreaTablesBuilt:
    """Our tables, sorted by code; areas of the largest kind come first.

    `weighted` is false where households were not known: shares of split LSOAs are then equal, and
    centroids plain means.
    """

    areas: tuple[Area, ...]
    membership: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    weighted: bool = True
    shares: tuple[Share, ...] = ()
    classes: tuple[Classified, ...] = ()

    def only(self, *kinds: str) -> AreaTablesBuilt:
        """Areas of these kinds, what they are members of, and what LSOAs have if they are there."""
        areas = tuple(area for area in self.areas if area.kind in kinds)
        codes = {area.code for area in areas}
        membership = tuple(pair for pair in self.membership if pair[0] in codes)
        shares = tuple(share for share in self.shares if share.area in codes)
        changes, classes = (self.changes, self.classes) if "lsoa" in kinds else ((), ())
        return AreaTablesBuilt(areas, membership, changes, self.weighted, shares, classes)


def build_area_tables(
    *folders: Path | str, forces: Collection[str] | None = None
) -> AreaTablesBuilt:
    """Build all area tables from folders that hold the look-ups (see `find_lookups`).

    `forces` are codes; None means all of England and Wales. Raises NotFoundError for a look-up that
    is missing or a force that the look-ups do not have, InputError for a look-up without the
    expected columns or with a value that is no number.
    """
    lookups = find_lookups(*folders)
    partnerships = _of_forces(lookups.rows("partnerships"), forces)
    districts = {row["ltla24_code"] for row in partnerships}
    wards = [row for row in lookups.rows("wards") if row["ltla24_code"] in districts]
    lsoas = {row["lsoa21_code"] for row in wards}
    households = _households(lookups, lsoas)
    areas = _with_local_names(_areas(partnerships, wards), _local_names(lookups))
    membership = tuple(sorted(_membership(partnerships, wards)))
    points = weighted_points(lookups.rows("centroids"), households, lsoas)
    placed = with_centroids(Areas(areas, membership), points)
    changes = shares(lookups.rows("changes"), households, lsoas)
    return AreaTablesBuilt(tuple(placed), membership, changes, bool(households))


def _households(lookups: Lookups, lsoas: Set[str]) -> dict[str, int]:
    """Households by 2021 LSOA; none at all where there is no such look-up."""
    found = {row["lsoa21_code"]: int(row["total_households"]) for row in lookups.rows("households")}
    missing = sorted(lsoas - found.keys()) if found else []
    if missing:
        path = lookups.paths["households"]
        raise NotFoundError(f"{path}: no households of {len(missing)} LSOAs, as {missing[0]}")
    return found


def _of_forces(rows: list[Row], forces: Collection[str] | None) -> list[Row]:
    known = {row["pfa24_code"] for row in rows}
    if missing := sorted(set(forces or ()) - known):
        raise NotFoundError(f"the look-ups have no force {', '.join(missing)}")
    return [row for row in rows if forces is None or row["pfa24_code"] in forces]


def _areas(partnerships: Iterable[Row], wards: Iterable[Row]) -> list[Area]:
    found: dict[str, Area] = {WHOLE.code: WHOLE}

    def add(kind: str, row: Row, column: str, vintage: str) -> None:
        code = row[f"{column}_code"]
        found.setdefault(code, Area(code, kind, row[f"{column}_name"], "", vintage))

    for row in partnerships:
        for kind, column in (("district", "ltla24"), ("partnership", "csp24"), ("force", "pfa24")):
            add(kind, row, column, "2024")
        country = COUNTRIES[row["pfa24_code"][0]]
        found.setdefault(country.code, country)
    for row in wards:
        add("ward", row, "ward24", "2024")
        add("lsoa", row, "lsoa21", "2021")
    return sorted(found.values(), key=lambda area: (-RANK[area.kind], area.code))


def _membership(partnerships: Iterable[Row], wards: Iterable[Row]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for row in partnerships:
        district, partnership, force = (row[f"{c}_code"] for c in ("ltla24", "csp24", "pfa24"))
        country = COUNTRIES[force[0]].code
        pairs |= {
            (district, partnership),
            (district, force),
            (partnership, force),
            (force, country),
            (country, WHOLE.code),
        }
    for row in wards:
        lsoa, ward, district = (row[f"{c}_code"] for c in ("lsoa21", "ward24", "ltla24"))
        pairs |= {(lsoa, ward), (lsoa, district), (ward, district)}
    return pairs


def _local_names(lookups: Lookups) -> dict[str, str]:
    """Welsh names of the package, and for LSOAs the House of Commons Library's name of the MSOA."""
    msoas = {row["MSOACD"]: row["MSOAHCLNM"] for row in lookups.rows("msoa_names")}
    pairs = {
        row["lsoa21cd"]: row["msoa21cd"] for row in lookups.rows("lsoa_msoa") if row["lsoa21cd"]
    }
    names = {lsoa: msoas.get(msoa, "") for lsoa, msoa in pairs.items()}
    lines = (PACKAGE / "welsh-names.csv").read_text(encoding="utf-8").splitlines()[1:]
    return names | dict(line.split(",", 1) for line in lines)


def _with_local_names(areas: Iterable[Area], names: Mapping[str, str]) -> tuple[Area, ...]:
    return tuple(replace(area, local_name=names.get(area.code, "")) for area in areas)


def shares(
    rows: Iterable[Row], households: Mapping[str, int], lsoas: Set[str]
) -> tuple[Change, ...]:
    """Lines of lsoa-changes.csv for every 2011 LSOA that touches one of the 2021 `lsoas`."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["lsoa11_code"]].append(row)
    found: list[Change] = []
    for lsoa11, lines in groups.items():
        lines.sort(key=lambda line: line["lsoa21_code"])
        codes = [line["lsoa21_code"] for line in lines]
        if lsoas.isdisjoint(codes):
            continue
        parts = split([households.get(code, 0) for code in codes])
        found += [
            Change(lsoa11, line["lsoa21_code"], line["change_code"], part)
            for line, part in zip(lines, parts, strict=True)
        ]
    return tuple(sorted(found))


def split(weights: list[int]) -> list[float]:
    """Shares in proportion to weights, in whole millionths that add up to exactly 1."""
    total = sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    units = [weight * SHARE_UNITS // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(weights[i] * SHARE_UNITS % total), i))
    for i in order[: SHARE_UNITS - sum(units)]:
        units[i] += 1
    return [unit / SHARE_UNITS for unit in units]
