"""The publisher's look-ups, read without any of the code under test."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import Areas, AreaTablesBuilt, build_area_tables, load_areas, write_tables

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def read(shared: Path) -> Callable[[str], Rows]:
    """Rows of a table below the folder of reference data, gzipped or not."""

    def rows(name: str) -> Rows:
        path = shared / "data" / name
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))

    return rows


@pytest.fixture(scope="session")
def lookup(read: Callable[[str], Rows]) -> Rows:
    """LSOA to ward to district."""
    return read("geo/lookups/lsoa21_ward24_lad24_ew.csv.gz")


@pytest.fixture(scope="session")
def partnerships(read: Callable[[str], Rows]) -> Rows:
    """District to partnership to force, one row for each district and partnership that meet."""
    return read("geo/lookups/lad24_csp24_pfa24_ew.csv")


@pytest.fixture(scope="session")
def households(read: Callable[[str], Rows]) -> dict[str, int]:
    """Households by 2021 LSOA."""
    rows = read("geo/population/census2021_households_lsoa21_ew.csv.gz")
    return {row["lsoa21_code"]: int(row["total_households"]) for row in rows}


@pytest.fixture(scope="session")
def built(shared: Path) -> AreaTablesBuilt:
    """Every table of England and Wales, built once."""
    return build_area_tables(shared / "data/geo/lookups", shared / "data/geo/population")


@pytest.fixture(scope="session")
def areas() -> Areas:
    """The package's areas and those of the example."""
    return load_areas(Path(__file__).parents[2] / "examples" / "wiltshire" / "areas")


@pytest.fixture(scope="session")
def national(built: AreaTablesBuilt, tmp_path_factory: pytest.TempPathFactory) -> Areas:
    """The wards and LSOAs of all of England and Wales, written and read back."""
    folder = tmp_path_factory.mktemp("national")
    write_tables(built.only("ward", "lsoa"), folder)
    return load_areas(folder)
