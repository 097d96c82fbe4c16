"""You said, we did: from what was said to the plan, its commitments and the checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.plans import Plan, read_plan
from frankpledge.plans.checks import Finding
from frankpledge.voice import (
    Consultation,
    VoiceError,
    chain_of,
    check_consultation,
    codebooks_of,
    read_consultations,
)

SOUND = Path(__file__).parents[1] / "plans" / "checks" / "sound" / "oldbridge-2026"
BOOK = """\
id: why-words
themes:
  - {id: locks, label: Locks, words: [lock*]}
  - {id: lights, label: Street lights, words: [light*]}
"""
ASKED = """\
consultation:
  id: why
  title: Why
  kind: survey
  body: The invented board of Oldbridge
  audience: Residents
  selection: self-selected
  plan: oldbridge-2026
  clauses: [fit-locks]
questions:
  - {id: words, kind: open, text: "Why?", codebook: why-words}
results:
  - {id: half, text: Half want locks., clauses: [fit-locks]}
"""
ANSWERED = """\
answers:
  - id: locks-heard
    said: Old locks invite burglars.
    question: words
    theme: locks
    did: Money was set aside.
    commitments: [fit-locks]
  - {id: half-heard, said: Half want locks., result: half, reason: It was promised already.}
"""


@pytest.fixture
def plan() -> Plan:
    """The sound plan."""
    return read_plan(SOUND)


@pytest.fixture
def read(tmp_path: Path, plan: Plan) -> Callable[[str], Consultation]:
    """Write the consultation with its codebook, and read it back."""

    def write(text: str) -> Consultation:
        home = tmp_path / "consultations"
        (home / "codebooks").mkdir(parents=True, exist_ok=True)
        (home / "why.yaml").write_text(text, encoding="utf-8")
        (home / "codebooks" / "why-words.yaml").write_text(BOOK, encoding="utf-8")
        return read_consultations(tmp_path, {plan.id: plan})["why"]

    return write


def test_every_theme_and_result_is_in_the_chain(
    read: Callable[[str], Consultation], plan: Plan, tmp_path: Path
) -> None:
    """Answered, unanswered and not done for a reason; commitments with the plan's words."""
    one = read(ASKED + ANSWERED)
    links = chain_of(one, codebooks_of(tmp_path, one), plan)
    assert [(link.heard.name, link.state) for link in links] == [
        ("locks", "answered"),
        ("lights", "unanswered"),
        ("half", "not done"),
    ]
    assert links[0].commitments[0].text == plan.get("fit-locks").text


def test_the_checks_point_at_what_is_missing(
    read: Callable[[str], Consultation], tmp_path: Path
) -> None:
    """A clause without a result; a theme without an answer, at the question that it is of."""
    bare = ASKED.partition("results:")[0]
    one = read(bare)
    found = check_consultation(one, codebooks_of(tmp_path, one))
    assert [(one.code, one.line) for one in found] == [("FP801", 9), ("FP802", 11), ("FP802", 11)]
    one = read(ASKED + ANSWERED)
    left: list[Finding] = check_consultation(one, codebooks_of(tmp_path, one))
    assert [(one.code, one.element) for one in left] == [("FP802", "lights")]
    assert "Street lights" in left[0].message


def test_held_responses_are_results_of_the_clauses_asked_about(
    read: Callable[[str], Consultation], tmp_path: Path
) -> None:
    """A question on a clause whose answers are held is a result on that clause."""
    text = ASKED.partition("results:")[0].replace("why-words}", "why-words, clauses: [fit-locks]}")
    one = read(text)
    books = codebooks_of(tmp_path, one)
    assert "FP801" in {one.code for one in check_consultation(one, books)}
    assert "FP801" not in {one.code for one in check_consultation(one, books, held=["why"])}


def test_a_comment_with_a_reason_silences_a_finding(
    read: Callable[[str], Consultation], tmp_path: Path
) -> None:
    """As in plans."""
    comment = "  # check: ignore FP802 answered at the meeting of May"
    text = ASKED.replace("codebook: why-words}", "codebook: why-words}" + comment) + ANSWERED
    one = read(text)
    assert check_consultation(one, codebooks_of(tmp_path, one)) == []


def test_faults_of_the_chain(read: Callable[[str], Consultation]) -> None:
    """Themes, results, clauses and commitments that are not there, all told at once."""
    wrong = """\
answers:
  - {id: a, said: A, question: words, theme: lokcs, did: X}
  - {id: b, said: B, result: hlaf, did: X}
  - {id: c, said: C, result: half, clauses: [nothing], commitments: [fit-lock]}
"""
    with pytest.raises(VoiceError) as raised:
        read(ASKED + wrong)
    told = str(raised.value)
    assert len(raised.value.errors) == 4
    for near in ("'locks'", "'half'", "'fit-locks'"):
        assert f"did you mean {near}?" in told
