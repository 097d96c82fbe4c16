"""Shares, weights, tables by group and change, against plain arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge.voice import Consultation, Results, load_responses, read_responses, results

Write = Callable[[Sequence[Sequence[str]]], Path]
ABOUT = ["", "", ""]


def people(*kinds: tuple[int, str, str, str, str]) -> list[list[str]]:
    """So many people of one age and home, who feel so safe and have such worries."""
    rows: list[list[str]] = []
    for many, age, home, safe, worry in kinds:
        for _ in range(many):
            rows.append([str(len(rows)), *ABOUT, age, home, safe, worry, "", "", "", ""])
    return rows


CROWD = people(
    (20, "Under 40", "In town", "Safe", "Speeding"),
    (10, "Under 40", "Outside town", "Unsafe", "Dogs; stray"),
    (40, "40 or over", "In town", "Unsafe", "Speeding"),
    (30, "40 or over", "Outside town", "Safe", "Speeding"),
    (5, "40 or over", "Elsewhere", "Very safe", "Other"),
)


def worked_out(one: Consultation, path: Path, data: Path, before: Results | None = None) -> Results:
    """Results of one export."""
    read_responses(one, path, data)
    held = load_responses(data, one.id)
    assert held is not None
    return results(one, held, {}, before=before)


def test_weighted_shares_agree_with_a_hand_calculation(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """30 of 100 are young where 60 of 100 live: their weight is 2, that of the others 4/7.

    Safe: 20 young and 30 old, so (20 x 2 + 30 x 4/7) / 100 = 0.5714; unweighted 0.5. Effective
    size 100^2 / (30 x 4 + 70 x 16/49) = 70; design effect 100 / 70.
    """
    found = worked_out(survey, write_rows(CROWD), tmp_path)
    assert found.weighting.used
    assert found.weighting.effect == pytest.approx(100 / 70)
    assert found.weighting.effective == pytest.approx(70)
    assert (found.people, found.outside) == (100, 5)
    safe = next(one for one in found.questions if one.question.id == "safe")
    bar = {one.option: one for one in safe.bars}["safe"]
    assert bar.value == pytest.approx((20 * 2 + 30 * 4 / 7) / 100)
    assert bar.plain == pytest.approx(0.5)
    half = 1.959964 * np.sqrt(bar.value * (1 - bar.value) / 70)
    assert bar.upper - bar.lower == pytest.approx(2 * half, rel=0.05)
    young = found.weighting.margins[0].groups[0]
    assert (young.share_here, young.share_answered) == (0.6, 0.3)
    assert young.share_weighted == pytest.approx(0.6, abs=1e-6)


def test_tables_by_group_hide_small_numbers(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Three who chose an option are in no figure, and no total gives them away."""
    crowd = [*CROWD, *people((3, "Under 40", "In town", "Very safe", "Speeding"))]
    for number, cells in enumerate(crowd):
        cells[0] = str(number)
    found = worked_out(survey, write_rows(crowd), tmp_path)
    safe = next(one for one in found.questions if one.question.id == "safe")
    hidden = [bar.option for bar in safe.bars if bar.hidden]
    assert "very-safe" in hidden
    assert len(hidden) == 2  # one alone would follow from the number who answered
    for table in safe.tables:
        for row in table.rows:
            shut = [value is None for value in row.values]
            assert sum(shut) != 1
            assert shut[3]


