"""Residents by age and sex: a third party's real table, and the publisher's own forms of it."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.areas import Areas
from frankpledge.lake import Lake, export, ingest

SOURCE = "ons-age-sex"
AGES = [*map(str, range(90)), "90+"]
Take = Callable[..., Any]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, str]]:
    """The rows of the real table of mid-2020, by district."""
    path = shared / "data/geo/population/mid2020_lad21_single_year_age_ew.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["ltla21_code"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def real(shared: Path, areas: Areas, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake that holds that table."""
    lake = Lake(tmp_path_factory.mktemp("ages") / "lake", areas=areas)
    path = shared / "data/geo/population/mid2020_lad21_single_year_age_ew.csv.gz"
    (report,) = ingest(lake, [path], areas=areas, vintage="2021-06-25")
    assert report.status == "imported"
    assert report.quality is not None
    assert (report.quality.read, report.quality.accepted) == (331, 331 * 91)
    assert (report.quality.rejected, report.quality.repeated, report.quality.first) == (
        0,
        0,
        "2020",
    )
    return lake


def held(lake: Lake, *districts: str) -> list[dict[str, Any]]:
    """The rows of some districts, or all."""
    table = lake.table(SOURCE)
    rows = table.filter(table.area.isin(districts)) if districts else table
    return rows.to_pyarrow().to_pylist()


def test_every_age_of_every_district(real: Lake, published: dict[str, dict[str, str]]) -> None:
    """Each number stands where the table has it, and ages add up to the table's own totals."""
    rows = held(real)
    assert len(rows) == len(published) * 91
    assert all(row["population"] == int(published[row["area"]][AGES[row["age"]]]) for row in rows)
    assert {row["sex"] for row in rows} == {"all"}
    total = sum(int(row["total_population"]) for row in published.values())
    assert sum(row["population"] for row in rows) == total


def test_ages_add_up_to_the_total_of_the_same_year(real: Lake, shared: Path) -> None:
    """The neighbourhoods of Wiltshire and Swindon, which are another table, have as many people."""
    lookup = shared / "data/geo/lookups"
    lsoas = shared / "data/geo/population/mid2020_lsoa11_total_ew.csv.gz"
    if not lsoas.is_file() or not lookup.is_dir():
        pytest.skip("needs the totals by neighbourhood")
    with gzip.open(lsoas, "rt", encoding="utf-8", newline="") as file:
        totals = list(csv.DictReader(file))
    here = [row for row in totals if row["lsoa11_name"].startswith(("Wiltshire ", "Swindon "))]
    counted = sum(row["population"] for row in held(real, "E06000054", "E06000030"))
    assert counted == sum(int(row["total_population"]) for row in here)


def test_exported_and_read_again(real: Lake, areas: Areas, tmp_path: Path) -> None:
    """The lake's own table comes back the same, with publisher, licence and vintage beside it."""
    path = tmp_path / "ons-age-sex.csv"
    wanted = {"area": ["E06000054", "E06000030"]}
    beside = export(real, SOURCE, path=path, where=wanted)
    assert path.read_text(encoding="utf-8").splitlines()[:2] == [
        "period,area,sex,age,population",
        "2020,E06000030,all,0," + str(held(real, "E06000030")[0]["population"]),
    ]
    told = beside.read_text(encoding="utf-8")
    assert '"vintage": "2021-06-25"' in told
    assert "Office for National Statistics" in told
    again = Lake(tmp_path / "lake", areas=areas)
    (report,) = ingest(again, [path], areas=areas)
    assert (report.status, report.source) == ("imported", SOURCE)
    assert held(again) == held(real, "E06000054", "E06000030")


SERIES = "ladcode23,laname23,country,sex,age,population_2023,population_2024\n"


