"""The rows of an export below its header, whatever stands above it: CSV and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import InputError, NotFoundError, Place
from frankpledge.money.spending.layout import SpendingLayout

Row = Sequence[Any]
WITHIN = 20  # titles, dates and empty rows stand above the header
SHEETS = (".xlsx", ".xlsm", ".ods", ".xls")
MOST_ROWS = 5_000_000
_BLOCK = 1 << 20


@dataclass
class Table:
    """The cells of an export: `index` says where each field stands, `rows` gives line and cells.

    `merged` are the lines and columns of cells that hold nothing of their own because a merged cell
    above covers them (columns count from 0). `encoding` and `heads` (how many rows the header has)
    are for the report.
    """

    file: str
    index: dict[str, int]
    rows: Iterator[tuple[int, Row]]
    encoding: str
    heads: int
    merged: frozenset[tuple[int, int]] = frozenset()


def table_of(path: Path, layout: SpendingLayout) -> Table:
    """Open an export. Raises InputError when it cannot be read or lacks a column of the layout, and
    NotFoundError when it is not there."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    if path.suffix.lower() in SHEETS:
        return _sheet(path, layout)
    encoding = _encoding(path)
    return _headed(str(path), _lines(path, encoding), layout, encoding)


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is, else that of Windows in western Europe, where it is that."""
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, Row]]:
    # Bytes that neither encoding knows become a mark that shows, not a crash.
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(8192)
        file.seek(0)
        if "\x00" in head:
            raise InputError(Place(str(path)), "a CSV file or a spreadsheet", "binary data")
        reader = csv.reader(file, delimiter=_delimiter(head), strict=False)
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise InputError(Place(str(path), reader.line_num), "CSV", str(error)) from error


def _delimiter(head: str) -> str:
    return max(",;\t|", key=lambda mark: (head.count(mark), mark == ","))


def _sheet(path: Path, layout: SpendingLayout) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        name = layout.sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = nearest(name, book.sheet_names)
            raise InputError(Place(str(path)), f"a sheet {name!r}; {known}")
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise InputError(Place(str(path)), "a spreadsheet", str(error)) from error
    covered = _Covered(sheet.merged_cell_ranges or ())
    # The reader gives empty rows above the first used cell, but no columns left of it.
    left = sheet.start[1] if sheet.start else 0
    rows = ((n, row) for n, row in enumerate(sheet.iter_rows(), start=1))
    where = f"{path}, sheet {name}"
    hidden = frozenset((line, column - left) for line, column in covered.hidden)
    return _headed(where, covered.filled(rows, left), layout, "spreadsheet", hidden)


class _Covered:
    """Merged cells: what covers several rows is said of each of them, amounts apart."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self.above: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), (bottom, right) in ranges:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self.above[row, column] = (top, left)
        self.kept: dict[tuple[int, int], Any] = {}
        self.tops = frozenset(self.above.values())

    @property
    def hidden(self) -> frozenset[tuple[int, int]]:
        """Line and column of every covered cell."""
        return frozenset((row + 1, column) for row, column in self.above)

    def filled(self, rows: Iterable[tuple[int, Row]], left: int) -> Iterator[tuple[int, Row]]:
        """The rows with covered cells filled from the cell that covers them."""
        for line, row in rows:
            if not self.above:
                yield line, row
                continue
            cells = list(row)
            for n, cell in enumerate(cells):
                at = (line - 1, n + left)
                if at in self.tops:
                    self.kept[at] = cell
                elif at in self.above:
                    cells[n] = self.kept.get(self.above[at], "")
            yield line, cells


def _headed(
    file: str,
    rows: Iterator[tuple[int, Row]],
    layout: SpendingLayout,
    encoding: str,
    merged: frozenset[tuple[int, int]] = frozenset(),
) -> Table:
    first = list(islice(rows, WITHIN))
    for n, (line, row) in enumerate(first):
        upper = first[n - 1][1] if n else []
        for heads, names in ((1, _plain(row)), (2, _joined(upper, row))):
            index = _index(names, layout, Place(file, line))
            if index is not None:
                rest = first[n + 1 :]
                return Table(file, index, _chained(file, rest, rows), encoding, heads, merged)
    raise InputError(Place(file, first[0][0] if first else None), _wanted(first, layout))


def _chained(
    file: str, rest: list[tuple[int, Row]], rows: Iterator[tuple[int, Row]]
) -> Iterator[tuple[int, Row]]:
    yield from rest
    for count, (line, row) in enumerate(rows, start=len(rest) + 1):
        if count > MOST_ROWS:
            raise InputError(Place(file, line), f"at most {MOST_ROWS:,} rows; split the export")
        yield line, row


def _plain(row: Row) -> list[str]:
    return [" ".join(str(cell).casefold().split()) for cell in row]


def _joined(upper: Row, lower: Row) -> list[str]:
    """Two header rows as one: a heading over several columns is said of each of them."""
    heads: list[str] = []
    for cell in _plain(upper):
        heads.append(cell or (heads[-1] if heads else ""))
    heads += [""] * (len(lower) - len(heads))
    return [f"{head} {name}".strip() for head, name in zip(heads, _plain(lower), strict=False)]


def _index(names: list[str], layout: SpendingLayout, place: Place) -> dict[str, int] | None:
    wanted = {name: header.casefold() for name, header in layout.columns.items()}
    if not set(wanted.values()) <= set(names):
        return None
    for name, header in wanted.items():
        if names.count(header) > 1:
            at = Place(place.file, place.line, layout.columns[name])
            raise InputError(at, "one column of this name", f"{names.count(header)} columns")
    return {name: names.index(header) for name, header in wanted.items()}


def _wanted(first: list[tuple[int, Row]], layout: SpendingLayout) -> str:
    """What the nearest thing to a header lacks."""
    best: list[str] = max(
        (_plain(row) for _, row in first),
        key=lambda names: sum(h.casefold() in names for h in layout.columns.values()),
        default=[],
    )
    missing = [header for header in layout.columns.values() if header.casefold() not in best]
    near = f" ({nearest(missing[0].casefold(), filter(None, best))})" if any(best) else ""
    return f"a header with {', '.join(map(repr, missing))} within {WITHIN} rows{near}"
