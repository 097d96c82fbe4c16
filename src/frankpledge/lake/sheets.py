"""Spreadsheets (ODS and XLSX) into rows: every sheet that has the layout's header."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from frankpledge.errors import InputError, Place
from frankpledge.lake.converting import convert
from frankpledge.lake.header import match_header
from frankpledge.lake.rows import Rows
from frankpledge.lake.source import Context, Layout

HEADER_WITHIN = 20  # titles and notes stand above the header
# XML says every tag again in every cell, so it shrinks much more than other tables do.
MAX_BYTES, MAX_RATIO, RATIO_FROM = 4 << 30, 500, 16 << 20
Cells = Sequence[Any]


def read_sheets(data: bytes, layout: Layout, context: Context) -> Rows:
    """Read all sheets with the layout's header; others (covers, notes) are left alone.

    A sheet that has most of the header and not all of it is rejected as a whole and listed, since a
    year that is silently left out would look like a year without crime. Raises InputError when the
    file is not a spreadsheet or no sheet can be read.
    """
    gathered = _Gathered({field.name: [] for field in layout.fields})
    faults: list[InputError] = []
    for sheet, cells in _sheets(data, context.file, layout.sheets):
        try:
            gathered.add(cells, layout, f"{context.file}, sheet {sheet}")
        except InputError as error:
            faults.append(error)
    if not gathered.starts:
        if faults:
            raise faults[0]
        raise InputError(Place(context.file), f"a sheet with the columns of {_columns(layout)}")
    columns = {name: pa.array(values, pa.string()) for name, values in gathered.columns.items()}
    rows = Rows(pa.table(columns), context.file, gathered.places)
    for fault in faults:
        rows.reject_records([(fault.place, str(fault.value))], fault.expected)
    convert(rows, layout.fields)
    return rows


def _columns(layout: Layout) -> str:
    return f"{layout.id}: {', '.join(field.header for field in layout.fields)}"


def _sheets(data: bytes, name: str, wanted: str | None) -> Iterator[tuple[str, Iterator[Cells]]]:
    """Sheets one after the other, each as its rows: tables of the publisher fill a gigabyte."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _refuse_bomb(data, name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if wanted is not None:
            names = sorted(sheet for sheet in names if re.fullmatch(wanted, sheet))[-1:]
        for sheet in names:
            yield sheet, book.get_sheet_by_name(sheet).iter_rows()
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(Place(name), "a spreadsheet (ODS or XLSX)", str(error)) from error


def _refuse_bomb(data: bytes, name: str) -> None:
    """Both formats are zips. Raises InputError when one says that it holds too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for part in book.infolist():
            most = min(MAX_BYTES, max(RATIO_FROM, part.compress_size * MAX_RATIO))
            if part.file_size > most:
                place = Place(f"{name}/{part.filename}")
                raise InputError(place, f"at most {most:,} bytes", f"{part.file_size:,} bytes")


@dataclass
class _Gathered:
    """The rows of all sheets so far, and in which sheet and line each began."""

    columns: dict[str, list[str | None]]
    starts: list[tuple[str, int]] = field(default_factory=list)  # sheet, its first record
    lines: list[int] = field(default_factory=list)
    words: dict[str | None, str | None] = field(default_factory=dict, repr=False)

    def add(self, cells: Iterator[Cells], layout: Layout, sheet: str) -> None:
        """Add one sheet's rows. Raises InputError, with nothing added, when it is not whole."""
        found = _header_in(cells, layout)
        if found is None:
            return
        at, header = found
        index = _index(header, layout, Place(sheet, at))
        for name in index.keys() - self.columns.keys():
            self.columns[name] = [None] * len(self.lines)  # further headers, of this sheet first
        places = [(head, header.index(head), here) for here, head in enumerate(header) if head]
        twins = [(head, first, here) for head, first, here in places if here != first]
        lines: list[int] = []
        columns: dict[str, list[str | None]] = {name: [] for name in self.columns}
        for number, row in enumerate(cells, start=at + 1):
            if any(cell != "" for cell in row):
                lines.append(number)
                for name, values in columns.items():
                    text = _text(row[index[name]]) if name in index else None
                    # Millions of cells hold a few words between them: keep one copy of each.
                    values.append(self.words.setdefault(text, text))
                _check_twins(row, twins, Place(sheet, number))
        self.starts.append((sheet, len(self.lines)))
        self.lines += lines
        for name, values in columns.items():
            self.columns[name] += values

    def places(self, records: Sequence[int]) -> list[Place]:
        """Sheet and line of each record."""
        return [Place(self._sheet(record), self.lines[record]) for record in records]

    def _sheet(self, record: int) -> str:
        return [sheet for sheet, start in self.starts if start <= record][-1]


def _header_in(cells: Iterator[Cells], layout: Layout) -> tuple[int, list[str]] | None:
    """Line and texts of the row in which most of the layout's headers stand, rows read up to it."""
    known = {_plain(head): head for head in _heads(layout)}
    for number, row in enumerate(islice(cells, HEADER_WITHIN), start=1):
        header = [known.get(_plain(text), text) for text in (_text(cell) or "" for cell in row)]
        if len(set(header) & set(_known(layout))) * 2 > len(layout.fields):
            return number, header
    return None


def _known(layout: Layout) -> list[str]:
    return [head for field in layout.fields for head in (field.header, *field.also)]


def _heads(layout: Layout) -> list[str]:
    return [*_known(layout), *layout.ignored]


def _plain(head: str) -> str:
    """Publishers change capitals and line breaks of their headers from sheet to sheet."""
    return " ".join(head.casefold().split())


def _index(header: list[str], layout: Layout, place: Place) -> Mapping[str, int]:
    """Where each field stands. A column without a header holds nothing that can be named."""
    named = list(dict.fromkeys(head for head in header if head))
    fields = match_header(named, layout, place)
    return {field.name: header.index(head) for head, field in fields.items()}


def _check_twins(row: Cells, twins: Sequence[tuple[str, int, int]], place: Place) -> None:
    """A header may stand over a stray column too, as long as that says nothing else."""
    for head, first, here in twins:
        if row[here] not in ("", row[first]):
            expected = f"the same value in both columns called {head!r}"
            raise InputError(Place(place.file, place.line, head), expected, row[here])


def _text(cell: Any) -> str | None:
    """A cell as text: whole numbers without a point, dates as 2022-03-31."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip() or None
