"""A grid of hexagons over a plane in metres: cells of points, their centres and their neighbours.

Cells stand on a corner, in rows. `pitch` is the distance between the centres of two neighbours, so
also the width of a cell. The centre of cell (0, 0) is the origin of the plane: the same pitch
always gives the same cells, whatever data they are laid over.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._derivable import Sparse

Cells = NDArray[np.int64]

ROW = np.sqrt(3) / 2
"""The distance between two rows of centres, in pitches."""
AROUND = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def hex_cells(points: ArrayLike, pitch: float) -> Cells:
    """The cell of each point: shape (points, 2), column along the row and row (axial numbers).

    `points` has shape (points, 2): easting and northing in metres. A point belongs to the nearest
    centre; one at the same distance from several always falls to the same of them. Raises
    ValueError for missing points or a pitch of zero or less.
    """
    where = _points(points)
    _check_pitch(pitch)
    row = where[:, 1] / (pitch * ROW)
    column = where[:, 0] / pitch - row / 2
    return _rounded(column, row)


def hex_centres(cells: ArrayLike, pitch: float) -> Floats:
    """Easting and northing of the centre of each cell, in metres; shape (cells, 2)."""
    _check_pitch(pitch)
    column, row = _cells(cells).T
    return np.column_stack([pitch * (column + row / 2), pitch * ROW * row])


def hex_corners(cells: ArrayLike, pitch: float) -> Floats:
    """The six corners of each cell, anticlockwise from the lower right: shape (cells, 6, 2)."""
    turns = np.radians(np.arange(-30, 330, 60))
    around = pitch / np.sqrt(3) * np.column_stack([np.cos(turns), np.sin(turns)])
    corners: Floats = hex_centres(cells, pitch)[:, None, :] + around
    return corners


def hex_weights(cells: ArrayLike) -> Sparse:
    """Weight 1 for every two of the cells that share an edge, 0 else; for `getis_ord`.

    Raises ValueError for a cell given twice.
    """
    known = _cells(cells)
    at = {(column, row): index for index, (column, row) in enumerate(known.tolist())}
    if len(at) != len(known):
        raise ValueError(f"cells: expected each once, found {len(known) - len(at)} repeated")
    pairs = [
        (index, at[column + right, row + up])
        for (column, row), index in at.items()
        for right, up in AROUND
        if (column + right, row + up) in at
    ]
    rows, columns = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    shape = (len(known), len(known))
    return sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=shape)


def _rounded(column: Floats, row: Floats) -> Cells:
    """The nearest cell: three numbers that add up to nothing are rounded, the worst one mended."""
    third = -column - row
    near = np.rint(np.stack([column, row, third]))
    off = np.abs(near - np.stack([column, row, third]))
    worst = off.argmax(axis=0)
    for axis in (0, 1):
        others = near.sum(axis=0) - near[axis]
        near[axis] = np.where(worst == axis, -others, near[axis])
    return near[:2].T.astype(np.int64)


def _points(points: ArrayLike) -> Floats:
    where = check.present("points", check.numbers("points", points))
    if where.ndim != 2 or where.shape[1] != 2:
        raise ValueError(f"points: expected two coordinates each, found the shape {where.shape}")
    return where


def _cells(cells: ArrayLike) -> Cells:
    found = np.asarray(cells, dtype=np.int64)
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(f"cells: expected column and row of each, found the shape {found.shape}")
    return found


def _check_pitch(pitch: float) -> None:
    if not pitch > 0:
        raise ValueError(f"pitch: expected more than zero, found {pitch!r}")
