"""Nomis: populations and households of small areas and districts, as CSV in pages.

The datasets are named as public programs named them in 2024 to 2026. None could be reached from
where this was written; a dataset that moved gives a clear error.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frankpledge.errors import FetchError

from ._order import Order, write_csv

BASE = "https://www.nomisweb.co.uk/api/v01"
FOLDER = "ons"
MOST_ROWS = 25_000  # a request, for callers without a key


@dataclass(frozen=True)
class Question:
    """One table of Nomis: the dataset, the kind of area, and the cell that is wanted."""

    dataset: str
    geography: str
    cell: tuple[tuple[str, str], ...] = ()


# Kinds of area as Nomis numbers them: districts of April 2023 and LSOAs of 2021. Populations are
# the small-area estimates: all ages, both sexes.
_ALL_AGES = (("gender", "0"), ("c_age", "200"))
POPULATIONS = {
    "district": Question("NM_2014_1", "TYPE424", _ALL_AGES),
    "lsoa": Question("NM_2014_1", "TYPE151", _ALL_AGES),
}
# The estimates by district: both sexes by themselves, and ages 0 to 89 and 90 and over.
AGES = Question("NM_2002_1", "TYPE424", (("gender", "1,2"), ("c_age", "101...191")))
SEXES, FIRST_AGE, OLDEST = {"1": "male", "2": "female"}, 101, 90
HOUSEHOLDS = Question("NM_2059_1", "TYPE151")  # table TS041 of the 2021 Census
HOUSEHOLDS_FILE = "census2021-households-lsoa21.csv"
_FIXED = {"date": "latest", "measures": "20100"}
_COLUMNS = ("DATE", "GEOGRAPHY_CODE", "OBS_VALUE", "RECORD_COUNT")


def fetch_households(order: Order, base_url: str) -> Path:
    """Households of each LSOA, in the columns that the tables of areas are made from."""
    url = _url(base_url, HOUSEHOLDS)
    rows: dict[str, int] = {}
    for row, total in _answers(order, url, HOUSEHOLDS):
        rows[row["GEOGRAPHY_CODE"]] = _count(row["OBS_VALUE"], row["GEOGRAPHY_CODE"], url)
        order.tell(HOUSEHOLDS_FILE, len(rows), total)
    path = order.folder / FOLDER / HOUSEHOLDS_FILE
    return write_csv(order, ("LSOA21CD", "total_households"), sorted(rows.items()), path, url)


Resident = tuple[str, str, str, int]
"""Period, area, kind and population: a row of the lake source ons-population."""


def fetch_population(order: Order) -> list[Path]:
    """Latest mid-year populations by district and LSOA, and of the forces that districts make up.

    In the columns of the lake source ons-population.
    """
    paths = []
    for kind, question in POPULATIONS.items():
        rows = _residents(order, kind, question)
        paths.append(_write_residents(order, kind, rows, question))
        if kind == "district":
            paths.append(_write_residents(order, "force", _of_forces(rows), question))
    return paths


def fetch_ages(order: Order) -> list[Path]:
    """Latest mid-year residents of each district by sex and single year of age.

    In the columns of the lake source ons-age-sex.
    """
    url = _url(order.base_url, AGES)
    rows: dict[tuple[str, str, str, int], int] = {}
    for row, total in _answers(order, url, AGES, ("GENDER", "C_AGE")):
        code = row["GEOGRAPHY_CODE"]
        age = _count(row["C_AGE"], code, url) - FIRST_AGE
        if row["GENDER"] not in SEXES or not 0 <= age <= OLDEST:
            told = f"gender {row['GENDER']}, c_age {row['C_AGE']}"
            raise FetchError(f"{url}: expected a sex and an age of {code}, found {told}")
        place = row["DATE"], code, SEXES[row["GENDER"]], age
        rows[place] = _count(row["OBS_VALUE"], code, url)
        order.tell("ons-age-sex", len(rows), total)
    lines = [(*place, people) for place, people in sorted(rows.items())]
    path = order.folder / FOLDER / "ons-age-sex.csv"
    return [write_csv(order, ("period", "area", "sex", "age", "population"), lines, path, url)]


def _residents(order: Order, kind: str, question: Question) -> dict[str, Resident]:
    url = _url(order.base_url, question)
    rows: dict[str, Resident] = {}
    for row, total in _answers(order, url, question):
        code = row["GEOGRAPHY_CODE"]
        rows[code] = (row["DATE"], code, kind, _count(row["OBS_VALUE"], code, url))
        order.tell(f"population-{kind}", len(rows), total)
    return rows


def _of_forces(districts: dict[str, Resident]) -> dict[str, Resident]:
    """Sums of districts; a force of which a district is missing is missing."""
    from frankpledge.areas import load_areas

    areas = load_areas()
    found: dict[str, Resident] = {}
    for force in areas.of_kind("force"):
        parts = [districts.get(code) for code in areas.children(force.code, "district")]
        known = [part for part in parts if part is not None]
        if known and len(known) == len(parts):
            people = sum(part[3] for part in known)
            found[force.code] = (known[0][0], force.code, "force", people)
    return found


def _write_residents(
    order: Order, kind: str, rows: dict[str, Resident], question: Question
) -> Path:
    header = ("period", "area", "kind", "population")
    path = order.folder / FOLDER / f"population-{kind}.csv"
    url = _url(order.base_url, question)
    return write_csv(order, header, [rows[code] for code in sorted(rows)], path, url)


def _url(base_url: str, question: Question) -> str:
    return f"{base_url}/dataset/{question.dataset}.data.csv"


def _answers(
    order: Order, url: str, question: Question, further: tuple[str, ...] = ()
) -> Iterator[tuple[dict[str, str], int]]:
    """All rows of all pages, each with the number of rows there are. Raises FetchError.

    `further` are columns that are asked for beside the usual ones.
    """
    columns = (*_COLUMNS[:2], *further, *_COLUMNS[2:])
    seen, total, kind = 0, 1, question.geography
    while seen < total:
        params = {
            "geography": kind,
            **_FIXED,
            **dict(question.cell),
            "select": ",".join(columns).lower(),
            "RecordOffset": str(seen),
            "RecordLimit": str(MOST_ROWS),
        }
        page = list(csv.DictReader(io.StringIO(order.client.text(url, params))))
        if not page:  # a wrong question gets a 200 without rows
            raise FetchError(f"{url}: {kind} ended after {seen:,} of {total:,} rows")
        if missing := set(columns) - page[0].keys():
            raise FetchError(f"{url}: expected the column {min(missing)}, found {list(page[0])}")
        total = _count(page[0]["RECORD_COUNT"], kind, url)
        seen += len(page)
        yield from ((row, total) for row in page)


def _count(text: str, what: str, url: str) -> int:
    if not text.isdigit():
        raise FetchError(f"{url}: expected a whole number for {what}, found {text!r}")
    return int(text)
