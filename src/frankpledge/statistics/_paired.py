"""Two shares of the same people: how far one is above the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._raking import effective_size
from frankpledge.statistics._results import Estimate


def paired_difference(
    one: ArrayLike, other: ArrayLike, weights: ArrayLike, *, confidence: float = 0.95
) -> Estimate:
    """The share of `one` less that of `other`, both of the same people, with its interval.

    `one` and `other` have shape (..., members), true where a member chose it; `weights` (members,).
    From -1 to 1. Whoever chose both, or neither, moves neither share against the other, so only the
    two discordant shares count: with b who chose the one alone and c the other alone, each member
    differs by 1, -1 or 0, with mean b - c and variance b + c - (b - c)². For options of which one
    can be chosen that is the variance of two shares of one multinomial. The interval is that of
    A. Agresti and Y. Min, *Simple improved confidence intervals for comparing matched proportions*
    (2005), with half a member added to each cell, on Kish's effective size for the number of
    members. Raises ValueError for weights that are not above zero or shapes that do not fit.
    """
    first, second = (np.asarray(flags, dtype=np.float64) for flags in (one, other))
    w = check.present("weights", check.positive("weights", weights))
    for name, flags in (("one", first), ("other", second)):
        if w.ndim != 1 or flags.shape[-1:] != w.shape or not w.size:
            raise ValueError(f"{name}: expected {w.shape} members, found shape {flags.shape}")
    alone, only = (first * (1 - second)) @ w / w.sum(), (second * (1 - first)) @ w / w.sum()
    n = effective_size(w)
    size, b, c = n + 2, n * alone + 0.5, n * only + 0.5
    middle = (b - c) / size
    half = check.normal_quantile(confidence) * np.sqrt((b + c) / size - middle**2) / np.sqrt(size)
    return Estimate(alone - only, np.maximum(middle - half, -1), np.minimum(middle + half, 1))
