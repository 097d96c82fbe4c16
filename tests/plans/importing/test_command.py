"""frankpledge plan import: what it prints, what it writes, and which exit code it gives."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frankpledge.cli import cli
from frankpledge.cli.plan_import import COLUMNS
from frankpledge.errors import UserError
from frankpledge.plans import read_plan
from frankpledge.plans.importing import NOTES_FILE, read_blocks


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["plan", "import", *map(str, arguments)])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A plan that says nothing of its period."""
    path = tmp_path / "plan.txt"
    path.write_text(
        "Our plan\n\nPriority 1: Roads\n\nI will:\n\n- Mend <b>ten</b> roads & paths\n\n"
        "Nobody knows <script>why</script>.\n",
        encoding="utf-8",
    )
    return path


def test_it_says_what_was_found_what_was_not_and_what_comes_next(
    text: Path, tmp_path: Path
) -> None:
    """As text, with the package written and the notes beside it."""
    folder = tmp_path / "new" / "roads-2024"
    result = _run(text, "-o", folder, "--from", "2024", "--to", "2028", "--body", "Mayor of X")
    assert result.exit_code == 0
    assert f"{text}: Our plan\n  police and crime plan, 2024 to 2028\n" in result.output
    assert "      1  priorities\n      1  commitments\n" in result.output
    assert "      1  markup " in result.output
    assert result.output.endswith(f"then run: frankpledge check {folder}\n")
    plan = read_plan(folder)
    assert (plan.id, plan.head.body) == ("roads-2024", "Mayor of X")
    assert [one.text for one in plan.all_commitments] == ["Mend ten roads & paths"]
    notes = (folder / NOTES_FILE).read_text(encoding="utf-8")
    assert "- line 9: Nobody knows &lt;script>why&lt;/script>.\n" in notes
    assert "- line 5: I will:\n" in notes


def test_every_block_is_a_row_of_the_data(text: Path, tmp_path: Path) -> None:
    """JSON and CSV tell of each block of the document whether it was placed."""
    folder = tmp_path / "roads-2024"
    years = ("--from", "2024", "--to", "2028")
    rows = json.loads(_run(text, "-o", folder, *years, "--format", "json").output)
    assert [row["line"] for row in rows] == [block.line for block in read_blocks(text)]
    assert [(row["placed"], row["reason"]) for row in rows] == [
        (True, None),
        (True, None),
        (False, "lead-in"),
        (True, None),
        (False, "markup"),
    ]
    table = _run(text, "-o", tmp_path / "again", *years, "--format", "csv").output
    assert tuple(next(csv.reader(io.StringIO(table)))) == COLUMNS


def test_a_folder_with_something_in_it_is_left_alone(text: Path, tmp_path: Path) -> None:
    """A draft never overwrites what somebody has edited."""
    folder = tmp_path / "roads-2024"
    folder.mkdir()
    (folder / "plan.yaml").write_text("mine")
    result = _run(text, "-o", folder, "--from", "2024", "--to", "2028")
    assert isinstance(result.exception, UserError)
    assert "expected a folder that is empty or not there yet" in str(result.exception)
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("soon", "2028", "--from: expected a date or period such as 2022.*'soon'"),
        ("2028", "2024", "--to: expected a date that is not before 2028, found '2024'"),
    ],
)
def test_wrong_periods_are_refused(
    text: Path, tmp_path: Path, start: str, end: str, message: str
) -> None:
    """The message names the option."""
    result = _run(text, "-o", tmp_path / "roads-2024", "--from", start, "--to", end)
    assert isinstance(result.exception, UserError)
    with pytest.raises(UserError, match=message):
        raise result.exception
    assert not (tmp_path / "roads-2024").exists()
