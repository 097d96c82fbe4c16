"""Funnels, overdispersion, peers and quantile groups against plain Python."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge import statistics as st

Z95 = NormalDist().inv_cdf(0.975)


def plain_quantile(values, share):
    """Linear interpolation between the ordered values."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def plain_overdispersion(units, transform, trimming, trim):
    """(y, s, z, trimmed, phi, tau2) of a list of (observed, expected), with loops."""
    total = sum(o for o, _ in units) / sum(e for _, e in units)
    figure = {
        "log": lambda o, e: (math.log(o / e), 1 / math.sqrt(e)),
        "sqrt": lambda o, e: (math.sqrt(o / e), 1 / (2 * math.sqrt(e))),
        "ratio": lambda o, e: (
            math.log((o + 0.5) / (e + 0.5)),
            math.sqrt(o / (o + 0.5) ** 2 + e / (e + 0.5) ** 2),
        ),
    }[transform]
    target = {"log": 0.0, "sqrt": 1.0, "ratio": math.log(total) if total else 0.0}[transform]
    pairs = [figure(o, e) for o, e in units]
    z = [(y - target) / s for y, s in pairs]
    if trimming == "winsorise":
        low, high = plain_quantile(z, trim), plain_quantile(z, 1 - trim)
        kept = [min(max(value, low), high) for value in z]
    else:
        groups, kept = 1 / trim, []
        for value in z:
            below, same = sum(v < value for v in z), sum(v == value for v in z)
            group = math.floor((below + (same + 1) / 2) * groups / (len(z) + 1))
            kept.append(value if 0 < group < groups - 1 else None)
    left = [(v, 1 / s**2) for v, (_, s) in zip(kept, pairs, strict=True) if v is not None]
    m = len(left)
    if m < 2:
        return z, kept, None, None
    phi = sum(v * v for v, _ in left) / m
    weight, squares = sum(w for _, w in left), sum(w * w for _, w in left)
    excess = m * phi - (m - 1)
    tau2 = max(0.0, excess / (weight - squares / weight)) if excess > 0 else 0.0
    return z, kept, phi, tau2


units = some.lists(
    some.tuples(some.integers(1, 300), some.floats(0.5, 300)), min_size=4, max_size=25
)


@given(
    units,
    some.sampled_from(["log", "sqrt", "ratio"]),
    some.sampled_from(["truncate", "winsorise"]),
    some.sampled_from([0.05, 0.1, 0.2]),
    some.booleans(),
)
def test_overdispersion_agrees_with_plain_python(rows, transform, trimming, trim, gap):
    """Each step, with a missing unit that must change nothing."""
    z, kept, phi, tau2 = plain_overdispersion(rows, transform, trimming, trim)
    observed, expected = (list(column) for column in zip(*rows, strict=True))
    if gap:
        observed, expected = [*observed, None], [*expected, 10.0]
    found = st.overdispersion(observed, expected, transform=transform, trimming=trimming, trim=trim)
    assert found.z[: len(z)] == pytest.approx(z)
    wanted = [math.nan if v is None else v for v in kept]
    assert found.trimmed[: len(z)] == pytest.approx(wanted, nan_ok=True)
    assert np.isnan(found.z[len(z) :]).all()
    if phi is not None:
        assert found.phi == pytest.approx(phi)
        assert found.tau2 == pytest.approx(tau2, rel=1e-6, abs=1e-12)


def test_proportions_are_compared_on_the_arcsine_scale():
    """Two equal shares do not differ; the target is the pooled share."""
    found = st.overdispersion([30, 60], [100, 200], transform="proportion", trim=0)
    assert found.z == pytest.approx([0, 0], abs=1e-12)
    assert math.sin(float(found.target)) ** 2 == pytest.approx(0.3)
    assert found.tau2 == 0


def test_sets_of_peers_are_each_as_if_alone():
    """Leading axes are measures; each row has its own overdispersion."""
    rng = np.random.default_rng(5)
    expected = rng.uniform(5, 200, (4, 40))
    observed = rng.poisson(expected * rng.gamma(20, 1 / 20, (4, 40)))
    together = st.peer_position(observed, expected, [1, -1, 0, 1])
    for row, direction in enumerate([1, -1, 0, 1]):
        alone = st.peer_position(observed[row], expected[row], direction)
        assert np.array_equal(together.code[row], alone.code)
        assert together.tau2[row] == alone.tau2


def test_peers_by_direction_and_with_gaps():
    """One high, one low, one missing, the rest alike; without events is no obstacle."""
    expected = [100.0] * 10
    observed = [160, 50, None, *[100] * 6, 0]
    p = st.Position
    falling = st.peer_position(observed, expected, "decrease", adjust=False)
    assert falling.code[:4].tolist() == [p.WORSE, p.BETTER, p.ABSENT, p.SIMILAR]
    assert (falling.code[9], falling.far[9]) == (p.BETTER, True)
    rising = st.peer_position(observed, expected, "increase", adjust=False)
    assert rising.code[:2].tolist() == [p.BETTER, p.WORSE]
    neutral = st.peer_position(observed, expected, "neutral", adjust=False)
    assert neutral.code[:2].tolist() == [p.HIGHER, p.LOWER]
    assert falling.z[0] == pytest.approx(2 * (math.sqrt(160) - 10))


