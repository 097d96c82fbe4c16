"""Small supplied numbers: hidden, and not to be got back from a total."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from frankpledge.areas import load_areas
from frankpledge.measures.disclosure import hidden

FORCE, SWINDON, WILTSHIRE = "E23000038", "E06000030", "E06000054"


def test_a_small_count_takes_another_with_it(example: Path) -> None:
    """With the force's total and both districts given, hiding 3 of 40 must hide one more."""
    areas = load_areas(example / "areas")
    names = (FORCE, SWINDON, WILTSHIRE)
    values = np.array([[43.0, 60.0, 43.0], [3.0, 20.0, np.nan], [40.0, 40.0, 3.0]])
    flags = hidden(values, names, areas, threshold=5)
    assert flags[1, 0] == 1, "the small one"
    assert flags[:, 0].sum() == 2, "and one of the two that would give it away"
    assert flags[:, 1].sum() == 0, "nothing small, nothing hidden"
    assert flags[:, 2].tolist() == [0, 0, 1], "without the other district the total says nothing"


def test_zero_is_said_and_large_numbers_stand(example: Path) -> None:
    """Nothing is a figure like any other; only 1 to 4 are hidden."""
    areas = load_areas(example / "areas")
    values = np.array([[0.0, 1.0, 4.0, 5.0]])
    assert hidden(values, (FORCE,), areas, threshold=5).tolist() == [[0, 1, 1, 0]]
