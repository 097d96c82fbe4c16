"""The example's population tables, against the publisher's figures."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

NAMES = ("ons-population", "ons-population-2024", "ons-population-neighbourhoods-2020")


@pytest.fixture(scope="module")
def figures(example: Path):
    """(period, area) to population for each table, and the kind of each area."""
    found = {}
    for name in NAMES:
        with (example / "figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def of(rows, kind, period):
    """Population by area of one kind and year."""
    return {
        row["area"]: int(row["population"])
        for row in rows
        if (row["kind"], row["period"]) == (kind, period)
    }


def test_forces_of_mid_2023_agree_with_the_crime_tables_of_the_ons(figures, shared: Path):
    """Another publication, by code and rounded to hundreds."""
    book = CalamineWorkbook.from_path(
        shared / "data/police/aggregate/ons_policeforceareatables_ye-dec-2024.xlsx"
    )
    rows = book.get_sheet_by_name("Table P3").to_python()
    published = {row[0]: row[2] for row in rows if str(row[0])[:3] in ("E23", "W15")}
    ours = of(figures["ons-population"], "force", "2023")
    assert len(published) == 43
    assert set(ours) == set(published)
    assert all(abs(ours[code] - published[code]) <= 50 for code in ours)


def test_districts_of_mid_2023_are_the_publishers(figures, areas, read):
    """All 318, and the sum of both countries."""
    names = {r["Name"]: r for r in read("police/aggregate/regionalpopulation.csv")}
    ours = of(figures["ons-population"], "district", "2023")
    assert len(ours) == 318
    assert all(n == float(names[areas.get(c).name]["Mid-2023"]) for c, n in ours.items())
    countries = of(figures["ons-population"], "country", "2023")
    assert countries["K04000001"] == sum(ours.values()) == 60_854_727
    assert countries["E92000001"] == 57_690_323


def test_forces_of_every_year_add_up_to_the_publishers_total(figures, read):
    """From mid-2011 to mid-2023."""
    total = read("police/aggregate/regionalpopulation.csv")[0]
    for year in range(2011, 2024):
        forces = of(figures["ons-population"], "force", str(year))
        assert len(forces) == 43
        assert sum(forces.values()) == float(total[f"Mid-{year}"])


def test_wiltshire_force_is_wiltshire_and_swindon(figures):
    """The sum of two unitary authorities, in 13 years; the partnerships are the same."""
    rows = figures["ons-population"]
    for year in range(2011, 2024):
        districts = of(rows, "district", str(year))
        local = {code: districts[code] for code in ("E06000030", "E06000054")}
        assert of(rows, "force", str(year))["E23000038"] == sum(local.values())
        partnerships = of(rows, "partnership", str(year))
        assert partnerships["E22000350"] == local["E06000030"]
        assert partnerships["E22000361"] == local["E06000054"]
    assert of(rows, "force", "2020")["E23000038"] == 232_574 + 507_047


def test_partnerships_of_shared_districts_have_no_figure(figures, areas):
    """Better none than the whole district's for each."""
    ours = of(figures["ons-population"], "partnership", "2023")
    assert len(ours) == 314 - 21
    for code, population in ours.items():
        districts = areas.children(code, "district")
        known = of(figures["ons-population"], "district", "2023")
        assert population == sum(known[district] for district in districts)


def test_forces_of_mid_2024_are_as_published(figures, read):
    """And add up to the total that the publisher gave in July 2025."""
    published = read("police/aggregate/pfa_population_2024.csv")
    ours = of(figures["ons-population-2024"], "force", "2024")
    assert ours == {row["PFA 2023 Code"]: int(row["Population"]) for row in published}
    assert sum(ours.values()) == 61_806_682


def test_neighbourhoods_of_mid_2020_carry_everyone(figures, read, changes_of_example, households):
    """447 LSOAs; unchanged ones as published, split ones by households, nobody lost."""
    published = {
        row["lsoa11_code"]: int(row["total_population"])
        for row in read("geo/population/mid2020_lsoa11_total_ew.csv.gz")
    }
    ours = of(figures["ons-population-neighbourhoods-2020"], "lsoa", "2020")
    assert len(ours) == 447
    for lsoa11, successors in changes_of_example.items():
        whole = sum(households[code] for code in successors)
        for code in successors:
            exact = published[lsoa11] * households[code] / whole
            assert abs(ours[code] - exact) <= 0.502
    total = sum(published[lsoa11] for lsoa11 in changes_of_example)
    assert total == 726_951
    assert abs(sum(ours.values()) - total) <= 30


def test_wards_of_mid_2020_have_their_share_of_lsoas(figures, example):
    """By the shares of shares.csv, up to rounding, and nobody lost."""
    rows = figures["ons-population-neighbourhoods-2020"]
    lsoas, wards = of(rows, "lsoa", "2020"), of(rows, "ward", "2020")
    sums, sizes = Counter(), Counter()
    with (example / "areas/shares.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["basis"] == "postcodes":
                sums[row["area"]] += lsoas[row["lsoa"]] * float(row["share"])
                sizes[row["area"]] += 1
    assert set(wards) == set(sums)
    assert len(wards) == 118
    assert all(abs(wards[code] - sums[code]) <= 0.5 * sizes[code] + 0.5 for code in wards)
    assert abs(sum(wards.values()) - sum(lsoas.values())) <= 60


def test_every_row_is_of_a_known_area_once(figures, areas):
    """With the kind that the area tables give it."""
    seen = [(row["period"], row["area"]) for rows in figures.values() for row in rows]
    assert len(seen) == len(set(seen))
    for rows in figures.values():
        assert all(areas.get(row["area"]).kind == row["kind"] for row in rows)


def test_each_table_says_where_it_comes_from(figures, example):
    """Publisher, licence, source, vintage and the number of rows."""
    for name, rows in figures.items():
        path = example / "figures" / f"{name}.csv.metadata.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        assert said["publisher"] == "Office for National Statistics"
        assert said["licence"] == "Open Government Licence v3.0"
        assert list(said["columns"]) == list(rows[0])
        assert said["rows"] == len(rows)
        assert said["source"]
        assert len(said["vintage"]) == 10


@pytest.fixture(scope="module")
def changes_of_example(read, lookup):
    """2011 LSOA to its 2021 successors, for Wiltshire and Swindon."""
    local = {r["lsoa21_code"] for r in lookup if r["ltla24_code"] in ("E06000030", "E06000054")}
    found = defaultdict(list)
    for row in read("geo/lookups/lsoa11_lsoa21_lad22_ew.csv.gz"):
        if row["lsoa21_code"] in local:
            found[row["lsoa11_code"]].append(row["lsoa21_code"])
    return found
