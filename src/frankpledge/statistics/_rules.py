"""The rules for special causes, on bare vectors; time is the last axis.

A side is +1 above the mean, -1 below, 0 on it or missing. Every rule marks all points that belong
to its pattern with the side of the pattern; the functions ending in `_ends` mark only where a
pattern is complete.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics._arrays import Codes, Flags


@dataclass(frozen=True)
class Rules:
    """A versioned set of rules. None for a number of points switches that rule off."""

    version: str
    shift_points: int | None = 7
    trend_points: int | None = 7
    two_in_three: bool = True
    two_in_three_counts_outside: bool = False

    def __post_init__(self) -> None:
        if self.shift_points is not None and self.shift_points < 2:
            raise ValueError(f"shift_points: expected 2 or more, found {self.shift_points!r}")
        if self.trend_points is not None and self.trend_points < 3:
            raise ValueError(f"trend_points: expected 3 or more, found {self.trend_points!r}")


# As NHSRplotthedots 0.2.2 has them: a point beyond a limit does not count towards two in three.
NHS_2020 = Rules("NHS 2020")
# As the Making Data Count team announced on 6 November 2023 (NHSRplotthedots issue 194): every
# point beyond the inner line counts. The team's own workbook was not at hand to compare with.
NHS_2023 = Rules("NHS 2023", two_in_three_counts_outside=True)


def shift(side: ArrayLike, points: int = 7) -> Codes:
    """Runs of `points` or more on one side; a point on the mean ends a run."""
    return _spread(shift_ends(side, points), points)


def shift_ends(side: ArrayLike, points: int = 7) -> Codes:
    """Where `points` in a row on one side are complete, and at every further point of the run."""
    sides = np.asarray(side, dtype=np.int8)
    ends = np.zeros_like(sides)
    if sides.shape[-1] >= points:
        last = sides[..., points - 1 :]
        same = last != 0
        for back in range(1, points):
            same &= sides[..., points - 1 - back : sides.shape[-1] - back] == last
        ends[..., points - 1 :] = last * same
    return ends


def trend(values: ArrayLike, points: int = 7) -> Codes:
    """Runs of `points` or more that all rise or all fall; equal or missing neighbours end a run.

    +1 rising, -1 falling. A point in two trends takes the direction of the later one.
    """
    return _spread(trend_ends(values, points), points)


def trend_ends(values: ArrayLike, points: int = 7) -> Codes:
    """Where `points` in a row that all rise or all fall are complete."""
    y = np.asarray(values)
    rising, falling = y[..., 1:] > y[..., :-1], y[..., 1:] < y[..., :-1]
    steps = np.zeros_like(y, dtype=np.int8)
    steps[..., 1:] = rising.view(np.int8) - falling.view(np.int8)
    return shift_ends(steps, points - 1)


def two_in_three(far: ArrayLike, side: ArrayLike) -> Codes:
    """Far points in three neighbours on one side of which two or three are far.

    `far` is true (or 1) beyond the inner line. The third point is not marked unless it is far.
    """
    flagged = two_in_three_windows(far, side) & np.asarray(far, dtype=bool)
    return np.asarray(np.asarray(side, dtype=np.int8) * flagged)


def two_in_three_windows(far: ArrayLike, side: ArrayLike) -> Flags:
    """All points of every three neighbours on one side of which two or three are far."""
    beyond, sides = np.asarray(far, dtype=bool), np.asarray(side, dtype=np.int8)
    inside = np.zeros_like(beyond)
    if sides.shape[-1] >= 3:
        a, b, c = (beyond[..., i : sides.shape[-1] - 2 + i] for i in range(3))
        first, second, third = (sides[..., i : sides.shape[-1] - 2 + i] for i in range(3))
        window = (a & b) | (a & c) | (b & c)
        window &= (first != 0) & (first == second) & (second == third)
        for i in range(3):
            inside[..., i : sides.shape[-1] - 2 + i] |= window
    return inside


def _spread(ends: Codes, points: int) -> Codes:
    """Carry each completed pattern back over its points; a later pattern goes over an earlier."""
    out = ends.copy()
    for ahead in range(1, min(points, ends.shape[-1])):
        later = ends[..., ahead:]
        here = out[..., : ends.shape[-1] - ahead]
        np.copyto(here, later, where=later != 0)
    return out
