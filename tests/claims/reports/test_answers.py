"""Figures of a report against the same figures worked out from the published rows by hand."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.claims import Answer, BoundReport, Figures, Shown

One = Callable[..., Answer]
KINDS = {
    *("Domestic burglary", "Residential burglary", "Robbery of personal property"),
    *("Theft from the person", "Vehicle offences"),
}


def _recorded(example: Path, last: str) -> int:
    """Neighbourhood crime of Wiltshire in the four quarters to `last`, straight from the table."""
    year, quarter = int(last[:4]), int(last[-1])
    ends = [(year * 4 + quarter - 1) - step for step in range(4)]
    wanted = {f"{end // 4}-Q{end % 4 + 1}" for end in ends}
    with gzip.open(
        example / "figures" / "home-office-crime.csv.gz", "rt", encoding="utf-8"
    ) as file:
        return sum(
            int(float(row["count"]))
            for row in csv.DictReader(file)
            if row["force"] == "E23000038"
            and row["period"] in wanted
            and row["offence_subgroup"] in KINDS
        )


def test_a_value_is_the_sum_of_the_published_rows(one: One, example: Path) -> None:
    """3,981 offences in the year to September 2022 (Home Office table of the example)."""
    count = _recorded(example, "2022-Q3")
    assert count == 3981
    answer = one("value neighbourhood-crime for YE2022-09")
    assert answer.text == "3,981 offences"
    assert answer.basis.windows == ("year to September 2022",)
    assert answer.basis.vintage
    assert answer.basis.imports


def test_a_change_is_worked_out_from_both_windows(one: One, example: Path) -> None:
    """5,205 to 3,981 is −23.5 % and −1,224 offences; the wider interval leaves out no change."""
    before, now = _recorded(example, "2019-Q4"), _recorded(example, "2022-Q3")
    assert round(100 * (now / before - 1), 1) == -23.5
    change = "change neighbourhood-crime from YE2019-12 to YE2022-09"
    assert one(change).text == "−23.5 %"
    assert one(f"{change} as number").text == "−1,224 offences"
    assert one(f"{change} as verb").text == "fell"
    sentence = one(f"{change} as sentence").text
    assert sentence.startswith(
        "Neighbourhood crime in Wiltshire fell by 23.5 %, from 5,205 offences in the year to "
        "December 2019 to 3,981 offences in the year to September 2022: more than the ordinary"
    )


def test_the_statistics_choose_the_verb(one: One) -> None:
    """+15.2 % within the series' own variation is no rise, and 3 against 5 are too few to say."""
    change = "change neighbourhood-crime from YE2021-03 to YE2022-09"
    assert one(change).text == "+15.2 %"
    assert one(f"{change} as verb").text == "changed little"
    assert "changed little" in one(f"{change} as sentence").text
    few = one("change homicide from YE2024-12 to YE2025-12 as sentence").text
    assert few.endswith("too few to say whether that is a change.")
    assert "%" not in few


def test_a_rate_names_its_residents(one: One) -> None:
    """3,981 offences among the 751,759 residents of mid-2022, not those of today."""
    answer = one("value neighbourhood-crime for YE2022-09 as rate")
    assert answer.text == f"{1000 * 3981 / 751759:.1f} per 1,000 residents"
    assert answer.basis.note == "Per resident of 2022."


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (
            "value neighbourhood-crime for YE1999-09",
            "not known (no complete figures are held for the year to September 1999)",
        ),
        ("value op-scorpion-arrests for 2023-Q1", "not known (no figure was supplied for January"),
        ("value op-scorpion-arrests for 2022-Q4", "suppressed, because a figure for October to"),
        ("score op-scorpion-arrests", "not scored (no data for the 1 quarter"),
        ("score endorsable-notices", "not scored (out of date: the latest figure is for 2022)"),
        ("peers drugs-seized", "Drugs seized: not known, because this area is not compared"),
        ("returned homicide for YE2022-09", "not known (the body supplied no figure for the year"),
        (
            "change endorsable-notices from 2020 to 2021 as sentence",
            "Endorsable notices issued to drivers: not known, because no figure was supplied for",
        ),
        (
            "trend children-safeguarded to 2021-Q3",
            "Children safeguarded through disruptions: not known, because no",
        ),
    ],
)
def test_what_is_not_known_says_why(one: One, expression: str, text: str) -> None:
    """Missing, suppressed and not scored are never blank and never zero."""
    answer = one(expression)
    assert answer.text.startswith(text), answer.text
    assert answer.reason
    assert not answer.known


