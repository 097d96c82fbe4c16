"""Intervals, rates and standardised rates against sums of probabilities and plain loops."""

from __future__ import annotations

import math
import statistics
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from frankpledge import statistics as st

counts = some.integers(0, 400)
levels = some.sampled_from([0.9, 0.95, 0.998])


def poisson_at_most(count: int, mean: float) -> float:
    """Sum of Poisson probabilities, term by term."""
    term = total = math.exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


@given(counts, levels)
def test_exact_poisson_limits_leave_equal_tails(count, level):
    """At each limit the chance of a count as far off is half of what the level leaves."""
    found, tail = st.poisson_interval(count, level), (1 - level) / 2
    assert poisson_at_most(count, float(found.upper)) == pytest.approx(tail, rel=1e-7)
    if count == 0:
        assert found.lower == 0
    else:
        above = 1 - poisson_at_most(count - 1, float(found.lower))
        assert above == pytest.approx(tail, rel=1e-6)


@given(some.lists(counts, min_size=1, max_size=20), levels)
def test_byar_is_the_formula_for_each_count(values, level):
    """Every element of an array is what the formula gives for it alone."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    found = st.byar_interval(values, level)
    for place, x in enumerate(values):
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
        lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3 if x else -1
        assert found.upper[place] == pytest.approx(upper)
        if lower < 0:
            assert np.isnan(found.lower[place])
        else:
            assert found.lower[place] == pytest.approx(lower)


def test_count_interval_changes_method_at_ten():
    """Exact up to nine events, Byar's from ten."""
    found = st.count_interval([9, 9.9, 10])
    exact, byar = st.poisson_interval([9, 9.9]), st.byar_interval(10)
    assert found.lower.tolist() == [*exact.lower, byar.lower]
    assert found.upper.tolist() == [*exact.upper, byar.upper]


@given(some.integers(1, 500), some.data(), levels)
def test_wilson_limits_solve_the_score_equation(n, data, level):
    """A limit is a share from which the observed one is just z standard errors away."""
    x = data.draw(some.integers(0, n))
    z = NormalDist().inv_cdf(0.5 + level / 2)
    found = st.wilson_interval(x, n, level)
    for limit in (float(found.lower), float(found.upper)):
        distance = (x / n - limit) ** 2
        assert distance == pytest.approx(z**2 * limit * (1 - limit) / n, rel=1e-6, abs=1e-12)
    assert 0 <= found.lower <= x / n <= found.upper <= 1


@given(some.lists(some.floats(-1e3, 1e3), min_size=2, max_size=30), levels)
def test_mean_interval_leaves_out_what_is_missing(values, level):
    """With and without gaps the mean and its limits are those of the values that are there."""
    mean, sd = statistics.fmean(values), statistics.stdev(values)
    half = stats.t.ppf(0.5 + level / 2, len(values) - 1) * sd / math.sqrt(len(values))
    for given_values in (values, [None, *values, None]):
        found = st.mean_interval(given_values, level)
        assert found.value == pytest.approx(mean, abs=1e-9)
        assert found.lower == pytest.approx(mean - half, rel=1e-6, abs=1e-6)
        assert found.upper == pytest.approx(mean + half, rel=1e-6, abs=1e-6)


def test_a_mean_of_one_value_has_no_limits_and_of_none_nothing():
    """NaN stands for what cannot be said."""
    one, none = st.mean_interval([[5.0, None]]), st.mean_interval([[None, None]])
    assert one.value == 5
    assert np.isnan([one.lower, one.upper, none.value, none.lower]).all()


def test_full_confidence_bounds_everything():
    """At a confidence of 1 (or 100) the limits are all that is possible."""
    assert st.poisson_interval(5, 1) == st.Interval(0.0, np.inf)
    share = st.wilson_interval([65, np.nan], 100, 100)
    assert (share.lower[0], share.upper[0]) == (0, 1)
    assert np.isnan(share.lower[1])


def test_a_percentage_is_a_level():
    """95 and 0.95 mean the same."""
    assert st.byar_interval(20, 95) == st.byar_interval(20, 0.95)


def test_a_rate_may_be_above_one_per_head_and_keeps_gaps():
    """More crimes than residents is possible; what is missing stays missing."""
    found = st.rate([120, None, 0, 4], [100, 100, 50, None], per=1000)
    assert found.value[0] == pytest.approx(1200)
    assert np.isnan(found.value[[1, 3]]).all()
    assert (found.value[2], found.lower[2]) == (0, 0)
    assert found.upper[2] == pytest.approx(1000 * -math.log(0.025) / 50)


def test_rates_broadcast_over_leading_axes():
    """A table of counts over one row of populations."""
    found = st.rate(np.ones((3, 4)), [10.0, 20.0, 30.0, 40.0], per=60)
    assert found.value.shape == (3, 4)
    assert found.value[1].tolist() == [6, 3, 2, 1.5]


