"""Comments that silence a finding, and what is found on the comments themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.plans.checks import Finding, Options, check_text

PROMISE = """
commitments:
  - id: fund-refuge{on_id}
    text: Fund a refuge in Oldbridge.{on_text}
    lead: commissioner
    measures: [line-burglary]
"""
FOUND = Callable[..., list[Finding]]


def promise(on_id: str = "", on_text: str = "") -> dict[str, str]:
    """A commitment without a date, with comments at two places."""
    return {"general.yaml": PROMISE.format(on_id=on_id, on_text=on_text)}


def test_without_a_comment_it_is_found(found: FOUND) -> None:
    """The commitment has no date, and nothing else is wrong with it."""
    assert [(f.code, f.line) for f in found(promise())] == [("FP203", 2)]


@pytest.mark.parametrize(
    "comment",
    [
        " # check: ignore FP203 it is done every year",
        " # check: ignore FP203: it is done every year",
        " # check:ignore FP2 it is done every year",
        " # check: ignore FP101, FP203 it is done every year",
    ],
)
def test_a_comment_with_code_and_reason_silences(found: FOUND, comment: str) -> None:
    """On the line of the finding; a code may be cut short, and there may be several."""
    assert found(promise(on_id=comment)) == []


def test_a_comment_on_a_line_of_its_own_speaks_for_the_next(found: FOUND) -> None:
    """Other comments and blank lines may stand between."""
    text = PROMISE.format(on_id="", on_text="").replace(
        "  - id", "  # check: ignore FP203 it is done every year\n  # another word\n\n  - id"
    )
    assert found({"general.yaml": text}) == []


def test_a_comment_elsewhere_silences_nothing(found: FOUND) -> None:
    """One line further down it speaks of nothing, and that is found too."""
    findings = found(promise(on_text=" # check: ignore FP203 it is done every year"))
    assert [(f.code, f.line) for f in findings] == [("FP203", 2), ("FP002", 3)]


def test_a_comment_for_another_rule_silences_nothing(found: FOUND) -> None:
    """The finding stays, and the comment is one more."""
    findings = found(promise(on_id=" # check: ignore FP202 the board leads"))
    assert [f.code for f in findings] == ["FP203", "FP002"]


@pytest.mark.parametrize("comment", ["FP203", "FP203 -", "FP203 ...", "because", ""])
def test_without_code_and_reason_it_has_no_effect(found: FOUND, comment: str) -> None:
    """Neither a code without a reason nor a reason without a code silences anything."""
    findings = found(promise(on_id=f" # check: ignore {comment}"))
    assert sorted(f.code for f in findings) == ["FP001", "FP203"]


def test_words_inside_a_text_are_no_comment(found: FOUND) -> None:
    """A text cannot silence a rule."""
    text = PROMISE.format(on_id="", on_text="").replace(
        "Fund a refuge in Oldbridge.", "'Fund # check: ignore FP203 it is done every year'"
    )
    assert [f.code for f in found({"general.yaml": text})] == ["FP203"]


def test_a_folded_quotation_is_silenced_at_its_field(found: FOUND) -> None:
    """There is no room for a comment inside a text over several lines."""
    text = """
monitoring:
  - id: monthly-meeting
    text: The chief constable reports to the commissioner at a meeting each month.
    quote: > # check: ignore FP102 the panel settles the day
      The chief constable reports to the commissioner on a day that is
      TBC each month.
"""
    roles = "roles:\n  - {id: commissioner, title: Commissioner, kind: local policing body}\n"
    chief = (
        "  - {id: chief-constable, title: Chief, kind: chief officer, text: Patrols the towns.}\n"
    )
    assert found({"governance.yaml": roles + chief + text}, "FP0", "FP1") == []


def test_a_comment_is_not_called_idle_when_its_rule_was_not_run(found: FOUND) -> None:
    """With --select FP1, a comment for FP203 says nothing wrong."""
    comment = " # check: ignore FP203 it is done every year"
    assert found(promise(on_id=comment), "FP1", "FP002") == []


def test_a_comment_after_a_folded_text_is_a_comment(found: FOUND) -> None:
    """It ends the text, and speaks for the next line."""
    text = """
commitments:
  - lead: commissioner
    id: fund-refuge
    due: 2027
    measures: [line-burglary]
    text: >
      Fund a refuge
      in Oldbridge.
  # check: ignore FP203 it is done every year
  - {id: visit-schools, text: Visit schools., lead: commissioner, measures: [line-burglary]}
"""
    assert found({"general.yaml": text}) == []


def test_comments_cannot_silence_findings_on_comments(found: FOUND) -> None:
    """FP001 cannot be ignored by a comment, only by the settings."""
    findings = found(promise(on_id=" # check: ignore FP203, FP001"))
    assert "FP001" in [f.code for f in findings]
    assert "FP001" not in [
        f.code for f in found(promise(on_id=" # check: ignore FP203"), ignore=("FP001",))
    ]


def test_in_markdown_the_comment_is_that_of_markup(tmp_path: Path) -> None:
    """On the line itself or above it."""
    path = tmp_path / "draft.md"
    path.write_text(
        "Officers: TBC <!-- check: ignore FP102 settled in March -->\n\n"
        "<!-- check: ignore FP101 the grant is known in February -->\n£INSERT grant\n\nTBC\n"
    )
    assert [(f.code, f.line) for f in check_text(path, Options(("FP0", "FP1")))] == [("FP102", 6)]