def test_small_groups_are_not_shown(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Four people of a group have no row of figures, nor their number."""
    crowd = [*CROWD, *people((4, "Prefer not to say", "In town", "Safe", "Speeding"))]
    for number, cells in enumerate(crowd):
        cells[0] = str(number)
    found = worked_out(survey, write_rows(crowd), tmp_path)
    table = next(one for one in found.questions if one.question.id == "safe").tables[0]
    unsaid = next(row for row in table.rows if row.title == "Prefer not to say")
    assert unsaid.people is None
    assert set(unsaid.values) == {None}


def test_a_small_group_is_not_what_the_others_leave(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Seven people of one group are hidden, and so is another cell of the column that they are in:
    its total less the others would give them away.
    """
    crowd = people(
        (40, "Under 40", "In town", "Safe", ""),
        (20, "Under 40", "In town", "Unsafe", ""),
        (30, "40 or over", "In town", "Safe", ""),
        (30, "40 or over", "In town", "Unsafe", ""),
        (7, "Prefer not to say", "In town", "Safe", ""),
    )
    found = worked_out(survey, write_rows(crowd), tmp_path)
    table = next(one for one in found.questions if one.question.id == "safe").tables[0]
    place = {row.title: row.values for row in table.rows}
    assert set(place["Prefer not to say"]) == {None}
    assert None in [place[name][2] for name in ("Under 40", "40 or over")]


def test_weights_that_cannot_be_had_are_said_and_not_used(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Nobody young answered, or one young person stands for a town: unweighted, with the reason."""
    old = people((60, "40 or over", "In town", "Safe", "Speeding"))
    found = worked_out(survey, write_rows(old), tmp_path)
    assert not found.weighting.used
    assert found.weighting.reason == "nobody answered from Under 40"
    alone = [*old, *people((1, "Under 40", "In town", "Safe", "Speeding"))]
    alone[-1][0] = "1000"
    found = worked_out(survey, write_rows(alone), tmp_path)
    assert not found.weighting.used
    assert "did not settle" in found.weighting.reason
    assert found.weighting.effect == 1
    assert {bar.value - bar.plain for one in found.questions for bar in one.shown} == {0.0}


def test_populations_of_areas_come_from_outside(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """An option that stands for a district is weighted to the people that the lake counts there."""
    age, home, *rest = survey.questions
    town, country, away = home.options
    home = replace(
        home,
        weigh=True,
        options=(replace(town, area="E1"), replace(country, area="E2"), away),
    )
    one = replace(survey, questions=(replace(age, weigh=False), home, *rest))
    read_responses(one, write_rows(CROWD), tmp_path)
    held = load_responses(tmp_path, one.id)
    assert held is not None
    found = results(one, held, {"E1": 1000.0, "E2": 1000.0})
    assert [g.share_weighted for g in found.weighting.margins[0].groups] == pytest.approx(
        [0.5, 0.5]
    )
    lost = results(one, held, {"E1": 1000.0})
    assert lost.weighting.reason == "the population is not known of Outside town"


def test_ranks_and_sums(survey: Consultation, write_rows: Write, tmp_path: Path) -> None:
    """First places and mean ranks; mean amounts with Student's interval."""
    rows = []
    for number in range(30):
        order = "Victims; Roads; Patrols" if number < 20 else "Patrols; Victims; Roads"
        points = ("60", "40") if number % 2 else ("30", "70")
        rows.append([str(number), *ABOUT, "", "", "", "", order, *points, ""])
    found = worked_out(survey, write_rows(rows), tmp_path)
    by_name = {one.question.id: {bar.option: bar for bar in one.bars} for one in found.questions}
    victims = by_name["order"]["victims"]
    assert victims.value == pytest.approx(2 / 3)
    assert victims.mean_rank == pytest.approx((20 * 1 + 10 * 2) / 30)
    assert by_name["purse"]["patrols"].value == pytest.approx(45)
    spread = 15 / np.sqrt(29)  # population spread of 15 over the root of n - 1
    assert by_name["purse"]["patrols"].upper - 45 == pytest.approx(2.0452 * spread, rel=1e-3)
    assert by_name["order"]["roads"].hidden is False


def test_change_since_the_last_wave(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Safe went from one half to three quarters; the interval is Newcombe's."""
    plain = replace(survey, questions=tuple(replace(q, weigh=False) for q in survey.questions))
    half = people((50, "", "", "Safe", ""), (50, "", "", "Unsafe", ""))
    more = people((75, "", "", "Safe", ""), (25, "", "", "Unsafe", ""))
    before = worked_out(plain, write_rows(half), tmp_path / "one")
    after = worked_out(plain, write_rows(more), tmp_path / "two", before)
    bar = next(b for b in after.questions[0].bars if b.option == "safe")
    assert bar.change is not None
    moved, lower, upper = bar.change
    assert moved == pytest.approx(0.25)
    # By hand from Wilson's limits 0.4038, 0.5962 and 0.6570, 0.8245.
    assert lower == pytest.approx(0.25 - np.hypot(0.75 - 0.6570, 0.5962 - 0.5), abs=2e-4)
    assert upper == pytest.approx(0.25 + np.hypot(0.8245 - 0.75, 0.5 - 0.4038), abs=2e-4)


def test_what_doubtful_answers_would_change(
    survey: Consultation, write_rows: Write, tmp_path: Path
) -> None:
    """Twelve answers from one address all say 'Very safe': results say by how much they move it."""
    crowd = people((48, "", "", "Safe", ""), (12, "", "", "Very safe", ""))
    for cells in crowd[48:]:
        cells[3] = "192.0.2.1"
    found = worked_out(survey, write_rows(crowd), tmp_path)
    assert found.quality.flooded == 12
    assert found.doubt == pytest.approx(12 / 60)


def test_nobody_answered(survey: Consultation, write_rows: Write, tmp_path: Path) -> None:
    """An export with headers alone has no results, and no error."""
    found = worked_out(survey, write_rows([]), tmp_path)
    assert found.people == 0
    assert found.weighting.reason == "nobody answered"
    assert all(not one.bars for one in found.questions)
