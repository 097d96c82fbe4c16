"""Other charts, runs, and the Western Electric and Nelson rules against plain Python."""

from __future__ import annotations

import math
import statistics
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge import statistics as st

sizes = some.integers(5, 400)
shares = some.lists(
    sizes.flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))), min_size=3, max_size=25
)


def screened(values):
    """The mean moving range after one screening."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    average = statistics.fmean(steps)
    kept = [step for step in steps if step < 3.267 * average]
    return statistics.fmean(kept) if kept else 0.0


@given(shares)
def test_charts_of_shares(rows):
    """P and Laney's P' limits point by point."""
    counts, of = zip(*rows, strict=True)
    centre = sum(counts) / sum(of)
    plain, laney = (st.shewhart_chart(kind, counts, of) for kind in ("p", "pp"))
    assert plain.centre == pytest.approx([centre] * len(rows))
    sds = [math.sqrt(centre * (1 - centre) / n) for n in of]
    assert plain.upper == pytest.approx([min(1, centre + 3 * sd) for sd in sds])
    if 0 < centre < 1:
        z = [(x / n - centre) / sd for (x, n), sd in zip(rows, sds, strict=True)]
        factor = screened(z) / 1.128
        assert laney.lower == pytest.approx(
            [max(0, centre - 3 * sd * factor) for sd in sds], abs=1e-12
        )


@given(some.lists(some.integers(0, 60), min_size=3, max_size=25))
def test_charts_of_counts_and_values(values):
    """C, I, MR, G and run charts."""
    mean = statistics.fmean(values)
    c = st.shewhart_chart("c", values)
    assert c.upper == pytest.approx([mean + 3 * math.sqrt(mean)] * len(values))
    assert (c.lower >= 0).all()
    i = st.shewhart_chart("i", values)
    half = 3 * screened(values) / 1.128
    assert i.upper - i.lower == pytest.approx([2 * half] * len(values), abs=1e-9)
    mr = st.shewhart_chart("mr", values)
    steps = [abs(b - a) for a, b in pairwise(values)]
    assert mr.value[1:].tolist() == steps
    assert mr.upper == pytest.approx([3.267 * statistics.fmean(steps)] * len(values))
    g = st.shewhart_chart("g", values)
    assert g.centre == pytest.approx([statistics.median(values)] * len(values))
    assert g.upper == pytest.approx([mean + 3 * math.sqrt(mean * (mean + 1))] * len(values))
    run = st.shewhart_chart("run", values)
    assert run.centre.tolist() == g.centre.tolist()
    assert np.isnan([run.lower, run.upper]).all()


@given(some.lists(some.tuples(some.integers(0, 60), sizes), min_size=3, max_size=25))
def test_charts_of_rates(rows):
    """U and Laney's U', which differ by the spread of the z-scores."""
    counts, of = zip(*rows, strict=True)
    centre = sum(counts) / sum(of)
    u = st.shewhart_chart("u", counts, of, per=1000)
    assert u.upper == pytest.approx([1000 * (centre + 3 * math.sqrt(centre / n)) for n in of])
    if centre > 0:
        z = [(x / n - centre) / math.sqrt(centre / n) for x, n in rows]
        up = st.shewhart_chart("up", counts, of, screen=False)
        factor = statistics.fmean(abs(b - a) for a, b in pairwise(z)) / 1.128
        wanted = [centre + 3 * math.sqrt(centre / n) * factor for n in of]
        assert up.upper == pytest.approx(wanted)


def test_times_between_events():
    """T limits are those of the values to the power 1/3.6, taken back."""
    times = [3.0, 10, 1, 25, 7, 14]
    bent = [t ** (1 / 3.6) for t in times]
    half, mean = 3 * screened(bent) / 1.128, statistics.fmean(bent)
    chart = st.shewhart_chart("t", times)
    assert chart.upper[0] == pytest.approx((mean + half) ** 3.6)
    assert chart.lower[0] == pytest.approx(max(0, mean - half) ** 3.6)
    assert chart.value.tolist() == times


def test_points_left_out_set_no_lines_and_close_up():
    """A range goes over the gap that an excluded point leaves."""
    values = [4.0, 6, 99, 5, 7]
    chart = st.shewhart_chart("i", values, include=[1, 1, 0, 1, 1], screen=False)
    assert chart.centre[0] == 5.5
    assert chart.upper[0] == pytest.approx(5.5 + 3 * (2 + 1 + 2) / 3 / 1.128)
    based = st.shewhart_chart("c", values, baseline=[1, 1, 0, 0, 0])
    assert set(based.centre.tolist()) == {5.0}


def test_many_series_and_phases_at_once():
    """Leading axes and phases are each as if alone."""
    rng = np.random.default_rng(2)
    counts = rng.poisson(9, (3, 20))
    chart = st.shewhart_chart("c", counts, rebase=[8])
    assert chart.upper[1, 8:].tolist() == st.shewhart_chart("c", counts[1, 8:]).upper.tolist()
    assert chart.upper[2, :8].tolist() == st.shewhart_chart("c", counts[2, :8]).upper.tolist()


sides = some.lists(some.sampled_from([-1, 0, 1]), max_size=40, min_size=1)


@given(sides)
def test_runs_agree_with_plain_python(values):
    """Points on the line are passed over; runs and crossings are counted on the rest."""
    kept = [v for v in values if v]
    lengths = [len(list(run)) for _, run in groupby(kept)]
    found = st.runs([values, values], 0.0)
    assert found.useful.tolist() == [len(kept)] * 2
    assert found.longest[0] == max(lengths, default=0)
    assert found.crossings[0] == max(len(lengths) - 1, 0)
    limits = st.run_limits(len(kept))
    signal = found.longest[0] > limits.longest or found.crossings[0] < limits.crossings
    assert found.signal[0] == (bool(kept) and signal)


def test_missing_points_have_no_side():
    """A gap neither ends a run nor counts towards it."""
    found = st.runs([1, 2, None, 3, -1], 0)
    assert (found.useful, found.longest, found.crossings) == (4, 3, 1)


def test_run_limits_are_the_exact_binomial_quantile():
    """The least number of crossings with a chance of 5 % at or below it, by whole numbers."""
    found = st.run_limits(range(400))
    for n in range(1, 400):
        wanted, total = 0, 1
        while 20 * total < 2 ** (n - 1):
            wanted += 1
            total += math.comb(n - 1, wanted)
        assert found.crossings[n] == wanted
    assert (found.longest[0], found.crossings[0]) == (0, 0)


def steps(window):
    """From each point to the next."""
    return [b - a for a, b in pairwise(window)]


def most_beyond(window, least, line):
    """The last point and at least so many in all lie beyond the line on one side."""
    return any(
        sign * window[-1] > line and sum(sign * v > line for v in window) >= least
        for sign in (1, -1)
    )


def one_way(values):
    """All above nothing or all below."""
    return all(v > 0 for v in values) or all(v < 0 for v in values)


# Each rule as the length of its window and what must be true of it.
PLAIN = {
    "we1": (1, lambda w: abs(w[0]) > 3),
    "we2": (3, lambda w: most_beyond(w, 2, 2)),
    "we3": (5, lambda w: most_beyond(w, 4, 1)),
    "we4": (8, one_way),
    "nelson1": (1, lambda w: abs(w[0]) > 3),
    "nelson2": (9, one_way),
    "nelson3": (6, lambda w: one_way(steps(w))),
    "nelson4": (14, lambda w: all(a * b < 0 for a, b in pairwise(steps(w)))),
    "nelson5": (3, lambda w: most_beyond(w, 2, 2)),
    "nelson6": (5, lambda w: most_beyond(w, 4, 1)),
    "nelson7": (15, lambda w: all(abs(v) <= 1 for v in w)),
    "nelson8": (8, lambda w: all(abs(v) > 1 for v in w) and min(w) < 0 < max(w)),
}


def plain_pattern(z, name):
    """Where each pattern is complete, window by window."""
    size, holds = PLAIN[name]
    return {end for end in range(size - 1, len(z)) if holds(z[end - size + 1 : end + 1])}


@pytest.mark.parametrize("name", list(PLAIN))
@given(data=some.data())
def test_patterns_agree_with_plain_python(name, data):
    """Every rule, on series drawn so that its pattern turns up."""
    levels = {
        "nelson7": [-1, -0.5, 0, 0.5, 1, 1.5],
        "nelson8": [-1.5, -1.2, 1.2, 1.5, 2, 0.5],
        "we4": [-0.5, 0.5, 0.7, 0.9, 1.1, 1.3],
        "nelson2": [-0.5, 0.5, 0.7, 0.9, 1.1, 1.3],
    }.get(name, [-3.5, -2.5, -1.5, 0, 1.5, 2.5, 3.5])
    z = data.draw(some.lists(some.sampled_from(levels), min_size=1, max_size=30))
    if name == "nelson4" and data.draw(some.booleans()):
        z = [abs(v) * (-1) ** i + 0.1 * i for i, v in enumerate(z)]
    if name == "nelson3" and data.draw(some.booleans()):
        z = [*sorted(set(z)), *z]
    rules = st.nelson if name.startswith("nelson") else st.western_electric
    values = [10 + 2 * v for v in z]
    found = rules(values, int(name[-1]), 10, 2)
    assert set(np.flatnonzero(found).tolist()) == plain_pattern(
        [(v - 10) / 2 for v in values], name
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.shewhart_chart("q", [1, 2]), "kind: expected one of run, i, mr"),
        (lambda: st.shewhart_chart("p", [1, 2]), "sizes: expected the size of each point"),
        (lambda: st.shewhart_chart("c", [1, 2], [3, 4]), "sizes: expected none for kind 'c'"),
        (lambda: st.shewhart_chart("p", [1, 2], [3, 0]), "sizes: expected more than zero"),
        (lambda: st.shewhart_chart("c", [1, -2]), "counts: expected zero or more, found -2"),
        (lambda: st.shewhart_chart("t", [1, 0]), "counts: expected more than zero, found 0"),
        (lambda: st.shewhart_chart("i", [1, 2], include=[1]), "include: expected 2 flags"),
        (lambda: st.nelson([1], 9), "rule: expected 1 to 8, found 9"),
        (lambda: st.western_electric([1], 5), "rule: expected 1 to 4, found 5"),
        (lambda: st.nelson([1], 1, 0, 0), "sigma: expected more than zero"),
        (lambda: st.run_limits(-1), "useful: expected zero or more, found -1"),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match=said):
        call()
