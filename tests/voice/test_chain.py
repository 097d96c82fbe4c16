"""You said, we did: from what was said to the plan, its commitments and the checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.plans import Plan, read_plan
from frankpledge.plans.checks import Finding
from frankpledge.voice import (
    Consultation,
    Told,
    VoiceError,
    chain_of,
    chain_of_priorities,
    chain_rows,
    check_consultation,
    codebooks_of,
    read_consultations,
    read_priorities,
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


PANEL = """\
consultation:
  id: why
  title: Questions of the panel
  kind: panel
  body: The invented panel of Oldbridge
  audience: Members of the panel
  selection: everyone asked
  plan: oldbridge-2026
  clauses: [fit-locks]
raised:
  - id: locks-when
    by: a member of the panel
    on: 2026-06-18
    text: When will the first locks be fitted?
    clauses: [fit-locks]
  - {id: lights-why, by: the chair, on: 2026-06-18, text: Why are the lights off?}
answers:
  - id: locks-answered
    said: The panel asked when the first locks come.
    raised: locks-when
    on: 2026-07-02
    did: The first forty were ordered.
    outcome: They were fitted in August.
    commitments: [fit-locks]
"""


def test_questions_of_the_panel_are_in_the_chain(
    read: Callable[[str], Consultation], plan: Plan, tmp_path: Path
) -> None:
    """Who asked, when, what was answered and promised; what was not answered is found."""
    one = read(PANEL)
    links = chain_of(one, {}, plan)
    assert [(link.heard.kind, link.heard.by, link.heard.on, link.state) for link in links] == [
        ("raised", "a member of the panel", "2026-06-18", "answered"),
        ("raised", "the chair", "2026-06-18", "unanswered"),
    ]
    row = chain_rows([Told(one, chain=links)])[0]
    assert (row["by"], row["answered_on"]) == ("a member of the panel", "2026-07-02")
    assert (row["outcome"], row["commitments"]) == ("They were fitted in August.", "fit-locks")
    found = check_consultation(one, {})
    assert [(one.code, one.element, one.line) for one in found] == [("FP802", "lights-why", 16)]
    assert found[0].message.startswith("the chair raised 'Why are the lights off?'")


def test_faults_of_what_was_raised(read: Callable[[str], Consultation]) -> None:
    """An answer to a question nobody put, one to two things at once, a clause that is not there."""
    wrong = PANEL.replace("raised: locks-when", "raised: locks-wen")
    wrong = wrong.replace("    clauses: [fit-locks]", "    clauses: [fit-lock]")
    with pytest.raises(VoiceError) as raised:
        read(wrong)
    assert len(raised.value.errors) == 2
    assert str(raised.value).count("did you mean") == 2
    with pytest.raises(VoiceError, match="one thing that it answers"):
        read(PANEL.replace("raised: locks-when", "raised: locks-when\n    result: x"))


@pytest.mark.parametrize(
    "kind", ["survey", "confidence survey", "local priorities", "councillors", "partners", "panel"]
)
def test_every_kind_feeds_the_same_chain(
    read: Callable[[str], Consultation], plan: Plan, kind: str
) -> None:
    """Whatever it is: a result without an answer is in the chain and found by the check."""
    text = ASKED.partition("questions:")[0].replace("kind: survey", f"kind: {kind}")
    one = read(text + "results:\n  - {id: half, text: Half agree., clauses: [fit-locks]}\n")
    assert [(link.heard.name, link.state) for link in chain_of(one, {}, plan)] == [
        ("half", "unanswered")
    ]
    assert [found.code for found in check_consultation(one, {})] == ["FP802"]


def test_the_page_of_priorities_keeps_its_name(read: Callable[[str], Consultation]) -> None:
    """No consultation may stand where the page of local priorities does."""
    with pytest.raises(VoiceError, match="another id"):
        read(ASKED.replace("id: why\n", "id: local-priorities\n"))


def test_the_examples_of_the_documentation(plan: Plan, tmp_path: Path, example: Path) -> None:
    """Questions of the panel and local priorities as docs/voice.md shows them are read whole."""
    page = (Path(__file__).parents[2] / "docs" / "voice.md").read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in page.split("```yaml\n")[1:]]
    panel = next(block for block in blocks if "id: panel-june" in block)
    local = next(block for block in blocks if "- neighbourhood:" in block)
    for folder, name, text in (("consultations", "panel-june", panel), ("priorities", "a", local)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    one = read_consultations(tmp_path, {plan.id: plan})["panel-june"]
    assert [link.state for link in chain_of(one, {}, plan)] == ["answered", "unanswered"]
    found = read_priorities(tmp_path, load_areas(example / "areas"))["E05013418"]
    assert [link.state for link in chain_of_priorities(found)] == ["answered", "not done"]
