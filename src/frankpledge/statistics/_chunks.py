"""Many series in pieces of bounded memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats

# Points worked on at once: 2 MB of floats, so that the steps of a piece find it in the cache.
CHUNK = 1 << 18


def as_series(values: ArrayLike) -> NDArray[np.generic]:
    """Values with time on the last axis, in whatever type of number they came."""
    array = np.asarray(values)
    if array.dtype.kind not in "iuf":
        array = check.numbers("values", array)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"values: expected a last axis of time, found the shape {array.shape}")
    return array


def pieces(values: NDArray[np.generic]) -> Iterator[tuple[slice, Floats]]:
    """Slices of the series (leading axes flattened) with their values as floats.

    Each piece has shape (series, time) but is laid out time by time, so that a step over the series
    runs through memory in order. Raises ValueError for infinite values.
    """
    rows = values.reshape(-1, values.shape[-1])
    step = max(1, CHUNK // rows.shape[1])
    for start in range(0, len(rows), step):
        part = slice(start, min(start + step, len(rows)))
        piece = np.asfortranarray(rows[part], dtype=np.float64)
        if np.isinf(piece).any():
            raise ValueError("values: expected finite numbers, found an infinite one")
        yield part, piece
