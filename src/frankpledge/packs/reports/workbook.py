"""The accessible workbook of a report, as XLSX and as ODS: the same cells in both.

One table a sheet from its first column on, no merged cells, a cover and a list of contents, as the
guidance of the Government Analysis Function asks. Long texts are wrapped, and a printed sheet is as
wide as its page. No text is ever taken for a formula.
"""

from __future__ import annotations

import io
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from frankpledge.cells import guarded
from frankpledge.packs.reports.archives import settled
from frankpledge.packs.reports.sheets import Cell, Sheet, cover, sheets
from frankpledge.packs.reports.wording import Paper

A4 = 9  # as XLSX counts kinds of paper
LETTER = 7  # pixels that a letter takes, about
COVER = 100  # letters in a line of the cover
POINTS = 15  # the height of a line
PAGE = 27.0  # centimetres of a landscape page between its margins
WIDEST = 44  # letters of a column, beyond which its texts are wrapped
SHOWN = "#,##0.0"


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
            additional_formatting=_looks(sheet),
        )
        for sheet in found
    }
    front = gptables.Cover(
        title=guarded(paper.bound.head.title),
        intro=[guarded(paper.subtitle)],
        about=cover(paper),
        cover_label="Cover",
        width=COVER,
    )
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = gptables.produce_workbook(str(path), tables, cover=front, workbook_options=options)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
    for sheet in found:
        made = book.get_worksheet_by_name(sheet.label)
        for place, letters in enumerate(widths(sheet)):
            made.set_column_pixels(place, place, LETTER * (letters + 3))
        # Title, what is told, the instruction; then the head.
        _heights(made, 2 + len(sheet.told), [sheet.columns, *sheet.rows], widths(sheet))
    # Title, a heading and one line, another heading.
    _heights(book.get_worksheet_by_name("Cover"), 4, [(text,) for text in cover(paper)], [COVER])
    large = COVER // 2
    _heights(book.get_worksheet_by_name("Cover"), 0, [(paper.bound.head.title,)], [large], 2)
    book.close()


