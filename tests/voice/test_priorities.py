"""Local priorities: documents of a workspace and answers of data.police.uk."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.errors import DocumentsError
from frankpledge.plans import Plan, read_plan
from frankpledge.plans.checks import Options
from frankpledge.voice import (
    chain_of_priorities,
    chain_rows,
    check_priorities,
    priority_words,
    read_priorities,
)

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


SOUND = Path(__file__).parents[1] / "plans" / "checks" / "sound" / "oldbridge-2026"


@pytest.fixture(scope="module")
def areas(example: Path) -> Areas:
    """The example's areas."""
    return load_areas(example / "areas")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The sound plan."""
    return read_plan(SOUND)


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
    assert priority_words(first) == (
        "Parking at the school (set in January 2025). No action is on record. "
        "Source: Minutes, item 3."
    )
    assert priority_words(second) == (
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


LINKED = """\
- neighbourhood: E05013418
  date: 2026-03-14
  priority: Old locks in the terrace
  action: Money was set aside
  outcome: Forty locks were fitted
  source: Minutes, item 7
  plan: oldbridge-2026
  commitments: [fit-locks]
- neighbourhood: E05013418
  date: 2026-03-14
  priority: Street lights
  reason: Lights are the council's; it was told
  source: Minutes, item 8
- neighbourhood: E05013418
  date: 2026-04-01
  priority: Speeding
  source: Minutes, item 9
"""


def test_priorities_feed_the_chain(tmp_path: Path, areas: Areas, plan: Plan) -> None:
    """Answered by a promise, not done for a reason, unanswered; each with its place and day."""
    written(tmp_path, "a.yaml", LINKED)
    found = read_priorities(tmp_path, areas, {plan.id: plan})["E05013418"]
    links = chain_of_priorities(found, {plan.id: plan})
    by_text = {link.heard.text: link for link in links}
    assert {text: link.state for text, link in by_text.items()} == {
        "Old locks in the terrace": "answered",
        "Street lights": "not done",
        "Speeding": "unanswered",
    }
    assert by_text["Old locks in the terrace"].commitments[0].text == plan.get("fit-locks").text
    rows = {row["said"]: row for row in chain_rows([], links)}
    assert len({row["name"] for row in rows.values()}) == 3
    first = rows["Old locks in the terrace"]
    assert (first["consultation"], first["area"], first["on"]) == (None, "E05013418", "2026-03-14")
    assert (first["outcome"], first["commitments"]) == ("Forty locks were fitted", "fit-locks")
    assert priority_words(found[1]).startswith("Street lights (set in March 2026). Not done: Light")


def test_unanswered_priorities_are_found_at_their_lines(tmp_path: Path, areas: Areas) -> None:
    """FP802 where a place asked and nobody answered, in documents and downloads; a comment with a
    reason silences it, and an unused one is told of.
    """
    path = written(tmp_path, "a.yaml", LINKED)
    rows = [{"issue": "Litter", "issue-date": "2025-02-03", "action": None}]
    other = written(tmp_path, "police-uk/wiltshire-cpt-amesbury.json", json.dumps(rows))
    found = check_priorities(read_priorities(tmp_path, areas))
    assert [(one.code, one.file, one.line) for one in found] == [
        ("FP802", str(path), 16),
        ("FP802", str(other), 1),
    ]
    assert "asked for 'Speeding'" in found[0].message
    assert check_priorities(read_priorities(tmp_path, areas), Options(ignore=("FP8",))) == []
    path.write_text(
        LINKED.replace(
            "priority: Speeding", "priority: Speeding # check: ignore FP802 due in the May round"
        )
    )
    left = check_priorities(read_priorities(tmp_path, areas))
    assert [one.file for one in left] == [str(other)]


def test_a_document_answers_for_the_publisher(tmp_path: Path, areas: Areas) -> None:
    """The same place, day and words: the body's own entry stands instead of the download."""
    rows = [{"issue": "<p>Litter.</p>", "issue-date": "2025-02-03", "action": None}]
    written(tmp_path, "police-uk/wiltshire-cpt-amesbury.json", json.dumps(rows))
    written(
        tmp_path,
        "own.yaml",
        "- neighbourhood: wiltshire-cpt-amesbury\n  date: 2025-02-03\n  priority: litter\n"
        "  action: Bins were put up\n  source: Invented\n",
    )
    (one,) = read_priorities(tmp_path, areas)["wiltshire-cpt-amesbury"]
    assert one.action == "Bins were put up"


def test_parts_of_plans_that_are_not_there(tmp_path: Path, areas: Areas, plan: Plan) -> None:
    """A misspelt commitment, a plan that is none, parts of no plan, deed and reason at once."""
    lines = LINKED.replace("[fit-locks]", "[fit-lock]").replace(
        "  reason: Lights are", "  plan: oldbridge\n  reason: Lights are"
    )
    lines += "  action: Cameras\n  reason: None\n  clauses: [fit-locks]\n"
    written(tmp_path, "a.yaml", lines)
    with pytest.raises(DocumentsError) as caught:
        read_priorities(tmp_path, areas, {plan.id: plan})
    told = str(caught.value)
    assert len(caught.value.errors) == 4
    for words in ("did you mean 'fit-locks'?", "2.reason: expected either", "whose parts"):
        assert words in told
    assert "a plan package of the workspace" in told
