"""The average moving range: how much a series varies from one point to the next."""

from __future__ import annotations

import numpy as np

from frankpledge.statistics._arrays import Counts, Floats

SCREEN = 3.267  # the upper limit of a range chart for pairs, as a multiple of the average range
SD_OF_RANGE = 1.128  # the mean range of two normal values, in standard deviations (d2)


def mean_of_known(values: Floats) -> tuple[Floats, Counts]:
    """Mean of the last axis without its NaNs (NaN where there is nothing else), and how many."""
    known = ~np.isnan(values)
    n = known.sum(axis=-1)
    total = np.where(known, values, 0.0).sum(axis=-1)
    return np.divide(total, n, out=np.full(total.shape, np.nan), where=n > 0), n


def average_range(values: Floats, *, screen: bool) -> tuple[Floats, Counts]:
    """The mean absolute step between neighbours, and how many steps there are.

    A step next to a missing point does not exist. Screening leaves out, once, every step that is
    not below 3.267 times the mean step, and takes the mean of the rest. Where all steps are zero
    none is below, and the mean stays zero.
    """
    steps = np.abs(np.diff(values, axis=-1))
    mean, n = mean_of_known(steps)
    if screen:
        with np.errstate(invalid="ignore"):
            kept = np.where(steps < SCREEN * mean[..., None], steps, np.nan)
        mean = np.where(mean > 0, mean_of_known(kept)[0], mean)
    return mean, n
