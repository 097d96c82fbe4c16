"""Exports of survey tools, good and bad, read into the lake's folder."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from frankpledge.errors import InputError
from frankpledge.voice import Consultation, VoiceError, load_responses, read_responses
from frankpledge.voice.quality import seconds_between

Write = Callable[[Sequence[Sequence[str]]], Path]
GOOD = ["Under 40", "In town", "Safe", "Speeding", "Victims; Roads; Patrols", "60", "40"]


def row(number: int, *answers: str, words: str = "", source: str = "", sent: str = "") -> list[str]:
    """One row of the table, good unless told otherwise."""
    began = "2026-03-05 10:00:00"
    sent = sent or "2026-03-05 10:05:00"
    given = list(answers) or GOOD
    return [str(number), began, sent, source, *given, words]


def answers(data: Path) -> list[tuple[object, ...]]:
    """All that is stored, as tuples."""
    found = load_responses(data, "market-day")
    assert found is not None
    return [tuple(one.values()) for one in found.answers.to_pylist()]


def test_every_kind_of_question_is_read(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """One, several, a scale, an order, a sum and words, of one person."""
    several = [*GOOD[:3], "Burglary, theft; Dogs; stray; Speeding", *GOOD[4:]]
    quality = read_responses(survey, write_rows([row(1, *several, words="More buses.")]), tmp_path)
    assert quality.answered == 1
    assert not quality.faulty
    assert answers(tmp_path) == [
        (0, "age", "young", None, None),
        (0, "home", "town", None, None),
        (0, "safe", "safe", None, None),
        (0, "worries", "burglary", None, None),
        (0, "worries", "dogs", None, None),
        (0, "worries", "speed", None, None),
        (0, "order", "victims", 1.0, None),
        (0, "order", "roads", 2.0, None),
        (0, "order", "patrols", 3.0, None),
        (0, "purse", "patrols", 60.0, None),
        (0, "purse", "victims", 40.0, None),
        (0, "words", None, None, "More buses."),
    ]


def test_what_cannot_be_read_is_counted_and_the_rest_is_kept(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Unknown options, sums that do not add up, brackets for less than nothing."""
    rows = [
        row(1, "A hundred", "In town", "Safe", "Snow", "Mud; Roads", "60", "30"),
        row(2, "Under 40", "In town", "Safe", "Other: snow", "Roads", "(20)", "120"),
        row(3, "Under 40", "In town", "Safe", "", "", "£60.50", "39.50"),
        row(4, "", "", "", "", "", "sixty", "40"),
        row(5, "", "", "", "", "", "", ""),
    ]
    quality = read_responses(survey, write_rows(rows), tmp_path)
    assert quality.faulty == {
        "age": {"none of the options": 1},
        "order": {"none of the options": 1},
        "purse": {
            "does not add up to the sum": 1,
            "less than nothing": 1,
            "not a number": 1,
        },
        "worries": {"none of the options": 1},
    }
    assert (quality.rows, quality.answered, quality.blank) == (5, 3, 2)
    assert (1, "worries", "other", None, None) in answers(tmp_path)
    assert (2, "purse", "patrols", 60.5, None) in answers(tmp_path)


