"""frankpledge roads, as a person runs it."""

from __future__ import annotations

import csv
import io
import json

HEAD = (
    "period,force,collision,severity,ksi,vehicles,casualties,easting,northing,road,road_class,"
    "setting\n"
)


def collisions(folder):
    """Twelve collisions at one place of the A361, one or two at twelve places of the A4."""
    plan = [("A361", 400_100, 12), *(("A4", 405_000 + 1000 * i, 1 + i % 2) for i in range(12))]
    roads = [(road, easting) for road, easting, many in plan for _ in range(many)]
    path = folder / "dft-collisions.csv"
    rows = [
        f"2024-{n % 12 + 1:02},E23000038,{n},slight,0.1,1,1,{easting},160500,{road},A,rural\n"
        for n, (road, easting) in enumerate(roads)
    ]
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_the_ranking_as_text_and_as_rows(command, home):
    """Text for people, JSON with every field; the cluster leads with its uncertainty beside it."""
    command("ingest", collisions(home))
    found = command("roads", "--format", "json", "--worst", 2)
    assert found.code == 0, found.err
    rows = json.loads(found.out)
    assert len(rows) == 13
    assert rows[0]["site"] == "A361, SU 00 60"
    assert rows[0]["lower"] < rows[0]["estimate"] < rows[0]["collisions"] == 12
    assert rows[0]["chance"] > 0.9
    assert rows[0]["best_rank"] == 1
    text = command("roads").out
    assert "A361, SU 00 60" in text
    assert "longitude" not in text


def test_without_collisions_it_says_what_to_fetch(command, home):
    """Nothing is ranked, and the message says how to get the figures."""
    assert home.is_dir()
    found = command("roads")
    assert found.code == 2
    assert "frankpledge fetch stats19" in found.err


def test_sites_of_ones_own(command, home):
    """A table with exposure needs no lake; a fault is named by line and column."""
    path = home / "sites.csv"
    rows = "".join(f"road {i},lanes,{i % 3},2.5\n" for i in range(20))
    path.write_text(f"site,group,collisions,exposure\nbend,lanes,30,2.5\n{rows}", "utf-8")
    found = command("roads", "--sites", path, "--format", "csv", "--worst", 1)
    first = next(csv.DictReader(io.StringIO(found.out)))
    assert (first["site"], first["collisions"]) == ("bend", "30.0")
    path.write_text("site,group,collisions,exposure\nbend,lanes,many,1\n", "utf-8")
    wrong = command("roads", "--sites", path)
    assert wrong.code == 2
    assert "sites.csv" in wrong.err
    assert "line 2" in wrong.err or ":2" in wrong.err
    assert "'many'" in wrong.err or "many" in wrong.err
    assert command("roads", "--years", 0).code == 2
