"""Residents of areas by year, so that a figure is divided by those of its own time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge import periods as calendar


@dataclass(frozen=True)
class Residents:
    """Mid-year residents: `count[a, y]` of area `a` in the year `years[y]`, NaN where not held.

    `years` ascend.
    """

    years: tuple[str, ...]
    count: NDArray[np.float64]

    def at(self, period: str) -> tuple[NDArray[np.float64], tuple[str, ...]]:
        """Per area, residents of the year in which a period ends, and that year.

        Where that year is not held, the newest before it counts, and else the oldest held; NaN and
        '' where an area has none.
        """
        areas, size = self.count.shape
        if not size:
            return np.full(areas, np.nan), ("",) * areas
        known = np.isfinite(self.count)
        wanted = f"{calendar.parse(period).last // 12:04d}"
        passed = known & (np.array(self.years) <= wanted)
        newest = size - 1 - np.argmax(passed[:, ::-1], axis=1)
        chosen = np.where(passed.any(axis=1), newest, np.argmax(known, axis=1))
        some: list[bool] = np.asarray(known.any(axis=1)).tolist()
        people = self.count[np.arange(areas), chosen]
        years = [self.years[place] if some[row] else "" for row, place in enumerate(chosen)]
        return people, tuple(years)

    def only(self, rows: list[int]) -> Residents:
        """The same for some of the areas."""
        return Residents(self.years, self.count[rows])
