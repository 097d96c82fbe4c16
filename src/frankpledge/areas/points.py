"""Points to areas, by distinct location.

The police move each crime to one of a fixed set of map points, so that millions of rows have some
ten thousand places. Distinct places are found by hashing, each is looked up in the polygons once,
and every row takes the answer of its place. Points are compared at six decimals of a degree, about
a tenth of a metre, which is what the police publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.areas.boundaries import Boundaries

SCALE = 1_000_000
BITS, MASK = 32, 0xFFFFFFFF
BLOCK = 262_144  # rows
NOWHERE = -1
Indices = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Located:
    """Where points lie: for each an index into `codes`, or -1.

    `missing` counts points without coordinates (blank, or both zero); `outside` those in none of
    the areas: in the sea, or beyond the border. `places` is how many different ones there were.
    """

    codes: tuple[str, ...]
    area: Indices
    places: int
    missing: int
    outside: int

    @property
    def by_code(self) -> Any:
        """The code of each point's area, null where it lies in none (a dictionary array)."""
        import pyarrow as pa

        found: Any = pa.array(self.area, mask=self.area < 0)
        return pa.DictionaryArray.from_arrays(found, pa.array(list(self.codes), pa.string()))


def locate(longitude: ArrayLike, latitude: ArrayLike, boundaries: Boundaries) -> Located:
    """The area of each point, in degrees (WGS 84). Time is in proportion to the distinct places.

    A point on an edge, or in two areas that overlap, counts for the first in order of code.
    """
    x = np.asarray(longitude, dtype=np.float64)
    y = np.asarray(latitude, dtype=np.float64)
    place, keys = _distinct(x, y)
    known = keys >= 0
    found = np.full(len(keys), NOWHERE, dtype=np.int32)
    east, north = (keys[known] >> BITS) / SCALE - 180, (keys[known] & MASK) / SCALE - 90
    found[known] = find_polygons(east, north, boundaries.polygons)
    counts = np.bincount(place, minlength=len(keys))
    missing = int(counts[~known].sum())
    outside = int(counts[known & (found < 0)].sum())
    return Located(boundaries.codes, found[place], int(known.sum()), missing, outside)


def _distinct(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[Indices, NDArray[np.int64]]:
    """The number of each row's place, and the key of each place; -1 is the key of no place."""
    import pyarrow as pa

    # One whole number for both coordinates: hashing it is far quicker than sorting pairs. Rows are
    # taken in blocks, because fresh memory for ten million of them costs more than the arithmetic.
    blocks = [_keys(x[at : at + BLOCK], y[at : at + BLOCK]) for at in range(0, len(x), BLOCK)]
    encoded: Any = pa.chunked_array(blocks, pa.int64()).dictionary_encode()
    if not encoded.num_chunks:
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64)
    encoded = encoded.unify_dictionaries()
    place = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])
    return place.astype(np.int32, copy=False), encoded.chunks[-1].dictionary.to_numpy()


def _keys(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
    known = (np.abs(x) <= 180) & (np.abs(y) <= 90) & ((x != 0) | (y != 0))  # false for NaN too
    with np.errstate(invalid="ignore"):
        east = np.rint((x + 180) * SCALE).astype(np.int64)
        north = np.rint((y + 90) * SCALE).astype(np.int64)
    return np.where(known, east << BITS | north, NOWHERE)


def find_polygons(x: NDArray[np.float64], y: NDArray[np.float64], polygons: Any) -> Indices:
    """The first polygon that holds each point (edges included), -1 for none.

    Points are sorted by longitude once; each polygon is asked only about those in its box.
    """
    import shapely

    order = np.argsort(x, kind="stable")
    east, north = x[order], y[order]
    found = np.full(len(x), NOWHERE, dtype=np.int32)
    shapely.prepare(polygons)
    boxes = shapely.bounds(polygons)
    first = np.searchsorted(east, boxes[:, 0], side="left")
    last = np.searchsorted(east, boxes[:, 2], side="right")
    for index, polygon in enumerate(polygons):
        near = slice(first[index], last[index])
        band = north[near]
        inside = (band >= boxes[index, 1]) & (band <= boxes[index, 3]) & (found[near] < 0)
        here = np.flatnonzero(inside) + first[index]
        if len(here):
            hits = shapely.intersects_xy(polygon, east[here], north[here])
            found[here[hits]] = index
    back = np.empty_like(found)
    back[order] = found
    return back


def location_table(longitude: ArrayLike, latitude: ArrayLike, boundaries: Boundaries) -> pa.Table:
    """Distinct places and their areas: columns longitude, latitude and area, without the outside.

    Joined to any number of rows by both coordinates, which must be those given, unrounded.
    """
    import pyarrow as pa

    both = np.column_stack([np.asarray(longitude, float), np.asarray(latitude, float)])
    unique = np.unique(both[np.isfinite(both).all(axis=1)], axis=0)
    where = locate(unique[:, 0], unique[:, 1], boundaries)
    inside = where.area >= 0
    return pa.table(
        {
            "longitude": unique[inside, 0],
            "latitude": unique[inside, 1],
            "area": where.by_code.dictionary_decode().filter(pa.array(inside)),
        }
    )
