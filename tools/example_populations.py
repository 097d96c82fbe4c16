"""Recompute the population tables of the example from the publisher's tables.

    python tools/example_populations.py FOLDER...

The folders hold regionalpopulation.csv (districts and countries, mid-2011 to mid-2023, by name),
pfa_population_2024.csv (forces, by code) and mid2020_lsoa11_total_ew.csv.gz (2011 LSOAs, by code).
The example's area tables must be there already (tools/area_tables.py).
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from frankpledge.areas import Areas, load_areas

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "wiltshire"
WILTSHIRE = "E23000038"
YEARS = range(2011, 2024)
DISTRICT_LEVELS = {
    "Unitary Authority",
    "Metropolitan District",
    "Non-metropolitan District",
    "London Borough",
}
COUNTRIES = {"ENGLAND AND WALES": "K04000001", "ENGLAND": "E92000001", "WALES": "W92000004"}

Row = tuple[str, str, str, int]
"""Period, area, kind, population."""

COMMON = {
    "publisher": "Office for National Statistics",
    "licence": "Open Government Licence v3.0",
    "licence_url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "attribution": "Source: Office for National Statistics licensed under the Open Government "
    "Licence v3.0.",
    "columns": {
        "period": "year of the estimate, which is for 30 June",
        "area": "code of the area",
        "kind": "kind of area: country, force, partnership, district, ward or lsoa",
        "population": "usual residents",
    },
}


def main(folders: list[str]) -> None:
    """Write three tables, one for each release of the publisher, each with its sidecar."""
    areas = load_areas(EXAMPLE / "areas")
    table = {name: _read(folders, name) for name in SOURCES}
    _write("ons-population", mid_2023_release(areas, table["regionalpopulation.csv"]))
    _write("ons-population-2024", mid_2024_release(table["pfa_population_2024.csv"]))
    rows = neighbourhoods(areas, table["mid2020_lsoa11_total_ew.csv.gz"])
    _write("ons-population-neighbourhoods-2020", rows)


def mid_2023_release(areas: Areas, table: list[dict[str, str]]) -> list[Row]:
    """Forces and countries for all years; districts and partnerships of Wiltshire for all years.

    Of elsewhere only the latest year's districts and partnerships. Refuses a table whose districts
    are not those of our own, or do not add up to its own totals.
    """
    codes = {area.name: area.code for area in areas.of_kind("district")}
    counts = {
        codes[row["Name"]]: {year: _whole(row[f"Mid-{year}"]) for year in YEARS}
        for row in table
        if row["Geography"] in DISTRICT_LEVELS
    }
    if len(counts) != len(codes):
        raise SystemExit(f"{len(counts)} districts, expected {len(codes)}")
    _check_totals(areas, counts, table)
    local = {WILTSHIRE, *areas.children(WILTSHIRE, "partnership")}
    local |= set(areas.children(WILTSHIRE, "district"))
    return [
        (str(year), area.code, area.kind, sum(counts[d][year] for d in districts))
        for kind in ("country", "force", "partnership", "district")
        for area in areas.of_kind(kind)
        if (districts := _districts(areas, area.code, kind))
        for year in YEARS
        if kind in ("country", "force") or year == YEARS[-1] or area.code in local
    ]


def _districts(areas: Areas, code: str, kind: str) -> tuple[str, ...]:
    """Districts that make up an area; none for a partnership that shares a district."""
    districts = (code,) if kind == "district" else areas.children(code, "district")
    shared = kind == "partnership" and not areas.shared_districts.isdisjoint(districts)
    return () if shared else districts


def _check_totals(
    areas: Areas, counts: dict[str, dict[int, int]], table: list[dict[str, str]]
) -> None:
    for row in table:
        if code := COUNTRIES.get(row["Name"]):
            districts = areas.children(code, "district")
            for year in YEARS:
                total = sum(counts[district][year] for district in districts)
                if total != _whole(row[f"Mid-{year}"]):
                    raise SystemExit(f"{row['Name']} mid-{year}: districts add up to {total}")


def mid_2024_release(table: list[dict[str, str]]) -> list[Row]:
    """Forces at mid-2024, as published."""
    return [("2024", r["PFA 2023 Code"], "force", _whole(r["Population"])) for r in table]


def neighbourhoods(areas: Areas, table: list[dict[str, str]]) -> list[Row]:
    """2021 LSOAs and wards at mid-2020, carried from 2011 LSOAs by the shares of lsoa-changes."""
    published = {row["lsoa11_code"]: _whole(row["total_population"]) for row in table}
    carried: dict[tuple[str, str], float] = defaultdict(float)
    for change in areas.change_rows:
        population = published[change.lsoa11] * change.share
        carried[change.lsoa21, "lsoa"] += population
    for row in areas.shares("ward").to_pylist():
        carried[row["area"], "ward"] += carried[row["lsoa"], "lsoa"] * row["share"]
    return [("2020", code, kind, round(people)) for (code, kind), people in carried.items()]


def _whole(text: str) -> int:
    number = float(text)
    if not number.is_integer():
        raise SystemExit(f"not a whole number of people: {text}")
    return int(number)


def _read(folders: Iterable[str], name: str) -> list[dict[str, str]]:
    path = next((p for f in folders if (p := Path(f) / name).is_file()), None)
    if path is None:
        raise SystemExit(f"no {name} in the folders given")
    if path.suffix == ".gz":
        return list(csv.DictReader(gzip.open(path, "rt", encoding="utf-8-sig", newline="")))
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))


def _write(name: str, rows: list[Row]) -> None:
    path = EXAMPLE / "figures" / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COMMON["columns"])
        writer.writerows(sorted(rows, key=lambda row: (row[0], row[2], row[1])))
    said = ABOUT[name] | COMMON | {"rows": len(rows)}
    text = json.dumps(said, indent=2, ensure_ascii=False)
    path.with_name(f"{path.name}.metadata.json").write_text(text + "\n", encoding="utf-8")


SOURCES = ("regionalpopulation.csv", "pfa_population_2024.csv", "mid2020_lsoa11_total_ew.csv.gz")

ABOUT: dict[str, dict[str, Any]] = {
    "ons-population": {
        "title": "Mid-year population estimates, mid-2011 to mid-2023: countries, forces, "
        "partnerships and districts",
        "source": "Population estimates for England and Wales, mid-2023, with mid-2011 to mid-2022 "
        "rebased to Census 2021; read from a copy in a public repository "
        "(github.com/OliverG314/UKCrimeAnalysis, data/regionalpopulation.csv), not from the "
        "publisher's own server",
        "vintage": "2024-07-15",
        "made": "tools/example_populations.py: countries, forces and partnerships are sums of "
        "their districts (2024 codes)",
        "notes": [
            "The copy names districts and has no codes. Each of its 318 district names is exactly "
            "one name of the ONS look-up of 2024, and the districts add up to the copy's own "
            "totals of England, Wales and both in every year. Its column of forces is blank for "
            "districts within a county and once misspelt, so forces were found through the codes "
            "of their districts and not through that column.",
            "The copy is not dated. The vintage is the day on which the publisher's first "
            "estimates of mid-2023 are understood to have come out; not verified at the publisher. "
            "It has since revised mid-2022 and mid-2023. The forces agree with the populations of "
            "mid-2023 in the publisher's police force area tables for the year to December 2024, "
            "which are rounded to hundreds.",
            "All years for countries, forces, and the districts and partnerships of Wiltshire and "
            "Swindon; mid-2023 only for other districts and partnerships.",
            "No row for the 21 partnerships that share a district with another one.",
        ],
    },
    "ons-population-2024": {
        "title": "Mid-year population estimates, mid-2024: forces",
        "source": "Population estimates by police force area, mid-2024; read from a copy in a "
        "public repository (github.com/robertmaszkiewski/uk-crime-analysis, "
        "data/clean/pfa_population_2024.csv), not from the publisher's own server",
        "vintage": "2025-07-30",
        "made": "tools/example_populations.py: as published, by code",
        "notes": [
            "The copy does not date itself. Its forces add up to 61,806,682, the publisher's total "
            "for England and Wales at mid-2024 in the release of July 2025.",
            "Not comparable with mid-2023 in ons-population.csv: the release of mid-2024 also "
            "revised mid-2022 and mid-2023 upwards (the revised total of mid-2023 is about 61.10 "
            "million, against 60.85 million there). The revised figures by area are not here.",
            "The copy's columns name police force areas of 2023; their codes are those of 2024.",
        ],
    },
    "ons-population-neighbourhoods-2020": {
        "title": "Mid-year population estimates, mid-2020: LSOAs (2021) and wards (2025) of "
        "Wiltshire and Swindon",
        "source": "Lower layer Super Output Area population estimates, mid-2020 (2011 LSOAs); read "
        "from a copy in a public repository (github.com/humaniverse/demographr), not from the "
        "publisher's own server",
        "vintage": "2021-09-16",
        "made": "tools/example_populations.py: carried from 2011 to 2021 LSOAs by the shares of "
        "lsoa-changes.csv, added up to wards by the shares of shares.csv, then rounded",
        "notes": [
            "Estimates of estimates. Where a 2011 LSOA was split, its people are shared out by "
            "households at the 2021 Census.",
            "Older basis than ons-population.csv: rolled forward from the 2011 Census and not "
            "rebased to that of 2021. Wiltshire and Swindon together have 727,000 people here and "
            "740,000 at mid-2020 there, so do not mix the two in one rate.",
            "A ward has the share of each LSOA's people that it has of its postcodes.",
            "Newer estimates by LSOA exist at the publisher; they were not to hand.",
            "The copy is not dated. The vintage is the day on which the publisher is understood to "
            "have released mid-2020 estimates for small areas; not verified at the publisher.",
        ],
    },
}


if __name__ == "__main__":
    main(sys.argv[1:])
