"""Weights against published examples, other software, hand calculation and known populations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import optimize

from frankpledge import statistics as st

TABLE = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
ROWS, COLUMNS = [150, 300, 400, 150], [200, 300, 400, 100]
# As the documentation of the Julia package ProportionalFitting (E.-J. van Kesteren) prints it, for
# the example of Wikipedia's article 'Iterative proportional fitting'.
PUBLISHED = [
    [64.5585, 46.2325, 35.3843, 3.82473],
    [49.9679, 68.1594, 156.499, 25.3742],
    [56.7219, 144.428, 145.082, 53.7673],
    [28.7516, 41.18, 63.0347, 17.0337],
]


def members(table: np.ndarray) -> list[np.ndarray]:
    """One member for each count of a two-way table: row and column of each."""
    places = np.indices(table.shape).reshape(2, -1)
    return list(np.repeat(places, table.ravel(), axis=1))


def test_a_published_example_of_raking() -> None:
    """All sixteen cells of the published table, in all the digits printed."""
    groups = members(TABLE)
    found = st.rake(groups, [ROWS, COLUMNS], trim=None)
    assert found.converged
    cells = np.zeros(TABLE.shape)
    np.add.at(cells, tuple(groups), found.weights * 1000 / TABLE.sum())
    np.testing.assert_allclose(cells, PUBLISHED, rtol=2e-5)


def test_raking_is_nearest_to_the_sample_in_the_sense_of_information() -> None:
    """The same weights minimise the Kullback-Leibler distance under the margins, by an optimiser
    that knows nothing of proportional fitting.
    """
    table = np.array([[30.0, 10.0], [20.0, 40.0]])
    rows, columns = np.array([0.5, 0.5]), np.array([0.7, 0.3])
    found = st.rake(members(table.astype(int)), [rows, columns], trim=None)
    cells = np.zeros((2, 2))
    np.add.at(cells, tuple(members(table.astype(int))), found.weights / 100)
    # With margins fixed, one number is free: the share of the first cell.
    shares = table / table.sum()

    def distance(first: float) -> float:
        free = np.array([[first, 0.5 - first], [0.7 - first, first - 0.2]])
        return float((free * np.log(free / shares)).sum())

    best = optimize.minimize_scalar(distance, bounds=(0.2001, 0.4999), method="bounded")
    assert cells[0, 0] == pytest.approx(best.x, abs=1e-5)


def test_weighted_share_by_hand() -> None:
    """Two young, four old, in a town where half are young; three chose, of both.

    Weights 1.5 and 0.75; the young who chose, 1 x 1.5, and the old, 2 x 0.75, make 3 of 6.
    Effective size 6^2 / (2 x 2.25 + 4 x 0.5625) = 36 / 6.75 = 5 1/3; design effect 9 / 8.
    """
    found = st.rake([[0, 0, 1, 1, 1, 1]], [[500, 500]])
    np.testing.assert_allclose(found.weights, [1.5, 1.5, 0.75, 0.75, 0.75, 0.75])
    assert st.effective_size(found.weights) == pytest.approx(16 / 3)
    assert st.design_effect(found.weights) == pytest.approx(9 / 8)
    share = st.weighted_share([1, 0, 1, 1, 0, 0], found.weights)
    assert share.value == pytest.approx(0.5)
    n, z = 16 / 3, 1.959963984540054
    half = z * math.sqrt(0.25 / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    np.testing.assert_allclose([share.lower, share.upper], [0.5 - half, 0.5 + half])


def test_weighted_mean_of_equal_weights_is_the_plain_one() -> None:
    """With weights of 1 it is Student's interval; with whole weights the mean of the copies."""
    values = [3.0, 5.0, 4.0, 8.0]
    plain, equal = st.mean_interval(values), st.weighted_mean(values, [1, 1, 1, 1])
    np.testing.assert_allclose(
        [equal.value, equal.lower, equal.upper], [plain.value, plain.lower, plain.upper]
    )
    assert st.weighted_mean(values, [1, 2, 1, 4]).value == pytest.approx((3 + 10 + 4 + 32) / 8)