def test_where_nothing_is_expected_there_is_no_verdict():
    """No events anywhere: every area is absent, and none of them an error."""
    found = st.peer_position([0, 0, 0], [0.0, 0, 0], "decrease")
    assert found.code.tolist() == [st.Position.ABSENT] * 3
    one = st.peer_position([3, 4, 0], [3.0, 4, 0], "decrease")
    assert one.code.tolist() == [st.Position.SIMILAR, st.Position.SIMILAR, st.Position.ABSENT]


def test_allowing_for_overdispersion_calls_fewer_areas_different():
    """When areas really differ, most lie inside the wider funnel."""
    rng = np.random.default_rng(11)
    expected = np.full(43, 4000.0)
    observed = rng.poisson(expected * rng.gamma(25, 1 / 25, 43))
    plain = st.peer_position(observed, expected, "decrease", adjust=False)
    wide = st.peer_position(observed, expected, "decrease")
    similar = st.Position.SIMILAR
    assert (plain.code == similar).sum() < 10
    assert (wide.code == similar).sum() > 30
    assert wide.phi > 10


@given(
    some.floats(1, 5000),
    some.floats(0, 0.2),
    some.sampled_from(["sqrt", "log"]),
    some.floats(0.2, 3),
)
def test_peer_limits_are_where_the_verdict_changes(expected, tau2, transform, ratio):
    """A figure lies beyond a limit just when its adjusted z lies beyond 1.96."""
    limits = st.peer_limits(expected, tau2, transform=transform)
    if transform == "sqrt":
        z = (math.sqrt(ratio) - 1) / math.sqrt(1 / (4 * expected) + tau2)
    else:
        z = math.log(ratio) / math.sqrt(1 / expected + tau2)
    if abs(abs(z) - Z95) > 1e-6:
        assert bool(ratio > limits.upper) == (z > Z95)
        assert bool(ratio < limits.lower) == (z < -Z95)


def test_funnel_for_proportions_is_cut_to_what_is_possible():
    """Not below nothing, not above everything, in whatever unit."""
    shares = st.funnel_limits("proportion", [1, 50], 0.8)
    assert shares.upper[0] == 1
    percent = st.funnel_limits("proportion", [1, 50], 0.8, per=100)
    assert percent.upper.tolist() == (100 * shares.upper).tolist()
    assert shares.lower[1] == pytest.approx(0.8 - Z95 * math.sqrt(0.8 * 0.2 / 50))


def test_a_funnel_without_events_has_a_floor_only():
    """Nothing observed lies on no upper line."""
    found = st.funnel_limits("rate", 0, 0.01, per=1000)
    assert found.lower == 0
    assert np.isnan(found.upper)


def test_a_share_on_the_limit_is_inside():
    """Strictly beyond the limit, or not at all."""
    average, n = 0.5, 16
    edge = average + Z95 * math.sqrt(average * (1 - average) / n)
    found = st.proportion_significance([edge * n * 0.999999, edge * n * 1.000001], n, average)
    assert found.tolist() == [st.Significance.SIMILAR, st.Significance.HIGH_95]
    assert st.proportion_significance(None, n, average) == st.Significance.NOT_CLASSED


def test_significance_of_counts():
    """Both levels on both sides; few events are not classed on request."""
    s = st.Significance
    found = st.count_significance([100, 122, 140, 80, 60], 100)
    assert found.tolist() == [s.SIMILAR, s.HIGH_95, s.HIGH_998, s.LOW_95, s.LOW_998]
    assert st.count_significance(9, 100, minimum_events=10) == s.NOT_CLASSED


def plain_groups(values, groups, highest):
    """Groups by exact fractions of the rank."""
    kept = [v for v in values if v is not None]
    n, found = len(kept), []
    for value in values:
        if value is None or n < groups:
            found.append(math.nan)
            continue
        rank = 1 + sum((v > value) if highest else (v < value) for v in kept)
        found.append(groups + 1 - math.ceil(Fraction((n + 1 - rank) * groups, n)))
    return found


@given(
    some.lists(some.one_of(some.none(), some.integers(-9, 9)), min_size=1, max_size=40),
    some.integers(2, 10),
    some.booleans(),
)
def test_quantile_groups_agree_with_exact_fractions(values, groups, highest):
    """Ties, gaps, both directions, and too few values."""
    found = st.quantile_groups(values, groups, highest_is_first=highest)
    assert found == pytest.approx(plain_groups(values, groups, highest), nan_ok=True)
    twice = st.quantile_groups([values, values[::-1]], groups, highest_is_first=highest)
    assert np.array_equal(twice[1][::-1], found, equal_nan=True)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.quantile_groups([1, 2], 1), "groups: expected 2 or more, found 1"),
        (lambda: st.funnel_limits("mean", 5), "kind: expected proportion, ratio or rate"),
        (lambda: st.funnel_limits("proportion", 5, 1.5), "average: expected a share from 0 to 1"),
        (lambda: st.overdispersion([0, 5], [1, 5]), "numerator: expected more than zero, found 0"),
        (lambda: st.overdispersion([1], [1], transform="cube"), "transform: expected log, sqrt"),
        (lambda: st.overdispersion([1], [1], trimming="cut"), "trimming: expected truncate"),
        (lambda: st.overdispersion([1], [1], trim=0.5), "trim: expected a share from 0 to under"),
        (lambda: st.peer_limits(5, 0, transform="cube"), "transform: expected sqrt or log"),
        (lambda: st.peer_limits(5, -1), "tau2: expected zero or more, found -1"),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match=said):
        call()
