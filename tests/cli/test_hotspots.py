"""`frankpledge hotspots` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from frankpledge.measures import hotspots


@pytest.fixture
def ready(command, home: Path, example: Path) -> Path:
    """A workspace with the example's areas and counts by neighbourhood."""
    shutil.copytree(example / "areas", home / "areas")
    assert command("ingest", example / "figures" / "police-uk-lsoa.csv.gz").code == 0
    return home


def test_every_format(command, ready: Path) -> None:
    """Text says the finding; JSON, CSV and GeoJSON have every place with the same fields."""
    text = command("hotspots", "--type", "robbery")
    assert text.code == 0
    assert "neighbourhoods stand out" in text.out or "No place stands out" in text.out
    rows = json.loads(command("hotspots", "--type", "Robbery", "--format", "json").out)
    assert len(rows) == 447
    assert tuple(rows[0]) == hotspots.FIELDS
    table = csv.reader(io.StringIO(command("hotspots", "--format", "csv").out))
    assert tuple(next(table)) == hotspots.FIELDS
    shape = json.loads(command("hotspots", "--format", "geojson").out)
    assert shape["features"][0]["geometry"]["type"] == "Point"


def test_wrong_use(command, ready: Path) -> None:
    """Exit code 2 and a sentence that names what was found and what was expected."""
    for args, said in (
        (["--type", "Violence and sexual offences"], "never shown below a district"),
        (["--type", "Robery"], "did you mean 'Robbery'"),
        (["--cell", "10"], "expected 100 to 20,000 metres, found 10"),
        (["--to", "May"], "expected a month such as 2025-12, found 'May'"),
        (["--repeats"], "need map points"),
        (["--repeats", "--format", "geojson"], "expected text, json or csv"),
        (["--basis", "points"], "no complete month of police-uk-street"),
    ):
        found = command("hotspots", *args)
        assert (found.code, said in found.err) == (2, True), found.err
