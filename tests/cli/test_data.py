"""frankpledge data: what the lake holds, what it lacks, and how good it is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context\n"
)
ROW = ",{month},Wiltshire Police,Wiltshire Police,-1.9,51.3,On or near A,E01032115,W,{kind},,\n"


def street(folder: Path, month: str, rows: int, extra: str = "") -> Path:
    """A month of Wiltshire with so many rows."""
    path = folder / f"{month}-wiltshire-street.csv"
    path.write_text(STREET + ROW.format(month=month, kind="Burglary") * rows + extra)
    return path


@pytest.fixture
def lake(home) -> Path:
    """Four months of Wiltshire, one partial and one absent, one of them in two vintages."""
    raw = home / "raw"
    raw.mkdir()
    areas = load_areas()
    lake = Lake(home / "data", areas=areas)
    for month, rows in (("2025-01", 100), ("2025-02", 104), ("2025-03", 20)):
        ingest(lake, [street(raw, month, rows)], areas=areas, vintage="2025-06-01")
    bad = ROW.format(month="2025-04", kind="Burglary")
    ingest(lake, [street(raw, "2025-05", 90, bad * 2)], areas=areas, vintage="2025-07-01")
    ingest(lake, [street(raw, "2025-02", 103)], areas=areas, vintage="2025-08-01")
    text = "period,area,kind,population\n2024,E23000038,force,760000\n"
    (raw / "population-force.csv").write_text(text)
    ingest(lake, [raw / "population-force.csv"], areas=areas, vintage="2025-07-01")
    return home


def rows(done) -> list[dict]:
    """What a command printed as JSON."""
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_all_sources(command, lake) -> None:
    """Per source what is held now, of when, and how complete."""
    population, crimes = rows(command("data", "--format", "json"))
    assert crimes == {
        "source": "police-uk-street",
        "imports": 5,
        "files": 5,
        "rows": 100 + 103 + 20 + 90,
        "first_period": "2025-01",
        "last_period": "2025-05",
        "vintages": 3,
        "latest_vintage": "2025-08-01",
        "complete": 3,
        "partial": 1,
        "missing": 1 + 5,  # Wiltshire's April, and all months of Greater Manchester
    }
    assert (population["source"], population["rows"], population["missing"]) == (
        "ons-population",
        1,
        None,
    )
    text = command("data").out.splitlines()
    assert text[0].split()[:4] == ["source", "imports", "files", "rows"]
    assert text[2].split()[:4] == ["police-uk-street", "5", "5", "313"]


def test_one_source(command, lake) -> None:
    """Its imports in order, superseded ones too."""
    found = rows(command("data", "police-uk-street", "--format", "json"))
    assert [(row["first_period"], row["rows"], row["vintage"]) for row in found] == [
        ("2025-01", 100, "2025-06-01"),
        ("2025-02", 104, "2025-06-01"),
        ("2025-03", 20, "2025-06-01"),
        ("2025-05", 90, "2025-07-01"),
        ("2025-02", 103, "2025-08-01"),
    ]
    assert all(len(row["sha256"]) == 64 for row in found)


def test_what_is_not_complete(command, lake) -> None:
    """Each force and period with its reason; the text puts those that follow each other in one."""
    args = ("data", "police-uk-street", "--completeness")
    found = [r for r in rows(command(*args, "--format", "json")) if r["force"] == "E23000038"]
    assert [(row["period"], row["status"], row["rows"]) for row in found] == [
        ("2025-03", "partial", 20),
        ("2025-04", "missing", 0),
    ]
    assert found[0]["reason"] == "20 is 21.1 % of the force's median of 95"
    assert {row["name"] for row in found} == {"Wiltshire Police"}
    text = command(*args).out
    (line,) = [line for line in text.splitlines() if "Greater Manchester Police  " in line]
    assert "2025-01 to 2025-05" in line


def test_quality(command, lake) -> None:
    """Rows read, rejected, blank and repeated, and the first rejected ones with their place."""
    args = ("data", "police-uk-street", "--quality")
    report = rows(command(*args, "--format", "json"))[3]
    assert (report["read"], report["accepted"], report["rejected"]) == (92, 90, 2)
    assert report["identical"] == 89
    assert report["blanks"] == "crime_id 90; last_outcome 90"
    first, second = report["first_rejected"].splitlines()
    assert first.endswith(
        "2025-05-wiltshire-street.csv:92, period: expected 2025-05, the month of the file's name, "
        "found '2025-04'"
    )
    assert ".csv:93, period" in second
    text = command(*args).out
    assert "Rejected in police-uk-street/000004:" in text
    assert first in text


def test_as_csv(command, lake) -> None:
    """The same columns whether there are rows or not."""
    done = command("data", "returns", "--format", "csv")
    assert (done.code, done.out.count("\n")) == (0, 1)
    head = csv.DictReader(io.StringIO(command("data", "ons-population", "--format", "csv").out))
    assert next(head)["layout"] == "fetched"
    assert done.out.strip().split(",") == list(head.fieldnames or [])


def test_an_empty_lake(command, home) -> None:
    """Nothing is no error."""
    assert command("data").out == "Nothing to show.\n"
    assert rows(command("data", "--format", "json")) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["weather"], "no source called 'weather'; there are police-uk-street"),
        (["--completeness", "--quality"], "two questions"),
        (["--format", "xml"], "'xml' is not one of"),
        (["-w", "nowhere"], "no frankpledge.toml here or above"),
    ],
)
def test_wrong_use(command, tmp_path, args, said) -> None:
    """A message and exit code 2."""
    if "nowhere" not in args:
        (tmp_path / "frankpledge.toml").write_text(
            '[body]\nname="B"\nkind="pcc"\nforce="E23000038"\n'
            '[site]\ntitle="T"\n[scorecard]\nframeworks=["x"]\n'
        )
    done = command("data", *args)
    assert done.code == 2
    assert said in done.err


def test_a_damaged_lake(command, lake) -> None:
    """A record that cannot be read is named."""
    record = lake / "data/police-uk-street/imports/000002.json"
    record.write_text("{")
    done = command("data")
    assert done.code == 2
    assert str(record) in done.err
