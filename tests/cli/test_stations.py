"""`frankpledge stations` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from frankpledge import stations as st

LISTED = """\
name,status,easting,northing,source
North,open,416000,187000,made up
South,open,414000,130000,made up
Middle,closing,400500,161000,made up
East,proposed,423500,148200,made up
"""


@pytest.fixture
def ready(command, home: Path, example: Path) -> Path:
    """A workspace with the example's areas and people, and four made-up stations."""
    shutil.copytree(example / "areas", home / "areas")
    (home / "stations.csv").write_text(LISTED, encoding="utf-8")
    people = example / "figures" / "ons-population-neighbourhoods-2020.csv"
    assert command("ingest", people).code == 0
    return home


def test_options_in_every_format(command, ready: Path) -> None:
    """Text says who gains and loses and what it is not; JSON and CSV have the fields."""
    text = command("stations", "--choose", "2")
    assert text.code == 0
    assert "would have further to go" in text.out
    assert "no plan for deploying them" in text.out
    assert "No other choice of as many has a shorter way in all" in text.out
    rows = json.loads(command("stations", "--choose", "2", "--format", "json").out)
    assert [row["option"] for row in rows] == ["today", "closures", "openings", "both", "best-2"]
    assert tuple(rows[0]) == st.FIELDS
    means = {row["option"]: row["km_mean"] for row in rows}
    assert means["openings"] < means["today"] < means["closures"]
    table = csv.reader(io.StringIO(command("stations", "--by", "ward", "--format", "csv").out))
    assert tuple(next(table)) == st.GROUP_FIELDS
    places = json.loads(command("stations", "--by", "lsoa", "--format", "json").out)
    assert tuple(places[0]) == st.PLACE_FIELDS
    assert len(places) == 3 * 447


def test_the_best_places_anywhere(command, ready: Path) -> None:
    """Without a list of candidates: among all neighbourhoods, with the gap said."""
    found = command("stations", "--anywhere", "--choose", "10")
    assert found.code == 0
    assert "no choice of as many could shorten the whole way by more than" in found.out


def test_wrong_use(command, ready: Path) -> None:
    """Exit code 2 and a sentence."""
    for args, said in (
        (["--choose", "9"], "--choose: k: expected 1 to 4, found 9"),
        (["--anywhere"], "expected --choose"),
        (["none.csv"], "none.csv: no such file"),
    ):
        found = command("stations", *args)
        assert (found.code, said in found.err) == (2, True), found.err
    (ready / "stations.csv").write_text("name,status,source\nA,shut,made up\n", encoding="utf-8")
    found = command("stations")
    assert found.code == 2
    assert "2 errors in the list of stations" in found.err
    (ready / "stations.csv").unlink()
    assert "no list of stations at" in command("stations").err
