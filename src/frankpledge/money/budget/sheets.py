"""A sheet of a workbook that remembers where things stand, so that formulas can name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

Cell = str | Decimal | int | None
# What is written: a text, a number to be typed over, or a formula with the value that it has.
Formula = tuple[str, Decimal]
MISSING = "Workbooks need XlsxWriter, which is not installed: pip install 'frankpledge[packs]'."


class Sheet:
    """One sheet, filled row by row."""

    def __init__(self, book: Any, name: str, widths: Sequence[int], formats: Mapping[str, Any]):
        self.name, self.formats = name, formats
        self.sheet = book.add_worksheet(name)
        self.row = 0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def line(self, *cells: str | Decimal | Formula | None, style: str = "", shape: str = "") -> int:
        """Write a row; gives its number as formulas count it. `style` is of texts, `shape` names
        the format of numbers ('pounds', 'plain', 'percent')."""
        shape = shape or "pounds"
        for column, cell in enumerate(cells):
            self._cell(column, cell, style, shape)
        self.row += 1
        return self.row

    def _cell(
        self, column: int, cell: str | Decimal | Formula | None, style: str, shape: str
    ) -> None:
        if cell is None:
            return
        if isinstance(cell, tuple):
            formula, value = cell
            self.sheet.write_formula(self.row, column, formula, self.formats[shape], float(value))
        elif isinstance(cell, Decimal):
            self.sheet.write_number(self.row, column, float(cell), self.formats[f"{shape} input"])
        else:
            # Texts of documents are never formulas, whatever they begin with.
            self.sheet.write_string(self.row, column, cell, self.formats[style or "text"])

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def at(self, column: int, row: int, *, absolute: bool = True) -> str:
        """A cell of this sheet as other sheets name it."""
        mark = "$" if absolute else ""
        return f"'{self.name}'!{mark}{letter(column)}{mark}{row}"


def letter(column: int) -> str:
    """The letters of a column that counts from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def formats(book: Any) -> dict[str, Any]:
    """Every format of the workbook: cells to be typed over are shaded and have a border."""
    shapes = {"pounds": "£#,##0.00;[Red]-£#,##0.00", "plain": "#,##0.0###", "percent": "0.00"}
    found = {
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    for name, shape in shapes.items():
        found[name] = book.add_format({"num_format": shape, "valign": "top"})
        found[f"{name} input"] = book.add_format(
            {"num_format": shape, "bg_color": "#F6EFD9", "border": 4, "valign": "top"}
        )
    return found
