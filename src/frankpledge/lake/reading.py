"""Bytes into rows in the lake's columns, by the layout that a source declares."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from frankpledge.errors import InputError, Place
from frankpledge.lake.arrow import blank, encoded
from frankpledge.lake.containers import BOM
from frankpledge.lake.converting import ARROW, convert
from frankpledge.lake.csvfile import read_csv
from frankpledge.lake.header import match_header
from frankpledge.lake.rows import Rows
from frankpledge.lake.sheets import read_sheets
from frankpledge.lake.source import Context, Layout, Source

Reader = Callable[[bytes, Layout, Context], Rows]


def read(data: bytes, source: Source, layout: Layout, context: Context) -> Rows:
    """Read one file into the source's columns, sorted as the source is stored.

    Rows that cannot be used are left out and listed in the result. Raises InputError when the file
    as a whole is not what the layout says.
    """
    if not data:
        raise InputError(Place(context.file), "a file with content", "0 bytes")
    rows = READERS[layout.format](data, layout, context)
    for field in layout.fields:
        if field.required and field.name in rows.table.column_names:
            rows.require(field.name)
    if layout.build is not None:
        layout.build(rows, context)
    for rule in source.checks:
        if rule.column in rows.table.column_names:  # exported tables may lack blank columns
            rows.apply(rule)
    _shape(rows, source)
    rows.table = sort(rows.table, source.sort)
    return rows


def _read_json(data: bytes, layout: Layout, context: Context) -> Rows:
    if layout.parse is None:
        raise TypeError(f"layout {layout.id} lacks the function that reads its documents")
    try:
        table = layout.parse(json.loads(data.removeprefix(BOM)))
    except (ValueError, KeyError, TypeError, AttributeError, pa.ArrowInvalid) as error:
        reason = f"{type(error).__name__}: {error}"
        raise InputError(Place(context.file), f"a JSON document ({layout.id})", reason) from error
    return _convert(table, layout, context)


def _read_parquet(data: bytes, layout: Layout, context: Context) -> Rows:
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(Place(context.file), "a Parquet file", str(error)) from error
    fields = match_header(table.column_names, layout, Place(context.file))
    table = table.select(list(fields)).rename_columns([f.name for f in fields.values()])
    return _convert(table, layout, context)


def _convert(table: pa.Table, layout: Layout, context: Context) -> Rows:
    rows = Rows(table, context.file, lambda records: _numbered(context.file, records))
    convert(rows, layout.fields)
    return rows


def _numbered(file: str, records: Sequence[int]) -> list[Place]:
    """Places in files without lines: the number of the record, from 1."""
    return [Place(file, record + 1) for record in records]


READERS: dict[str, Reader] = {
    "csv": read_csv,
    "json": _read_json,
    "parquet": _read_parquet,
    "sheets": read_sheets,
}


def schema_of(source: Source, *, stored: bool = False) -> pa.Schema:
    """The columns of a source: as they are held in memory, or as they are stored."""
    return pa.schema(
        [
            (c.name, pa.string() if stored and c.type == "category" else ARROW[c.type])
            for c in source.columns
        ]
    )


def _shape(rows: Rows, source: Source) -> None:
    """Bring the rows to exactly the columns of the lake."""
    for column in source.columns:
        if column.name not in rows.table.column_names:
            rows.set(column.name, blank(len(rows.table), ARROW[column.type]))
        if not column.null:
            rows.require(column.name)
    rows.table = rows.table.select(list(source.names)).cast(schema_of(source))


def sort(table: pa.Table, names: Sequence[str]) -> pa.Table:
    """Sort by columns of categories, blanks last; equal rows keep their order in the file.

    The ranks of all columns are put into one number, so that a single sort of integers does it.
    """
    order = np.zeros(len(table), dtype=np.int64)
    distinct = 1
    for name in names:
        ranks, count = _ranks(table[name])
        if distinct * count >= 2**62:
            _, order = np.unique(order, return_inverse=True)
            distinct = len(table)
        order = order * count + ranks
        distinct *= count
    if len(order) < 2 or bool((order[1:] >= order[:-1]).all()):
        return table
    return table.take(np.argsort(order, kind="stable"))


def _ranks(column: Any) -> tuple[Any, int]:
    """Each row's rank among the column's values, and how many ranks there are."""
    codes, values = encoded(column)
    # A dictionary may hold one value twice; both must get the same rank.
    distinct = {value: rank for rank, value in enumerate(sorted(set(values)))}
    rank_of = np.asarray([*(distinct[value] for value in values), len(distinct)], dtype=np.int64)
    known = codes.fill_null(len(values)).to_numpy(zero_copy_only=False)
    return rank_of[known], len(distinct) + 1