def test_personal_details_never_reach_the_disk(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """No stored byte holds the number, the address or the tool's own number of the answer."""
    told = "Ring 07700 900123 or jane.doe@example.org, 12 High Street, SN10 1AA. Slow cars down!"
    path = write_rows([row(987654321, words=told, source="203.0.113.77")])
    quality = read_responses(survey, path, tmp_path / "data")
    assert quality.removed == {"address": 1, "email": 1, "phone number": 1, "postcode": 1}
    text = answers(tmp_path / "data")[-1][-1]
    assert text == (
        "Ring [phone number removed] or [email removed], [address removed], [postcode removed]. "
        "Slow cars down!"
    )
    kept = b"".join(p.read_bytes() for p in sorted((tmp_path / "data").rglob("*")) if p.is_file())
    for secret in (b"900123", b"jane", b"SN10", b"987654321", b"203.0.113"):
        assert secret not in kept


def test_the_quality_report_finds_what_was_planted(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Speeders, repeats, a flood, people from elsewhere, blanks and a number that comes twice."""
    long = "we should like to see an officer on foot in the high street on every market day please"
    rows = [row(n, words=f"answer number {n}", source=f"198.51.100.{n}") for n in range(1, 41)]
    rows += [row(n, words="", source="192.0.2.1") for n in range(41, 53)]
    rows += [row(60, words=long), row(61, words=long.upper() + "!")]
    rows += [row(62, words=long.replace("please", "thanks"))]
    rows += [row(63, sent="2026-03-05 10:00:30"), row(63), row(64, *[""] * 7)]
    rows += [row(65, "Under 40", "Elsewhere", "Safe", "", "", "", "")]
    quality = read_responses(survey, write_rows(rows), tmp_path)
    assert (quality.speeders, quality.median_seconds) == (1, 300.0)
    assert (quality.exact_repeats, quality.near_repeats) == (1, 1)
    assert (quality.flooded, quality.sources) == (12, (12,))
    assert (quality.outside, quality.blank, quality.twice) == (1, 1, 1)


def test_times_as_numbers_and_as_text() -> None:
    """What a spreadsheet's cell without a form holds is a time too; other numbers are none."""
    assert seconds_between("46082.5", "46082.50694444") == pytest.approx(600, abs=0.01)
    assert seconds_between("01/03/2026 12:00", "01/03/2026 12:10:00") == 600
    assert seconds_between("12", "20") is None
    assert seconds_between("46082.5", "nonsense") is None


def test_progress_is_told_while_rows_pass(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Every two thousand rows, with how many there were."""
    told: list[tuple[int, str]] = []
    path = write_rows([row(number) for number in range(4_100)])
    read_responses(survey, path, tmp_path, progress=lambda rows, what: told.append((rows, what)))
    assert told == [(2_000, "2,000 answers"), (4_000, "4,000 answers")]


def test_repeated_headers_ask_for_a_number(
    head: str, write_consultation: Callable[[str], Consultation], tmp_path: Path
) -> None:
    """Three columns called 'Comment' are told apart by 'number', and not guessed."""
    tail = 'questions:\n  - {id: words, kind: open, text: "Why?"}\nexport:\n  layout: table\n'
    path = tmp_path / "answers.csv"
    path.write_text("Comment,Comment,Comment\na,b,c\n", encoding="utf-8")
    doubtful = write_consultation(head + tail + "  columns: [{question: words, header: comment}]\n")
    with pytest.raises(VoiceError, match=r"market-day\.yaml:\d+:\d+.*'number' beside it: 3"):
        read_responses(doubtful, path, tmp_path)
    clear = write_consultation(
        head + tail + "  columns: [{question: words, header: comment, number: 2}]\n"
    )
    read_responses(clear, path, tmp_path)
    assert answers(tmp_path) == [(0, "words", None, None, "b")]


def test_mixed_encodings_emoji_script_and_a_long_answer(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Each line is read in its own encoding; markup is text; what is too long is cut."""
    script = "<script>alert(1)</script> 🚓 naïve\nsecond line"
    path = write_rows([row(1, words=script), row(2, words="x" * 1_000_000)])
    with path.open("ab") as stream:
        stream.write(",".join(row(3, words="café £5")).encode("cp1252") + b"\r\n")
    quality = read_responses(survey, path, tmp_path)
    texts = [cells[-1] for cells in answers(tmp_path) if cells[1] == "words"]
    assert texts[0] == script
    assert texts[1] == "x" * 100_000
    assert texts[2] == "café £5"
    assert (quality.cut, quality.mixed_lines) == (1, 1)


def test_two_rows_of_headers_with_merged_cells(
    head: str, write_consultation: Callable[[str], Consultation], tmp_path: Path
) -> None:
    """SurveyMonkey's layout: a question over its options, merged; options ticked below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Respondent ID", "Start Date", "End Date", "What worries you?", None, "Why?"])
    sheet.append([None, None, None, "Speeding", "Burglary, theft", "Open-Ended Response"])
    sheet.append([1, "03/05/2026 10:00:00", "03/05/2026 10:04:00", "Speeding", None, "Too fast"])
    sheet.append([2, None, None, None, "Burglary, theft", None])
    sheet.merge_cells("D1:E1")
    path = tmp_path / "answers.xlsx"
    book.save(path)
    one = write_consultation(
        head
        + """questions:
  - id: worries
    kind: multiple
    text: What worries you?
    options: [{code: speed, text: Speeding}, {code: burglary, text: "Burglary, theft"}]
  - {id: why, kind: open, text: "Why?"}
export: {layout: surveymonkey}
"""
    )
    quality = read_responses(one, path, tmp_path)
    assert answers(tmp_path) == [
        (0, "worries", "speed", None, None),
        (0, "why", None, None, "Too fast"),
        (1, "worries", "burglary", None, None),
    ]
    assert (quality.answered, quality.merged_cells) == (2, 0)


@pytest.mark.parametrize(
    ("layout", "headers", "cells"),
    [
        (
            "citizen-space",
            ["Response ID", "Submitted", "What worries you?", "Why?"],
            ["ANON-1", "2026-03-05 10:04:00", "Speeding;Burglary, theft", "Too fast"],
        ),
        (
            "microsoft-forms",
            ["ID", "Start time", "Completion time", "Email", "Name", "What worries you?", "Why?"],
            [
                "1",
                "3/5/26 10:00:00",
                "3/5/26 10:04:00",
                "anonymous",
                "",
                "Speeding;Burglary, theft;",
                "Too fast",
            ],
        ),
        (
            "decidim",
            ["ID", "Answered on", "IP Hash", "What worries you?", "Why?"],
            ["1", "2026-03-05 10:04:00 UTC", "abc", "Speeding, Burglary, theft", "Too fast"],
        ),
    ],
)
def test_layouts_of_common_tools(
    head: str,
    layout: str,
    headers: list[str],
    cells: list[str],
    write_consultation: Callable[[str], Consultation],
    tmp_path: Path,
) -> None:
    """The presets find the columns about the answer, and take apart what stands in one cell."""
    one = write_consultation(
        f"""{head}questions:
  - id: worries
    kind: multiple
    text: What worries you?
    options: [{{code: speed, text: Speeding}}, {{code: burglary, text: "Burglary, theft"}}]
  - {{id: why, kind: open, text: "Why?"}}
export: {{layout: {layout}}}
"""
    )
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";" if layout == "decidim" else ",").writerows(
            [headers, cells]
        )
    read_responses(one, path, tmp_path)
    assert [cells[1:3] for cells in answers(tmp_path)] == [
        ("worries", "speed"),
        ("worries", "burglary"),
        ("why", None),
    ]


def test_a_missing_column_names_the_nearest(
    survey: Consultation, headers: list[str], tmp_path: Path
) -> None:
    """Every question without a column is told at once, with the header most like it."""
    path = tmp_path / "answers.csv"
    path.write_text(",".join(headers[:5]) + ",How safe do you feel after dusk?\n1\n", "utf-8")
    with pytest.raises(VoiceError) as raised:
        read_responses(survey, path, tmp_path)
    assert "did you mean 'How safe do you feel after dusk?'" in str(raised.value)
    assert len(raised.value.errors) > 4
    assert not list(tmp_path.glob("voice/*"))


def test_what_is_no_workbook_is_refused(survey: Consultation, tmp_path: Path) -> None:
    """A text that calls itself a workbook."""
    path = tmp_path / "answers.xlsx"
    path.write_text("not a workbook", encoding="utf-8")
    with pytest.raises(InputError, match="expected a workbook"):
        read_responses(survey, path, tmp_path)
