"""Many tests at once: how large a share of what is called a finding may be chance."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats

Adjustment = Literal["bh", "by"]


def adjust_false_discovery(p: ArrayLike, method: Adjustment = "bh") -> Floats:
    """p-values adjusted for the number of tests on the last axis; same shape.

    Calling everything at or below q a finding keeps the expected share of false findings at q or
    less: with `bh` (Benjamini and Hochberg, 1995) where the tests are independent or, as neighbours
    on a map are, positively dependent; with `by` (Benjamini and Yekutieli, 2001) whatever their
    dependence, at the price of an adjustment larger by the sum of 1/i. NaN is a test not made: it
    counts for nothing and stays NaN. Raises ValueError for p outside 0 to 1 or another method.
    """
    if method not in ("bh", "by"):
        raise ValueError(f"method: expected bh or by, found {method!r}")
    values = np.atleast_1d(check.not_negative("p", p))
    if (values > 1).any():
        raise ValueError("p: expected no more than 1, found a larger value")
    length = values.shape[-1]
    order = np.argsort(values, axis=-1, kind="stable")  # NaN last
    ranked = np.take_along_axis(values, order, axis=-1)
    tests = (~np.isnan(values)).sum(axis=-1, keepdims=True)
    raised = ranked * tests / np.arange(1, length + 1)
    if method == "by":
        sums = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, length + 1))])
        raised = raised * sums[tests]
    # From the largest down, no adjusted value exceeds that of a larger p.
    backward = np.fmin.accumulate(raised[..., ::-1], axis=-1)[..., ::-1]
    adjusted = np.empty_like(values)
    np.put_along_axis(adjusted, order, np.minimum(backward, 1), axis=-1)
    return np.where(np.isnan(values), np.nan, adjusted).reshape(np.shape(p))
