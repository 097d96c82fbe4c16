"""Sums of floats that do not depend on the order in which an engine adds them."""

from __future__ import annotations

import random
from fractions import Fraction

import ibis
import pyarrow as pa

from frankpledge.lake import queries


def counted(order: list[int]) -> float:
    """One area of many neighbourhoods by uneven shares, its rows in the given order."""
    lsoas = [f"E0100{n:04d}" for n in order]
    rows = pa.table(
        {"period": ["2025-01"] * len(order), "lsoa": lsoas, "count": [n % 97 + 1 for n in order]}
    )
    shares = [(n % 13 + 1) / 17 for n in order]
    members = pa.table({"area": ["A"] * len(order), "lsoa": lsoas, "low": shares, "high": shares})
    found = queries.located_counts(ibis.memtable(rows), members, value="count").to_pyarrow()
    return float(found["count"][0].as_py())


def test_the_order_of_the_rows_does_not_matter():
    """Every order gives the very same number, which is the true one to nine decimals."""
    order = list(range(400))
    first = counted(order)
    true = sum(Fraction(n % 97 + 1) * Fraction(n % 13 + 1, 17) for n in order)
    assert abs(Fraction(first) - true) < Fraction(1, 10**6)
    for seed in range(5):
        random.Random(seed).shuffle(order)
        assert counted(order) == first
