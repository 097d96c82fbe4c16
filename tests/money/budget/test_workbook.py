"""The workbook: live formulas, worked out by LibreOffice, agree with the code."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from decimal import Decimal

import numpy as np
import openpyxl
import pytest

from frankpledge.money.budget import outlook_of, precept_of, read_budget, workbook

SOFFICE = shutil.which("soffice")
PENNY = 0.0051  # half a penny, and a little for binary fractions
TYPED = "typed-over.xlsx"


def cell_of(book, sheet, title, column):
    """The cell in the row in which a text stands, so many columns after it."""
    for row in book[sheet].iter_rows():
        for cell in row:
            if cell.value == title:
                return book[sheet].cell(cell.row, cell.column + column)
    raise AssertionError(f"no {title!r} on {sheet}")


def test_the_same_budget_gives_the_same_bytes(written, text):
    """No clock in the file."""
    budget = read_budget(written(text))
    assert workbook(budget) == workbook(budget)


def test_whatever_is_worked_out_is_a_formula(written, text):
    """Totals, precepts, bands and the gaps of later years hold no typed number."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(read_budget(written(text)))))
    for sheet, title, column in (
        ("Budget", "Income, together", 1),
        ("Budget", "Gap (0 when it balances)", 1),
        ("Precept", "Stockton-on-Tees", 2),
        ("Precept", "H", 2),
        ("Medium term", "Gap: still to be found", 4),
        ("Medium term", "Pay", 2),
    ):
        assert str(cell_of(book, sheet, title, column).value).startswith("="), title


def test_texts_of_the_document_are_never_formulas(written, text):
    """A title that begins with an equals sign stays a text."""
    evil = text.replace("title: Fees and charges", 'title: "=1+1"')
    book = openpyxl.load_workbook(io.BytesIO(workbook(read_budget(written(evil)))))
    assert cell_of(book, "Budget", "=1+1", 0).data_type == "s"


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # the library's, when it is first compiled
def test_every_formula_gives_what_stands_beside_it(written, text, tmp_path):
    """Worked out cell by cell by a library that knows nothing of the code: all of all sheets."""
    import formulas

    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(read_budget(written(text))))
    found = {
        str(name).upper(): cell.value[0, 0]
        for name, cell in formulas.ExcelModel().loads(str(path)).finish().calculate().items()
        if getattr(cell, "value", np.empty(0)).shape == (1, 1)
    }
    book, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    count = 0
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            told = found[f"'[BOOK.XLSX]{sheet.title.upper()}'!{cell.coordinate}"]
            beside = stored[sheet.title][cell.coordinate].value
            assert float(told) == pytest.approx(float(beside), abs=PENNY), (sheet, cell.coordinate)
            count += 1
    assert count > 100


def recomputed(data, tmp_path):
    """The workbook as LibreOffice works it out; openpyxl has dropped the stored values before."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book["Assumptions"].iter_rows():
        if row[0].value == "pay":
            row[3].value = 1.5
    cell_of(book, "Precept", "Band D", 1).value = 227.54
    book.save(tmp_path / TYPED)
    out = tmp_path / "out"
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [SOFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), TYPED],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return openpyxl.load_workbook(out / TYPED, data_only=True)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_formulas_worked_out_by_libreoffice_agree_to_the_penny(written, text, tmp_path):
    """Band D and an assumption typed over: every total, band and gap is what the code says."""
    budget = read_budget(written(text))
    typed = read_budget(written(text.replace("band_d: 226.54", "band_d: 227.54")))
    found = recomputed(workbook(budget), tmp_path)

    def pence(sheet, title, column):
        return round(Decimal(str(cell_of(found, sheet, title, column).value)), 2)

    precept, years = precept_of(typed), outlook_of(typed, {"pay": Decimal("1.5")})
    for letter, value in precept.bands.items():
        assert pence("Precept", letter, 2) == value
    for one in precept.demands:
        assert pence("Precept", one.name, 2) == one.precept
    assert pence("Precept", "Change in per cent", 1) == precept.percent
    for n, year in enumerate(years):
        assert pence("Medium term", "Gap: still to be found", 1 + n) == year.gap
        assert pence("Medium term", "Council tax", 1 + n) == year.council_tax
        assert pence("Medium term", "Spending", 1 + n) == year.spending
        assert pence("Medium term", "Left of all reserves", 1 + n) == year.reserves
    assert years[0].gap == Decimal("-151210.30")
