"""The command as a person runs it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.duties import FIELDS

Run = Callable[..., tuple[int, str, str]]


def test_nothing_overdue_is_exit_code_0(frankpledge: Run) -> None:
    """A workspace without facts has days to come and no findings."""
    code, out, err = frankpledge("--on", "2027-01-30")
    assert (code, err) == (0, "")
    assert "What the law asks, on 30 January 2027" in out
    assert "Overdue (0)" in out
    assert "1 February 2027, 2 days left: Tell the panel" in out
    assert "not known (no record is kept here)" in out


def test_something_overdue_is_exit_code_1(frankpledge: Run, tmp_path: Path) -> None:
    """An overdue duty is named first, with its source and by how many days."""
    (tmp_path / "duties.yaml").write_text("records: {precept-proposed: 2026-04-01}\n")
    code, out, _ = frankpledge("--on", "2027-02-02")
    assert code == 1
    assert "Overdue (1)\n  1 February 2027, 1 day ago: Tell the panel" in out
    assert "SI 2012/2271), regulation 3" in out


def test_the_last_working_day_is_said(frankpledge: Run) -> None:
    """1 February 2026 is a Sunday: the last working day is named."""
    _, out, _ = frankpledge("--on", "2026-01-20")
    assert "1 February 2026, 12 days left, last working day 30 January 2026" in out


def test_a_fault_is_a_finding(frankpledge: Run, tmp_path: Path) -> None:
    """A revised precept that moved the wrong way is a finding although every day was met."""
    (tmp_path / "duties.yaml").write_text(
        "precepts: [{for: 2027/28, proposed_on: 2027-01-29, proposed: 270, reported_on: 2027-02-05,"
        " veto: too high, revised_on: 2027-02-12, revised: 280}]\n"
    )
    code, out, _ = frankpledge("--on", "2027-02-13")
    assert code == 1
    assert "Wrong: vetoed as too high, so the revised precept must be lower than £270.00" in out


def test_what_is_not_verified_is_printed(frankpledge: Run) -> None:
    """The mark reaches the text and the data."""
    _, out, _ = frankpledge("--on", "2026-11-22", "--all")
    assert "Not verified: how often." in out
    assert "Announced, not enacted: nothing is asked yet." in out


def test_json_is_one_array_of_flat_objects(frankpledge: Run) -> None:
    """Every object has the same plain fields, unverified ones say what."""
    code, out, _ = frankpledge("--on", "2026-11-22", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert all(tuple(row) == FIELDS for row in rows)
    assert not [v for row in rows for v in row.values() if isinstance(v, dict | list)]
    assert all(row["verified"] is not bool(row["unverified"]) for row in rows)


def test_csv_has_the_same_rows(frankpledge: Run) -> None:
    """CSV and JSON are one list."""
    _, out, _ = frankpledge("--on", "2026-11-22", "--format", "csv")
    _, text, _ = frankpledge("--on", "2026-11-22", "--format", "json")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["rule"] for row in rows] == [row["rule"] for row in json.loads(text)]


def test_duties_of_one_body(frankpledge: Run) -> None:
    """--binds lists one body's alone."""
    _, out, _ = frankpledge("--on", "2027-01-30", "--binds", "panel", "--format", "json")
    assert {row["binds"] for row in json.loads(out)} == {"panel"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--on", "yesterday"), "does not match the format"),
        (("--on", "2012-06-01"), "expected a day from 2013 to 2099"),
        (("--binds", "pcc"), "expected one of local policing body"),
    ],
)
def test_wrong_use(frankpledge: Run, arguments: tuple[str, ...], message: str) -> None:
    """Wrong options are told and exit with 2."""
    code, _, err = frankpledge(*arguments)
    assert code == 2
    assert message in err


def test_broken_facts_are_a_message(frankpledge: Run, tmp_path: Path) -> None:
    """A broken document is exit code 2 with file and line, and no traceback."""
    (tmp_path / "duties.yaml").write_text("done:\n  - rule: nothing\n    on: 2026-01-01\n")
    code, out, err = frankpledge("--on", "2026-11-22")
    assert (code, out) == (2, "")
    assert "duties.yaml:2, done.0.rule" in err


def test_welsh_forces_have_the_rules_of_wales(frankpledge: Run, tmp_path: Path) -> None:
    """The force's code says which nation's rules hold."""
    toml = tmp_path / "frankpledge.toml"
    toml.write_text(toml.read_text().replace("E23000038", "W15000001"))
    _, out, _ = frankpledge("--on", "2026-11-22", "--format", "json")
    assert "partnership-plan-sent" not in {row["rule"] for row in json.loads(out)}
