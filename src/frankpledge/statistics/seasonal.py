"""Time of year: is a series seasonal, and what is it without its season?

Classical ratio-to-moving-average decomposition. Each value is divided by the centred moving average
of a year around it; a one-way analysis of variance asks whether these ratios differ between the
seasons by more than they differ within them; where they do, each value is divided by its season's
mean ratio (the ratios are scaled to average one).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

MINIMUM_MEAN = 10.0


@dataclass(frozen=True)
class Seasonal:
    """`adjusted` has the shape of the values; `index` has the seasons on its last axis.

    `seasonal` says for each series whether it was adjusted; elsewhere `adjusted` is the series as
    it was and `index` is one.
    """

    adjusted: NDArray[np.float64]
    index: NDArray[np.float64]
    seasonal: NDArray[np.bool_]
    p: NDArray[np.float64]


def seasonal_adjustment(values: ArrayLike, seasons: int, *, alpha: float = 0.01) -> Seasonal:
    """Take the time of year out of series that have one.

    `values` has time on its last axis and any leading axes; `seasons` is 12 for months, 4 for
    quarters. A series is left as it is when it is shorter than three years, has a point missing,
    has a mean below 10 (its ratios say nothing) or shows no season at level `alpha`. Raises
    ValueError for fewer than two seasons.
    """
    y = np.asarray(values, dtype=np.float64)
    if seasons < 2:
        raise ValueError(f"seasons: expected 2 or more, found {seasons}")
    unchanged = np.ones((*y.shape[:-1], seasons))
    if y.shape[-1] < 3 * seasons:
        quiet = np.zeros(y.shape[:-1], dtype=bool)
        return Seasonal(y.copy(), unchanged, quiet, np.full(y.shape[:-1], np.nan))
    ratios = _ratios(y, seasons)
    p = _between_seasons(ratios, seasons)
    usable = np.isfinite(y).all(axis=-1) & (np.nan_to_num(y).mean(axis=-1) >= MINIMUM_MEAN)
    seasonal = usable & (p < alpha)
    index = np.where(seasonal[..., None], _index(ratios, seasons), unchanged)
    places = np.arange(y.shape[-1]) % seasons
    return Seasonal(y / index[..., places], index, seasonal, p)


def _ratios(y: NDArray[np.float64], seasons: int) -> NDArray[np.float64]:
    """Each value over the centred moving average of a year; NaN at both ends."""
    # For an even number of seasons the average is centred by half weights at its two ends.
    ends = 0.5 if seasons % 2 == 0 else 1.0
    span = seasons + 1 if seasons % 2 == 0 else seasons
    weights = np.full(span, 1.0)
    weights[[0, -1]] = ends
    weights /= weights.sum()
    windows = np.lib.stride_tricks.sliding_window_view(y, span, axis=-1)
    trend = windows @ weights
    half = span // 2
    out = np.full(y.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        out[..., half:-half] = np.where(trend > 0, y[..., half:-half] / trend, np.nan)
    return out


def _by_season(ratios: NDArray[np.float64], seasons: int) -> NDArray[np.float64]:
    """Ratios as (..., years, seasons), padded with NaN to whole years."""
    short = -ratios.shape[-1] % seasons
    padding = np.full((*ratios.shape[:-1], short), np.nan)
    whole = np.concatenate([ratios, padding], axis=-1)
    return whole.reshape(*ratios.shape[:-1], -1, seasons)


def _between_seasons(ratios: NDArray[np.float64], seasons: int) -> NDArray[np.float64]:
    """p of the one-way analysis of variance between seasons; NaN where it cannot be done."""
    table = _by_season(ratios, seasons)
    known = np.isfinite(table)
    filled = np.where(known, table, 0.0)
    count = known.sum(axis=-2)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = filled.sum(axis=-2) / count
        grand = filled.sum(axis=(-2, -1)) / count.sum(axis=-1)
        between = (count * (means - grand[..., None]) ** 2).sum(axis=-1)
        inside = np.where(known, (table - means[..., None, :]) ** 2, 0.0).sum(axis=(-2, -1))
        freedom = count.sum(axis=-1) - seasons
        f = (between / (seasons - 1)) / (inside / freedom)
    enough = (count > 0).all(axis=-1) & (freedom > 0)
    return np.where(enough, special.fdtrc(seasons - 1, np.maximum(freedom, 1), f), np.nan)


def _index(ratios: NDArray[np.float64], seasons: int) -> NDArray[np.float64]:
    table = _by_season(ratios, seasons)
    known = np.isfinite(table)
    count = np.maximum(known.sum(axis=-2), 1)
    means = np.where(known, table, 0.0).sum(axis=-2) / count
    average = means.mean(axis=-1, keepdims=True)
    return np.asarray(means / np.where(average > 0, average, 1.0))
