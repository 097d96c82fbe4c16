"""What may stand between {{ and }}: a closed language whose every slip is reported at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frankpledge.claims import KINDS

Faults = Callable[..., list[str]]
CRIME = "neighbourhood-crime"


@pytest.mark.parametrize(
    ("expression", "column", "expected"),
    [
        ("chnge homicide", 4, "a kind of figure; did you mean 'change'?"),
        ("value", 9, "the id of a measure, without quotation marks after 'value'"),
        ("value 'x' for 2022", 10, "the id of a measure; none is like it"),
        ("value homicde for 2022", 10, "the id of a measure; did you mean homicide?"),
        ("value homicide", 18, "'for' and a period, such as YE2022-09, which 'value' needs"),
        ("value homicide for", 22, "a period, such as YE2022-09 after 'for'"),
        ("value homicide for 2022-13", 23, "a period (2025-12, 2025-Q4, 2025, 2017/18 or YE2022"),
        ("value homicide for YE2022-08", 23, "whole quarters, by which homicide is counted"),
        ("value homicide for 2022 as chrt", 31, "a format of 'value'; known are figure, number,"),
        ("value homicide for 2022 for 2023", 28, "'for' once"),
        ("value homicide for 2022 from 2021", 28, "one of 'for', 'in', 'as' in a 'value' figure"),
        ("value homicide in Wiltshire for 2022", 22, "the code of an area; did you mean E"),
        ("value homicide in E2300038 for 2022", 22, "the code of an area; did you mean E23000038?"),
        ("value homicide in E06000054 for 2022", 22, "a force, which homicide is counted for"),
        ('value "homicide" for 2022', 10, "the id of a measure, without quotation marks"),
        ("change homicide from 2021 to 2022-Q1", 33, "a window as long as the year to December"),
        ("change homicide from 2022 to 2021", 33, "a later window than the year to December 2022"),
        ("change police-officers from 2021 to 2022", 32, "one month such as 2021-12"),
        ("change op-scorpion-arrests from baseline to latest", 36, "a period, because op-scorpion"),
        (
            "change charged-or-summonsed from 2021 to 2022",
            11,
            "another format: a change of a share",
        ),
        (
            "value op-scorpion-arrests for 2022-Q1 as rate",
            45,
            "another format: op-scorpion-arrests",
        ),
        ("places shoplifting", 22, "'of' and a kind of place, such as ward, which 'places' needs"),
        ("places shoplifting of ward", 26, "a force, which shoplifting is counted for"),
        ("places charged-or-summonsed of force", 11, "a measure that is a count, which charged-or"),
        ("places shoplifting of force most 31", 37, "a whole number from 1 to 30"),
        ("scorecard ncpm-2012", 14, "the id of a framework; did you mean 'ncpm-2021'?"),
        ("scorecard ncpm-2021 group homicides", 30, "the id of a group of ncpm-2021; did you mean"),
        ('stated "9"', 11, "either 'source' with a document and place, or 'place' in the document"),
        ('stated "9" place "page 2"', 21, "'source', because the front matter names no document"),
        ('stated "9 source x', 11, "a quotation mark at the end of this text"),
        ('stated "" source "x"', 11, "words between the quotation marks"),
        ("stated 9 source x", 11, "the statement between quotation marks"),
        ("", 3, "a figure that begins with one of value, change, trend"),
    ],
)
def test_a_slip_is_named_at_its_place(
    faults: Faults, expression: str, column: int, expected: str
) -> None:
    """Each slip gives line and column (line 6, from column 4 on) and what was meant."""
    found = faults(f"{{{{ {expression} }}}}" if expression else "{{}}")
    assert any(line.startswith(f"6:{column}: expected {expected}") for line in found), found


def test_every_fault_of_a_report_is_reported_at_once(faults: Faults) -> None:
    """Front matter and figures alike, in order of place."""
    head = "---\ntitle: T\nkind: pannel\ndate: 2023-15\nfish: 1\n---\n"
    found = faults("{{ value homicde for 2022 }} and {{ chnge x }} }}", head)
    assert [line.split(":")[0].split(",")[0] for line in found] == ["3", "4", "5", "7", "7", "7"]
    assert "no such field; known are title, kind" in found[2]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("A {{ value homicide for 2022", "6:3"),
        ("A {{ value homicide\n\nfor 2022 }}", "6:3"),
        ("}} alone", "6:1"),
        ("{{ value homicide for {{ value homicide for 2022 }}", "6:1"),
    ],
)
def test_braces_that_close_nothing_are_a_fault(faults: Faults, body: str, place: str) -> None:
    """One open brace is reported where it stands and does not swallow the rest of the report."""
    assert any(
        line.startswith(f"{place}: expected a figure between {{{{ and }}}}")
        for line in faults(body)
    )


@pytest.mark.parametrize("body", ["Text {{ trend homicide }}", "- {{ trend homicide }}"])
def test_a_chart_needs_a_paragraph_of_its_own(faults: Faults, body: str) -> None:
    """A chart within a sentence or a list has no place on a page or a slide."""
    assert "a chart or table in a paragraph of its own" in faults(body)[0]


def test_a_figure_cannot_be_an_address(faults: Faults) -> None:
    """Nothing worked out ever becomes part of a link."""
    found = faults("[here](https://example.org/{{ value homicide for 2022 }})")
    assert "a figure in running text" in found[0]


def test_code_and_comments_hold_no_figures(bound: Callable[..., object]) -> None:
    """A report can show how a figure is written, and a note to the writer is no part of it."""
    report = bound("`{{ nothing }}` <!-- {{ nor this }} -->\n\n```\n{{ nor that }}\n```\n")
    assert report.answers == ()  # type: ignore[attr-defined]


def test_private_characters_are_refused(faults: Faults) -> None:
    """Figures are marked by them while Markdown is read, so a text must not hold any."""
    assert "no private-use characters" in faults("A \ue0000\ue001 forged mark")[0]


def test_the_documentation_lists_every_kind_clause_and_format() -> None:
    """docs/reports.md names all that may be written."""
    from pathlib import Path

    text = (Path(__file__).parents[3] / "docs" / "reports.md").read_text(encoding="utf-8")
    told = text.partition("## Figures")[2].splitlines()
    for kind in KINDS.values():
        row = next(line for line in told if line.startswith(f"| `{kind.name}`"))
        for word in (*kind.required, *kind.optional, *kind.formats):
            assert f"`{word}`" in row or (word == "text" and kind.name == "stated"), (kind, word)
