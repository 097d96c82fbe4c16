"""Low counts, empirical Bayes and many tests, against published examples and plain Python."""

from __future__ import annotations

import csv
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from frankpledge import statistics as st

# Y. Benjamini and Y. Hochberg, JRSS B 57 (1995), section 4.1.
PUBLISHED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]
shares = some.lists(some.none() | some.floats(0, 1), min_size=1, max_size=30)


def stepped_up(p, extra=1.0):
    """The definition: the least of p_j m / j over all j at or after each place."""
    known = sorted(value for value in p if value is not None)
    m = len(known)
    return [
        math.nan
        if value is None
        else min(1, *(known[j] * m / (j + 1) * extra for j in range(known.index(value), m)))
        for value in p
    ]


def test_published_example_of_false_discovery():
    """At 5 % the paper rejects the first four hypotheses, where Bonferroni rejects three."""
    adjusted = st.adjust_false_discovery(PUBLISHED)
    assert (adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


@given(shares)
def test_adjustment_is_its_definition(p):
    """Both methods, with ties and with tests that were not made."""
    m = sum(value is not None for value in p)
    harmonic = sum(1 / i for i in range(1, m + 1))
    plain = st.adjust_false_discovery(p)
    assert plain == pytest.approx(stepped_up(p), nan_ok=True)
    strict = st.adjust_false_discovery(p, "by")
    assert strict == pytest.approx(stepped_up(p, harmonic), nan_ok=True)


def test_each_set_of_tests_is_adjusted_by_itself():
    """Leading axes are sets; a set is not disturbed by another's missing tests."""
    both = st.adjust_false_discovery([[0.01, 0.04, 0.03], [0.01, np.nan, 0.04]])
    assert both[0] == pytest.approx([0.03, 0.04, 0.04])
    assert both[1] == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)


@pytest.mark.parametrize(("p", "method"), [([-0.1], "bh"), ([1.1], "bh"), ([0.5], "holm")])
def test_bad_tests_are_refused(p, method):
    """p outside 0 to 1, or a method that is not offered."""
    with pytest.raises(ValueError, match="expected"):
        st.adjust_false_discovery(p, method)


means = some.floats(0.01, 60)


@given(means, some.just(1.0) | some.floats(1.01, 12))
def test_limits_hold_all_but_their_tails(mean, spread):
    """No more than 0.135 % beyond each, and one count nearer would be too many."""
    chance = stats.poisson(mean) if spread == 1 else stats.nbinom(mean / (spread - 1), 1 / spread)
    limits = st.poisson_limits(mean, spread)
    tail = (1 - 0.9973) / 2
    assert chance.sf(limits.upper) <= tail * (1 + 1e-9)
    assert chance.cdf(limits.lower - 1) <= tail * (1 + 1e-9)
    assert chance.sf(limits.upper - 1) > tail * (1 - 1e-9)
    assert chance.cdf(limits.lower) > tail * (1 - 1e-9)


def test_low_count_chart_by_hand():
    """Mean, dispersion raised to the next tenth, limits, and the median as the middle."""
    values = [0, 4, 1, 0, 6, 2, 0, 0, 3, 9, 1, 0]
    steps = [abs(b - a) for a, b in pairwise(values)]
    average = sum(steps) / len(steps)
    kept = [step for step in steps if step < 3.267 * average]
    own = (sum(kept) / len(kept) / 1.128) ** 2 / (sum(values) / 12)
    spread = math.ceil(own * 10) / 10
    chart = st.low_counts(values)
    assert chart.dispersions[0] == pytest.approx(spread)
    assert spread > 2
    chance = stats.nbinom(26 / 12 / (spread - 1), 1 / spread)
    assert chart.upper.tolist() == [chance.ppf(1 - 0.00135)] * 12
    assert chart.middles[0] == chance.ppf(0.5)
    assert chart.mean[0] == pytest.approx(26 / 12)


