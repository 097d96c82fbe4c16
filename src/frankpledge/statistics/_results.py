"""What the methods give back, and the codes for their verdicts. In every code 0 means absent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics._arrays import Floats


@dataclass(frozen=True)
class Interval:
    """Lower and upper limits; NaN where there is none."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Estimate:
    """A value with its lower and upper limits; NaN where there is none."""

    value: Floats
    lower: Floats
    upper: Floats


class Rule(IntEnum):
    """The rule that made a point a special cause. The lower the number, the higher it ranks."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_IN_THREE = 3
    SHIFT = 4


class Variation(IntEnum):
    """What a point of a control chart says, given which way is better."""

    ABSENT = 0
    IMPROVING = 1
    CONCERNING = 2
    COMMON_CAUSE = 3
    NEUTRAL_HIGH = 4
    NEUTRAL_LOW = 5


class Assurance(IntEnum):
    """Whether a process that goes on as it is will meet its target."""

    ABSENT = 0
    PASSING = 1
    FAILING = 2
    HIT_AND_MISS = 3


class Position(IntEnum):
    """Where an area stands among its peers. Higher and lower are for neutral measures."""

    ABSENT = 0
    BETTER = 1
    WORSE = 2
    SIMILAR = 3
    HIGHER = 4
    LOWER = 5


class Significance(IntEnum):
    """Where a figure lies in a funnel: inside, or beyond the 95 % or the 99.8 % limit."""

    NOT_CLASSED = 0
    LOW_998 = 1
    LOW_95 = 2
    SIMILAR = 3
    HIGH_95 = 4
    HIGH_998 = 5


_NAN = np.nan
_VARIATION_SCORE = np.array([_NAN, 1.0, -1.0, 0.0, _NAN, _NAN])
_ASSURANCE_SCORE = np.array([_NAN, 1.0, -1.0, 0.0])
_POSITION_SCORE = np.array([_NAN, 1.0, -1.0, 0.0, _NAN, _NAN])


def variation_score(codes: ArrayLike) -> Floats:
    """+1 for improving, 0 for common cause, -1 for concerning; NaN for absent and neutral."""
    return _VARIATION_SCORE[np.asarray(codes, dtype=np.intp)]


def assurance_score(codes: ArrayLike) -> Floats:
    """+1 for passing, 0 for hit and miss, -1 for failing; NaN for absent."""
    return _ASSURANCE_SCORE[np.asarray(codes, dtype=np.intp)]


def position_score(codes: ArrayLike) -> Floats:
    """+1 for better, 0 for similar, -1 for worse; NaN for absent and neutral."""
    return _POSITION_SCORE[np.asarray(codes, dtype=np.intp)]