def _heights(
    sheet: Any, first: int, rows: Sequence[Sequence[Cell]], letters: Sequence[int], scale: int = 1
) -> None:
    """Rows as high as their wrapped texts; not every program works that out by itself."""
    for number, row in enumerate(rows, start=first):
        lines = max(-(-len(str(cell)) // room) for cell, room in zip(row, letters, strict=True))
        if lines > 1:
            sheet.set_row(number, POINTS * lines * scale)


def _looks(sheet: Sheet) -> list[dict[str, Any]]:
    """Texts begin at the top of their cell and are wrapped; numbers have one decimal place."""
    decimal = [name for name, col in _columns(sheet) if any(isinstance(c, float) for c in col)]
    texts = [name for name, col in _columns(sheet) if all(isinstance(c, str) for c in col)]
    looks: tuple[tuple[list[str], dict[str, Any]], ...] = (
        (decimal, {"num_format": SHOWN}),
        (texts, {"text_wrap": True, "indent": 1}),
        ([name for name, _ in _columns(sheet) if name not in {*decimal, *texts}], {}),
    )
    return [
        {"column": {"columns": names, "format": look | {"valign": "top"}}}
        for names, look in looks
        if names
    ]


def _columns(sheet: Sheet) -> list[tuple[str, tuple[Cell, ...]]]:
    return list(zip(sheet.columns, zip(*sheet.rows, strict=True), strict=True))


def widths(sheet: Sheet) -> list[int]:
    """Letters of each column: those of its longest cell, but no more than is read in one go."""
    return [
        min(WIDEST, max(4, *(len(str(cell)) for cell in (name, *column))))
        for name, column in _columns(sheet)
    ]


def ods(paper: Paper, titles: Mapping[str, str]) -> bytes:
    """The workbook as ODS, through odfpy: the same sheets with the same cells."""
    from odf.dc import Creator, Language, Title
    from odf.element import Element
    from odf.opendocument import OpenDocumentSpreadsheet

    # The library declares what any book before this one needed: then bytes depend on their order.
    Element.namespaces.clear()
    book = OpenDocumentSpreadsheet()
    book.meta.addElement(Title(text=paper.bound.head.title))
    book.meta.addElement(Creator(text=paper.publisher))
    book.meta.addElement(Language(text="en-GB"))
    found = sheets(paper, titles)
    lines: list[tuple[Cell, ...]] = [
        (guarded(t),) for t in (paper.bound.head.title, paper.subtitle)
    ]
    lines += [(text,) for text in cover(paper)]
    lines += [("Contents",), *((f"{s.label}: {s.title}",) for s in found)]
    styles = _Styles(book)
    book.spreadsheet.addElement(_sheet("Cover", lines, [COVER], styles, head=0, wrapped=True))
    for sheet in found:
        top: list[tuple[Cell, ...]] = [(sheet.title,), *((text,) for text in sheet.told)]
        rows = [*top, sheet.columns, *sheet.rows]
        made_of = _sheet(sheet.label, rows, widths(sheet), styles, head=len(top))
        book.spreadsheet.addElement(made_of)
    made = io.BytesIO()
    book.write(made)
    return settled(made.getvalue(), paper.day)


class _Styles:
    """The styles of a book, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        from odf.number import Number, NumberStyle

        self.book, self.made = book, dict[str, Any]()
        shown = NumberStyle(name="decimal")
        shown.addElement(Number(decimalplaces=1, minintegerdigits=1, grouping=True))
        book.automaticstyles.addElement(shown)

    def cell(self, *, strong: bool = False, wrapped: bool = False, decimal: bool = False) -> Any:
        """How a cell looks."""
        from odf.style import ParagraphProperties, TableCellProperties, TextProperties

        wrap = {"wrapoption": "wrap"} if wrapped else {}
        parts = [TableCellProperties(verticalalign="top", **wrap)]
        parts += [ParagraphProperties(textalign="start", marginleft="0.2cm")] if wrapped else []
        parts += [TextProperties(fontweight="bold")] if strong else []
        name = f"cell-{int(strong)}{int(wrapped)}{int(decimal)}"
        shown = {"datastylename": "decimal"} if decimal else {}
        return self._style(name, "table-cell", parts, **shown)

    def column(self, letters: int) -> Any:
        """A column as wide as so many letters."""
        from odf.style import TableColumnProperties

        parts = [TableColumnProperties(columnwidth=f"{_centimetres(letters):.1f}cm")]
        return self._style(f"column-{letters}", "table-column", parts)

    def row(self) -> Any:
        """A row as high as its texts ask."""
        from odf.style import TableRowProperties

        return self._style("row", "table-row", [TableRowProperties(useoptimalrowheight="true")])

    def page(self, letters: int) -> Any:
        """A landscape page on which a sheet of so many letters is as wide as the paper."""
        from odf.style import MasterPage, PageLayout, PageLayoutProperties

        percent = min(100, int(100 * PAGE / _centimetres(letters)))
        if f"page-{percent}" not in self.made:
            paper = {"pagewidth": "29.7cm", "pageheight": "21cm", "printorientation": "landscape"}
            layout = PageLayout(name=f"layout-{percent}")
            layout.addElement(PageLayoutProperties(**paper, margin="1.2cm", scaleto=f"{percent}%"))
            self.book.automaticstyles.addElement(layout)
            self.book.masterstyles.addElement(MasterPage(name=f"p{percent}", pagelayoutname=layout))
            self.made[f"page-{percent}"] = self._style(
                f"page-{percent}", "table", [], masterpagename=f"p{percent}"
            )
        return self.made[f"page-{percent}"]

    def _style(self, name: str, family: str, parts: list[Any], **settings: Any) -> Any:
        from odf.style import Style

        if name not in self.made:
            style = Style(name=name, family=family, **settings)
            for part in parts:
                style.addElement(part)
            self.book.automaticstyles.addElement(style)
            self.made[name] = style
        return self.made[name]


def _centimetres(letters: int) -> float:
    return 0.19 * (letters + 2)


def _sheet(  # noqa: PLR0913 - what one sheet is made of
    label: str,
    rows: list[tuple[Cell, ...]],
    sizes: list[int],
    styles: _Styles,
    *,
    head: int,
    wrapped: bool = False,
) -> Any:
    """A sheet; rows above `head`, the row of the table's head, are the sheet's own words."""
    from odf.table import Table, TableColumn, TableRow

    table = Table(name=label, stylename=styles.page(sum(sizes) + 2 * len(sizes)))
    for size in sizes:
        table.addElement(TableColumn(stylename=styles.column(size)))
    for number, row in enumerate(rows):
        line = TableRow(stylename=styles.row())
        for value in row:
            style = styles.cell(
                strong=number in {0, head},
                wrapped=wrapped or number >= head,
                decimal=isinstance(value, float),
            )
            line.addElement(_cell(value, style))
        table.addElement(line)
    return table


def _cell(value: Cell, style: Any) -> Any:
    from odf.table import TableCell
    from odf.text import P

    kind: dict[str, Any] = {"valuetype": "string"}
    if not isinstance(value, str):
        kind = {"valuetype": "float", "value": str(value)}
    cell = TableCell(stylename=style, **kind)
    cell.addElement(P(text=str(value)))
    return cell
