"""Groups of equal size by rank: tenths, fifths, quarters."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats


def quantile_groups(values: ArrayLike, groups: int, *, highest_is_first: bool = True) -> Floats:
    """The group of each value among those on its last axis, from 1 to `groups`.

    Equal values share a group. NaN is not grouped and not counted; where fewer values than groups
    are left, all are NaN. Group 1 holds the highest values, or with `highest_is_first=False` the
    lowest. Raises ValueError for fewer than two groups.
    """
    if groups < 2:
        raise ValueError(f"groups: expected 2 or more, found {groups}")
    y = check.numbers("values", values)
    known = ~np.isnan(y)
    n = known.sum(axis=-1, keepdims=True)
    rank, _ = tied_ranks(-y if highest_is_first else y)
    # Whole numbers throughout: q = groups + 1 - ceil((n + 1 - rank) * groups / n).
    from_last = (n + 1 - rank) * groups
    group = groups + 1 + (-from_last) // np.maximum(n, 1)
    return np.where(known & (n >= groups), group, np.nan)


def tied_ranks(values: Floats) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last rank (from 1) that equal values share on the last axis; NaN last."""
    order = np.argsort(values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=-1)
    place = np.broadcast_to(np.arange(1, values.shape[-1] + 1), values.shape)
    new = np.ones(values.shape, dtype=bool)
    new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    first = np.maximum.accumulate(np.where(new, place, 0), axis=-1)
    ends = np.ones(values.shape, dtype=bool)
    ends[..., :-1] = new[..., 1:]
    later = np.where(ends, place, values.shape[-1] + 1)[..., ::-1]
    last = np.minimum.accumulate(later, axis=-1)[..., ::-1]
    ranks = np.empty((2, *values.shape), dtype=np.intp)
    for out, ranked in zip(ranks, (first, last), strict=True):
        np.put_along_axis(out, order, ranked, axis=-1)
    return ranks[0], ranks[1]


def quantile_of_known(values: Floats, share: float) -> Floats:
    """The quantile of the last axis without NaN, by linear interpolation; keeps the axis."""
    ordered = np.sort(values, axis=-1)
    n = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    place = share * np.maximum(n - 1, 0)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(n - 1, 0))
    low, high = (np.take_along_axis(ordered, at, axis=-1) for at in (below, above))
    return np.asarray(low + (place - below) * (high - low))
