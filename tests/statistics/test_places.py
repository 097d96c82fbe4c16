"""Near repeats and hot spots against loops over pairs and places."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge import statistics as st

events = some.lists(
    some.tuples(some.integers(0, 900), some.integers(0, 900), some.integers(0, 30)),
    min_size=2,
    max_size=15,
)


@given(events)
def test_near_repeat_bands_pair_by_pair(rows):
    """Half-open bands, the last without an end, pairs below the first break left out."""
    space, time = [50, 200, 400], [0, 3, 14]
    wanted = np.zeros((3, 3), dtype=int)
    for a, b in combinations(rows, 2):
        apart, later = abs(a[0] - b[0]) + abs(a[1] - b[1]), abs(a[2] - b[2])
        if apart >= space[0]:
            row = max(i for i, edge in enumerate(space) if apart >= edge)
            column = max(i for i, edge in enumerate(time) if later >= edge)
            wanted[row, column] += 1
    table = np.array(rows, dtype=float)
    found = st.near_repeats(table[:, :2], table[:, 2], space, time)
    assert found.observed.tolist() == wanted.tolist()
    assert np.isnan(found.p).all()


@given(events)
def test_knox_pair_by_pair(rows):
    """Pairs close in space, in time, in both and in neither."""
    wanted = np.zeros((2, 2))
    for a, b in combinations(rows, 2):
        near = math.dist(a[:2], b[:2]) <= 300
        wanted[int(not near), int(abs(a[2] - b[2]) > 7)] += 1
    table = np.array(rows, dtype=float)
    found = st.knox(table[:, :2], table[:, 2], distance=300, duration=7)
    assert found.observed.tolist() == wanted.tolist()
    assert found.close_pairs == wanted[0, 0]


def clusters():
    """Ten pairs of burglaries next door a day apart, the pairs far from each other."""
    where = [(5000.0 * i + 100 * j, 0.0) for i in range(10) for j in range(2)]
    when = [30.0 * i + j for i in range(10) for j in range(2)]
    return np.array(where), np.array(when)


def test_repeats_that_are_there_are_found_and_the_same_each_time():
    """Shuffling the dates hardly ever makes as many close pairs; a seed fixes the answer."""
    where, when = clusters()
    found = st.near_repeats(where, when, [0, 200, 400], [0, 3, 7], shuffles=99, seed=4)
    assert found.observed[0, 0] == 10
    assert found.p[0, 0] == 0.01
    assert found.expected.sum() == pytest.approx(found.observed.sum())
    again = st.near_repeats(where, when, [0, 200, 400], [0, 3, 7], shuffles=99, seed=4)
    assert np.array_equal(found.p, again.p)
    knox = st.knox(where, when, distance=200, duration=3, shuffles=99, seed=4)
    assert (knox.close_pairs, knox.p) == (10, 0.01)
    assert knox.p_poisson < 1e-6


def plain_getis_ord(values, points, distance, star):
    """z of each place by the definition: the weighted sum, its mean and its variance."""
    found = []
    for i, here in enumerate(points):
        others = [j for j in range(len(values)) if star or j != i]
        neighbours = [j for j in others if math.dist(here, points[j]) <= distance]
        n, w = len(others), len(neighbours)
        mean = sum(values[j] for j in others) / n
        variance = sum((values[j] - mean) ** 2 for j in others) / n
        spread = variance * (n * w - w * w) / (n - 1)
        if spread < 1e-12:
            found.append(math.nan)
        else:
            found.append((sum(values[j] for j in neighbours) - w * mean) / math.sqrt(spread))
    return found


@given(
    some.lists(
        some.tuples(some.integers(0, 6), some.integers(0, 6)), min_size=4, max_size=12, unique=True
    ),
    some.data(),
    some.booleans(),
)
def test_getis_ord_place_by_place(points, data, star):
    """With and without the place itself; several values at once."""
    values = data.draw(some.lists(some.integers(0, 9), min_size=len(points), max_size=len(points)))
    weights = st.distance_weights(points, 2.0)
    found = st.getis_ord([values, [2 * v + 1 for v in values]], weights, star=star)
    wanted = plain_getis_ord(values, points, 2.0, star)
    assert found[0] == pytest.approx(wanted, nan_ok=True, rel=1e-6, abs=1e-9)
    assert found[1] == pytest.approx(wanted, nan_ok=True, rel=1e-6, abs=1e-9)


def test_row_standardised_weights_give_the_same_z():
    """The variance is the one for any weights."""
    points, values = [(0, 0), (1, 0), (2, 0), (0, 1), (5, 5), (5, 6)], [1.0, 4, 2, 8, 5, 7]
    weights = st.distance_weights(points, 1.5).toarray()
    rows = weights / weights.sum(axis=1, keepdims=True)
    plain, standardised = (st.getis_ord(values, w, star=False) for w in (weights, rows))
    assert plain == pytest.approx(standardised)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: st.near_repeats([[0, 0]], [1], [0], [0]), "points: expected two or more"),
        (lambda: st.near_repeats([[0, 0]] * 2, [1], [0], [0]), "points: expected two or more"),
        (
            lambda: st.near_repeats([[0, 0]] * 2, [1, 2], [5, 5], [0]),
            "distance_breaks: expected breaks that rise",
        ),
        (
            lambda: st.knox([[0, 0]] * 2, [1, 2], distance=1, duration=1, metric="road"),
            "metric: expected manhattan or euclidean",
        ),
        (
            lambda: st.knox([[0, None]] * 2, [1, 2], distance=1, duration=1),
            "points: expected a number",
        ),
        (lambda: st.distance_weights([[0, 0]], 0), "distance: expected more than zero"),
        (lambda: st.getis_ord([1, 2], np.eye(2)), "weights: expected 2 by 2, none negative"),
        (lambda: st.getis_ord([1, 2], np.zeros((3, 3))), "weights: expected 2 by 2"),
        (lambda: st.getis_ord([1, None], np.zeros((2, 2))), "values: expected a number"),
    ],
)
def test_bad_input_is_named(call, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match=said):
        call()
