"""The Western Electric rules (1956) and Nelson's (1984), marked where a pattern is complete."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats
from frankpledge.statistics._rules import shift_ends, trend_ends


def western_electric(
    values: ArrayLike, rule: int, centre: ArrayLike = 0.0, sigma: ArrayLike = 1.0
) -> Flags:
    """One of the four Western Electric rules; time is the last axis.

    1: beyond 3 sigma. 2: beyond 2 sigma, as one of the last three points at least was too, on the
    same side. 3: beyond 1 sigma, as three of the last five were too. 4: eight in a row on one side.
    Missing points (NaN) complete nothing. `centre` and `sigma` are numbers or broadcast against the
    values. Raises ValueError for another rule or a sigma of zero or less.
    """
    z = _scores(values, centre, sigma)
    match rule:
        case 1:
            return np.asarray(np.abs(z) > 3)
        case 2:
            return _most_beyond(z, 2, of=3, line=2)
        case 3:
            return _most_beyond(z, 4, of=5, line=1)
        case 4:
            return np.asarray(shift_ends(np.nan_to_num(np.sign(z)), 8) != 0)
    raise ValueError(f"rule: expected 1 to 4, found {rule!r}")


def nelson(values: ArrayLike, rule: int, centre: ArrayLike = 0.0, sigma: ArrayLike = 1.0) -> Flags:
    """One of Nelson's eight rules; arguments, shapes and errors as for `western_electric`.

    1: beyond 3 sigma. 2: nine in a row on one side. 3: six in a row rising or falling. 4:
    fourteen in a row alternating. 5 and 6: as Western Electric 2 and 3. 7: fifteen in a row
    within 1 sigma. 8: eight in a row beyond 1 sigma, some on each side.
    """
    z = _scores(values, centre, sigma)
    match rule:
        case 1 | 5 | 6:
            return western_electric(z, {1: 1, 5: 2, 6: 3}[rule])
        case 2:
            return np.asarray(shift_ends(np.nan_to_num(np.sign(z)), 9) != 0)
        case 3:
            return np.asarray(trend_ends(z, 6) != 0)
        case 4:
            return _alternating(z, 14)
        case 7:
            return _unbroken(np.abs(z) <= 1, 15)
        case 8:
            above, below = _last(z > 1, 8).any(axis=-1), _last(z < -1, 8).any(axis=-1)
            return _unbroken(np.abs(z) > 1, 8) & above & below
    raise ValueError(f"rule: expected 1 to 8, found {rule!r}")


def _scores(values: ArrayLike, centre: ArrayLike, sigma: ArrayLike) -> Floats:
    y, middle = check.numbers("values", values), check.numbers("centre", centre)
    return np.atleast_1d((y - middle) / check.positive("sigma", sigma))


def _last(flags: Flags, count: int) -> Flags:
    """For each point its own flag and those of the points before it, as a last axis of `count`."""
    before = np.zeros((*flags.shape[:-1], count - 1), dtype=bool)
    padded = np.concatenate([before, flags], axis=-1)
    return np.lib.stride_tricks.sliding_window_view(padded, count, axis=-1)


def _unbroken(flags: Flags, count: int) -> Flags:
    return np.asarray(_last(flags, count).all(axis=-1))


def _most_beyond(z: Floats, least: int, *, of: int, line: float) -> Flags:
    """Points beyond the line when `least` of the last `of` are, on one side; `of` must exist."""
    found = np.zeros(z.shape, dtype=bool)
    for beyond in (z > line, z < -line):
        found |= beyond & (_last(beyond, of).sum(axis=-1) >= least)
    found[..., : of - 1] = False
    return found


def _alternating(z: Floats, points: int) -> Flags:
    """`points` in a row that go up and down by turns."""
    steps = np.diff(z, axis=-1)
    turns = np.zeros(z.shape, dtype=bool)
    turns[..., 2:] = steps[..., 1:] * steps[..., :-1] < 0
    return _unbroken(turns, points - 2)
