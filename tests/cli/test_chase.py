"""frankpledge plan chase: who owes a word, and which exit code that gives."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frankpledge.cli import cli
from frankpledge.errors import DeliveryError, DocumentError
from frankpledge.plans.delivery import CHASE_FIELDS

TESTS = Path(__file__).parents[1] / "plans"
SETTINGS = """\
[body]
name = "Police and Crime Commissioner for Littleford"
kind = "pcc"
force = "E23000099"
[site]
title = "Littleford"
[scorecard]
frameworks = []
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with an invented plan and what was done about it."""
    shutil.copytree(TESTS / "delivery" / "littleford", tmp_path / "ws")
    name = "littleford-2024-draft"
    shutil.copytree(TESTS / "fixtures" / name, tmp_path / "ws" / "plans" / name)
    (tmp_path / "ws" / "frankpledge.toml").write_text(SETTINGS)
    return tmp_path / "ws"


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["plan", "chase", "-w", str(root), *arguments])


def test_what_is_owed_is_listed_by_owner(root: Path) -> None:
    """On 30 April 2026: two promises, a theme and a recommendation late, two things never told."""
    result = _run(root, "--on", "2026-04-30", "--format", "json")
    rows = json.loads(result.output)
    assert result.exit_code == 1
    assert [(row["owner"], row["element"], row["state"]) for row in rows] == [
        ("Chief Constable", "name-officers", "passed"),
        ("Chief Constable", "ask-alone", "passed"),
        ("Littleford Community Safety Partnership", "share-records", "never"),
        ("Night-time economy group", "delivery-night", "passed"),
        ("Police and Crime Commissioner", "recruit-officers", "passed"),
        ("Police and Crime Commissioner", "safer-streets", "never"),
    ]
    assert all(tuple(row) == CHASE_FIELDS for row in rows)


def test_text_and_csv_say_the_same(root: Path) -> None:
    """Each row of the CSV is an entry of the text."""
    text = _run(root, "--on", "2026-04-30").output
    table = csv.DictReader(io.StringIO(_run(root, "--on", "2026-04-30", "--format", "csv").output))
    rows = list(table)
    assert table.fieldnames == list(CHASE_FIELDS)
    assert text.count("      commitment ") + text.count("      delivery plan ") + text.count(
        "      recommendation "
    ) == len(rows)
    assert "Chief Constable (2)\n" in text
    assert "last word 2025-10-03, due 2025/26\n" in text


def test_all_lists_what_is_in_order_too(root: Path) -> None:
    """With --all every commitment, theme and recommendation is there."""
    rows = json.loads(_run(root, "--on", "2026-04-30", "--all", "--format", "json").output)
    assert len(rows) == 5 + 1 + 2
    assert {"recent"} <= {row["state"] for row in rows}


def test_who_owns_a_late_milestone_is_asked_too(root: Path) -> None:
    """The lead of the promise and the owner of the step each get the line."""
    path = root / "delivery" / "littleford-progress.yaml"
    late = "    about: [recruit-officers]\n    due: 2026-03-31"
    assert late in path.read_text()
    owned = late.replace("    due", "    owner: chief-constable\n    due")
    path.write_text(path.read_text().replace(late, owned))
    rows = json.loads(_run(root, "--on", "2026-04-30", "--format", "json").output)
    assert [row["owner"] for row in rows if row["element"] == "recruit-officers"] == [
        "Chief Constable",
        "Police and Crime Commissioner",
    ]


def test_nothing_owed_is_exit_code_nought(root: Path) -> None:
    """A workspace without plans owes nothing."""
    shutil.rmtree(root / "plans")
    shutil.rmtree(root / "delivery")
    shutil.rmtree(root / "replies")
    result = _run(root, "--on", "2026-04-30")
    assert (result.exit_code, "Nobody: " in result.output) == (0, True)


def test_wrong_use_and_bad_input_are_told(root: Path) -> None:
    """An unknown plan, a wrong setting and a broken document, each with what was expected."""
    assert "expected one of littleford-2024-draft" in _run(root, "--plan", "x").output
    path = root / "frankpledge.toml"
    path.write_text(SETTINGS + "[delivery]\nstale_after_months = 'six'\n")
    error = _run(root).exception
    assert isinstance(error, DocumentError)
    assert "stale_after_months: expected a whole number of months" in str(error)
    path.write_text(SETTINGS)
    progress = root / "delivery" / "littleford-progress.yaml"
    progress.write_text(progress.read_text().replace("status: at risk", "status: amber"))
    error = _run(root).exception
    assert isinstance(error, DeliveryError)
    assert "expected one of 'not started', 'on track'" in str(error)


def test_check_looks_into_delivery(root: Path) -> None:
    """A date before the plan is found in the document's own line, and a comment silences it."""
    path = root / "delivery" / "littleford-progress.yaml"
    text = path.read_text().replace("on: 2025-11\n", "on: 2023-11\n")
    path.write_text(text)
    arguments = ["check", str(root / "delivery"), "--select", "FP6", "--no-data"]
    found = CliRunner().invoke(cli, arguments)
    line = text[: text.index("on: 2023-11")].count("\n") + 1
    assert found.exit_code == 1
    assert (
        f"littleford-progress.yaml:{line}:5: FP601 'briefings-held' is dated 2023-11"
        in found.output
    )
    assert "FP603" in found.output
    quiet = text.replace("on: 2023-11\n", "on: 2023-11 # check: ignore FP601,FP603 as printed\n")
    path.write_text(quiet)
    assert CliRunner().invoke(cli, arguments).exit_code == 0
