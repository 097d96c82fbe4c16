"""Tables as small bodies keep them: CSV files whose columns a document names, read as fields.

A row becomes the same `Fields` as a mapping of a YAML document, so that both are read by the same
code; its errors name the line of the table and the column by the heading that stands there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from frankpledge.documents import Fields, nearest
from frankpledge.errors import DocumentError, InputError, Place
from frankpledge.money.spending.parsing import day, pounds

LIMIT = 50_000_000


class RowFields(Fields):
    """The fields of one row. `headings` are the table's own words for them."""

    def __init__(
        self, path: Path, raw: dict[str, Any], line: int, headings: Mapping[str, str]
    ) -> None:
        super().__init__(path, raw)
        self.line, self.headings = line, headings

    def error(self, key: str, expected: str, value: object = None) -> DocumentError:
        """A DocumentError at the row's line and the column's heading."""
        return DocumentError(
            Place(str(self.path), self.line, self.headings.get(key, key)), expected, value
        )


def table_rows(
    path: Path,
    columns: Mapping[str, str],
    kinds: Mapping[str, str],
    faults: list[InputError],
) -> list[RowFields]:
    """Rows of a CSV file. `columns` say what heading each field has; others are passed over.

    `kinds` say what a text is turned into: list (between semicolons), day, sum (pounds), yes or
    whole; what cannot be turned stays a text, for the reader of the field to refuse. Blank rows are
    left out. What is wrong with the table itself joins `faults`.
    """
    try:
        text = _text(path)
        reader = csv.reader(io.StringIO(text), strict=True)
        return list(_rows(path, reader, columns, kinds, faults))
    except DocumentError as fault:
        faults.append(fault)
    except csv.Error as error:
        faults.append(DocumentError(Place(str(path), reader.line_num), f"CSV ({error})"))
    return []


def _text(path: Path) -> str:
    if not path.is_file():
        raise DocumentError(Place(str(path)), "a CSV file that is there")
    if path.stat().st_size > LIMIT:
        raise DocumentError(Place(str(path)), f"at most {LIMIT:,} bytes")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        expected = "UTF-8 text; save it as 'CSV UTF-8'"
        raise DocumentError(Place(str(path), line), expected, error.reason) from None


def _rows(
    path: Path,
    reader: Any,
    columns: Mapping[str, str],
    kinds: Mapping[str, str],
    faults: list[InputError],
) -> Iterator[RowFields]:
    head = [cell.strip() for cell in next(reader, [])]
    places = {name: _place(path, head, heading, faults) for name, heading in columns.items()}
    if None in places.values():
        return
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            expected = f"{len(head)} cells, as in the heading"
            faults.append(DocumentError(Place(str(path), line), expected, len(cells)))
            continue
        found = {name: cells[place].strip() for name, place in places.items() if place is not None}
        raw = {name: _turned(kinds.get(name, ""), cell) for name, cell in found.items() if cell}
        yield RowFields(path, raw, line, columns)


def _place(path: Path, head: Sequence[str], heading: str, faults: list[InputError]) -> int | None:
    """Where a column stands; what is wrong with its heading joins the faults."""
    count = head.count(heading)
    if count == 1:
        return head.index(heading)
    known = [cell for cell in head if cell]
    expected = (
        f"one column headed {heading!r}, not {count}"
        if count
        else f"a column headed {heading!r}; {nearest(heading, known)}"
        if known
        else f"a heading with {heading!r}"
    )
    faults.append(DocumentError(Place(str(path), 1, heading), expected))
    return None


def _turned(kind: str, cell: str) -> Any:
    if kind == "list":
        return [part.strip() for part in cell.split(";") if part.strip()]
    if kind == "day":
        return _day(cell)
    if kind == "sum":
        return _sum(cell)
    if kind == "yes":
        return {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}.get(
            cell.lower(), cell
        )
    return int(cell) if kind == "whole" and cell.isascii() and cell.isdigit() else cell


def _day(cell: str) -> date | str:
    try:
        return day(cell)[0]
    except ValueError:
        return cell


def _sum(cell: str) -> float | str:
    try:
        return float(pounds(cell))
    except ValueError:
        return cell
