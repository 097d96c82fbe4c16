"""Two shares of the same people: plain arithmetic, a published example, and what chance does."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from frankpledge import statistics as st

Z = 1.959963984540054


def by_hand(one: Sequence[int], other: Sequence[int], weights: Sequence[float]) -> list[float]:
    """Mean and variance of the members' differences, with half a member in each of four cells."""
    total, squares = sum(weights), sum(w * w for w in weights)
    size = total**2 / squares
    rows = list(zip(one, other, weights, strict=True))
    mean = sum(w * (a - b) for a, b, w in rows) / total
    apart = size * sum(w * (a - b) ** 2 for a, b, w in rows) / total + 1  # two cells of a half
    middle = size * mean / (size + 2)
    variance = apart / (size + 2) - middle**2
    half = Z * math.sqrt(variance / (size + 2))
    return [mean, middle - half, middle + half]


def test_differences_by_hand() -> None:
    """Seven people with weights, who may choose both."""
    one, other, weights = [1, 1, 0, 1, 0, 0, 1], [1, 0, 0, 0, 1, 0, 0], [1, 2, 1, 0.5, 3, 1, 1]
    found = st.paired_difference(one, other, weights)
    np.testing.assert_allclose(
        [found.value, found.lower, found.upper], by_hand(one, other, weights), rtol=1e-12
    )


def test_a_published_example() -> None:
    """Agresti, Categorical Data Analysis, on approval asked twice of 1,600: 794, 150, 86 and 570.

    There the second less the first is -0.04, standard error 0.0095, so -0.06 to -0.02.
    """
    one = np.repeat([1, 0, 1, 0], [794, 86, 150, 570])
    other = np.repeat([1, 1, 0, 0], [794, 86, 150, 570])
    found = st.paired_difference(other, one, np.ones(1600))
    assert float(found.value) == pytest.approx(-0.04)
    assert [round(float(x), 2) for x in (found.lower, found.upper)] == [-0.06, -0.02]
    assert float(found.upper - found.lower) / 2 / Z == pytest.approx(0.0095, abs=1e-4)


def test_shares_of_one_multinomial() -> None:
    """Where one option can be chosen, p + q - (p - q)² over n; nearly so at n = 4,000."""
    first, second = np.arange(4000) < 1600, (np.arange(4000) >= 1600) & (np.arange(4000) < 3000)
    found = st.paired_difference(first, second, np.ones(4000))
    error = math.sqrt((0.4 + 0.35 - 0.05**2) / 4000)
    assert float(found.value) == pytest.approx(0.05)
    assert float(found.upper - found.lower) / 2 == pytest.approx(Z * error, rel=1e-3)


def test_nobody_or_everybody() -> None:
    """Limits stay between -1 and 1, and are never of no width."""
    found = st.paired_difference([[0] * 12, [1] * 12], [[0] * 12, [0] * 12], np.ones(12))
    assert found.value.tolist() == [0, 1]
    assert float(found.lower[0]) < 0 < float(found.upper[0])
    assert float(found.lower[1]) < float(found.upper[1]) == 1


@pytest.mark.parametrize("one", [[1, 0], [[1, 0, 1]] * 2])
def test_shapes_that_do_not_fit(one: list[object]) -> None:
    """Refused with the shapes."""
    with pytest.raises(ValueError, match="expected"):
        st.paired_difference(one, [1, 0, 1], [1, 1])


@pytest.mark.parametrize(("size", "spread"), [(30, 0.0), (400, 0.0), (400, 0.7)])
def test_limits_hold_the_truth(size: int, spread: float) -> None:
    """Two answers of several that go together, with weights that differ: 95 of 100 samples."""
    random = np.random.default_rng(7)
    weights = random.lognormal(0, spread, size) if spread else np.ones(size)
    mood = random.random((4000, size))
    one, other = mood < 0.44, (mood > 0.3) & (mood < 0.65)  # a tenth and more choose both
    found = st.paired_difference(one, other, weights)
    held = float(((found.lower <= 0.09) & (found.upper >= 0.09)).mean())
    print(f"{size} people, weights spread {spread}: {100 * held:.1f} % hold the truth")
    assert 0.94 <= held <= 0.97


@pytest.mark.parametrize("tied", [2, 3, 5])
def test_a_leader_among_equals_is_seldom_named(tied: int) -> None:
    """The first is picked for being first; yet equals are told apart in 5 of 100 at most."""
    random = np.random.default_rng(11)
    answers = random.integers(0, tied, (3000, 300))
    counts = np.array([(answers == option).sum(axis=1) for option in range(tied)])
    first, second = np.argsort(-counts, axis=0, kind="stable")[:2]
    gap = st.paired_difference(answers == first[:, None], answers == second[:, None], np.ones(300))
    wrong = float((gap.lower > 0).mean())
    print(f"{tied} equals: a leader in {100 * wrong:.1f} % of samples")
    assert wrong <= 0.06
