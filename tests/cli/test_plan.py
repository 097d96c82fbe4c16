"""frankpledge plan: what it prints and which exit code it gives."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frankpledge.cli import cli
from frankpledge.errors import PlanError
from frankpledge.plans import DIFFERENCE_FIELDS

FIXTURE = Path(__file__).parents[1] / "plans" / "fixtures" / "littleford-2024-draft"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["plan", *map(str, arguments)])


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """Two editions; the later one puts a date back and gives a lead."""
    after = Path(shutil.copytree(FIXTURE, tmp_path / "littleford-2025"))
    head = after / "plan.yaml"
    head.write_text(head.read_text().replace("littleford-2024-draft", "littleford-2025"))
    path = after / "priorities" / "1-visible-policing.yaml"
    path.write_text(path.read_text().replace("due: 2025/26", "due: 2026/27"))
    return FIXTURE, after


def test_differences_are_printed_as_text(editions: tuple[Path, Path]) -> None:
    """Text says what was weakened, and the exit code is that of findings."""
    result = _run("diff", *editions)
    assert result.exit_code == 1
    assert "Weakened (1)\n  commitment recruit-officers: date put back\n" in result.output
    assert "    before: 2025/26\n    after:  2026/27\n" in result.output


def test_differences_are_printed_as_rows(editions: tuple[Path, Path]) -> None:
    """JSON is one array of flat objects; CSV has the same fields."""
    rows = json.loads(_run("diff", *editions, "--format", "json").output)
    assert [(row["kind"], row["element"], row["field"]) for row in rows] == [
        ("weakened", "recruit-officers", "due")
    ]
    text = _run("diff", *editions, "--format", "csv").output
    assert next(csv.reader(io.StringIO(text))) == list(DIFFERENCE_FIELDS)


def test_without_differences_the_exit_code_is_fine() -> None:
    """An edition compared with itself has no differences."""
    result = _run("diff", FIXTURE, FIXTURE)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "No differences.")
    assert json.loads(_run("diff", FIXTURE, FIXTURE, "--format", "json").output) == []


def test_an_edition_is_adopted(tmp_path: Path) -> None:
    """Adopting prints kind, date and hash; a second time is a message for the user."""
    folder = Path(shutil.copytree(FIXTURE, tmp_path / FIXTURE.name))
    result = _run("adopt", folder, "--date", "2025-03-01")
    assert result.exit_code == 0
    assert f"{folder}: adopted on 2025-03-01, sha256:" in result.output
    path = folder / "opening.yaml"
    path.write_text(path.read_text().replace("Victims", "People"))
    assert isinstance(_run("diff", FIXTURE, folder).exception, PlanError)


def test_plans_that_do_not_follow_one_another_are_told_apart(editions: tuple[Path, Path]) -> None:
    """What one author promised and another did not was not dropped, so a warning stands."""
    assert "they may be two different plans" in _run("diff", *editions).stderr
    head = editions[1] / "plan.yaml"
    follows = "kind: draft\n    follows: littleford-2024-draft"
    head.write_text(head.read_text().replace("kind: draft", follows))
    assert not _run("diff", *editions).stderr
    assert not _run("diff", FIXTURE, FIXTURE).stderr