bands = some.lists(
    some.tuples(some.integers(0, 80), some.integers(1, 5000), some.integers(1, 9000)),
    min_size=1,
    max_size=8,
)


@given(bands)
def test_direct_standardisation_band_by_band(rows):
    """The weighted rate and Dobson's limits, summed in a loop; nothing below ten events."""
    weight = sum(standard for _, _, standard in rows)
    value = sum(x / n * standard for x, n, standard in rows) / weight
    variance = sum(x * (standard / n) ** 2 for x, n, standard in rows) / weight**2
    total = sum(x for x, _, _ in rows)
    found = st.directly_standardised_rate(*zip(*rows, strict=True), per=1000)
    if total < 10:
        assert np.isnan(found.value)
        return
    limits = st.byar_interval(total)
    scale = math.sqrt(variance / total)
    assert found.value == pytest.approx(1000 * value)
    assert found.lower == pytest.approx(1000 * (value + scale * (float(limits.lower) - total)))
    assert found.upper == pytest.approx(1000 * (value + scale * (float(limits.upper) - total)))


def test_events_of_one_each_are_independent_events():
    """When nobody has more than one event the two methods agree; with repeats it is wider."""
    people, sizes, standard = [[12, 30, 9], [0, 0, 0]], [900, 2000, 400], [2, 3, 1]
    plain = st.directly_standardised_rate(people[0], sizes, standard)
    single = st.directly_standardised_rate_of_repeats(people, [1, 2], sizes, standard)
    assert (single.value, single.lower) == (pytest.approx(plain.value), pytest.approx(plain.lower))
    double = st.directly_standardised_rate_of_repeats(
        [[0] * 3, [6, 15, 4]], [1, 2], sizes, standard
    )
    alone = st.directly_standardised_rate([12, 30, 8], sizes, standard)
    assert double.value == pytest.approx(alone.value)
    assert double.lower < alone.lower < alone.upper < double.upper


def test_standardised_rates_of_many_areas_at_once():
    """Leading axes are areas; each is as if alone."""
    rng = np.random.default_rng(3)
    counts_, sizes = rng.integers(0, 50, (5, 19)), rng.integers(100, 900, (5, 19))
    together = st.directly_standardised_rate(counts_, sizes)
    for area in range(5):
        alone = st.directly_standardised_rate(counts_[area], sizes[area])
        assert together.lower[area] == pytest.approx(alone.lower)


def test_fewer_than_ten_events_can_be_shown_on_request():
    """`minimum_events=0` switches the suppression off."""
    found = st.directly_standardised_rate([2, 1], [100, 100], [1, 1], per=100, minimum_events=0)
    assert found.value == pytest.approx(1.5)


def test_an_area_like_the_reference_has_a_ratio_of_one():
    """Expected events are the reference's own when its people are the area's."""
    found = st.indirectly_standardised_ratio([30, 20], [1000, 500], [30, 20], [1000, 500])
    assert found.value == pytest.approx(1)
    rate = st.indirectly_standardised_rate([60, 40], [1000, 500], [30, 20], [1000, 500], per=100)
    assert rate.value == pytest.approx(100 * 100 / 1500)


def test_nothing_expected_gives_no_ratio():
    """An area without people has nothing to compare with."""
    found = st.indirectly_standardised_ratio([0, 0], [0, 0], [3, 4], [10, 10])
    assert np.isnan(found.value)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.rate(-1, 10), "count: expected zero or more, found -1"),
        (lambda: st.rate(1, 0), "denominator: expected more than zero, found 0"),
        (lambda: st.rate("many", 10), "count: expected numbers, found 'many'"),
        (lambda: st.rate(np.inf, 10), "count: expected finite numbers, found inf"),
        (lambda: st.proportion(11, 10), "count: expected no more than the denominator"),
        (lambda: st.byar_interval(5, 0.5), "confidence: expected a level from 0.9 to 1"),
        (lambda: st.byar_interval(5, 89), "confidence: expected a level from 0.9 to 1"),
        (lambda: st.byar_interval(5, 101), "confidence: expected a level from 0.9 to 1"),
        (
            lambda: st.directly_standardised_rate([10, 5], [100, None], [1, 1]),
            "populations: expected a number in every place",
        ),
        (
            lambda: st.directly_standardised_rate([10, 5], [100, 0], [1, 1]),
            "populations: expected more than zero, found 0",
        ),
        (
            lambda: st.directly_standardised_rate([10, 5], [100, 10], [1, 1, 1]),
            "last axis: expected one length",
        ),
        (
            lambda: st.directly_standardised_rate([10, 5], [100, 10], [0, 0]),
            "standard_population: expected more than zero",
        ),
        (
            lambda: st.directly_standardised_rate_of_repeats([[1, 2]], [1, 2], [9, 9], [1, 1]),
            "people: expected 2 rows before the bands",
        ),
        (
            lambda: st.expected_events([5, 5], [1, 1], [10, 0]),
            "reference_populations: expected more than zero, found 0",
        ),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match="expected") as error:
        call()
    assert said in str(error.value)
