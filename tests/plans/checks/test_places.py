"""Where findings point to, and how hard texts are to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.errors import InputError, NotFoundError
from frankpledge.plans import Files, Plan
from frankpledge.plans.checks import Finding, Options, check_plan, check_text
from frankpledge.plans.checks.plaintext import plain_document
from frankpledge.plans.checks.reading import readability_index, reading_age, sentences

FOUND = Callable[..., list[Finding]]

AREA = """
area:
  - id: folded
    text: >
      The first line of the text and the second
      with INSERT in it.
  - id: quoted
    text: 'It''s the chief''s INSERT'
  - id: both
    text: The number is missing (INSERT).
    quote: "Recruit INSERT officers and £INSERT"
"""


def test_a_finding_points_at_the_words(found: FOUND, tmp_path: Path) -> None:
    """In folded and quoted texts too; a restatement does not repeat what its quotation shows."""
    findings = found({"opening.yaml": AREA})
    assert [(f.code, f.line, f.column, f.element) for f in findings] == [
        ("FP101", 5, 12, "folded"),
        ("FP101", 7, 31, "quoted"),
        ("FP101", 10, 21, "both"),
        ("FP101", 10, 41, "both"),
    ]
    lines = AREA.lstrip("\n").split("\n")
    for finding in findings:
        assert lines[finding.line - 1][finding.column - 1 :].lstrip("£").startswith("INSERT")
    assert {finding.file for finding in findings} == {
        str(tmp_path / "oldbridge-2026" / "opening.yaml")
    }


def test_a_plan_that_was_never_in_files_can_be_checked(changed: Callable[..., Plan]) -> None:
    """Its findings stand at the first line of the plan's name."""
    plan = replace(changed({"opening.yaml": AREA}), files=Files())
    places = {(f.file, f.line, f.column) for f in check_plan(plan, options=Options(("FP1",)))}
    assert places == {("oldbridge-2026", 1, 1)}


def test_notes_of_the_editor_are_not_the_plan(found: FOUND) -> None:
    """A note may speak of the TBC that the plan has."""
    text = (
        "measures:\n  - {id: a, wording: Trust, catalogue: [pcsos], note: The list is marked TBC}\n"
    )
    assert found({"general.yaml": text}, "FP1") == []


def test_the_words_before_a_list_of_measures_do_not_break_off(found: FOUND) -> None:
    """'Success is measured by the' and then the list that stands in another field."""
    text = """
priority:
  id: theft
  title: Less theft
  measuring:
    quote: Success is measured by the
    measures:
      - {id: line-shops, wording: Shoplifting and, catalogue: [shoplifting]}
"""
    assert [(f.code, f.line) for f in found({"priorities/2-theft.yaml": text}, "FP107")] == [
        ("FP107", 7)
    ]


def test_a_dead_address_of_a_field_is_found_at_the_field(found: FOUND) -> None:
    """'#' in the address of a delivery plan; 'not published' is an answer."""
    text = """
delivery_plans:
  - {id: one, theme: Night, status: in place, address: '#'}
  - {id: two, theme: Day, status: in place, address: not published}
"""
    (finding,) = found({"governance.yaml": text, "priorities/1-burglary.yaml": BARE}, "FP106")
    assert (finding.line, finding.element) == (2, "one")


BARE = "priority:\n  id: burglary\n  title: Fewer burglaries\n"


def test_the_readability_index_is_that_of_its_authors() -> None:
    """4.71 letters a word, half a point a word of a sentence, less 21.43: worked out by hand."""
    assert readability_index(500, 100, 5) == pytest.approx(4.71 * 5 + 0.5 * 20 - 21.43)
    text = " ".join(["We keep our streets safe at night."] * 20)
    document = plain_document(text, "draft.txt")
    letters = len("Wekeepourstreetssafeatnight") * 20
    assert reading_age(document) == pytest.approx(5 + 4.71 * letters / 140 + 0.5 * 7 - 21.43)


def test_short_texts_have_no_reading_age() -> None:
    """Under 100 words a formula says nothing."""
    assert reading_age(plain_document("Notwithstanding organisational.", "draft.txt")) is None


def test_sentences_end_where_they_end() -> None:
    """Decimals and abbreviations with small letters behind them end nothing."""
    assert sentences("Up by 2.5 per cent. Down, e.g. in Swindon! Why?") == [
        *("Up by 2.5 per cent.", "Down, e.g. in Swindon!", "Why?"),
    ]


def test_the_reading_age_allowed_is_a_setting(tmp_path: Path) -> None:
    """The same text is found below its own age and not above it."""
    path = tmp_path / "draft.txt"
    path.write_text("The council and the police keep every town of the county safe. " * 10)
    age = reading_age(plain_document(path.read_text(), "draft.txt"))
    assert age is not None
    assert [f.code for f in check_text(path, Options(("FP112",), reading_age=age - 1))] == ["FP112"]
    assert check_text(path, Options(("FP112",), reading_age=age + 1)) == []


def test_acronyms_are_found_once_with_their_count(tmp_path: Path) -> None:
    """Spelt out anywhere, known to everyone, or a word in capitals: not found."""
    path = tmp_path / "draft.txt"
    path.write_text(
        "The OPCC met. OPCC staff and two OPCCs came.\n\n"
        "The NHS and its GPs will NOT. It is not so.\n\n"
        "The Wiltshire Criminal Justice Board (WCJB) met. ASB is anti-social behaviour.\n\n"
        "THE MTFS\n"
    )
    (finding,) = check_text(path, Options(("FP111",)))
    assert finding.message.startswith("OPCC is used 3 times")
    assert (finding.line, finding.column) == (1, 5)


def test_texts_that_cannot_be_read(tmp_path: Path) -> None:
    """No file, and a file that is not UTF-8, are said with their name and line."""
    with pytest.raises(NotFoundError, match="no such file"):
        check_text(tmp_path / "none.txt")
    path = tmp_path / "latin.txt"
    path.write_bytes("Our plan\ncosts £4m\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"latin.txt:2: expected UTF-8"):
        check_text(path)


@pytest.mark.parametrize("text", ["", "\n\n", "\x00", "<script>alert(1)</script>", "[](", "- \n- "])
def test_odd_texts_are_checked_without_trouble(tmp_path: Path, text: str) -> None:
    """Nothing in them is a fault that the rules know, and none raises."""
    path = tmp_path / "draft.md"
    path.write_text(text)
    assert check_text(path) == []


def test_a_long_text_is_checked_in_a_moment(tmp_path: Path) -> None:
    """A hundred times the draft's size, with no pattern that takes forever."""
    path = tmp_path / "draft.txt"
    path.write_text(("Link " * 200 + "to be section will " * 50 + "(" * 100 + "\n\n") * 200)
    assert check_text(path, Options(("FP10",))) == []
