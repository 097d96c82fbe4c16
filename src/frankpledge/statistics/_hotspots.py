"""Hot and cold spots: the Getis-Ord statistic of each place and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse, special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Codes, Floats
from frankpledge.statistics._derivable import Sparse, as_sparse
from frankpledge.statistics._false_discovery import Adjustment, adjust_false_discovery


class Heat(IntEnum):
    """What a place and its neighbours are, and how sure that is after the correction."""

    ABSENT = 0
    HOT_99 = 1
    HOT_95 = 2
    HOT_90 = 3
    ORDINARY = 4
    COLD_90 = 5
    COLD_95 = 6
    COLD_99 = 7


# From the mildest level to the strictest, so that the strictest that holds is written last.
_LEVELS = (
    (0.10, Heat.HOT_90, Heat.COLD_90),
    (0.05, Heat.HOT_95, Heat.COLD_95),
    (0.01, Heat.HOT_99, Heat.COLD_99),
)


@dataclass(frozen=True)
class HotSpots:
    """Gi* of each place: `z`, its two-sided `p`, `q` (p adjusted for the number of places), and
    the verdict as a code of `Heat`; NaN and `Heat.ABSENT` where there is none."""

    z: Floats
    p: Floats
    q: Floats
    code: Codes


def distance_weights(points: ArrayLike, distance: float) -> Sparse:
    """Weight 1 for every two places no more than `distance` apart, 0 else and for a place itself.

    `points` has shape (places, 2), in metres (not degrees). Raises ValueError for missing points or
    a distance of zero or less.
    """
    from scipy.spatial import cKDTree

    where = check.present("points", check.numbers("points", points))
    if where.ndim != 2 or not distance > 0:
        raise ValueError(f"distance: expected more than zero, found {distance!r} ({where.shape})")
    pairs = cKDTree(where).query_pairs(distance, output_type="ndarray")
    rows, columns = np.concatenate([pairs, pairs[:, ::-1]]).T
    ones = np.ones(rows.size)
    return sparse.csr_array((ones, (rows, columns)), shape=(len(where), len(where)))


def nearest_weights(points: ArrayLike, count: int) -> Sparse:
    """Weight 1 for every two places of which one is among the `count` nearest of the other.

    `points` has shape (places, 2), in metres (not degrees). Of places at the same distance the
    earlier one counts as nearer. Raises ValueError for missing points, a count below one, or too
    few places.
    """
    from scipy.spatial import cKDTree

    where = check.present("points", check.numbers("points", points))
    if where.ndim != 2 or not 1 <= count < len(where):
        raise ValueError(
            f"count: expected 1 or more, and fewer than the places, found {count} of {len(where)}"
        )
    apart, found = cKDTree(where).query(where, k=min(count + 8, len(where)))
    own = np.arange(len(where))[:, None]
    # Places at one point could hide a place from its own list, so it is put last, not first.
    apart = np.where(found == own, np.inf, apart)
    order = np.lexsort((found, apart), axis=-1)[:, :count]
    near = np.take_along_axis(found, order, axis=-1)
    rows = np.repeat(own[:, 0], count)
    weights = sparse.csr_array((np.ones(rows.size), (rows, near.ravel())), shape=(len(where),) * 2)
    return sparse.csr_array(weights.maximum(weights.T))


def hot_spots(
    values: ArrayLike, weights: ArrayLike | Sparse, *, method: Adjustment = "bh"
) -> HotSpots:
    """Where high (low) values lie together more than chance would have it, over all places.

    Gi* of `getis_ord`, its two-sided p by the normal distribution, adjusted for testing every place
    (`adjust_false_discovery` on the last axis): hot or cold at 99, 95 or 90 % when the adjusted p
    is at most 0.01, 0.05 or 0.10. Arguments and errors as there; for the correction in this use see
    Caldas de Castro and Singer (2006).
    """
    z = getis_ord(values, weights)
    p = 2 * special.ndtr(-np.abs(z))
    q = adjust_false_discovery(p, method)
    code = np.where(np.isnan(z), Heat.ABSENT, Heat.ORDINARY).astype(np.int8)
    for level, hot, cold in _LEVELS:
        code = np.where(q <= level, np.where(z > 0, hot, cold), code).astype(np.int8)
    return HotSpots(z, p, q, code)


def getis_ord(values: ArrayLike, weights: ArrayLike | Sparse, *, star: bool = True) -> Floats:
    """z-score of the weighted sum about each place (Getis and Ord, 1992; Ord and Getis, 1995).

    The last axis of `values` holds the places; `weights` is a square matrix without a diagonal.
    With `star` a place counts among its own neighbours, with weight 1. High where high values lie
    together, low where low ones do; NaN for a place without neighbours or with all others, or
    where nothing varies. Raises ValueError for missing values, weights that are not square or
    negative, or a place that is its own neighbour.
    """
    x = check.present("values", check.numbers("values", values))
    w: Sparse = as_sparse(weights)
    places = x.shape[-1]
    if w.shape != (places, places) or (w.data < 0).any() or w.diagonal().any():
        raise ValueError(
            f"weights: expected {places} by {places}, none negative, with an empty diagonal, "
            f"found the shape {w.shape}"
        )
    if star:
        w = sparse.csr_array(w + sparse.eye_array(places))
    mean, variance, n = _moments(x, star)
    total, squares = w.sum(axis=1), w.power(2).sum(axis=1)
    sums = (w @ x.reshape(-1, places).T).T.reshape(x.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(variance * (n * squares - total**2) / (n - 1))
        return np.where(spread > 0, (sums - total * mean) / spread, np.nan)


def _moments(x: Floats, star: bool) -> tuple[Floats, Floats, int]:
    """Mean and variance of the places that may be neighbours: all, or with no star all others."""
    if star:
        return x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True), x.shape[-1]
    n = x.shape[-1] - 1
    mean = (x.sum(axis=-1, keepdims=True) - x) / n
    return mean, ((x**2).sum(axis=-1, keepdims=True) - x**2) / n - mean**2, n
