"""Published tables out of the lake: the same inputs give the same bytes, with their origin beside.

The metadata follows the W3C's CSV on the Web (https://www.w3.org/TR/tabular-metadata/), with the
lake's own words for what that has no word for.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.cells import cells
from frankpledge.errors import LakeError, NotFoundError
from frankpledge.lake.queries import Accepted, matching
from frankpledge.lake.source import Column, Source
from frankpledge.lake.sources import find_source

if TYPE_CHECKING:
    from frankpledge.lake.lake import Lake

DATATYPES = {"text": "string", "category": "string", "number": "double"}


def export(  # noqa: PLR0913 - each is a choice of the person who exports
    lake: Lake,
    source_id: str,
    *,
    path: Path,
    group: Sequence[str] | None = None,
    where: Accepted | None = None,
    table: Any = None,
    taken_from: str | None = None,
) -> Path:
    """Write a source's table as CSV (gzipped when the path ends in .gz) with its metadata beside.

    `group` sums the source's additive columns by these columns; without it rows are written as
    they are. `where` maps columns to accepted values. `table` is an Ibis table in the source's
    columns to write instead of what the lake holds, made from the source `taken_from`.
    The file is sorted and has no trace of when or where it was written; `ingest` reads it back when
    its name starts with the source's id. Returns the path of the metadata.
    Raises NotFoundError for unknown columns, LakeError when there is nothing to write.
    """
    source = find_source(source_id)
    rows = matching(lake.table(source_id) if table is None else table, where)
    columns = _columns(source, group)
    if group is not None:
        sums = {name: rows[name].sum() for name in source.adds}
        rows = rows.group_by(list(group)).aggregate(**sums)
    found = _ordered(rows.select([c.name for c in columns]).to_pyarrow(), columns)
    if not len(found):
        raise LakeError(f"{path}: the lake holds no such rows of {source_id}")
    data = _bytes(found, path)
    beside = path.with_name(_stem(path.name) + ".metadata.json")
    told = _metadata(lake, find_source(taken_from or source_id), source, columns, where or {})
    told |= {"url": path.name, "rows": len(found), "sha256": hashlib.sha256(data).hexdigest()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise LakeError(f"{path}: cannot be written: {error}") from error
    return beside


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".csv")


def _columns(source: Source, group: Sequence[str] | None) -> list[Column]:
    if group is None:
        return list(source.columns)
    unknown = set(group) - set(source.names)
    if unknown or not source.adds:
        told = ", ".join(sorted(unknown)) or "nothing that could be summed"
        raise NotFoundError(f"{source.id}: has {told}; its columns are {', '.join(source.names)}")
    return [c for c in source.columns if c.name in group or c.name in source.adds]


def _ordered(table: pa.Table, columns: Sequence[Column]) -> pa.Table:
    """Whole numbers as such, sorted by all columns with blanks last."""
    for number, column in enumerate(columns):
        if column.type == "integer" and pa.types.is_floating(table.schema.field(number).type):
            whole = pc.round(table.column(number)).cast(pa.int64())
            table = table.set_column(number, column.name, whole)
    return table.sort_by([(c.name, "ascending") for c in columns]) if len(table) else table


def _bytes(table: pa.Table, path: Path) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=65536):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        writer.writerows(map(cells, rows))
    data = text.getvalue().encode()
    # No time and no file name inside, or the same table would be other bytes tomorrow.
    return gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data


def _metadata(
    lake: Lake, origin: Source, source: Source, columns: Sequence[Column], where: Accepted
) -> dict[str, Any]:
    current = lake.store.state(origin.id).current.values()
    vintages = sorted({record.vintage for record in current})
    layouts = {m.layout for record in current for m in record.members}
    notes = [layout.note for layout in origin.every_layout if layout.id in layouts and layout.note]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "",
        "dc:title": source.title,
        "dc:publisher": origin.publisher,
        "dc:license": origin.licence,
        "dc:source": origin.url,
        "source": source.id,
        "taken_from": origin.id,
        "vintage": vintages[-1] if vintages else None,
        "vintages": vintages,
        "where": {name: sorted(values) for name, values in sorted(where.items())},
        "notes": [*notes, *source.caveats],
        "tableSchema": {
            "columns": [
                {
                    "name": c.name,
                    "titles": c.name,
                    "datatype": DATATYPES.get(c.type, c.type),
                    "dc:description": c.words,
                    "required": not c.null,
                }
                for c in columns
            ]
        },
    }
