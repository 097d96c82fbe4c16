"""Degrees to metres of the British National Grid and back, by the Ordnance Survey's OSTN15."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# The whole task of the helping process: two rows of numbers in, two columns out.
_PROGRAM = """
import sys
import numpy as np
from convertbng import cutil
one, two = np.frombuffer(sys.stdin.buffer.read()).reshape(2, -1).copy()
found = getattr(cutil, sys.argv[1])(one, two)
sys.stdout.buffer.write(np.ascontiguousarray(np.column_stack(found)).tobytes())
"""


class _Threads:
    """Whether the library's threads run in this process, or ran in the one it was forked from."""

    running = False
    lost = False


def _forked() -> None:
    _Threads.lost = _Threads.lost or _Threads.running


# The library shares its work among threads, which do not live on in a forked process: calls there
# would wait for them for ever.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)


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
    if _Threads.lost:
        both = np.stack(np.broadcast_arrays(one, two))
        return np.frombuffer(_elsewhere(function, both.tobytes())).reshape(-1, 2).copy()
    from convertbng import cutil

    _Threads.running = True
    return np.column_stack(getattr(cutil, function)(one, two))


@lru_cache(maxsize=64)
def _elsewhere(function: str, numbers: bytes) -> bytes:
    """The same conversion by a process of its own, whose threads are alive."""
    program = [sys.executable, "-c", _PROGRAM, function]
    return subprocess.run(program, input=numbers, capture_output=True, check=True).stdout
