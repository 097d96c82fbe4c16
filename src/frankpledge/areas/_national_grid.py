"""Degrees to metres of the British National Grid and back, by the Ordnance Survey's OSTN15."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def to_grid(longitude: ArrayLike, latitude: ArrayLike) -> Floats:
    """Easting and northing in metres of places in degrees (WGS 84): shape (places, 2).

    NaN for what is missing or lies outside Great Britain. Distances and areas are true to 0.04 %
    on the grid, and nothing but directions on degrees.
    """
    from convertbng.cutil import convert_bng

    return np.column_stack(convert_bng(*_two(longitude, latitude)))


def to_degrees(easting: ArrayLike, northing: ArrayLike) -> Floats:
    """Longitude and latitude in degrees (WGS 84) of places on the grid: shape (places, 2).

    NaN for what is missing or lies outside Great Britain.
    """
    from convertbng.cutil import convert_lonlat

    return np.column_stack(convert_lonlat(*_two(easting, northing)))


def _two(first: ArrayLike, second: ArrayLike) -> tuple[Floats, Floats]:
    one, two = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (first, second))
    return one, two
