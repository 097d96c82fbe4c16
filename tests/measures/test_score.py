"""The score, rule 1, against its arithmetic done by hand."""

from __future__ import annotations

from itertools import product

import pytest

from frankpledge.measures.scoring import Score, score_group, score_parts


@pytest.mark.parametrize(
    ("parts", "value", "low", "high"),
    [
        ((1, 1, 1, 1), 100, 100, 100),
        ((-1, -1, -1, -1), 0, 0, 0),
        ((0, None, None, None), 50, 50, 50),
        ((1, None, 0, -1), 50, 25, 75),
        ((1, 0, 0, None), 200 / 3, 50, 75),
    ],
)
def test_a_score_is_the_mean_of_the_parts_present(
    parts: tuple[int | None, ...], value: float, low: float, high: float
) -> None:
    """Mean of the parts on 0 to 100, with the range when any one part is left out."""
    score = score_parts(parts)
    assert score.value == pytest.approx(value)
    assert (score.low, score.high) == (pytest.approx(low), pytest.approx(high))


def test_no_part_is_not_scored_and_not_zero() -> None:
    """Without any part there is no value, and a reason stands in its place."""
    score = score_parts((None, None, None, None))
    assert score.value is None
    assert score.reason
    assert score.present == 0


def test_missing_data_overrides_parts() -> None:
    """A failed completeness gate is not scored even where a part could be judged."""
    assert score_parts((1, None, None, None), "data for only 3 of 12 months").value is None


def test_every_score_lies_between_its_bounds() -> None:
    """For all 256 combinations of parts the value lies on 0 to 100 and within its own range."""
    for parts in product((1, 0, -1, None), repeat=4):
        score = score_parts(parts)
        if score.value is None:
            assert set(parts) == {None}
            continue
        assert score.low is not None
        assert score.high is not None
        assert 0 <= score.low <= score.value <= score.high <= 100


def test_a_priority_is_the_mean_of_its_scored_measures() -> None:
    """Leading and lagging apart and together; unscored measures count only in the denominator."""
    full, low, none = (
        score_parts((1, 1, 1, 1)),
        score_parts((-1, None, 0, None)),
        score_parts((None,) * 4),
    )
    group = score_group([("leading", full), ("lagging", low), ("lagging", none)])
    assert (group.value, group.leading, group.lagging) == (62.5, 100, 25)
    assert (group.scored, group.measures) == (2, 3)
    # Leaving out the better measure gives 25, the worse one 100; leaving out one part of the worse
    # one gives (100 + 50) / 2 or (100 + 0) / 2.
    assert (group.low, group.high) == (25, 100)


def test_a_priority_without_a_scored_measure_has_no_score() -> None:
    """Nothing scored is no score at all."""
    group = score_group([("lagging", Score((None,) * 4, None, None, None, "no data"))])
    assert (group.value, group.low, group.high, group.scored, group.measures) == (
        None,
        None,
        None,
        0,
        1,
    )
