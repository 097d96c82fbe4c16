"""The scoring matrix of an assessment: sums that anyone can check, no score left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frankpledge.claims import Answer, BoundReport

# Invented for the tests.
TOPICS = (("Abuse", 5, 2), ("Speeding", 2, 5), ("Litter", 0, 1), ("Theft", 5, 2))
WEIGHTS = {"harm": 3, "concern": 1.5}


def head(topics: str = "", criteria: str = "", most: str = "5") -> str:
    """Front matter with a matrix."""
    listed = topics or "".join(
        f"    - title: {title}\n      scores:\n        harm: {{score: {harm}, why: Of harm}}\n"
        f"        concern: {{score: {concern}, why: Of concern}}\n"
        for title, harm, concern in TOPICS
    )
    known = criteria or (
        "    - {id: harm, title: Harm, weight: 3}\n"
        "    - {id: concern, title: Concern, weight: 1.5}\n"
    )
    return (
        "---\ntitle: A trial\nkind: assessment\ndate: 2023-05\n"
        f"matrix:\n  by: the strategy group\n  most: {most}\n  criteria:\n{known}"
        f"  topics:\n{listed}---\n"
    )


def test_totals_are_the_scores_times_the_weights(one: Callable[..., Answer]) -> None:
    """Against sums worked out here; topics with the same total share a place."""
    answer = one("matrix scores", head())
    assert answer.table is not None
    sums = {t: h * WEIGHTS["harm"] + c * WEIGHTS["concern"] for t, h, c in TOPICS}
    order = sorted(sums, key=lambda title: -sums[title])
    assert [row[1] for row in answer.table.rows] == order
    assert [row[0] for row in answer.table.rows] == ["1=", "1=", "3", "4"]
    assert [row[2] for row in answer.table.rows] == [f"{sums[title]:g} of 22.5" for title in order]
    assert answer.table.rows[2][3:] == ("2 × 3 = 6", "5 × 1.5 = 7.5")
    assert answer.table.columns[3:] == ("Harm (× 3)", "Concern (× 1.5)")
    assert answer.text == (
        "Scored by the strategy group: 4 topics on 2 criteria. "
        "Highest: Abuse and Theft, 18 of 22.5 each."
    )


def test_the_scores_are_the_partnership_s_own(one: Callable[..., Answer]) -> None:
    """They are stated, by a group, and the note says what was worked out."""
    answer = one("matrix reasons", head())
    assert answer.basis.origin == "stated" and answer.basis.stated == "the strategy group"
    assert "worked out here" in answer.basis.note
    assert answer.table is not None
    assert answer.table.rows[-1] == ("Litter", "Concern", "1", "Of concern")
    assert len(answer.table.rows) == len(TOPICS) * len(WEIGHTS)


def test_a_report_shows_both_views(bound: Callable[..., BoundReport]) -> None:
    """Each in a paragraph of its own."""
    report = bound("## Priorities\n\n{{ matrix scores }}\n\n{{ matrix reasons }}", head())
    assert [answer.table is not None for answer in report.answers] == [True, True]


TOPIC = (
    "    - title: A\n      scores:\n        harm: {harm}\n        concern: {{score: 1, why: x}}\n"
)


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("{score: 6, why: x}", "matrix.topics.1.scores.harm.score: expected a whole number from 0"),
        ("{score: 1.5, why: x}", "expected a whole number from 0 to 5, found 1.5"),
        ("{score: true, why: x}", "expected a whole number from 0 to 5, found True"),
        ("{score: 1}", "matrix.topics.1.scores.harm.why: expected a text"),
        ("3", "matrix.topics.1.scores.harm: expected fields: score, why, found 3"),
        ("", "matrix.topics.1.scores.harm: expected fields: score, why"),
        ("{score: 1, whi: x}", "harm.whi: expected no such field; did you mean 'why'?"),
    ],
)
def test_a_score_that_cannot_be_used_is_named(
    faults: Callable[..., list[str]], topic: str, told: str
) -> None:
    """With its place in the matrix; nothing is scored 0 because it was left out."""
    found = faults("{{ matrix scores }}", head(TOPIC.format(harm=topic)))
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        (
            "    - {id: harm, title: Harm, weight: 0}\n",
            "weight: expected a number above 0, found 0",
        ),
        (
            "    - {id: harm, title: A, weight: 1}\n    - {id: harm, title: B, weight: 1}\n",
            "matrix.criteria.2.id: expected an id that no other criterion has, found 'harm'",
        ),
        ("    []\n", "matrix.criteria: expected a list of one or more"),
    ],
)
def test_a_criterion_that_cannot_be_used_is_named(
    faults: Callable[..., list[str]], criteria: str, told: str
) -> None:
    """A weight of nothing would hide a criterion."""
    found = faults("{{ matrix scores }}", head(criteria=criteria))
    assert any(told in one for one in found), found


def test_a_matrix_that_is_not_there_is_asked_for(faults: Callable[..., list[str]]) -> None:
    """By the place of the figure; another view than the two is refused."""
    assert faults("{{ matrix scores }}") == [
        "6:11: expected a scoring matrix in the front matter, field matrix; there is none, "
        "found 'scores'"
    ]
    assert faults("{{ matrix totals }}", head()) == [
        f"{len(head().splitlines()) + 1}:11: expected one of scores, reasons, rules, found 'totals'"
    ]


def test_the_size_of_a_change_has_no_sign(one: Callable[..., Answer]) -> None:
    """'fell by 23.5 %', not 'fell by −23.5 %'; both from the same change."""
    change = "change neighbourhood-crime from YE2019-12 to YE2022-09"
    assert one(change).text == "−23.5 %"
    assert one(f"{change} as size").text == "23.5 %"


RULED = """\
  criteria:
    - id: volume
      title: Volume
      weight: 2
      rule: {figure: value, for: YE2022-09, bounds: [1000, 3981, 3982, 9000], why: by bounds}
    - id: change
      title: Change
      weight: 1
      rule:
        {figure: change, from: YE2019-12, to: YE2022-09, worse: 4, same: 2, better: 1, why: by way}