def test_trimming_holds_weights_down_and_keeps_the_margins() -> None:
    """No weight above the limit, both margins as they should be, and a smaller design effect."""
    rng = np.random.default_rng(11)
    first = rng.choice(3, 600, p=[0.08, 0.32, 0.60])
    second = rng.choice(3, 600, p=[0.10, 0.30, 0.60])
    targets = [[0.3, 0.3, 0.4], [0.25, 0.35, 0.4]]
    free = st.rake([first, second], targets, trim=None)
    held = st.rake([first, second], targets, trim=5)
    assert free.weights.max() > 6
    assert held.converged
    assert held.trimmed > 0
    assert held.weights.max() <= 5.0001
    for groups, shares in zip([first, second], targets, strict=True):
        found = np.bincount(groups, held.weights) / held.weights.sum()
        np.testing.assert_allclose(found, shares, atol=1e-6)
    assert st.design_effect(held.weights) < st.design_effect(free.weights)


def test_what_cannot_be_raked_says_why() -> None:
    """An empty group, and a limit that no margin can live with."""
    empty = st.rake([[0, 0, 0]], [[5, 5]])
    assert not empty.converged
    assert empty.reason == "nobody answered from group 1 of margin 1"
    np.testing.assert_array_equal(empty.weights, 1)
    tight = st.rake([[0] + [1] * 99], [[50, 50]], trim=5)
    assert not tight.converged
    assert "1 weights at the limit" in tight.reason
    zeros = st.rake([[0, 0, 1], [0, 0, 1]], [[1, 1], [3, 1]], trim=None)
    assert not zeros.converged


def test_members_of_unknown_group_keep_their_share() -> None:
    """Who did not say is not counted into a margin, and the others fill it."""
    found = st.rake([[0, 1, 1, 1, -1]], [[1, 1]])
    np.testing.assert_allclose(found.weights, [2, 2 / 3, 2 / 3, 2 / 3, 1])


@pytest.mark.parametrize("weight", [1, 7])
def test_a_biased_sample_is_brought_back(weight: int) -> None:
    """5,000 of a known population, the old four times as likely to answer and the town twice:
    the interval of the weighted share holds the truth in at least 93 of 100 runs, the unweighted
    one in none.
    """
    rng = np.random.default_rng(20260705 * weight)
    size = 200_000
    age, town = rng.choice(3, size, p=[0.3, 0.4, 0.3]), rng.random(size) < 0.4
    chose = rng.random(size) < 0.15 + 0.2 * age + 0.15 * town
    likely = np.array([1.0, 2.0, 4.0])[age] * np.where(town, 2.0, 1.0)
    truth = chose.mean()
    margins = [np.bincount(age), np.bincount(town.astype(int))]
    inside = plain = 0
    for _ in range(100):
        drawn = np.flatnonzero(rng.random(size) < 5_000 * likely / likely.sum())
        raked = st.rake([age[drawn], town[drawn].astype(int)], margins)
        assert raked.converged
        share = st.weighted_share(chose[drawn], raked.weights)
        inside += bool(share.lower <= truth <= share.upper)
        before = st.weighted_share(chose[drawn], np.ones(drawn.size))
        plain += bool(before.lower <= truth <= before.upper)
    print(f"inside {inside} of 100 with weights, {plain} without")
    assert inside >= 93
    assert plain == 0


def test_change_of_two_shares_as_published() -> None:
    """Newcombe's own examples (1998, table II), method 10: 56/70 less 48/80, and 9/10 less 3/10."""
    for one, two, expected in (
        ((48, 80), (56, 70), (0.2, 0.0524, 0.3339)),
        ((3, 10), (9, 10), (0.6, 0.1705, 0.8090)),
    ):
        before, after = (st.proportion(*pair) for pair in (one, two))
        found = st.share_change(before, after)
        np.testing.assert_allclose([found.value, found.lower, found.upper], expected, atol=6e-5)


def test_bad_input_is_refused() -> None:
    """Places that do not exist, targets of nobody, margins of unequal length."""
    with pytest.raises(ValueError, match="places from -1 to 1"):
        st.rake([[0, 2]], [[1, 1]])
    with pytest.raises(ValueError, match="more than zero"):
        st.rake([[0, 1]], [[1, 0]])
    with pytest.raises(ValueError, match="all of one length"):
        st.rake([[0, 1], [0]], [[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="trim"):
        st.rake([[0, 1]], [[1, 1]], trim=1)
