"""CSV bytes into rows: quickly when the file is right, precisely when it is not."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.csv as pacsv

from frankpledge.errors import InputError, Place
from frankpledge.lake.containers import BOM
from frankpledge.lake.converting import ARROW, FALSE, TRUE, convert
from frankpledge.lake.header import match_header
from frankpledge.lake.rows import Rows
from frankpledge.lake.source import Context, Field, Layout

CHUNK = 1 << 16  # rows that are held as Python texts at a time


@dataclass(frozen=True)
class _File:
    """A CSV file in memory: its bytes, its header and the fields that the header's columns are."""

    data: bytes
    name: str
    header: list[str]
    fields: Mapping[str, Field]

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record after the header with the line on which it starts; empty lines are none.

        Bytes that are not UTF-8 become lone surrogates. Raises InputError for what is no CSV.
        """
        text = self.data.decode("utf-8", errors="surrogateescape")
        reader = csv.reader(io.StringIO(text, newline=""))
        try:
            next(reader)
            start = reader.line_num + 1
            for record in reader:
                if record:
                    yield start, record
                start = reader.line_num + 1
        except csv.Error as error:
            raise InputError(Place(self.name, reader.line_num), "CSV", str(error)) from error


def read_csv(data: bytes, layout: Layout, context: Context) -> Rows:
    """Read a CSV of that layout. Columns may stand in any order.

    Rows with the wrong number of columns or with values of another type are left out and listed.
    Raises InputError when the file is not a CSV or its header is not the layout's.
    """
    data = data.removeprefix(BOM)
    header = _header(data, context.file)
    file = _File(data, context.file, header, match_header(header, layout, Place(context.file, 1)))
    try:
        return _parse_quickly(file)
    except pa.ArrowInvalid:
        # Arrow says that something is wrong, but not all that is wrong nor on which line.
        rows = _parse_carefully(file)
        convert(rows, list(file.fields.values()))
        return rows


def _header(data: bytes, name: str) -> list[str]:
    start = data[:65536].lstrip().lower()
    if not start:
        raise InputError(Place(name), "a CSV file with a header", f"{len(data)} bytes")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        raise InputError(Place(name, 1), "a CSV file", f"a web page: {_first_line(data)}")
    if b"\0" in start:
        raise InputError(Place(name, 1), "a CSV file", "binary data")
    text = io.StringIO(data[:65536].decode("utf-8", errors="replace"), newline="")
    return [head.strip() for head in next(csv.reader(text))]


def _first_line(data: bytes) -> str:
    return data.lstrip()[:80].splitlines()[0].decode("utf-8", errors="replace")


def _header_lines(data: bytes) -> int:
    """How many lines stand before the first row; a quoted header may span several."""
    reader = csv.reader(io.StringIO(data[:65536].decode("utf-8", errors="replace"), newline=""))
    next(reader)
    return reader.line_num


def _parse_quickly(file: _File) -> Rows:
    """Parse into the fields' types. Raises pa.ArrowInvalid when anything at all is wrong."""
    types = {head: ARROW[field.type] for head, field in file.fields.items()}
    table = pacsv.read_csv(
        pa.BufferReader(file.data),  # type: ignore[arg-type]
        # One block, so that a column is one array; threads are one level up, one for each file.
        pacsv.ReadOptions(
            use_threads=False,
            block_size=len(file.data) + 1,
            column_names=file.header,
            skip_rows=_header_lines(file.data),
        ),
        pacsv.ParseOptions(newlines_in_values=True),
        pacsv.ConvertOptions(
            column_types=types,
            include_columns=list(types),
            null_values=[""],
            true_values=list(TRUE),
            false_values=list(FALSE),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    ).rename_columns([file.fields[head].name for head in types])
    return Rows(table, file.name, lambda records: _places(file, records))


def _places(file: _File, records: Sequence[int]) -> list[Place]:
    wanted = set(records)
    lines = {n: line for n, (line, _) in enumerate(file.records()) if n in wanted}
    return [Place(file.name, lines.get(number)) for number in records]


def _parse_carefully(file: _File) -> Rows:
    """Parse into texts with Python's own reader, leaving out the records that are no rows."""
    lines, chunks = array("q"), [_chunk(file, [])]
    faulty: list[tuple[Place, str]] = []
    waiting: list[list[str]] = []
    for line, record in file.records():
        fault = _fault(record, len(file.header))
        if fault is not None:
            faulty.append((Place(file.name, line), fault))
            continue
        lines.append(line)
        waiting.append(record)
        if len(waiting) == CHUNK:
            chunks.append(_chunk(file, waiting))
            waiting = []
    table = pa.concat_tables([*chunks, _chunk(file, waiting)])
    rows = Rows(table, file.name, lambda found: [Place(file.name, lines[n]) for n in found])
    rows.reject_records(faulty, f"{len(file.header)} columns of UTF-8 text")
    return rows


def _fault(record: list[str], width: int) -> str | None:
    told = ",".join(record)
    if len(record) != width:
        return f"{len(record)} columns: {_shown(told)}"
    return None if told.isascii() or _is_utf8(told) else _shown(told)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(text: str) -> str:
    return text[:80].encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _chunk(file: _File, records: list[list[str]]) -> pa.Table:
    """Columns of the fields that are read, blanks as nothing."""
    index = {field.name: file.header.index(head) for head, field in file.fields.items()}
    columns = {
        name: pa.array([record[at] or None for record in records], pa.string())
        for name, at in index.items()
    }
    return pa.table(columns)