"""


def ruled(*topics: tuple[str, str], criteria: str = RULED) -> str:
    """Front matter with a matrix that rules score: titles and measures of its topics."""
    listed = "".join(f"    - {{title: {title}, measure: {name}}}\n" for title, name in topics)
    return (
        "---\ntitle: A trial\nkind: assessment\ndate: 2023-05\nmatrix:\n  by: rules\n  most: 4\n"
        f"{criteria}  topics:\n{listed}---\n"
    )


def test_a_rule_scores_what_can_be_counted(one: Callable[..., Answer]) -> None:
    """3,981 neighbourhood crimes, fewer than before, reach two of the bounds: 2 × 2 + 1."""
    told = ruled(("Theft", "neighbourhood-crime"), ("Killing", "homicide"))
    answer = one("matrix scores", told)
    assert answer.basis.origin == "computed"
    assert answer.basis.windows == ("year to December 2019", "year to September 2022")
    assert [source for source, _ in answer.basis.sources] == ["home-office-crime"]
    assert answer.table is not None
    assert answer.table.rows == (
        ("1", "Theft", "5 of 12", "2 × 2 = 4", "1 × 1 = 1"),
        ("–", "Killing", "not complete", "0 × 2 = 0", "not scored"),
    )
    assert answer.text == "Scored by rules: 2 topics on 2 criteria. Highest: Theft, 5 of 12."


def test_what_a_rule_cannot_say_is_not_scored(one: Callable[..., Answer]) -> None:
    """Too few, neither way better, not known: no score, with the reason, and never 0."""
    told = ruled(
        ("Killing", "homicide"), ("Drugs", "drug-offences"), ("Arrests", "op-scorpion-arrests")
    )
    answer = one("matrix reasons", told)
    assert answer.table is not None
    why = {(row[0], row[1]): row[2:] for row in answer.table.rows}
    assert why["Killing", "Change"][0] == "not scored"
    assert why["Killing", "Change"][1].startswith("Cannot be compared (too few to say)")
    assert why["Drugs", "Change"][0] == "not scored"
    assert why["Drugs", "Change"][1].endswith("neither way is better")
    assert why["Arrests", "Volume"][0] == "not scored"
    assert why["Arrests", "Volume"][1].startswith("Not known: ")
    assert one("matrix scores", told).text.endswith("No topic has a score on every criterion.")


def test_people_and_rules_can_score_one_matrix(one: Callable[..., Answer]) -> None:
    """Who scored is stated; what was worked out, and how, is said beside it."""
    told = head(
        "    - {title: Theft, measure: neighbourhood-crime, scores: {harm: {score: 3, why: x}}}\n",
        "    - {id: harm, title: Harm, weight: 3}\n"
        + RULED.partition("- id: volume")[2]
        .join(["    - id: volume", ""])
        .split("    - id: ch")[0],
    ).replace("most: 5", "most: 4")
    answer = one("matrix scores", told)
    assert answer.basis.origin == "stated" and answer.basis.stated == "the strategy group"
    assert "Volume – by bounds" in answer.basis.note and answer.basis.sources
    assert answer.table is not None and answer.table.rows[0][2] == "13 of 20"
    rules = one("matrix rules", told)
    assert rules.table is not None
    assert rules.table.rows == (
        ("Harm", "3", "by the strategy group"),
        ("Volume", "2", "by bounds"),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("bounds: [1000, 3981, 3982, 9000]", "bounds: [1, 2]", "bounds: expected 4 numbers, each"),
        ("bounds: [1000, 3981, 3982, 9000]", "bounds: [4, 3, 2, 1]", "expected 4 numbers, each"),
        ("worse: 4", "worse: 5", "rule.worse: expected a whole number from 0 to 4, found 5"),
        (", better: 1", "", "rule.better: expected a whole number from 0 to 4"),
        ("figure: value", "figure: score", "rule: expected fields: figure (value or change)"),
        ("for: YE2022-09", "for: YE2022-08", "whole quarters, by which neighbourhood-crime"),
        ("why: by way", "way: by way", "rule.way: expected no such field; did you mean 'why'?"),
        ("to: YE2022-09", "to: 2022-Q3", "a window as long as the year to December 2019 (matrix: "),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(
    faults: Callable[..., list[str]], old: str, new: str, told: str
) -> None:
    """With its place, or with the topic and the criterion where it is no figure."""
    text = ruled(("Theft", "neighbourhood-crime")).replace(old, new)
    found = faults("{{ matrix scores }}", text)
    assert any(told in one for one in found), found


def test_a_topic_of_no_measure_is_named(faults: Callable[..., list[str]]) -> None:
    """A rule needs a measure that exists."""
    found = faults("{{ matrix scores }}", ruled(("Theft", "neighborhood-crime")))
    assert any("did you mean neighbourhood-crime" in one for one in found)
    assert any("(matrix: Theft, Volume)" in one for one in found)
