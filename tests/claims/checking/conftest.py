"""A lake with Wiltshire's recorded crime, and documents made of one sentence."""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.claims.checking import Books, Checked, Document, Holdings, Passage, check_document
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue

WILTSHIRE = "E23000038"
HEAD = Passage("heading", "Wiltshire Police: crime in figures")
Row = tuple[str, ...]


@pytest.fixture(scope="session")
def figures(example: Path) -> list[Row]:
    """The rows of the Home Office table for Wiltshire, its header first."""
    path = example / "figures" / "home-office-crime.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    kept = [line for line in lines if line.split(",")[1] == WILTSHIRE]
    return [
        tuple(line.split(",", 4)) if '"' not in line else _quoted(line) for line in (header, *kept)
    ]


def _quoted(line: str) -> Row:
    return tuple(next(csv.reader([line])))


def _lake(root: Path, rows: list[Row], vintage: str) -> Lake:
    folder = root / vintage
    folder.mkdir(parents=True)
    with (folder / "home-office-crime.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    areas = load_areas()
    lake = Lake(root / "lake", areas=areas)
    (report,) = ingest(lake, [folder], areas=areas, source="home-office-crime", vintage=vintage)
    assert report.error is None
    return lake


@pytest.fixture(scope="session")
def books(figures: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Measures, areas and a lake as it is today; the document is of May 2023."""
    lake = _lake(tmp_path_factory.mktemp("held"), figures, "2026-11-22")
    areas = load_areas()
    return Books(load_catalogue(), areas, Holdings(lake, areas), "2023-05-31")


@pytest.fixture(scope="session")
def everyone(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """The Home Office table of all forces, with their residents."""
    areas = load_areas()
    lake = Lake(tmp_path_factory.mktemp("everyone") / "lake", areas=areas)
    names = ("home-office-crime.csv.gz", "ons-population-2024.csv")
    reports = ingest(
        lake, [example / "figures" / name for name in names], areas=areas, vintage="2026-11-22"
    )
    assert [report.error for report in reports] == [None, None]
    return Books(load_catalogue(), areas, Holdings(lake, areas), "2023-05-31")


@pytest.fixture(scope="session")
def revised(figures: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Books:
    """The same with an earlier vintage, in which drug offences of 2022 were counted twice."""
    root = tmp_path_factory.mktemp("revised")
    header, *rows = figures
    doubled = [
        (*row[:4], str(2 * int(row[4]))) if row[0] > "2022" and row[2] == "Drug offences" else row
        for row in rows
        if row[0] < "2023"
    ]
    _lake(root, [header, *doubled], "2023-01-26")
    lake = _lake(root, figures, "2026-11-22")
    areas = load_areas()
    return Books(load_catalogue(), areas, Holdings(lake, areas), "2023-05-31")


@pytest.fixture(scope="session")
def check() -> Callable[..., list[Checked]]:
    """Check one sentence as the only paragraph of a document about Wiltshire."""

    def run(text: str, books: Books | None = None) -> list[Checked]:
        return check_document(Document("a.txt", (HEAD, Passage("paragraph", text))), books)

    return run


HEADER = ("period", "force", "offence_group", "offence_subgroup", "count")
ROBBERY = ("Robbery", "Robbery of personal property")


@pytest.fixture(scope="session")
def made_up() -> Callable[..., Books]:
    """Makes a lake of robberies by force and quarter, with residents where they are given."""

    def make(
        root: Path, counts: Mapping[str, Mapping[str, int]], people: Mapping[str, int] | None = None
    ) -> Books:
        areas = load_areas()
        lake = Lake(root / "lake", areas=areas)
        rows = [(p, f, *ROBBERY, n) for f, series in counts.items() for p, n in series.items()]
        _fill(lake, root, "home-office-crime", [HEADER, *rows])
        if people:
            residents = [("2024", f, "force", n) for f, n in people.items()]
            header = ("period", "area", "kind", "population")
            _fill(lake, root, "ons-population", [header, *residents])
        return Books(load_catalogue(), areas, Holdings(lake, areas))

    return make


def _fill(lake: Lake, root: Path, source: str, table: list[tuple[object, ...]]) -> None:
    (root / source).mkdir()
    with (root / source / f"{source}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    (report,) = ingest(lake, [root / source], areas=lake.areas, source=source, vintage="2026-01-01")
    assert report.error is None, report.error


@pytest.fixture(scope="session")
def interval() -> Callable[[float], tuple[float, float]]:
    """Byar's 95 % limits of a count of ten or more, written out here."""

    def limits(count: float) -> tuple[float, float]:
        z, n = 1.959964, count + 1
        low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
        return low, n * (1 - 1 / (9 * n) + z / (3 * math.sqrt(n))) ** 3

    return limits
