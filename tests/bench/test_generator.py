"""The invented archive of the benchmark suite."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bench.archive import COLUMNS, TYPES, Archive, Plan, Writer, make
from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest

PLAN = Plan(rows=10_000, lsoas=1_500, months=3)
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A tiny archive: 10,000 rows over all forces and months."""
    return make(PLAN, tmp_path_factory.mktemp("cache"))


def rows_of(archive: Archive) -> list[dict[str, str]]:
    """Every row of every file."""
    with zipfile.ZipFile(archive.zip) as packed:
        texts = [packed.read(name).decode() for name in packed.namelist()]
    return [row for text in texts for row in csv.DictReader(io.StringIO(text))]


def test_same_seed_gives_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    """A second run elsewhere writes an identical zip and identical area tables."""
    again = make(PLAN, tmp_path)
    for one, other in [
        (archive.zip, again.zip),
        (archive.areas / "areas.csv", again.areas / "areas.csv"),
        (archive.areas / "lsoa-changes.csv", again.areas / "lsoa-changes.csv"),
        (archive.populations, again.populations),
    ]:
        assert (
            hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest()
        )


def test_another_seed_gives_another_file() -> None:
    """Crimes depend on the seed."""
    assert Writer(PLAN).file(0, 0) != Writer(replace(PLAN, seed=1)).file(0, 0)


def test_layout_is_the_publishers(archive: Archive) -> None:
    """A folder a month with a file for each of 43 forces, each file with the publisher's header."""
    with zipfile.ZipFile(archive.zip) as packed:
        names = packed.namelist()
        heads = {packed.read(name).split(b"\n", 1)[0].decode() for name in names}
    assert heads == {HEADER}
    assert ",".join(COLUMNS) == HEADER
    assert len(names) == 43 * PLAN.months
    assert names[0].startswith("2016-07/2016-07-")
    assert "2016-09/2016-09-wiltshire-street.csv" in names


def test_rows_have_the_publishers_quirks(archive: Archive) -> None:
    """No identifier or outcome for anti-social behaviour only; unlocated rows; quoted names."""
    rows = rows_of(archive)
    assert len(rows) == PLAN.rows
    assert {row["Crime type"] for row in rows} == set(TYPES)
    for row in rows:
        asb = row["Crime type"] == "Anti-social behaviour"
        assert (row["Crime ID"] == "") == (row["Last outcome category"] == "") == asb
        assert asb or len(bytes.fromhex(row["Crime ID"])) == 32
        located = row["Location"] != "No Location"
        assert bool(row["LSOA code"]) == bool(row["LSOA name"]) == bool(row["Longitude"]) == located
    assert any("," in row["LSOA name"] for row in rows)
    assert 0.005 < sum(row["Location"] == "No Location" for row in rows) / len(rows) < 0.05


def test_lake_takes_every_row(archive: Archive, tmp_path: Path) -> None:
    """All files are imported, nothing is rejected, and only invented far-off rows lie outside."""
    areas = load_areas(archive.areas)
    reports = ingest(Lake(tmp_path / "lake"), [archive.zip], areas=areas, vintage="2019-08-01")
    assert {report.status for report in reports} == {"imported"}
    quality = [report.quality for report in reports if report.quality]
    assert sum(report.accepted for report in quality) == PLAN.rows
    assert sum(report.rejected for report in quality) == 0
    assert 0 < sum(report.outside or 0 for report in quality) < 0.01 * PLAN.rows


def test_next_month_follows_the_archive(archive: Archive) -> None:
    """The file that row four adds is of the month after the last one."""
    assert archive.next_month.name == "2016-10-wiltshire-street.csv"


def test_an_unfinished_archive_is_made_anew(tmp_path: Path) -> None:
    """A folder that was left half made is not taken for an archive."""
    plan = Plan(rows=500, lsoas=500, months=1)
    folder = make(plan, tmp_path).folder
    (folder / "about.json").unlink()
    (folder / "archive.zip").write_bytes(b"half")
    assert zipfile.is_zipfile(make(plan, tmp_path).zip)
