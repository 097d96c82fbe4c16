"""Hot and cold spots: the Getis-Ord statistic of each place and its neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._derivable import Sparse, as_sparse


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
