"""The CSV layouts of the area tables: read, checked, and complained about by line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from frankpledge.errors import InputError, Place

AREAS = ("code", "kind", "name", "local_name", "vintage", "longitude", "latitude")
MEMBERSHIP = ("member", "area")
CHANGES = ("lsoa11", "lsoa21", "change", "share")
SHARES = ("lsoa", "area", "share", "basis")
CLASSES = ("lsoa", "households", "deprivation_decile", "rural_urban_code", "rural_urban")
FORMER = ("code", "name", "now")
FORCES = ("code", "slug", "police_uk_name", "home_office_name", "other_names")

MAY_BE_BLANK = {
    *("local_name", "longitude", "latitude"),
    *("police_uk_name", "home_office_name", "other_names"),
    *("households", "deprivation_decile", "rural_urban_code", "rural_urban"),
}


class Line:
    """One row of a table, which knows where it stands."""

    __slots__ = ("cells", "columns", "file", "number")

    def __init__(self, file: str, number: int, columns: tuple[str, ...], cells: list[str]) -> None:
        self.file, self.number, self.columns, self.cells = file, number, columns, cells

    def error(self, column: str, expected: str, value: object = None) -> InputError:
        """A complaint about one cell; the value is the cell's own unless another is given."""
        found = self.cells[self.columns.index(column)] if value is None else value
        return InputError(Place(self.file, self.number, column), expected, found)

    def number_in(self, column: str, low: float, high: float, unit: str) -> float | None:
        """A number from `low` to `high`, None for a blank cell. Raises InputError."""
        text = self.cells[self.columns.index(column)]
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise self.error(column, f"{unit} from {low:g} to {high:g}")
        return value


def read_lines(
    path: Path, columns: tuple[str, ...], also_blank: Collection[str] = ()
) -> Iterator[Line]:
    """The rows of a file of one layout. Raises InputError at the first cell that breaks it.

    The columns of `also_blank` may be blank in this layout, though not in others.
    """
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
    needed = [i for i, column in enumerate(columns) if column not in MAY_BE_BLANK | {*also_blank}]
    try:
        if next(reader, []) != list(columns):
            raise InputError(Place(str(path), 1), f"the columns {','.join(columns)}")
        for cells in reader:
            line = Line(str(path), reader.line_num, columns, cells)
            _check(line, needed)
            yield line
    except csv.Error as error:
        raise InputError(Place(str(path), reader.line_num), "CSV", str(error)) from error


def _check(line: Line, needed: list[int]) -> None:
    if len(line.cells) != len(line.columns):
        place = Place(line.file, line.number)
        raise InputError(place, f"{len(line.columns)} cells", len(line.cells))
    for index in needed:
        if not line.cells[index]:
            raise line.error(line.columns[index], "a value")


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        raise InputError(Place(str(path), number), "UTF-8 text", error.reason) from error
