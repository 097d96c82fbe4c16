"""The p-median against every possible choice."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from frankpledge.stations import p_median


def best(cost, weight, k, fixed=()):
    """The least sum over all choices of k columns, one by one."""
    return min(
        float((cost[:, list(c)].min(axis=1) * weight).sum())
        for c in combinations(range(cost.shape[1]), k)
        if set(fixed) <= set(c)
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("k", [1, 2, 3, 8])
def test_the_exact_choice_is_the_best_of_all(seed, k):
    """Small tables at random: the programme finds the least sum, and says that it is proved."""
    rng = np.random.default_rng(seed)
    cost, weight = rng.uniform(0, 50, (12, 8)), rng.uniform(1, 900, 12)
    found = p_median(cost, weight, k)
    assert found.total == pytest.approx(best(cost, weight, k))
    assert found.total == pytest.approx((cost[:, found.places].min(axis=1) * weight).sum())
    assert len(found.places) == k
    assert found.proved


@pytest.mark.parametrize("seed", range(6))
def test_the_bound_is_never_above_the_best(seed):
    """Without the programme: the swaps' sum is at least the best one, its bound at most."""
    rng = np.random.default_rng(seed)
    where = rng.uniform(0, 100, (30, 2))
    cost = np.linalg.norm(where[:, None] - where[None, :14], axis=2)
    weight = rng.uniform(1, 20, 30)
    least = best(cost, weight, 4)
    found = p_median(cost, weight, 4, exact=0)
    assert found.bound <= least * (1 + 1e-9)
    assert least <= found.total * (1 + 1e-9)
    assert found.total <= least * 1.05
    assert found.gap <= 0.15
    assert found.gap == pytest.approx((found.total - found.bound) / found.total)


def test_places_that_must_be_kept_are_kept():
    """A fixed place stays, and the rest is the best with it, by either way."""
    rng = np.random.default_rng(2)
    cost, weight = rng.uniform(0, 50, (15, 9)), rng.uniform(1, 9, 15)
    worst = int((cost * weight[:, None]).sum(axis=0).argmax())
    for exact in (60_000, 0):
        found = p_median(cost, weight, 3, fixed=[worst], exact=exact)
        assert worst in found.places
        assert found.bound <= best(cost, weight, 3, [worst]) * (1 + 1e-9)
    assert p_median(cost, weight, 3, fixed=[worst]).total == pytest.approx(
        best(cost, weight, 3, [worst])
    )


def test_ties_and_repeats_give_the_same_answer():
    """The same table gives the same choice, also where several are as good."""
    cost, weight = np.ones((6, 5)), np.ones(6)
    assert p_median(cost, weight, 2) == p_median(cost, weight, 2)
    assert p_median(cost, weight, 2, exact=0).places == p_median(cost, weight, 2, exact=0).places


def test_what_cannot_be_chosen():
    """Too many, none, missing costs, negative weights."""
    cost, weight = np.ones((3, 2)), np.ones(3)
    for k in (0, 3):
        with pytest.raises(ValueError, match=f"found {k}"):
            p_median(cost, weight, k)
    with pytest.raises(ValueError, match="finite"):
        p_median(np.full((3, 2), np.inf), weight, 1)
    with pytest.raises(ValueError, match="zero or more"):
        p_median(cost, -weight, 1)
    with pytest.raises(ValueError, match="a row a weight"):
        p_median(cost, np.ones(2), 1)
