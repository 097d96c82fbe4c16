"""A lake with Wiltshire's recorded crime, and documents made of one sentence."""

from __future__ import annotations

import gzip
from collections.abc import Callable
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
    import csv

    return tuple(next(csv.reader([line])))


def _lake(root: Path, rows: list[Row], vintage: str) -> Lake:
    import csv

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
