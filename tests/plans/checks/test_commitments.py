"""Rules on commitments, beyond their examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frankpledge.plans.checks import Finding
from frankpledge.plans.checks.commitments import unclear_verb

FOUND = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("Support victims of crime.", "Support"),
        ("Supporting victims of crime.", "Supporting"),
        ("The force will continue to promote the scheme.", "promote"),
        ("We will strongly encourage reporting.", "encourage"),
        ("Aim to be the safest county.", "Aim to"),
        ("I will seek to improve trust.", "seek to"),
        ("Work with partners.", "Work"),
        ("Work with partners to enhance safety.", "enhance"),
        ("Work with partners to open a refuge.", ""),
        ("Continue to fund the Phoenix project.", ""),
        ("Aim to open a refuge in 2027.", "Aim to"),
        ("Recruit more officers.", ""),
        ("The force will publish a scorecard.", ""),
        ("Publish a strategy that supports victims.", ""),
        ("Every victim will be visited.", ""),
        ("Trial body cameras in Oldbridge.", ""),
        ("Support officers will visit schools.", ""),
    ],
)
def test_verbs_that_can_be_checked_and_verbs_that_cannot(text: str, unclear: str) -> None:
    """What counts is the verb of the promise, or the one that it carries."""
    assert unclear_verb(text) == unclear


def two(first: str, second: str, extra: str = "") -> dict[str, str]:
    """Two commitments in one file."""
    more = "lead: commissioner, due: 2027, measures: [line-burglary]"
    return {
        "general.yaml": f"""
commitments:
  - {{id: one, text: '{first}', {more}}}
  - {{id: two, text: '{second}', {more}{extra}}}
"""
    }


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Recruit 40 officers for rural towns.", "Recruit 60 officers for rural towns.", "FP206"),
        ("Recruit 40 officers for rural towns.", "Recruiting 40 officers for rural towns", "FP205"),
        ("Increase the youth clubs budget.", "Cut the youth clubs budget.", "FP206"),
        ("Keep the front desk at Oldbridge.", "Close the front desk at Oldbridge.", "FP206"),
        ("Fund three wardens in Oldbridge.", "Fund three wardens in Highworth.", ""),
        ("Reduce burglary.", "Reduce robbery.", ""),
        ("Train officers in first aid.", "Train teachers in spotting abuse.", ""),
    ],
)
def test_pairs_of_promises(found: FOUND, first: str, second: str, code: str) -> None:
    """The same promise, two that exclude each other, and two that are about different things."""
    codes = {f.code for f in found(two(first, second), "FP205", "FP206")}
    assert codes == ({code} if code else set())


def test_a_part_is_not_a_repetition_of_its_whole(found: FOUND) -> None:
    """What is said to be a part of a promise may use its words."""
    text = "Recruit officers for rural towns."
    assert found(two(text, text, ", part_of: one"), "FP205") == []


def test_the_same_promise_with_two_dates_contradicts_itself(found: FOUND) -> None:
    """Both dates cannot be the one."""
    text = two("Open a refuge in Oldbridge.", "Open a refuge in Oldbridge.")
    text["general.yaml"] = text["general.yaml"].replace("due: 2027", "due: 2026", 1)
    (finding,) = found(text, "FP205", "FP206")
    assert finding.code == "FP206"
    assert "due 2026 there, 2027 here" in finding.message


def test_a_part_has_the_lead_date_and_measure_of_its_whole(found: FOUND) -> None:
    """A part needs none of its own, and may be a part of a part."""
    text = """
commitments:
  - {id: whole, text: Open a refuge., lead: commissioner, due: 2027, measures: [line-burglary]}
  - {id: part, text: Buy a house for it., part_of: whole}
  - {id: part-of-part, text: Furnish twelve rooms., part_of: part}
"""
    assert found({"general.yaml": text}, "FP2") == []


def test_a_commitment_is_measured_by_its_outcomes(found: FOUND) -> None:
    """The measures of the outcome that it serves count, and are moved by it."""
    text = """
priority:
  id: trust
  title: Trust
  outcomes:
    - {id: trusted, kind: outcome, text: People trust the police., measures: [line-101]}
  commitments:
    - id: answer
      text: Answer calls in a minute.
      lead: commissioner
      due: 2027
      outcomes: [trusted]
  measuring:
    measures:
      - {id: line-101, wording: Calls, catalogue: [calls-101-answered]}
"""
    assert found({"priorities/2-trust.yaml": text}, "FP201", "FP301", "FP309") == []
