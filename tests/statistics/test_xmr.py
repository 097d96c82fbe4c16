"""XmR charts, rules, special causes and dispersion against plain Python, one point at a time."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge import statistics as st

points = some.one_of(some.none(), some.integers(0, 12), some.integers(0, 12))
series = some.lists(points, min_size=1, max_size=40)


def mean(values):
    """The mean of what is there, else None."""
    kept = [v for v in values if v is not None]
    return sum(kept) / len(kept) if kept else None


def plain_range(values, screen=True):
    """The average moving range, and how many ranges there are."""
    steps = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    average = mean(steps)
    if screen and average:
        average = mean([step for step in steps if step < 3.267 * average])
    return average, len(steps)


def plain_rules(values, centre, half, counts_outside=False):
    """(rule, side) of each point of one phase, straight from the words of the rules."""
    line = None if half is None else half * 2 / 3
    hair = 1e-9

    def beyond(v, distance):
        if v is None or distance is None or abs(v - centre) <= distance + hair:
            return 0
        return 1 if v > centre else -1

    side = [beyond(v, 0) for v in values]
    outside = [beyond(v, half) for v in values]
    far = [beyond(v, line) != 0 for v in values]
    if not counts_outside:
        far = [f and not o for f, o in zip(far, outside, strict=True)]
    marks = [[0] * len(values) for _ in range(4)]
    marks[0] = outside
    for start in range(len(values)):
        run = values[start : start + 7]
        if len(run) == 7 and None not in run:
            steps = [b - a for a, b in pairwise(run)]
            if all(s > 0 for s in steps) or all(s < 0 for s in steps):
                for i in range(start, start + 7):
                    marks[1][i] = 1 if steps[0] > 0 else -1
        three = side[start : start + 3]
        if len(three) == 3 and abs(sum(three)) == 3 and sum(far[start : start + 3]) >= 2:
            for i in range(start, start + 3):
                if far[i]:
                    marks[2][i] = three[0]
        seven = side[start : start + 7]
        if len(seven) == 7 and abs(sum(seven)) == 7:
            for i in range(start, start + 7):
                marks[3][i] = seven[0]
    found = []
    for place in range(len(values)):
        ranked = [(n + 1, mark[place]) for n, mark in enumerate(marks) if mark[place]]
        found.append(ranked[0] if ranked else (0, 0))
    return found


@settings(max_examples=300)
@given(series, some.booleans(), some.one_of(some.none(), some.integers(2, 10)), some.data())
def test_charts_and_causes_agree_with_plain_python(values, screen, fix, data):
    """Means, limits and the rule on every point, over phases, gaps and fixed baselines."""
    starts = sorted(data.draw(some.sets(some.integers(0, len(values) - 1), max_size=2)) | {0})
    wider = data.draw(some.booleans())
    chart = st.xmr(values, st.XmrOptions(screen=screen, fix_after=fix), starts)
    rules = st.NHS_2023 if wider else st.NHS_2020
    causes = st.special_causes(values, chart, rules)
    for number, (start, stop) in enumerate(pairwise([*starts, len(values)])):
        part = values[start:stop]
        base = part[:fix]
        centre, (average, _) = mean(base), plain_range(base, screen)
        half = None if average is None or centre is None else 2.66 * average
        assert set(chart.phase[start:stop]) == {number}
        for line, at in ((chart.mean, 0), (chart.lower, -1), (chart.upper, 1)):
            wanted = (
                math.nan if centre is None or (at and half is None) else centre + at * (half or 0)
            )
            assert line[start:stop] == pytest.approx([wanted] * (stop - start), nan_ok=True)
        if centre is None:
            assert not causes.rule[start:stop].any()
            continue
        wanted = plain_rules(part, centre, half, wider)
        found = zip(causes.rule[start:stop].tolist(), causes.side[start:stop].tolist(), strict=True)
        assert list(found) == wanted
        known = sum(v is not None for v in part)
        assert causes.basis[start:stop].tolist() == [known if v is not None else 0 for v in part]


@given(series, some.booleans())
def test_dispersion_agrees_with_plain_python(values, screen):
    """The squared spread of the moving ranges over the mean; NaN where there is too little."""
    average, steps = plain_range(values, screen)
    centre = mean(values)
    found = st.dispersion(values, screen=screen)
    if steps < 2 or not centre:
        assert np.isnan(found)
    else:
        assert found == pytest.approx((average / 1.128) ** 2 / centre)


def test_many_series_are_each_as_if_alone():
    """Enough series for several pieces, with phases and gaps, against single calls."""
    rng = np.random.default_rng(7)
    values = rng.poisson(20, (90, 100, 36)).astype(np.float64)
    values[rng.random(values.shape) < 0.1] = np.nan
    chart = st.xmr(values, rebase=[20])
    causes, spread = st.special_causes(values, chart), st.dispersion(values)
    verdicts = st.variation(causes, "decrease")
    for place in [(0, 0), (41, 99), (72, 81), (72, 82), (89, 99)]:
        alone = st.xmr(values[place], rebase=[20])
        own = st.special_causes(values[place], alone)
        assert np.array_equal(chart.upper[place], alone.upper, equal_nan=True)
        assert np.array_equal(causes.rule[place], own.rule)
        assert np.array_equal(verdicts[place], st.variation(own, "decrease"))
        assert spread[place] == st.dispersion(values[place])


def test_phases_take_nothing_from_each_other():
    """No range, run or trend looks across the start of a phase."""
    values = [1, 2, 1, 2, 1, 2, 51, 52, 51, 52, 51, 52]
    chart = st.xmr(values, rebase=[6])
    assert chart.mean.tolist() == [1.5] * 6 + [51.5] * 6
    assert chart.ranges.tolist() == [1, 1]
    assert not st.special_causes(values, chart).rule.any()


def test_a_gap_ends_a_run_and_is_never_marked():
    """Six and six points on one side with a gap between are no shift of seven."""
    values = [9.0, 0] * 9 + [8.0] * 6 + [None] + [8.0] * 6
    chart = st.xmr(values, st.XmrOptions(fix_after=18))
    assert not st.special_causes(values, chart).shift.any()
    joined = [v for v in values if v is not None]
    chart = st.xmr(joined, st.XmrOptions(fix_after=18))
    assert st.special_causes(joined, chart).shift[-12:].all()


@pytest.mark.parametrize("value", [0.0, 7.0, 0.1, 1e-12, 12345.678])
def test_a_constant_series_is_common_cause(value):
    """Where nothing varies the limits are the mean and no point is off it, however it rounds."""
    values = [value] * 25
    chart = st.xmr(values)
    assert np.array_equal(chart.lower, chart.upper)
    assert not st.special_causes(values, chart).rule.any()


def test_a_point_on_the_mean_ends_a_run():
    """Seven above, but one of them on the mean."""
    assert not st.shift([1, 1, 1, 0, 1, 1, 1]).any()
    assert st.shift([0, 1, 1, 1, 1, 1, 1, 1, 0, -1]).tolist() == [0, *[1] * 7, 0, 0]


def test_the_peak_of_two_trends_takes_the_later_direction():
    """Six steps up and six down share their top point."""
    values = [*range(1, 8), *range(6, 0, -1)]
    assert st.trend(values).tolist() == [1] * 6 + [-1] * 7


def test_the_third_point_of_two_in_three_is_not_marked():
    """Only the far points are; and all three must lie on one side."""
    assert st.two_in_three([1, 0, 1], [-1, -1, -1]).tolist() == [-1, 0, -1]
    assert not st.two_in_three([1, 0, 1], [-1, 1, -1]).any()
    assert not st.two_in_three([1, 1], [1, 1]).any()
    assert not st.two_in_three_windows([1, 1, 1], [0, 0, 0]).any()


def test_the_newer_rules_count_points_outside_towards_two_in_three():
    """One point outside and one near it: nothing under the older rules but the point outside."""
    values = [10.0, 12] * 10 + [18.0, 15, 11.5]
    chart = st.xmr(values, st.XmrOptions(fix_after=20))
    assert chart.near_upper[0] < 15 < chart.upper[0] < 18
    older = st.special_causes(values, chart, st.NHS_2020)
    newer = st.special_causes(values, chart, st.NHS_2023)
    assert older.rule[-3:].tolist() == [st.Rule.OUTSIDE, st.Rule.NONE, st.Rule.NONE]
    assert newer.rule[-3:].tolist() == [st.Rule.OUTSIDE, st.Rule.TWO_IN_THREE, st.Rule.NONE]


def test_rules_can_be_switched_off_and_changed():
    """None switches a rule off; six points instead of seven are a choice."""
    rising = [1.0, 2, 3, 4, 5, 6]
    chart = st.xmr(rising)
    six = st.Rules("six", shift_points=None, trend_points=6, two_in_three=False)
    assert (st.special_causes(rising, chart, six).rule == st.Rule.TREND).all()
    assert not st.special_causes(rising, chart).rule.any()
    off = st.Rules("off", shift_points=None, trend_points=None, two_in_three=False)
    found = st.special_causes([*rising, 7.0], st.xmr([*rising, 7.0]), off)
    assert found.rule.tolist() == (found.outside != 0).tolist()


def test_the_multiplier_of_other_tools_is_an_option():
    """3/1.128 gives limits 0.016 % narrower."""
    values = [3.0, 5, 4, 8, 6]
    usual, other = st.xmr(values), st.xmr(values, st.XmrOptions(limit_multiplier=3 / 1.128))
    ratio = (other.upper - other.mean) / (usual.upper - usual.mean)
    assert ratio == pytest.approx(3 / 1.128 / 2.66)


def test_variation_turns_sides_into_verdicts():
    """Each direction, one per series, and too few points."""
    values = np.tile([10.0, 12] * 8 + [30.0, 10], (3, 1))
    causes = st.special_causes(values, st.xmr(values))
    found = st.variation(causes, ["increase", "decrease", "neutral"])
    v = st.Variation
    assert found[:, 16].tolist() == [v.IMPROVING, v.CONCERNING, v.NEUTRAL_HIGH]
    assert (found[:, 17] == v.COMMON_CAUSE).all()
    assert st.variation(causes, [1, -1, 0]).tolist() == found.tolist()
    assert not st.variation(causes, 1, minimum_points=19).any()


def test_twelve_points_are_enough_and_eleven_are_not():
    """The threshold is the number that its message names."""
    for length, absent in ((11, True), (12, False)):
        values = [1.0, 3] * 6
        causes = st.special_causes(values[:length], st.xmr(values[:length]))
        assert (st.variation(causes, 1) == st.Variation.ABSENT).all() == absent


def test_a_missing_point_has_no_verdict():
    """Absent, whatever its neighbours say."""
    values = [1.0, 3] * 8 + [None]
    causes = st.special_causes(values, st.xmr(values))
    assert st.variation(causes, 1)[-1] == st.Variation.ABSENT


def test_assurance_by_side_direction_and_limits():
    """A target on a limit, beyond either, and what is absent."""
    a = st.Assurance
    lower, upper, target = [5, 5, 5, 5, 5], [9, 9, 9, 9, 9], [4, 5, 9, 10, None]
    rising = st.assurance(lower, upper, target, "increase")
    assert rising.tolist() == [a.PASSING, a.HIT_AND_MISS, a.HIT_AND_MISS, a.FAILING, a.ABSENT]
    falling = st.assurance(lower, upper, target, "decrease")
    assert falling.tolist() == [a.FAILING, a.HIT_AND_MISS, a.HIT_AND_MISS, a.PASSING, a.ABSENT]
    assert not st.assurance(lower, upper, target, "neutral").any()
    assert st.assurance(np.nan, np.nan, 4, 1) == a.ABSENT
    assert st.assurance(5, 9, 4, [1, -1, 0]).tolist() == [a.PASSING, a.FAILING, a.ABSENT]


def test_scores_of_codes():
    """Plus one, nothing, minus one; NaN where there is nothing to say."""
    variation = st.variation_score(list(st.Variation))
    assert variation == pytest.approx([math.nan, 1, -1, 0, math.nan, math.nan], nan_ok=True)
    assert st.assurance_score(list(st.Assurance)) == pytest.approx(
        [math.nan, 1, -1, 0], nan_ok=True
    )
    position = st.position_score(list(st.Position))
    assert position == pytest.approx([math.nan, 1, -1, 0, math.nan, math.nan], nan_ok=True)


def test_whole_numbers_and_empty_tables():
    """Integers need no gaps; no series give no results."""
    assert st.xmr(np.array([[4, 6], [5, 5]], dtype=np.int16)).mean.tolist() == [[5, 5], [5, 5]]
    nothing = np.empty((0, 12))
    assert st.special_causes(nothing, st.xmr(nothing)).rule.shape == (0, 12)
    assert st.dispersion(nothing).shape == (0,)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.xmr([1, 2, 3], rebase=[3]), "rebase: expected places from 0 to 2, found 3"),
        (lambda: st.xmr([1.0, np.inf]), "values: expected finite numbers"),
        (lambda: st.xmr(5), "values: expected a last axis of time"),
        (lambda: st.xmr(["a", "b"]), "values: expected numbers"),
        (lambda: st.XmrOptions(limit_multiplier=0), "limit_multiplier: expected more than zero"),
        (lambda: st.XmrOptions(fix_after=1), "fix_after: expected 2 or more, found 1"),
        (lambda: st.Rules("x", shift_points=1), "shift_points: expected 2 or more, found 1"),
        (lambda: st.Rules("x", trend_points=2), "trend_points: expected 3 or more, found 2"),
        (lambda: st.special_causes([1, 2], st.xmr([1, 2, 3])), "values: expected the shape (3,)"),
        (lambda: st.assurance(1, 2, 3, "up"), "direction: expected one of increase"),
        (lambda: st.assurance(1, 2, 3, 2), "direction: expected -1, 0 or 1"),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match="expected") as error:
        call()
    assert said in str(error.value)
