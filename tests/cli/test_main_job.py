"""The main job on publishers' files: init, ingest and score, against figures counted by hand."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from frankpledge.cli import cli

Row = dict[str, Any]
WILTSHIRE, GLOUCESTERSHIRE, MANCHESTER, GWENT = "E23000038", "E23000037", "E23000005", "W15000002"
NEIGHBOURHOOD = {
    "Vehicle offences",
    "Domestic burglary",
    "Residential burglary",
    "Robbery of personal property",
    "Theft from the person",
}


@pytest.fixture(scope="module")
def workspace(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace with Wiltshire's street files and the Home Office table."""
    folder = tmp_path_factory.mktemp("main-job") / "ws"
    police = shared / "data" / "police"
    run("init", str(folder))
    paths = [police / "street" / "wiltshire", police / "aggregate" / "prc_pfa_long.parquet"]
    run("ingest", *map(str, paths), "-w", str(folder))
    return folder


def run(*args: str) -> str:
    """A command that must end well; gives what it printed."""
    result = CliRunner().invoke(cli, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def scores(workspace: Path, *args: str) -> dict[tuple[str, str], Row]:
    """What `score --format json` prints, by measure and area."""
    rows = json.loads(run("score", *args, "--format", "json", "-w", str(workspace)))
    return {(row["measure"], row["area"]): row for row in rows}


@pytest.fixture(scope="module")
def quarters(shared: Path) -> dict[tuple[str, str], Counter[str]]:
    """The Home Office table added up in plain Python: (force, quarter) to counts by subgroup."""
    table = pq.read_table(shared / "data/police/aggregate/prc_pfa_long.parquet")
    names = ("FY", "Financial Quarter", "Force", "Group", "Offence Subgroup", "n")
    found: dict[tuple[str, str], Counter[str]] = {}
    for fy, quarter, force, group, subgroup, n in zip(
        *(table[name].to_pylist() for name in names), strict=True
    ):
        year, number = int(fy[:4]), int(quarter) + 1
        period = f"{year}-Q{number}" if number < 5 else f"{year + 1}-Q1"
        counts = found.setdefault((force, period), Counter())
        counts[subgroup] += int(n)
        counts[f"group {group}"] += int(n)
    return found


def year_to(
    quarters: dict[tuple[str, str], Counter[str]], force: str, last: str, keys: set[str]
) -> int:
    """Four quarters of some subgroups or groups, added up by hand."""
    year, number = int(last[:4]), int(last[-1])
    wanted = [(year, number - i) if number > i else (year - 1, number + 4 - i) for i in range(4)]
    return sum(quarters[force, f"{y}-Q{q}"][key] for y, q in wanted for key in keys)


@pytest.mark.parametrize(
    ("area", "force", "at", "stated"),
    [
        (WILTSHIRE, "Wiltshire", "2019-Q4", 5205),
        (WILTSHIRE, "Wiltshire", "2022-Q3", 3981),
        (WILTSHIRE, "Wiltshire", "2025-Q4", 3316),
        (GLOUCESTERSHIRE, "Gloucestershire", "2022-Q3", 4834),
    ],
)
def test_neighbourhood_crime_is_the_sum_of_its_offences(
    workspace: Path,
    quarters: dict[tuple[str, str], Counter[str]],
    *,
    area: str,
    force: str,
    at: str,
    stated: int,
) -> None:
    """The year's figure is the publisher's quarters added up, and the figure stated for it."""
    row = scores(workspace, "neighbourhood-crime", "--at", at)["neighbourhood-crime", area]
    assert row["value"] == stated == year_to(quarters, force, at, NEIGHBOURHOOD)


def test_street_rows_of_2025_are_all_there(workspace: Path, shared: Path) -> None:
    """Incidents without an identifier are never de-duplicated, checked against the files."""
    counted: Counter[str] = Counter()
    distinct = set()
    for path in sorted((shared / "data/police/street/wiltshire/pritesh-2025").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                counted[row["Crime type"]] += 1
                if row["Crime type"] == "Anti-social behaviour":
                    distinct.add(tuple(row.values()))
    assert counted.total() == 52005
    asb = scores(workspace, "anti-social-behaviour")["anti-social-behaviour", WILTSHIRE]
    assert asb["window"] == "year to December 2025"
    assert asb["value"] == counted["Anti-social behaviour"] == 9935
    assert len(distinct) < 9935, "the files do hold identical incidents, or the test shows nothing"
    held = json.loads(run("data", "police-uk-street", "--format", "json", "-w", str(workspace)))
    assert sum(row["rows"] for row in held if row["last_period"] >= "2025-01") == 52005


def test_forces_without_figures_are_missing_and_not_low(workspace: Path) -> None:
    """Greater Manchester and Gwent have no figure, no score and a reason."""
    found = scores(workspace, "anti-social-behaviour")
    for force in (MANCHESTER, GWENT):
        row = found["anti-social-behaviour", force]
        assert (row["value"], row["score"], row["status"]) == (None, None, "missing")
        assert row["reason"]


@pytest.mark.parametrize(
    ("measure", "keys", "phi", "percent", "poisson", "own"),
    [
        ("neighbourhood-crime", NEIGHBOURHOOD, 8.2, -10.1, -4.4, -1.6),
        ("violence-against-the-person", {"group Violence against the person"}, 15.1, 8.5, 7.5, 1.9),
        ("drug-offences", {"group Drug offences"}, 2.7, 21.5, 4.9, 3.0),
    ],
)
def test_change_is_judged_by_chance_and_by_the_series_own_variation(
    workspace: Path,
    quarters: dict[tuple[str, str], Counter[str]],
    *,
    measure: str,
    keys: set[str],
    phi: float,
    percent: float,
    poisson: float,
    own: float,
) -> None:
    """Dispersion and both z of the change from 2024 to 2025, worked out here in plain Python."""
    names = [f"{y}-Q{q}" for y in range(2020, 2026) for q in range(1, 5)]
    series = [sum(quarters["Wiltshire", name][key] for key in keys) for name in names]
    ranges = [abs(b - a) for a, b in pairwise(series)]
    usual = sum(ranges) / len(ranges)
    screened = [r for r in ranges if r < 3.267 * usual]
    deviation = sum(screened) / len(screened) / 1.128
    spread = deviation**2 / (sum(series) / 24)
    before, after = sum(series[-8:-4]), sum(series[-4:])
    z = (after - before) / math.sqrt(after + before)
    row = scores(workspace, measure)[measure, WILTSHIRE]
    assert row["dispersion"] == pytest.approx(spread, rel=1e-9)
    assert row["change_percent"] == pytest.approx(100 * (after / before - 1), rel=1e-9)
    assert row["change_z"] == pytest.approx(z, rel=1e-9)
    assert row["change_own_z"] == pytest.approx(z / math.sqrt(spread), rel=1e-9)
    shown = (row["dispersion"], row["change_percent"], row["change_z"], row["change_own_z"])
    assert tuple(round(x, 1) for x in shown) == (phi, percent, poisson, own)
