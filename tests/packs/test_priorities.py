"""Local priorities: documents of a workspace and answers of data.police.uk."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from frankpledge.areas import Areas
from frankpledge.errors import DocumentsError
from frankpledge.packs.places import read_priorities, told

GOOD = """\
- neighbourhood: E05013418
  date: 2026-03-14
  priority: Speeding on the High Street
  action: A speed survey
  outcome: Mean speed fell
  source: Minutes of the Town Council, item 7
- neighbourhood: E05013418
  date: 2025-01-02
  priority: Parking at the school
  source: Minutes, item 3
"""


def written(root: Path, name: str, text: str) -> Path:
    path = root / "priorities" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_priorities_are_read_by_place_the_oldest_first(tmp_path: Path, areas: Areas) -> None:
    """Two entries of one ward, in order of their dates; what is not said is ''."""
    written(tmp_path, "minutes.yaml", GOOD)
    found = read_priorities(tmp_path, areas)
    assert list(found) == ["E05013418"]
    first, second = found["E05013418"]
    assert (first.date, first.action, first.outcome) == (date(2025, 1, 2), "", "")
    assert told(first) == (
        "Parking at the school (set in January 2025). No action is on record. "
        "Source: Minutes, item 3."
    )
    assert told(second) == (
        "Speeding on the High Street (set in March 2026). Done: A speed survey. "
        "Outcome: Mean speed fell. Source: Minutes of the Town Council, item 7."
    )


def test_a_workspace_without_priorities_has_none(tmp_path: Path, areas: Areas) -> None:
    """No folder, no fault."""
    assert read_priorities(tmp_path, areas) == {}


def test_all_faults_of_all_files_are_said_at_once(tmp_path: Path, areas: Areas) -> None:
    """A wrong date, an unknown place, a missing source, a misspelt field, and a wrong answer."""
    first = written(
        tmp_path,
        "a.yaml",
        "- neighbourhood: E99\n  date: spring\n  priority: Litter\n  acton: Bins\n",
    )
    second = written(tmp_path, "b.yaml", "priority: Litter\n")
    third = written(tmp_path, "police-uk/wiltshire-cpt-amesbry.json", "[]")
    with pytest.raises(DocumentsError) as caught:
        read_priorities(tmp_path, areas)
    said = [str(error) for error in caught.value.errors]
    assert any(s.startswith(f"{first}:1, 0.neighbourhood: expected the code of an") for s in said)
    assert any(s.startswith(f"{first}:2, 0.date: expected a date such as") for s in said)
    assert any("0.source: expected a value" in s for s in said)
    assert any("0.acton: expected no such field" in s for s in said)
    assert any(s.startswith(f"{second}:1: expected a list of priorities") for s in said)
    assert any(
        s.startswith(str(third)) and "did you mean 'wiltshire-cpt-amesbury'" in s for s in said
    )
    assert len(said) == 6


def test_the_publishers_answer_is_read_as_text(tmp_path: Path, areas: Areas) -> None:
    """The layout of /{force}/{id}/priorities: HTML goes, dates are days, no action may be null."""
    rows = [
        {
            "issue": "<p>Speeding &amp; noise on the A345</p>",
            "issue-date": "2026-02-03T00:00:00",
            "action": "<p>Patrols</p>",
            "action-date": "2026-03-01T00:00:00",
        },
        {"issue": "Litter", "issue-date": "2025-02-03", "action": None, "action-date": None},
    ]
    written(tmp_path, "police-uk/wiltshire-cpt-amesbury.json", json.dumps(rows))
    old, new = read_priorities(tmp_path, areas)["wiltshire-cpt-amesbury"]
    assert (new.priority, new.action, new.date) == (
        "Speeding & noise on the A345",
        "Patrols",
        date(2026, 2, 3),
    )
    assert (old.priority, old.action) == ("Litter", "")
    assert new.source == "data.police.uk, neighbourhood priorities"
