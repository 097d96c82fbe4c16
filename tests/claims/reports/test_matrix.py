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
        f"{len(head().splitlines()) + 1}:11: expected one of scores, reasons, found 'totals'"
    ]


def test_the_size_of_a_change_has_no_sign(one: Callable[..., Answer]) -> None:
    """'fell by 23.5 %', not 'fell by −23.5 %'; both from the same change."""
    change = "change neighbourhood-crime from YE2019-12 to YE2022-09"
    assert one(change).text == "−23.5 %"
    assert one(f"{change} as size").text == "23.5 %"