def test_a_suppressed_figure_cannot_be_read_anywhere(bound: Callable[..., BoundReport]) -> None:
    """Neither its text nor the note beside it gives the three people away."""
    name = "op-scorpion-arrests"
    report = bound(
        f"{{{{ value {name} for 2022-Q4 }}}} {{{{ returned {name} for 2022-Q4 }}}} "
        f"{{{{ value {name} for 2022-Q4 as sentence }}}}"
    )
    for answer in report.answers:
        assert answer.reason
        assert "3" not in answer.text + answer.basis.note + answer.reason


def test_supplied_figures_are_marked_and_bring_their_place(one: One) -> None:
    """22.59 kilograms is not rounded, and stands in the presentation."""
    answer = one("value drugs-seized for 2022-Q3")
    assert answer.text == "22.59 kilograms"
    assert answer.basis.origin == "supplied"
    assert answer.basis.note.startswith("Panel presentation, Priority 2")
    returned = one("returned neighbourhood-crime for YE2019-12")
    assert returned.text == "5,255 offences"
    assert returned.basis.origin == "supplied"


def test_the_note_is_that_of_the_window(one: One) -> None:
    """The notices of 2022 do not bring the note on those of 2021."""
    note = one("value endorsable-notices for 2022").basis.note
    assert "1735 in 2022" in note
    assert "192 in 2021" not in note


def test_a_statement_says_whose_it_is(one: One) -> None:
    """A statement with a place takes the document from the front matter."""
    head = "---\ntitle: T\nkind: panel\ndate: 2023-05\nrestates: The presentation\n---\n"
    answer = one('stated "14 arrests" place "Priority 2" about op-scorpion-arrests', head)
    assert answer.text == "14 arrests"
    assert answer.basis.origin == "stated"
    assert answer.basis.stated == "The presentation, Priority 2"


def test_a_report_as_of_a_month_uses_nothing_later(one: One) -> None:
    """`latest` in a report as of September 2022 is the year to September 2022."""
    head = "---\ntitle: T\nkind: panel\ndate: 2023-05\nas_of: 2022-09\n---\n"
    assert one("value neighbourhood-crime for latest", head).text == "3,981 offences"
    later = one("value neighbourhood-crime for YE2023-09", head)
    assert later.reason == "no complete figures are held for the year to September 2023"
    chart = one("trend neighbourhood-crime", head).chart
    assert chart is not None
    assert chart.labels[-1] == "July to September 2022"


def test_a_chart_brings_a_sentence_and_a_table(bound: Callable[..., BoundReport]) -> None:
    """The same points stand in both, and the sentence is the chart's finding."""
    report = bound("{{ trend neighbourhood-crime to 2022-Q3 }}")
    (answer,) = report.answers
    assert report.blocks == (Shown(0),)
    assert answer.chart is not None
    assert answer.table is not None
    assert answer.chart.finding in answer.text
    assert len(answer.table.rows) == len(answer.chart.values) == 24
    drawn = [f"{value:,.0f}" for value in answer.chart.values[::-1]]
    column = answer.table.columns.index("Adjusted for the time of year")
    assert [row[column] for row in answer.table.rows] == drawn


def test_a_change_as_a_table_has_both_intervals(one: One) -> None:
    """The wider interval is the one that the sentence uses."""
    answer = one("change neighbourhood-crime from YE2019-12 to YE2022-09 as table")
    assert answer.table is not None
    told = dict(answer.table.rows)
    assert told["Change"] == "−1,224 offences (−23.5 %)"
    assert told["95 % interval by the series' own variation"] in answer.text
    assert told["What may be said"] == "Fell"


def test_a_scorecard_lists_what_is_not_known_too(
    bound: Callable[..., BoundReport], figures: Figures
) -> None:
    """Each measure of the group once, with the score of the scorecard; none is left out."""
    from frankpledge.measures import words

    (answer,) = bound("{{ scorecard ncpm-2021 group homicide }}").answers
    assert answer.table is not None
    ((title, latest, _since, _chart, score),) = answer.table.rows
    assert (title, latest) == ("Homicide", "5 offences")
    assert answer.table.caption.endswith("Figures are for the year to December 2025")
    value = figures.results.by_measure["homicide"].score("E23000038").value
    assert score == ("not scored" if value is None else words.number(value))


def test_two_bindings_are_the_same(bound: Callable[..., BoundReport]) -> None:
    """Nothing depends on the time or the order of work."""
    text = "{{ change drug-offences from YE2019-12 to YE2022-09 as sentence }}"
    assert bound(text).answers == bound(text).answers
