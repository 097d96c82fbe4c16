"""Assurance: will a process that goes on as it is meet its target?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Codes, better_side
from frankpledge.statistics._results import Assurance


def assurance(
    lower: ArrayLike, upper: ArrayLike, target: ArrayLike, direction: str | ArrayLike
) -> Codes:
    """Where the target lies against the limits of the latest point, as codes of `Assurance`.

    Passing: ordinary variation stays on the better side of the target. Failing: on the worse
    side. Hit and miss: the target lies between the limits or on one of them. Absent without a
    target, without limits or for a neutral direction. Shapes broadcast; `direction` is
    'increase', 'decrease' or 'neutral', or 1, -1 or 0. Raises ValueError for any other direction.
    """
    low, high = check.numbers("lower", lower), check.numbers("upper", upper)
    aim, better = check.numbers("target", target), better_side(direction)
    # +1 where every ordinary value lies above the target, -1 where every one lies below.
    above = (low > aim).astype(np.int8) - (high < aim).astype(np.int8)
    codes = np.full(np.broadcast_shapes(above.shape, better.shape), Assurance.HIT_AND_MISS, np.int8)
    codes[above * better > 0] = Assurance.PASSING
    codes[above * better < 0] = Assurance.FAILING
    codes[np.isnan(low + high + aim) | (better == 0)] = Assurance.ABSENT
    return codes
