"""The accessible workbook of a report, as XLSX and as ODS: the same cells in both.

One table a sheet from its first column on, no merged cells, a cover and a list of contents, as the
guidance of the Government Analysis Function asks. No text is ever taken for a formula.
"""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frankpledge.packs.reports.archives import settled
from frankpledge.packs.reports.sheets import Cell, Sheet, cover, sheets
from frankpledge.packs.reports.wording import Paper

WIDTHS = {"Figures": ("1.2cm", "4.5cm", "7cm", "6cm", "16cm")}


def xlsx(paper: Paper, titles: Mapping[str, str]) -> bytes:
    """The workbook as XLSX, through gptables. `titles` are those of the sources, by id."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # It asks for notes, where here the sources have a table of their own; it calls pandas in
        # ways that pandas is leaving behind; it leaves a file open. None is for our reader to mend.
        warnings.simplefilter("ignore")
        path = Path(folder) / "workbook.xlsx"
        _write(paper, sheets(paper, titles), path)
        return settled(path.read_bytes(), paper.day)


def _write(paper: Paper, found: list[Sheet], path: Path) -> None:
    import gptables
    import pandas as pd

    tables = {
        sheet.label: gptables.GPTable(
            pd.DataFrame(list(sheet.rows), columns=list(sheet.columns), dtype=object),
            table_name=sheet.label.lower().replace(" ", "_"),
            title=sheet.title,
            subtitles=list(sheet.told),
            index_columns={},
            instructions="This sheet has one table.",
        )
        for sheet in found
    }
    front = gptables.Cover(
        title=paper.bound.head.title,
        intro=[paper.subtitle],
        about=cover(paper),
        cover_label="Cover",
        width=150,
    )
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    gptables.write_workbook(str(path), tables, cover=front, workbook_options=options)


def ods(paper: Paper, titles: Mapping[str, str]) -> bytes:
    """The workbook as ODS, through odfpy: the same sheets with the same cells."""
    from odf.dc import Creator, Language, Title
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableColumnProperties, TextProperties

    book = OpenDocumentSpreadsheet()
    book.meta.addElement(Title(text=paper.bound.head.title))
    book.meta.addElement(Creator(text=paper.publisher))
    book.meta.addElement(Language(text="en-GB"))
    strong = Style(name="strong", family="table-cell")
    strong.addElement(TextProperties(fontweight="bold"))
    book.automaticstyles.addElement(strong)
    widths = {}
    for width in ("1.2cm", "4.5cm", "5cm", "6cm", "7cm", "16cm"):
        style = Style(name=f"w{width.replace('.', '-')}", family="table-column")
        style.addElement(TableColumnProperties(columnwidth=width))
        book.automaticstyles.addElement(style)
        widths[width] = style
    found = sheets(paper, titles)
    contents = Sheet("Cover", "", (), (), ())
    lines: list[tuple[Cell, ...]] = [(paper.bound.head.title,), (paper.subtitle,)]
    lines += [(text,) for text in cover(paper)]
    lines += [("Contents",), *((f"{s.label}: {s.title}",) for s in found)]
    book.spreadsheet.addElement(_sheet(contents, lines, strong, ["16cm"], widths, head=0))
    for sheet in found:
        top: list[tuple[Cell, ...]] = [(sheet.title,), *((text,) for text in sheet.told)]
        sizes = list(WIDTHS.get(sheet.label, ("6cm", *("5cm",) * (len(sheet.columns) - 1))))
        rows = [*top, sheet.columns, *sheet.rows]
        book.spreadsheet.addElement(_sheet(sheet, rows, strong, sizes, widths, head=len(top)))
    made = io.BytesIO()
    book.write(made)
    return settled(made.getvalue(), paper.day)


def _sheet(  # noqa: PLR0913, PLR0917 - what one sheet is made of
    sheet: Sheet,
    rows: list[tuple[Cell, ...]],
    strong: Any,
    sizes: list[str],
    widths: Mapping[str, Any],
    head: int,
) -> Any:
    from odf.table import Table, TableColumn, TableRow

    table = Table(name=sheet.label)
    for size in sizes:
        table.addElement(TableColumn(stylename=widths[size]))
    for number, row in enumerate(rows):
        line = TableRow()
        for value in row:
            line.addElement(_cell(value, strong if number in {0, head} else None))
        table.addElement(line)
    return table


def _cell(value: Cell, style: Any) -> Any:
    from odf.table import TableCell
    from odf.text import P

    kind: dict[str, Any] = {} if style is None else {"stylename": style}
    if isinstance(value, str):
        cell = TableCell(valuetype="string", **kind)
        cell.addElement(P(text=value))
        return cell
    cell = TableCell(valuetype="float", value=str(value), **kind)
    cell.addElement(P(text=str(value)))
    return cell
