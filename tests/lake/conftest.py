"""Fixtures of the lake's tests: publishers' files written small, and the real ones read once."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.lake import ImportReport, Lake, ingest

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
WILTSHIRE = "Wiltshire Police"


@dataclass(frozen=True)
class Places:
    """Tables of areas for tests: the package's forces, and neighbourhoods given by the test."""

    forces: Areas
    force_members: pa.Table
    changes: pa.Table

    def force_code(self, name: str) -> str:
        """As the package has it."""
        return self.forces.force_code(name)

    def members(self, kind: str) -> pa.Table:
        """Only those of forces are needed."""
        assert kind == "force"
        return self.force_members


@pytest.fixture(scope="session")
def areas() -> Areas:
    """The tables that the package ships."""
    return load_areas()


@pytest.fixture(scope="session")
def small_places(areas: Areas) -> Places:
    """Wiltshire with three neighbourhoods, of which two were one in 2011."""
    members = {"area": ["E23000038"] * 3, "lsoa": ["E01000001", "E01000002", "E01000003"]}
    changes = {
        "lsoa11": ["E01000001", "E01000099", "E01000099"],
        "lsoa21": ["E01000001", "E01000002", "E01000003"],
        "change": ["U", "S", "S"],
        "share": [1.0, 0.25, 0.75],
    }
    return Places(areas, pa.table(members), pa.table(changes))


@pytest.fixture(scope="session")
def places(areas: Areas, shared: Path) -> Places:
    """Every neighbourhood of England and Wales with its force, from the ONS look-ups."""
    lookups = shared / "data/geo/lookups"
    force_of = {
        row["ltla24_code"]: row["pfa24_code"] for row in _rows(lookups / "lad24_csp24_pfa24_ew.csv")
    }
    wards = list(_rows(lookups / "lsoa21_ward24_lad24_ew.csv.gz"))
    members = {
        "area": [force_of[row["ltla24_code"]] for row in wards],
        "lsoa": [row["lsoa21_code"] for row in wards],
    }
    return Places(areas, pa.table(members), pa.table(_changes(shared)))


def _changes(shared: Path) -> dict[str, list[object]]:
    households = {
        row["lsoa21_code"]: int(row["total_households"])
        for row in _rows(shared / "data/geo/population/census2021_households_lsoa21_ew.csv.gz")
    }
    moves = list(_rows(shared / "data/geo/lookups/lsoa11_lsoa21_lad22_ew.csv.gz"))
    total: dict[str, int] = {}
    for row in moves:
        total[row["lsoa11_code"]] = (
            total.get(row["lsoa11_code"], 0) + households[row["lsoa21_code"]]
        )
    return {
        "lsoa11": [row["lsoa11_code"] for row in moves],
        "lsoa21": [row["lsoa21_code"] for row in moves],
        "change": [row["change_code"] for row in moves],
        "share": [households[row["lsoa21_code"]] / total[row["lsoa11_code"]] for row in moves],
    }


def _rows(path: Path) -> Iterable[dict[str, str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return csv.DictReader(io.StringIO(data.decode("utf-8-sig")))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """An empty lake."""
    return Lake(tmp_path / "data")


@pytest.fixture(scope="session")
def line() -> Callable[..., str]:
    """Writes one row of a street file; whatever a test does not name is ordinary."""

    def write(
        crime_id: str = "",
        *,
        month: str = "2025-01",
        force: str = WILTSHIRE,
        within: str | None = None,
        point: str = "-1.99,51.35",
        place: str = "On or near High Street,E01000001,Wiltshire 001A",
        crime_type: str = "Anti-social behaviour",
        outcome: str = "",
        context: str = "",
    ) -> str:
        return f"{crime_id},{month},{force},{within or force},{point},{place}," + (
            f"{crime_type},{outcome},{context}"
        )

    return write


@pytest.fixture
def street(tmp_path: Path) -> Callable[..., Path]:
    """Writes a street file of given lines and returns its path."""

    def write(
        lines: Sequence[str],
        name: str = "2025-01-wiltshire-street.csv",
        *,
        header: str = STREET,
        folder: str = "in",
        end: str = "\n",
    ) -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(text + end for text in [header, *lines]).encode())
        return path

    return write


@pytest.fixture
def take(lake: Lake, areas: Areas) -> Callable[..., list[ImportReport]]:
    """Ingests paths into the empty lake, as of a fixed date unless the test says another."""

    def run(*paths: Path, vintage: str | None = "2025-03-01", **more: object) -> list[ImportReport]:
        return ingest(lake, paths, areas=areas, vintage=vintage, **more)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def real(shared: Path, places: Places, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with the real files that several tests ask about."""
    lake = Lake(tmp_path_factory.mktemp("real"), areas=places)
    police = shared / "data/police"
    paths = [
        police / "street/wiltshire",
        police / "street/northern-ireland",
        police / "street/btp",
        police / "street/city-of-london",
        police / "aggregate",
        police / "lsoa-monthly",
        shared / "data/geo/population/mid2020_lsoa11_total_ew.csv.gz",
    ]
    reports = ingest(lake, paths, areas=places, vintage="2026-07-29")
    failed = [str(report.error) for report in reports if report.status == "failed"]
    assert not failed
    return lake
