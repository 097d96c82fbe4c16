"""Polygons in quarters."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.lake.fetch._polygon import OVERLAP, area, quarters, text

SQUARE = ((51.0, -2.0), (51.0, -1.0), (52.0, -1.0), (52.0, -2.0))


def test_quarters_of_a_square() -> None:
    """Four equal parts that overlap by a metre."""
    pieces = list(quarters(SQUARE))
    assert len(pieces) == 4
    assert all(area(piece) == pytest.approx((0.5 + OVERLAP) ** 2) for piece in pieces)
    assert text(SQUARE[:2]) == "51.000000,-2.000000:51.000000,-1.000000"


def test_an_empty_quarter_is_left_out() -> None:
    """A triangle does not reach every quarter of its box by more than the overlap."""
    pieces = list(quarters(((0.0, 0.0), (0.0, 1.0), (1.0, 0.0))))
    assert sum(area(piece) for piece in pieces) == pytest.approx(0.5, rel=1e-4)
    assert min(area(piece) for piece in pieces) < 1e-9


@given(st.lists(st.floats(0.1, 10), min_size=3, max_size=30))
def test_quarters_make_up_the_whole(radii) -> None:
    """The parts of any star-shaped outline, hollows and all, have its area between them."""
    turns = [2 * math.pi * n / len(radii) for n in range(len(radii))]
    outline = [
        (50 + r * math.sin(turn), r * math.cos(turn)) for r, turn in zip(radii, turns, strict=True)
    ]
    whole, parts = area(outline), sum(area(piece) for piece in quarters(outline))
    overlaps = 2 * (2 * OVERLAP) * 20  # two strips across at most 20 degrees
    assert whole - 1e-9 <= parts <= whole + overlaps + 1e-9
