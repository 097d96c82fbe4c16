"""frankpledge export: a table with its sources beside it, readable by ingest again."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest

FIELDS = (
    "period",
    "force",
    "offence_code",
    "offence",
    "offence_group",
    "offence_subgroup",
    "count",
)


@pytest.fixture
def lake(home) -> Path:
    """Eight quarters of two forces and two offences."""
    path = home / "home-office-crime-made.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for year in (2023, 2024):
            for quarter in (1, 2, 3, 4):
                for number, force in enumerate(("E23000037", "E23000038")):
                    for code in ("28A", "37.2"):
                        count = year - 2000 + 10 * quarter + 100 * number
                        writer.writerow(
                            [f"{year}-Q{quarter}", force, code, "O, of a kind", "G", code, count]
                        )
    areas = load_areas()
    ingest(Lake(home / "data"), [path], areas=areas, vintage="2026-01-29")
    return home


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return list(csv.DictReader(text.splitlines()))


def test_sums_with_their_sources(command, lake) -> None:
    """Grouped and filtered; the metadata names publisher, licence, vintage and filter."""
    args = ("--group", "period,force", "--where", "period=2023-Q4..2024-Q1")
    done = command("export", "home-office-crime", "out/crime.csv", *args)
    assert (done.code, done.out) == (0, "out/crime.csv\nout/crime.metadata.json\n")
    assert read(lake / "out/crime.csv") == [
        {"period": period, "force": force, "count": str(2 * count)}
        for period, force, count in (
            ("2023-Q4", "E23000037", 63),
            ("2023-Q4", "E23000038", 163),
            ("2024-Q1", "E23000037", 34),
            ("2024-Q1", "E23000038", 134),
        )
    ]
    told = json.loads((lake / "out/crime.metadata.json").read_text())
    assert told["dc:publisher"] == "Home Office"
    assert told["dc:license"] == "Open Government Licence v3.0"
    assert (told["vintage"], told["rows"]) == ("2026-01-29", 4)
    assert told["where"] == {"period": ["2023-Q4", "2024-Q1"]}


def test_conditions(command, lake) -> None:
    """Several values of a column are alternatives, columns hold together, numbers are numbers."""
    args = ["--where", "force=E23000038", "--where", "offence_code=28A", "--where", "count=134,144"]
    done = command("export", "home-office-crime", "x.csv.gz", *args)
    assert done.code == 0, done.err
    found = [(row["period"], row["count"]) for row in read(lake / "x.csv.gz")]
    assert found == [("2024-Q1", "134"), ("2024-Q2", "144")]
    args = [
        "--where",
        "offence=O, of a kind",
        "--where",
        "period=2024-Q1",
        "--where",
        "period=2024-Q2",
    ]
    assert command("export", "home-office-crime", "y.csv", *args).code == 0
    assert len(read(lake / "y.csv")) == 8


def test_an_export_can_be_read_again(command, lake) -> None:
    """Rows as they are, under the source's name, give the same rows in another lake."""
    assert command("export", "home-office-crime", "out/home-office-crime.csv.gz").code == 0
    other, areas = Lake(lake / "other"), load_areas()
    (report,) = ingest(other, [lake / "out"], areas=areas)
    assert (report.status, report.vintage) == ("imported", "2026-01-29")
    both = [Lake(lake / name).table("home-office-crime").to_pyarrow() for name in ("data", "other")]
    first, second = (sorted(map(str, table.to_pylist())) for table in both)
    assert first == second
    assert len(first) == 32


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["weather", "x.csv"], "no source called 'weather'"),
        (["home-office-crime", "x.xlsx"], "x.xlsx: expected a name that ends in .csv or .csv.gz"),
        (["home-office-crime", "x.csv", "--group", "colour"], "colour"),
        (["police-uk-street", "x.csv", "--group", "period"], "nothing that could be summed"),
        (["home-office-crime", "x.csv", "--where", "colour=red"], "has no column 'colour'"),
        (["home-office-crime", "x.csv", "--where", "force"], "expected column=value"),
        (["home-office-crime", "x.csv", "--where", "count=many"], "'many' is no integer"),
        (["home-office-crime", "x.csv", "--where", "period=2024-Q1..2025"], "not of one kind"),
        (["home-office-crime", "x.csv", "--where", "force=E23000001"], "no such rows"),
        (["returns", "x.csv"], "the lake holds no such rows of returns"),
        (["home-office-crime", "taken/x.csv"], "taken/x.csv: cannot be written"),
        (["home-office-crime"], "Missing argument 'FILE'"),
    ],
)
def test_wrong_use(command, lake, args, said) -> None:
    """A message, exit code 2, and no file."""
    (lake / "taken").write_text("a file where a folder should be")
    done = command("export", *args)
    assert done.code == 2
    assert said in done.err
    assert not list(lake.glob("x.*"))
