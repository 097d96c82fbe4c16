"""A cartogram without polygons: every place gets a hexagon of its own, near where it lies."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MARGIN = 3  # rows of cells around the area, into which a crowded edge may spill


@dataclass(frozen=True, eq=False)
class HexLayout:
    """A centre for each place (places, 2), and the distance between neighbouring centres."""

    centres: Floats
    pitch: float


def hex_layout(points: npt.ArrayLike, *, fill: float = 0.55) -> HexLayout:
    """Cells for places, one each, so that the squares of all moves add up to the least.

    `points` (places, 2) are in metres; `fill` is how much of the area's box the cells take up
    together: the larger, the larger the cells and the further places move. All cells have one size,
    so towns grow and the country shrinks; neighbours stay near each other, but need not touch.
    Solved as an assignment (Kuhn, 1955) by scipy. Raises ValueError for no or missing points.
    """
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import cdist

    where = np.asarray(points, dtype=np.float64)
    if where.ndim != 2 or not len(where) or not np.isfinite(where).all():
        raise ValueError(f"points: expected two finite numbers each, found {where.shape}")
    low, high = where.min(axis=0), where.max(axis=0)
    across, up = np.maximum(high - low, 1.0)
    pitch = math.sqrt(fill * across * up / len(where) / (math.sqrt(3) / 2))
    pitch = max(pitch, max(across, up) / (2 * len(where) + 1))
    cells = _cells(low, high, pitch)
    _, chosen = linear_sum_assignment(cdist(where, cells, "sqeuclidean"))
    return HexLayout(cells[chosen], pitch)


def _cells(low: Floats, high: Floats, pitch: float) -> Floats:
    """Centres of all cells of a grid over a box with a margin."""
    row = pitch * math.sqrt(3) / 2
    rows = math.ceil((high[1] - low[1]) / row) + 2 * MARGIN + 1
    columns = math.ceil((high[0] - low[0]) / pitch) + 2 * MARGIN + 1
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    east = low[0] + pitch * (x - MARGIN + (y % 2) / 2)
    return np.column_stack([east.ravel(), (low[1] + row * (y - MARGIN)).ravel()])
