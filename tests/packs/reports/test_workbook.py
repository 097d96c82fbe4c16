"""The workbook: the same cells in both formats, read back as they were written."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from frankpledge.packs.reports.making import TITLES
from frankpledge.packs.reports.sheets import Sheet, cover, sheets
from frankpledge.packs.reports.wording import Paper
from frankpledge.packs.reports.workbook import ods, xlsx

both = pytest.mark.parametrize("write", [xlsx, ods])


def _read(write: Callable[..., bytes], paper: Paper) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(paper, TITLES)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _rows(found: list[list[Any]], sheet: Sheet) -> list[list[Any]]:
    """The table of a sheet: what follows the row that is its head."""
    width = len(sheet.columns)
    start = next(i for i, row in enumerate(found) if row[:width] == list(sheet.columns))
    return [row[:width] for row in found[start + 1 :]]


@both
def test_it_reads_back_cell_for_cell(write: Callable[..., bytes], paper: Paper) -> None:
    """Every table, every row, every cell: texts as texts, numbers as numbers."""
    found, wanted = _read(write, paper), sheets(paper, TITLES)
    assert len(wanted) == 4
    for sheet in wanted:
        assert _rows(found[sheet.label], sheet) == [list(row) for row in sheet.rows]
        assert found[sheet.label][0][0] == sheet.title
    front = [str(cell) for row in found["Cover"] for cell in row]
    assert all(text in front for text in cover(paper))


@both
def test_no_text_begins_a_formula(write: Callable[..., bytes], paper: Paper) -> None:
    """'=1+1' and '@SUM(A1)' stay words, with an apostrophe before what would begin one."""
    cells = [cell for rows in _read(write, paper).values() for row in rows for cell in row]
    texts = [cell for cell in cells if isinstance(cell, str)]
    assert "'=1+1‡" in texts
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


@both
def test_no_title_begins_a_formula(write: Callable[..., bytes], paper: Paper) -> None:
    """Nor does the title of the report on the cover."""
    report = replace(paper.bound.report, head=replace(paper.bound.head, title="=1+1"))
    hostile = replace(paper, bound=replace(paper.bound, report=report))
    cells = [cell for row in _read(write, hostile)["Cover"] for cell in row]
    assert "'=1+1" in cells
    assert "=1+1" not in cells


@both
def test_two_makings_are_the_same_bytes(write: Callable[..., bytes], paper: Paper) -> None:
    """No time of day in the file."""
    assert write(paper, TITLES) == write(paper, TITLES)


def test_an_ods_begins_with_its_kind(paper: Paper) -> None:
    """The first member of the archive is the type, uncompressed, as the format asks."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(ods(paper, TITLES))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
