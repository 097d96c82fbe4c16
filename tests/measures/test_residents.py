"""Residents of the time of a figure, against what can be read off a small table."""

from __future__ import annotations

import math

import numpy as np
import pytest

from frankpledge.measures.residents import Residents

nan = math.nan
HELD = Residents(("2011", "2020", "2024"), np.array([[10.0, 20, 24], [nan, 21, nan], [nan] * 3]))


@pytest.mark.parametrize(
    ("period", "people", "years"),
    [
        ("2010-03", [10, 21], ("2011", "2020", "")),
        ("2019-Q4", [10, 21], ("2011", "2020", "")),
        ("2020-01", [20, 21], ("2020", "2020", "")),
        ("2022/23", [20, 21], ("2020", "2020", "")),
        ("YE2026-04", [24, 21], ("2024", "2020", "")),
    ],
)
def test_the_year_of_the_figure_or_the_newest_before(
    period: str, people: list[float], years: tuple[str, ...]
) -> None:
    """Never a later year where an earlier one is held; the oldest where all are later."""
    found, named = HELD.at(period)
    assert found[:2].tolist() == people
    assert math.isnan(found[2])
    assert named == years


def test_none_held() -> None:
    """No year at all is no number, and no error."""
    found, years = Residents((), np.empty((2, 0))).at("2025-12")
    assert np.isnan(found).all()
    assert years == ("", "")


def test_some_areas() -> None:
    """The rows asked for, in their order."""
    assert HELD.only([1, 0]).at("2024-12")[0].tolist() == [21, 24]
