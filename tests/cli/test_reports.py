"""Reports on the command line: checked, drafted, and refused with every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]
HEAD = "---\ntitle: T\nkind: note\ndate: 2023-05\n---\n"


def _write(home: Path, name: str, body: str, head: str = HEAD) -> None:
    (home / "reports").mkdir(exist_ok=True)
    (home / "reports" / name).write_text(f"{head}{body}\n", encoding="utf-8")


def test_a_number_that_is_bound_to_nothing_is_a_finding(command: Command, home: Path) -> None:
    """Exit code 1, and the place of the number; without paths the reports are checked too."""
    _write(home, "a.md", "We made 14 arrests.")
    done = command("check", "reports")
    assert done.code == 1
    assert done.out.startswith("reports/a.md:6:9: FP701 '14' is bound to nothing")
    assert "reports/a.md:6:9: FP701" in command("check").out


def test_a_bound_report_is_fine(command: Command, home: Path) -> None:
    """Nothing to find: exit code 0."""
    _write(home, "a.md", "There were {{ value homicide for YE2022-09 }}.")
    assert command("check", "reports/a.md").code == 0


def test_a_report_with_faults_is_refused(command: Command, home: Path) -> None:
    """Exit code 2, every fault of every report, no traceback."""
    _write(home, "a.md", "{{ value homicde for 2022 }}")
    _write(home, "b.md", "text", head="")
    done = command("check", "reports")
    assert done.code == 2
    assert "2 errors in the reports" in done.err
    assert "reports/a.md:6:10: expected the id of a measure; did you mean homicide?" in done.err
    assert "reports/b.md:1: expected front matter" in done.err


def test_a_draft_is_written_once(command: Command, home: Path) -> None:
    """A second draft of the same name would write over what was filled in."""
    done = command("pack", "statement", "--new", "2026-03")
    assert done.code == 0
    assert "## Reduce serious violence" in (home / "reports" / "statement-2026-03.md").read_text()
    assert command("pack", "statement", "--new", "2026-03").code == 2
    assert "INSERT" in command("check", "reports").out