def test_the_publishers_series(take: Take, lake: Lake, tmp_path: Path) -> None:
    """A row a district, sex and age, a column a year; other kinds of area are left out."""
    path = tmp_path / "MYEB1_detailed_population_estimates_series_UK_(2024_geog23).csv"
    path.write_text(
        SERIES + "E06000030,Swindon,E,M,0,11,12\nE06000030,Swindon,E,F,0,21,22\n"
        "E06000030,Swindon,E,1,90,31,32\nE06000030,Swindon,E,2,90+,41,42\n"
        "E06000030,Swindon,E,Persons,0,32,34\n"
        "S12000033,Aberdeen City,S,M,0,1,1\nE10000006,Cumbria,E,M,0,1,1\n"
        "E06000030,Swindon,E,M,91,1,1\nE06000030,Swindon,E,X,1,1,1\n"
        "E06000030,Swindon,E,M,2,1,many\n",
        encoding="utf-8",
    )
    (report,) = take(path)
    found = {(r["period"], r["sex"], r["age"]): r["population"] for r in held(lake)}
    assert found == {
        ("2023", "male", 0): 11,
        ("2024", "male", 0): 12,
        ("2023", "female", 0): 21,
        ("2024", "female", 0): 22,
        ("2023", "male", 90): 31,
        ("2024", "male", 90): 32,
        ("2023", "female", 90): 41,
        ("2024", "female", 90): 42,
    }
    quality = report.quality
    assert quality.notes == {
        "rows of no district of England and Wales": 2,
        "totals of both sexes": 1,
    }
    told = sorted((r.line, r.column, r.value) for r in quality.rejections)
    assert told == [(9, "age", "91"), (10, "sex", "X"), (11, "population_2024", "many")]


def test_the_publishers_workbook(take: Take, lake: Lake, tmp_path: Path) -> None:
    """Of two sheets for districts of different years the later is read, and no other sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    tables = {"MYEB1 (2021 Geography)": ("21", 5), "MYEB1 (2023 Geography)": ("23", 7)}
    tables["MYEB2 (2023 Geography)"] = ("23", 9)
    for name, (year, people) in tables.items():
        sheet = book.create_sheet(name)
        sheet.append([f"{name}: an invented table"])
        sheet.append(
            [f"ladcode{year}", f"laname{year}", "country", "sex", "age", "population_2024"]
        )
        sheet.append(["E06000054", "Wiltshire", "E", "F", 16, people])
    path = tmp_path / "myebtablesenglandwales20112024.xlsx"
    book.save(path)
    (report,) = take(path)
    assert (report.status, report.source) == ("imported", SOURCE)
    (row,) = held(lake)
    assert (row["period"], row["sex"], row["age"], row["population"]) == ("2024", "female", 16, 7)


def test_tables_that_cannot_be_trusted(take: Take, lake: Lake, tmp_path: Path) -> None:
    """An age that lacks refuses the file; a total that is not the sum leaves out the district."""
    head = ["ltla21_code", "ltla21_name", "total_population"]
    path = tmp_path / "mid2020_lad21_single_year_age_ew.csv"
    path.write_text(",".join([*head, *AGES[:-1]]) + "\n", encoding="utf-8")
    (report,) = take(path)
    assert "a column for each age, 0 to 90+" in str(report.error)
    rows = [["E06000030", "Swindon", "91", *["1"] * 91], ["E06000054", "W", "90", *["1"] * 91]]
    path.write_text("\n".join(map(",".join, [[*head, *AGES], *rows])) + "\n", encoding="utf-8")
    (report,) = take(path)
    assert {row["area"] for row in held(lake)} == {"E06000030"}
    assert report.quality.reasons == {"total: expected the sum of all ages": 1}
    path.with_name("MYEB1_detailed_population_estimates_series_UK.csv").write_text(
        "ladcode23,laname23,country,sex,age\n", encoding="utf-8"
    )
    (report,) = take(path.with_name("MYEB1_detailed_population_estimates_series_UK.csv"))
    assert "columns such as population_2024" in str(report.error)
