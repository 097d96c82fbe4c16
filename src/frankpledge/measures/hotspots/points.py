"""Counts at distinct map points, and in the cells of a hexagon grid that these lie in.

The publisher moves every record to one of a fixed list of map points, so millions of rows come down
to thousands of places. Rows are grouped by place once; only places are converted and put in cells.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures.hotspots.ground import Floats, Ground, Locations, Places, lsoa_codes
from frankpledge.measures.hotspots.neighbourhoods import called
from frankpledge.measures.hotspots.question import MAPPED, STREET, Question, Window

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

POINT = ["longitude", "latitude"]


def ground(lake: Lake, areas: Areas, force: str, asked: Question, months: Window) -> Ground:
    """Cells with any map point that the lake knows in the force's neighbourhoods, of any month.

    A cell without a map point is no cell with nothing: nothing could have been placed there.
    """
    from frankpledge.areas import to_degrees, to_grid

    codes, _ = lsoa_codes(areas, force)
    rows = lake.table(STREET)
    inside = rows.filter(
        rows.lsoa.isin(sorted(codes)) & rows.longitude.notnull() & rows.latitude.notnull()
    )
    places = _distinct(inside)
    degrees = np.column_stack([places[name].to_numpy() for name in POINT])
    metres = to_grid(degrees[:, 0], degrees[:, 1])
    cells, cell = np.unique(st.hex_cells(metres, asked.pitch), axis=0, return_inverse=True)
    cell = cell.reshape(-1)
    lsoas = [codes[lsoa] for lsoa in places["lsoa"].to_pylist()]
    leading = _leading(cell, len(cells), lsoas, places["rows"].to_pylist())
    where = [called(areas.get(code)) for code in lsoas]
    found = _locations(inside, months, places, degrees, where)
    counts = np.zeros((len(cells), len(MAPPED)))
    np.add.at(counts, (cell[found.point], found.kind), found.count)
    centres = st.hex_centres(cells, asked.pitch)
    without, outside = _left_out(rows, codes, force, months)
    return Ground(
        source=STREET,
        basis="points",
        window=months,
        codes=tuple(f"{column}/{row}" for column, row in cells.tolist()),
        names=tuple(called(areas.get(code)) for code in leading),
        lsoas=leading,
        metres=centres,
        degrees=to_degrees(centres[:, 0], centres[:, 1]),
        weights=st.hex_weights(cells),
        counts=counts,
        pitch=asked.pitch,
        locations=found,
        without_place=without,
        outside=outside,
    )


def _distinct(rows: Any) -> Any:
    """Each map point once: longitude, latitude, location, lsoa and how many rows it ever had."""
    grouped = rows.group_by(POINT).aggregate(
        location=rows.location.min(), lsoa=rows.lsoa.max(), rows=rows.count()
    )
    return grouped.order_by(POINT).to_pyarrow()


def _locations(
    rows: Any, months: Window, places: Any, degrees: Floats, where: list[str]
) -> Locations:
    """One hash join of the counts with the points, whatever the number of rows."""
    import ibis
    import pyarrow as pa

    chosen = rows.filter(rows.period.isin(list(months.used)) & rows.crime_type.isin(MAPPED))
    keys = [*POINT, "crime_type", "period"]
    counts = chosen.group_by(keys).aggregate(count=chosen.count())
    numbers = np.arange(len(degrees), dtype=np.int64)
    columns: list[Any] = [pa.array(part) for part in (*degrees.T, numbers)]
    numbered = ibis.memtable(pa.table(columns, names=["east", "north", "point"]))
    same = (counts.longitude == numbered.east) & (counts.latitude == numbered.north)
    joined = counts.inner_join(numbered, same)
    table = joined.select("point", "crime_type", "period", "count")
    found = table.order_by(["point", "crime_type", "period"]).to_pyarrow()
    return Locations(
        degrees=degrees,
        names=tuple(name or "" for name in places["location"].to_pylist()),
        places=tuple(where),
        point=_whole(found["point"]),
        kind=_index(found["crime_type"], MAPPED),
        month=_index(found["period"], months.used),
        count=_whole(found["count"]),
    )


def _whole(column: Any) -> Places:
    values: Places = column.to_numpy().astype(np.intp)
    return values


def _index(column: Any, names: tuple[str, ...]) -> Places:
    place = {name: index for index, name in enumerate(names)}
    return np.array([place[name] for name in column.to_pylist()], dtype=np.intp)


def _leading(cell: Places, cells: int, lsoas: list[str], rows: list[int]) -> tuple[str, ...]:
    """The neighbourhood with most records of a cell: its map points' own names say no town."""
    tally: list[Counter[str]] = [Counter() for _ in range(cells)]
    for at, lsoa, count in zip(cell.tolist(), lsoas, rows, strict=True):
        tally[at][lsoa] += count
    return tuple(min(found, key=lambda code: (-found[code], code)) for found in tally)


def _left_out(rows: Any, codes: dict[str, str], force: str, months: Window) -> tuple[int, int]:
    """Rows that the force recorded in the window without a place, and those outside its area."""
    own = rows.filter(
        (rows.force == force) & rows.period.isin(list(months.used)) & rows.crime_type.isin(MAPPED)
    )
    placed = own.longitude.notnull() & own.latitude.notnull() & own.lsoa.notnull()
    outside = placed & ~own.lsoa.isin(sorted(codes))
    found = own.aggregate(
        without=(~placed).cast("int64").sum(), outside=outside.cast("int64").sum()
    )
    row = found.to_pyarrow().to_pylist()[0]
    return row["without"] or 0, row["outside"] or 0