def test_quiet_months_of_a_quiet_place_mean_nothing():
    """Ten months of nothing are no shift where nothing is the usual count; twelve of one are."""
    quiet = [1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert not st.special_causes(quiet, st.low_counts(quiet)).rule.any()
    assert st.special_causes(quiet, st.xmr(quiet)).shift.any()
    risen = [0] * 24 + [1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1, 1]
    assert st.special_causes(risen, st.low_counts(risen)).shift[-12:].all()


def test_series_gaps_phases_and_nothing_at_all():
    """Leading axes and phases are each as if alone; a gap is not nought; no events, no marks."""
    counts = np.random.default_rng(3).poisson(2, (2, 3, 30)).astype(float)
    counts[0, 1, 7] = np.nan
    chart = st.low_counts(counts, rebase=[12])
    alone = st.low_counts(counts[0, 1, 12:])
    assert chart.upper[0, 1, 12:].tolist() == alone.upper.tolist()
    assert chart.points[0, 1].tolist() == [11, 18]
    assert chart.mean[0, 1, 0] == pytest.approx(np.nanmean(counts[0, 1, :12]))
    nothing = st.low_counts(np.zeros(24))
    assert not st.special_causes(np.zeros(24), nothing).rule.any()
    assert (nothing.lower.max(), nothing.upper.max()) == (0, 0)
    unknown = st.low_counts([np.nan] * 4)
    assert np.isnan([unknown.mean, unknown.upper]).all()
    with pytest.raises(ValueError, match="values: expected zero or more"):
        st.low_counts([3, -1])


def test_false_alarms_of_low_counts():
    """What the page says: at the last point 0.25 % against more than 5 % of an XmR chart."""
    random = np.random.default_rng(1)
    noise = random.poisson(random.gamma(2, 1.2, (40_000, 1)), (40_000, 36))
    marked = [
        (st.special_causes(noise, draw(noise)).rule[:, -1] != 0).mean()
        for draw in (st.low_counts, st.xmr)
    ]
    assert 0.002 < marked[0] < 0.0035
    assert marked[1] > 0.05


# Hauer, Harwood, Council and Griffith, Transportation Research Record 1784 (2002), examples 1
# and 2: 1.8 km, 4,000 vehicles a day, 12 accidents in a year; then 12, 7 and 8 in three years.
USUAL, LENGTH, PER_KM = 0.0224 * 4000**0.564, 1.8, 2.05


@pytest.mark.parametrize(
    ("count", "years", "over", "said", "give_or_take"),
    [(12, 1, LENGTH, 4.71, 1.19), (27, 3, 3, 7.97, 1.44)],
)
def test_published_examples_of_empirical_bayes(count, years, over, said, give_or_take):
    """Estimate and standard deviation to the two decimals that are printed."""
    found = st.empirical_bayes(count, USUAL * LENGTH * years, prior=PER_KM * LENGTH)
    assert round(found.mean[0] / over, 2) == said
    assert round(math.sqrt(found.shape[0]) / found.rate[0] / over, 2) == give_or_take
    # The two ways to write the estimate, and the variance that the tutorial gives.
    assert found.mean[0] == pytest.approx(found.shape[0] / found.rate[0])
    assert found.mean[0] * (1 - found.weight[0]) == pytest.approx(
        found.shape[0] / found.rate[0] ** 2
    )


def test_moments_agree_with_esda():
    """The homicides of 78 counties around St Louis, whose estimates esda's manual prints."""
    esda = pytest.importorskip("esda.smoothing")
    examples = pytest.importorskip("libpysal.examples")
    with Path(examples.get_path("stl_hom.csv")).open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    table = [row for row in rows if len(row) > 14][1:]
    homicides, people = (np.array([float(row[i]) for row in table]) for i in (10, 13))
    found = st.empirical_bayes(homicides, people)
    printed = [2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05]
    assert (found.mean / people)[:5] == pytest.approx(printed, rel=1e-8)
    theirs = esda.Empirical_Bayes(homicides[:, None], people[:, None]).r.ravel()
    assert found.mean / people == pytest.approx(theirs, rel=1e-10)


def test_intervals_are_those_of_the_gamma_distribution():
    """Against scipy's own, point by point, with a site that is not known."""
    counts, exposure = [9, 2, None, 5, 0, 14], [1.0, 1, 2, 3, 1, 2]
    found = st.empirical_bayes(counts, exposure)
    gamma = stats.gamma(found.shape, scale=1 / found.rate)
    assert found.lower == pytest.approx(gamma.ppf(0.025), nan_ok=True)
    assert found.upper == pytest.approx(gamma.ppf(0.975), nan_ok=True)
    assert found.chance_above == pytest.approx(gamma.sf(found.expected), nan_ok=True)
    assert np.isnan([found.mean[2], found.weight[2], found.expected[2]]).all()
    assert found.expected[0] == pytest.approx(30 / 8)


def test_sites_that_differ_by_chance_alone_are_all_alike():
    """Every site gets what is expected of it, and nothing is said of its rank."""
    found = st.empirical_bayes([3, 3, 4, 3], [1, 1, 1, 1])
    assert found.mean.tolist() == [3.25] * 4
    assert found.weight.tolist() == [1] * 4
    assert np.isinf(found.prior).all()
    assert found.lower.tolist() == found.upper.tolist() == [3.25] * 4


def test_chance_of_rank_of_two_sites():
    """One of two gamma variables is larger with a chance that integration gives too."""
    shape, rate = np.array([6.0, 3.0]), np.array([2.0, 1.5])
    first, second = (stats.gamma(a, scale=1 / b) for a, b in zip(shape, rate, strict=True))
    larger = first.expect(second.cdf)
    found = st.chance_of_rank(shape, rate, 1, draws=40_000)
    assert found.chance[0] == pytest.approx(larger, abs=0.01)
    assert found.chance.sum() == pytest.approx(1)
    assert st.chance_of_rank(shape, rate, 2).chance.tolist() == [1, 1]
    assert (found.lower.tolist(), found.upper.tolist()) == ([1, 1], [2, 2])
    unknown = st.chance_of_rank([np.nan, 6.0, 3.0], [1.0, 2, 1.5], 1, draws=40_000)
    assert unknown.chance == pytest.approx([np.nan, *found.chance], nan_ok=True)


def test_ranks_are_the_same_every_time_and_in_any_chunk(monkeypatch):
    """The seed is fixed, and so many sites that draws go in pieces change nothing of substance."""
    random = np.random.default_rng(5)
    shape, rate = random.gamma(3, 1, 50) + 0.5, np.ones(50)
    once, again = (st.chance_of_rank(shape, rate, 5) for _ in range(2))
    assert once.chance.tolist() == again.chance.tolist()
    assert once.chance.sum() == pytest.approx(5)
    monkeypatch.setattr("frankpledge.statistics._empirical_bayes.CHUNK", 500)
    pieces = st.chance_of_rank(shape, rate, 5)
    assert pieces.chance.tolist() == once.chance.tolist()
