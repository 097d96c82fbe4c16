"""Degrees to metres of the British National Grid and back, by the Ordnance Survey's OSTN15."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.forks import Threads, elsewhere

Floats = NDArray[np.float64]
_THREADS = Threads("convertbng")


def to_grid(longitude: ArrayLike, latitude: ArrayLike) -> Floats:
    """Easting and northing in metres of places in degrees (WGS 84): shape (places, 2).

    NaN for what is missing or lies outside Great Britain. Distances and areas are true to 0.04 %
    on the grid, and nothing but directions on degrees.
    """
    return _convert("convert_bng", longitude, latitude)


def to_degrees(easting: ArrayLike, northing: ArrayLike) -> Floats:
    """Longitude and latitude in degrees (WGS 84) of places on the grid: shape (places, 2).

    NaN for what is missing or lies outside Great Britain.
    """
    return _convert("convert_lonlat", easting, northing)


def _convert(function: str, first: ArrayLike, second: ArrayLike) -> Floats:
    one, two = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (first, second))
    if _THREADS.alive():
        return convert(function, one, two)
    both = np.stack(np.broadcast_arrays(one, two))
    return np.frombuffer(_elsewhere(function, both.tobytes())).reshape(-1, 2).copy()


def convert(function: str, one: Floats, two: Floats) -> Floats:
    """Two rows of numbers through one function of the library, as two columns."""
    from convertbng import cutil

    return np.ascontiguousarray(np.column_stack(getattr(cutil, function)(one, two)))


@lru_cache(maxsize=64)
def _elsewhere(function: str, numbers: bytes) -> bytes:
    """The same by a process of its own, whose threads are alive; asked for once."""
    one, two = np.frombuffer(numbers).reshape(2, -1)
    found: Floats = elsewhere(convert, function, one.copy(), two.copy())
    return found.tobytes()
