"""The documentation says what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from frankpledge import duties, stations
from frankpledge.claims import checking as claims
from frankpledge.measures import FIELDS, hotspots
from frankpledge.plans.delivery import CHASE_FIELDS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("score", FIELDS),
        ("duties", duties.FIELDS),
        ("plan chase", CHASE_FIELDS),
        ("claims", claims.FIELDS),
        ("hotspots", hotspots.FIELDS),
        ("stations", stations.FIELDS),
    ],
)
def test_every_field_is_in_the_reference(command: str, fields: tuple[str, ...]) -> None:
    """Each field that a command prints stands in the reference, and the table has no other."""
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    section = text.partition(f"## What `frankpledge {command}` prints")[2]
    table = section.partition("| field | what |")[2].partition("\n\n")[0]
    named = set(
        re.findall(
            r"`([a-z0-9_]+)`(?=[,\s|])",
            "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|")),
        )
    )
    assert named == set(fields)


def test_generated_pages_are_up_to_date() -> None:
    """Commands and sources are documented as they are."""
    script = [sys.executable, str(ROOT / "tools" / "document.py"), "--check"]
    found = subprocess.run(script, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_decision_is_listed() -> None:
    """The index of decisions links every record, with its title."""
    index = (ROOT / "docs/decisions/index.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs/decisions").glob("0*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"[{title}]({path.name})" in index
