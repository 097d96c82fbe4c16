"""Tables that papers have too, as pages show them."""

from __future__ import annotations

from frankpledge import claims
from frankpledge.releases.site.shapes import Cell, Column, Table


def site_table(name: str, table: claims.Table, *, sortable: bool = False) -> Table:
    """The table with an id of its own on its page."""
    pairs = zip(table.columns, table.numbers, strict=True)
    columns = tuple(Column(text, number=number) for text, number in pairs)
    rows: list[list[Cell]] = [list(row) for row in table.rows]
    return Table(name, table.caption, columns, rows, sortable=sortable)
