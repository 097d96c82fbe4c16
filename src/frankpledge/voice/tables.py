"""Survey exports as rows of text: CSV and workbooks, one row after the other."""

from __future__ import annotations

import csv
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from frankpledge.errors import InputError, NotFoundError, Place
from frankpledge.voice.layouts import EMPTY_SECONDS

Cells = list[str]
DELIMITERS = ",;\t|"
MAX_CELL = 64 << 20  # bytes; csv refuses longer cells, and a form takes none that long
MAX_SHEET = 4 << 30  # bytes that a workbook may say it holds
BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


@dataclass
class Sheet:
    """An export that is being read: its headers, and its rows to come.

    `rows` gives line number and cells. `mixed` counts the lines that are not UTF-8 and were read
    as Windows-1252, `merged` the blocks of merged cells below the headers.
    """

    file: str
    headers: Cells
    rows: Iterator[tuple[int, Cells]]
    notes: Notes


@dataclass
class Notes:
    """What was noticed on the way; complete once all rows are read."""

    encoding: str = "UTF-8"
    mixed: int = 0
    merged: int = 0
    ragged: list[int] = field(default_factory=list)


def open_export(path: Path, header_rows: int = 1, sheet: str | None = None) -> Sheet:
    """Open a CSV file or workbook. Raises NotFoundError, or InputError for what cannot be read."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    notes = Notes()
    if path.suffix.lower() in BOOKS:
        rows = _workbook(path, sheet, header_rows, notes)
    else:
        rows = _csv(path, notes)
    heads = [cells for _, cells in islice(rows, header_rows)]
    if len(heads) < header_rows or not any(map(any, heads)):
        rows_word = "row" if header_rows == 1 else "rows"
        raise InputError(Place(str(path), 1), f"{header_rows} {rows_word} of headers")
    return Sheet(str(path), _headers(heads), _checked(rows, len(heads[0]), notes), notes)


def _headers(heads: Sequence[Cells]) -> Cells:
    """One header a column. Over two rows 'first / second', a blank first going on from the left."""
    if len(heads) == 1:
        return [plain(cell) for cell in heads[0]]
    width = max(map(len, heads))
    first, *others = ([*row, *[""] * (width - len(row))] for row in heads)
    names, last = [], ""
    for at, cell in enumerate(first):
        last = plain(cell) or last
        below = [plain(row[at]) for row in others]
        below = [name for name in below if name.casefold() not in EMPTY_SECONDS]
        names.append(" / ".join([last, *below]))
    return names


def plain(text: str) -> str:
    """A header or short answer without line breaks, doubled or hard spaces."""
    return " ".join(text.split())


def _checked(
    rows: Iterator[tuple[int, Cells]], width: int, notes: Notes
) -> Iterator[tuple[int, Cells]]:
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) > width and any(cells[width:]):
            notes.ragged.append(line)
        yield line, [*cells, *[""] * (width - len(cells))]


def _csv(path: Path, notes: Notes) -> Iterator[tuple[int, Cells]]:
    with path.open("rb") as start:
        head = start.read(1 << 16)
    notes.encoding = _encoding(head)
    lines = _lines(path, notes)
    csv.field_size_limit(min(MAX_CELL, sys.maxsize))
    reader = csv.reader(lines, delimiter=_delimiter(head, notes.encoding))
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(Place(str(path), line), "CSV", str(error)) from error


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return "UTF-8"


def _lines(path: Path, notes: Notes) -> Iterator[str]:
    """Lines as text. A line that is not UTF-8 was pasted from elsewhere: Windows-1252, then."""
    if notes.encoding == "UTF-16":
        with path.open(encoding="utf-16", newline="") as text:
            yield from text
        return
    with path.open("rb") as raw:
        for number, line in enumerate(raw):
            content = line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line
            try:
                yield content.decode("utf-8")
            except UnicodeDecodeError:
                notes.mixed += 1
                yield content.decode("cp1252", errors="replace")


def _delimiter(head: bytes, encoding: str) -> str:
    """The sign that stands most often in the first line, outside quotes."""
    text = head.decode("utf-16" if encoding == "UTF-16" else "latin-1", errors="replace")
    outside = "".join(text.splitlines()[0].split('"')[::2]) if text.strip() else ""
    counts = {sign: outside.count(sign) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (counts[sign], -DELIMITERS.index(sign)))


def _workbook(
    path: Path, sheet: str | None, header_rows: int, notes: Notes
) -> Iterator[tuple[int, Cells]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        if sheet is not None and sheet not in book.sheet_names:
            expected = f"a sheet called {sheet!r}; there are {', '.join(book.sheet_names)}"
            raise InputError(Place(str(path)), expected)
        found = book.get_sheet_by_name(sheet or book.sheet_names[0])
        merged = found.merged_cell_ranges or []
        notes.merged = sum(last[0] >= header_rows for _, last in merged)
        for number, row in enumerate(found.iter_rows(), start=1):
            yield number, [_text(cell) for cell in row]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        raise InputError(Place(str(path)), "a workbook (XLSX or ODS)", str(error)) from error


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as book:
        size = sum(part.file_size for part in book.infolist())
    if size > MAX_SHEET:
        raise InputError(Place(str(path)), f"at most {MAX_SHEET:,} bytes", f"{size:,} bytes")


def _text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, times as 2022-03-31 14:05:09."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
