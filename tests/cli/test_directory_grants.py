"""frankpledge directory, grants and check, as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
# Invented: no service, venue, grant or number here is real.
SERVICES = """\
id: clubs
title: Clubs
source: Oldbridge Council
services:
  - {id: boxing, name: Boxing, by: Oldbridge Boxing, summary: Boxing., needs: [young-people],
     places: [E06000030], phone: 01632 960123, confirmed: 2026-05-02}
  - {id: chess, name: Chess, summary: Chess., needs: [young-people]}
venues:
  - id: hall
    name: Hall
    by: Oldbridge Town Council
    place: E06000030
    address: {line: 1 High Street, town: Oldbridge, county: Oldshire, postcode: OL1 1AA}
    opening: [{days: [MO], start: '18:00', end: '21:00'}]
    bookings: [{day: 2026-03-23, start: '19:00', end: '19:30'}]
    confirmed: 2026-05-02
"""
FUND = """\
id: fund
title: Fund
way: given
crime_reduction: true
description: Small grants.
source: Register of decisions
funder: {name: Police and Crime Commissioner for Oldshire, id: 360G-OLD-pcc}
awards:
  - {id: g1, title: Lights, purpose: Lights., amount: 500, awarded: 2026-04-01,
     recipient: {name: Oldbridge Council, id: GB-LAE-OLD}, reasons: Asked for.}
"""


@pytest.fixture
def listed(home: Path) -> Path:
    """A workspace with services, a venue and a grant."""
    (home / "directory").mkdir()
    (home / "directory" / "clubs.yaml").write_text(SERVICES, encoding="utf-8")
    (home / "money" / "grants").mkdir(parents=True)
    (home / "money" / "grants" / "fund.yaml").write_text(FUND, encoding="utf-8")
    with (home / "frankpledge.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[grants]\nprefix = "360G-OLD"\n[directory]\nas_of = 2026-06-01\n')
    return home


def test_entries_are_listed_with_their_fields(command: Command, listed: Path) -> None:
    """JSON has the fields of the reference, one object an entry; text says how it stands."""
    rows = json.loads(command("directory", "list", "--format", "json", "-w", listed).out)
    assert [(row["id"], row["kind"]) for row in rows] == [
        ("boxing", "service"),
        ("chess", "service"),
        ("hall", "venue"),
    ]
    fields = {"id", "kind", "name", "by", "needs", "places", "confirmed", "state"}
    assert set(rows[0]) == fields
    assert "never confirmed" in command("directory", "list", "-w", listed).out


def test_services_go_out_and_are_read_again(command: Command, listed: Path, tmp_path: Path) -> None:
    """What export writes passes validate, and says so; a broken file is told with its places."""
    out = tmp_path / "services.json"
    assert command("directory", "export", "-o", out, "-w", listed).code == 0
    assert "2 services, no faults." in command("directory", "validate", out).out
    broken = out.read_text().replace('"name": "Boxing"', '"name": 3')
    out.write_text(broken)
    done = command("directory", "validate", out)
    assert done.code == 2
    assert "/0/name: expected a text, found 3" in done.err


def test_a_schema_is_checked_too(command: Command, listed: Path, shared: Path) -> None:
    """By the publisher's own schema what was exported is sound; by another it is not."""
    out = listed / "services.json"
    command("directory", "export", "-o", out, "-w", listed)
    standard = shared / "data" / "standards" / "open-referral-3.0" / "service_with_definitions.json"
    assert command("directory", "validate", out, "--schema", standard).code == 0
    strict = listed / "strict.json"
    strict.write_text('{"properties": {"name": {"maxLength": 5}}}')
    done = command("directory", "validate", out, "--schema", strict)
    assert done.code == 2
    assert "0: $.name: expected 'Boxing' is too long" in done.err


def test_free_times_are_printed_and_written(command: Command, listed: Path, tmp_path: Path) -> None:
    """A Monday with half an hour taken is two slots; a venue that nobody lists is named."""
    at = ("--on", "2026-03-23", "--weeks", "1", "-w", listed)
    rows = json.loads(command("directory", "slots", "hall", *at, "--format", "json").out)
    assert [(row["from"], row["to"], row["minutes"]) for row in rows] == [
        ("18:00", "19:00", 60),
        ("19:30", "21:00", 90),
    ]
    command("directory", "slots", "hall", *at, "--ics", tmp_path / "hall.ics")
    assert (tmp_path / "hall.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    done = command("directory", "slots", "hal", *at)
    assert done.code == 2
    assert "did you mean 'hall'?" in done.err


def test_grants_are_listed_and_written(command: Command, listed: Path) -> None:
    """The list, the package, the table of the standard and that of the law."""
    (row,) = json.loads(command("grants", "list", "--format", "json", "-w", listed).out)
    assert (row["recipient"], row["amount"], row["evaluated"]) == (
        "Oldbridge Council",
        500.0,
        False,
    )
    package = json.loads(command("grants", "export", "-w", listed).out)
    assert [grant["id"] for grant in package["grants"]] == ["360G-OLD-g1"]
    flat = command("grants", "export", "--as", "csv", "-w", listed).out
    (line,) = csv.DictReader(io.StringIO(flat))
    assert (line["Identifier"], line["Amount Awarded"]) == ("360G-OLD-g1", "500")
    law = command("grants", "export", "--as", "law", "-w", listed).out
    assert "2026-04,g1,Oldbridge Council,500.0,Lights.,Asked for.,,2026-04-01" in law


def test_a_workspace_without_awards_says_so(command: Command, home: Path) -> None:
    """Nothing to publish is an error with a reason, and no empty file."""
    done = command("grants", "export", "-w", home)
    assert done.code == 2
    assert "no awards here" in done.err


def test_check_finds_what_nobody_confirmed_or_explained(command: Command, listed: Path) -> None:
    """Entries by the settings' day, awards by what the law asks; each with file and line."""
    (listed / "plans").mkdir(exist_ok=True)
    plan = Path(__file__).parents[1] / "plans" / "checks" / "sound" / "oldbridge-2026"
    (listed / "plans" / plan.name).symlink_to(plan)
    done = command("check", "--no-data", "--select", "FP81", "--format", "json", "-w", listed)
    assert done.code == 1
    found = {(one["code"], one["line"], one["element"]) for one in json.loads(done.out)}
    assert found == {("FP811", 7, "chess"), ("FP812", 7, "chess"), ("FP815", 9, "g1")}


def test_the_examples_own_entries_are_read(command: Command, example: Path) -> None:
    """Every service that the documents name is listed, and none is said to be confirmed."""
    rows = json.loads(command("directory", "list", "--format", "json", "-w", example).out)
    assert len(rows) == 13
    assert {row["state"] for row in rows} == {"never confirmed"}
    done = command("grants", "list", "-w", example)
    assert "safer-streets-fund: received, £2,600,000; no awards are listed." in done.out
