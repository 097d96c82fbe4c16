"""A budget as a workbook: every figure that is worked out is a formula on those typed in.

Shaded cells are the document's own figures; whoever changes one sees all others follow. The values
stored beside the formulas are those of this package's own arithmetic, so that a reader that does
not calculate shows the same; the tests have another program work the formulas out.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from frankpledge.errors import UserError
from frankpledge.money.budget.model import NOUGHT, Budget, Line, Outlook
from frankpledge.money.budget.outlook import Year, outlook_of
from frankpledge.money.budget.precept import NINTHS, bands_of, precept_of, requirement_of
from frankpledge.money.budget.sheets import MISSING, Formula, Sheet, formats, letter

LATER = "Medium term"
SHIFT, PLANNED = 3, 4  # columns of the sheet of assumptions


def workbook(budget: Budget) -> bytes:
    """The workbook (XLSX); the same budget gives the same bytes.

    Raises UserError when XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise UserError(MISSING) from error
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        # Any fixed day will do; the day on which it was made would change the bytes.
        book.set_properties({"title": budget.title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        _Book(book, budget).write()
    return buffer.getvalue()


class _Book:
    def __init__(self, book: object, budget: Budget) -> None:
        self.budget = budget
        styles = formats(book)
        self.notes = Sheet(book, "Read me", (100,), styles)
        self.assumed = Sheet(book, "Assumptions", (16, 34, 10, 10, *(10,) * 12), styles)
        self.changes = Sheet(book, "Changes", (16, 10, 16, 8, 50), styles)
        self.money = Sheet(book, "Budget", (18, 44, 18, 18, 18, 18), styles)
        self.precept = Sheet(book, "Precept", (30, 18, 18, 18, 18), styles)
        self.later = Sheet(book, LATER, (18, 44, *(18,) * 8), styles)
        self.cells: dict[str, str] = {}
        self.used: dict[tuple[str, str], str] = {}

    def write(self) -> None:
        self._notes()
        self._assumptions()
        self._changes()
        self._precept()
        self._budget()
        if self.budget.outlook is not None:
            self._later(self.budget.outlook)

    def _notes(self) -> None:
        self.notes.line(self.budget.title, style="title")
        for text in (
            f"{self.budget.year}, {self.budget.status}. Source: {self.budget.source}",
            self.budget.demonstration,
            "Shaded cells are figures of the document: type over them and the rest follows.",
            "On the sheet Assumptions, 'off by' moves an assumption in every year.",
            "All amounts are pounds, rounded to the penny, half away from zero.",
        ):
            if text:
                self.notes.line(text)

    def _assumptions(self) -> None:
        years = self.budget.outlook.years if self.budget.outlook else ()
        sheet, count = self.assumed, len(years)
        used = [f"{year} used" for year in years]
        sheet.line("id", "Assumption", "Unit", "Off by", *years, *used, "Why", style="head")
        for one in self.budget.assumptions:
            row = sheet.row + 1
            planned = [one.values[year] for year in years]
            taken: list[Formula] = [
                (f"={letter(PLANNED + n)}{row}+${letter(SHIFT)}{row}", value)
                for n, value in enumerate(planned)
            ]
            texts = (one.id, one.title, one.unit)
            sheet.line(*texts, NOUGHT, *planned, *taken, one.basis, shape="plain")
            for n, year in enumerate(years):
                self.used[one.id, year] = sheet.at(PLANNED + count + n, row)

    def _changes(self) -> None:
        self.changes.line("Line", "Year", "Amount", "Once", "Why", style="head")
        for one in self.budget.outlook.changes if self.budget.outlook else ():
            once = "once" if one.once else "lasting"
            self.changes.line(one.line, one.year, one.amount, once, one.why)

    def _precept(self) -> None:
        sheet, found, levy = self.precept, precept_of(self.budget), self.budget.levy
        sheet.line("Precept", style="title")
        row = sheet.line("Band D", found.band_d)
        self.cells["band_d"] = band = sheet.at(1, row)
        if levy.before_band_d is not None and found.change is not None:
            assert found.percent is not None
            row = sheet.line("Band D the year before", levy.before_band_d)
            before = sheet.at(1, row)
            sheet.line("Change in pounds", (f"={band}-{before}", found.change))
            formula = f"=ROUND(({band}-{before})/{before}*100,2)"
            sheet.line("Change in per cent", (formula, found.percent), shape="percent")
        sheet.skip()
        self._authorities(band)
        sheet.skip()
        self._bands(band)

    def _authorities(self, band: str) -> None:
        sheet, found = self.precept, precept_of(self.budget)
        heads = ("Billing authority", "Tax base", "Precept", "Collection fund", "Pays in all")
        start = sheet.line(*heads, style="head") + 1
        for one in found.demands:
            row = sheet.row + 1
            precept: Formula = (f"=ROUND(B{row}*{band},2)", one.precept)
            whole: Formula = (f"=C{row}+D{row}", one.total)
            sheet.line(one.name, one.base, precept, one.collection_fund, whole)
        end = sheet.row
        sums = (
            found.base,
            found.raised,
            found.collection_fund,
            found.raised + found.collection_fund,
        )
        totals: list[Formula] = [
            (f"=SUM({name}{start}:{name}{end})", value)
            for name, value in zip("BCDE", sums, strict=True)
        ]
        row = sheet.line("Together", *totals)
        for column, name in enumerate(("base", "council_tax", "collection_fund"), start=1):
            self.cells[name] = sheet.at(column, row)

    def _bands(self, band: str) -> None:
        found = precept_of(self.budget)
        self.precept.line("Band", "Ninths", "Pounds", style="head")
        for name in bands_of(found.band_d, "wales" if "I" in found.bands else "england"):
            row = self.precept.row + 1
            formula: Formula = (f"=ROUND({band}*B{row}/9,2)", found.bands[name])
            self.precept.line(name, Decimal(NINTHS[name]), formula)

    def _budget(self) -> None:
        sheet, budget = self.money, self.budget
        sheet.line(f"Budget {budget.year}", style="title")
        self._lines("Income", "income", budget.income, budget.total_income)
        self._lines("Spending", "spending", budget.spending, budget.total_spending)
        self._reserves()
        needed = (
            f"={self.cells['spending']}-{self.cells['income']}-{self.cells['collection_fund']}"
            f"-{self.cells['reserves_used']}"
        )
        requirement = requirement_of(budget)
        raised = precept_of(budget).raised
        sheet.skip()
        row = sheet.line("", "Council tax requirement", (needed, requirement))
        sheet.line("", "Raised by the precept", (f"={self.cells['council_tax']}", raised))
        formula = f"=ROUND(C{row}-C{row + 1},2)"
        sheet.line("", "Gap (0 when it balances)", (formula, requirement - raised))

    def _lines(self, heading: str, name: str, lines: Sequence[Line], total: Decimal) -> None:
        sheet = self.money
        sheet.skip()
        start = sheet.line("id", heading, "Pounds", style="head") + 1
        for line in lines:
            row = sheet.line(line.id, line.title, line.amount)
            self.cells[f"line {line.id}"] = sheet.at(2, row)
        formula = f"=SUM(C{start}:C{sheet.row})" if lines else "=0"
        row = sheet.line("", f"{heading}, together", (formula, total))
        self.cells[name] = sheet.at(2, row)

    def _reserves(self) -> None:
        sheet, reserves = self.money, self.budget.reserves
        sheet.skip()
        heads = ("id", "Reserve", "At the start", "Added", "Used", "Left")
        start = sheet.line(*heads, style="head") + 1
        for one in reserves:
            left: Formula = (f"=C{sheet.row + 1}+D{sheet.row + 1}-E{sheet.row + 1}", one.closing)
            sheet.line(one.id, one.title, one.opening, one.added, one.used, left)
        end = max(sheet.row, start)
        used = f"=SUM(E{start}:E{end})-SUM(D{start}:D{end})" if reserves else "=0"
        row = sheet.line("", "Used less added", (used, self.budget.reserves_used))
        self.cells["reserves_used"] = sheet.at(2, row)
        left_of_all = sum((one.closing for one in reserves), NOUGHT)
        formula = f"=SUM(F{start}:F{end})" if reserves else "=0"
        row = sheet.line("", "Left of all reserves", (formula, left_of_all))
        self.cells["reserves"] = sheet.at(2, row)

    def _later(self, outlook: Outlook) -> None:
        years = outlook_of(self.budget)
        sheet = self.later
        sheet.line("Medium-term plan", style="title")
        self.head = sheet.line("id", "Pounds", *(year.year for year in years), style="head")
        rows: dict[str, int] = {}
        for line in (*self.budget.income, *self.budget.spending):
            cells = [year.lines[line.id] for year in years]
            formulas = [self._line(line, n, years) for n in range(len(years))]
            pairs = list(zip(formulas, cells, strict=True))
            rows[line.id] = sheet.line(line.id, line.title, *pairs)
        sheet.skip()
        for name, title in ROWS.items():
            if name == "reserves_used":
                used = [outlook.reserves_used.get(year, NOUGHT) for year in outlook.years]
                first: Formula = (f"={self.cells[name]}", years[0].reserves_used)
                rows[name] = sheet.line("", title, first, *used)
                continue
            formulas = [self._total(name, n, years, rows, outlook) for n in range(len(years))]
            pairs = [(f, getattr(y, name)) for f, y in zip(formulas, years, strict=True)]
            rows[name] = sheet.line(
                "", title, *pairs, shape="plain" if name == "base" else "pounds"
            )

    def _line(self, line: Line, n: int, years: Sequence[Year]) -> str:
        """A line in the n-th year: last year's without what was once, grown, and its changes."""
        if n == 0:
            return f"={self.cells[f'line {line.id}']}"
        row, before, here = self.later.row + 1, letter(1 + n), letter(2 + n)
        amount, name, year, once = (f"'Changes'!${c}$2:${c}$999" for c in "CABD")
        news = f"SUMIFS({amount},{name},$A{row},{year},{here}${self.head})"
        past = f'SUMIFS({amount},{name},$A{row},{year},{before}${self.head},{once},"once")'
        growth = f"*(1+{self.used[line.grows, years[n].year]}/100)" if line.grows else ""
        return f"=ROUND(({before}{row}-{past}){growth}+{news},2)"

    def _total(
        self, name: str, n: int, years: Sequence[Year], rows: dict[str, int], outlook: Outlook
    ) -> str:
        here, before, row = letter(2 + n), letter(1 + n), self.later.row + 1
        if name in ("income", "spending"):
            lines = self.budget.income if name == "income" else self.budget.spending
            return "=" + ("+".join(f"{here}{rows[line.id]}" for line in lines) or "0")
        if name == "gap":
            taken = ("income", "council_tax", "collection_fund", "reserves_used")
            less = "".join(f"-{here}{rows[one]}" for one in taken)
            return f"=ROUND({here}{rows['spending']}{less},2)"
        if n == 0:
            return f"={self.cells[name]}"
        year = years[n].year
        fund = self.used.get((outlook.collection_fund, year), "0")
        grown = f"(1+{self.used[outlook.base_grows, year]}/100)"
        return {
            "base": f"=ROUND({before}{row}*{grown},1)",
            "band_d": self._band_d(outlook, f"{before}{row}", year),
            "council_tax": f"=ROUND({here}{rows.get('base')}*{here}{rows.get('band_d')},2)",
            "collection_fund": f"={fund}",
            "reserves": f"={before}{row}-{here}{rows.get('reserves_used')}",
        }[name]

    def _band_d(self, outlook: Outlook, before: str, year: str) -> str:
        value = self.used[outlook.band_d_rises, year]
        if self.budget.assumption(outlook.band_d_rises).unit == "pounds":
            return f"=ROUND({before}+{value},2)"
        return f"=ROUND({before}*(1+{value}/100),2)"


ROWS = {
    "income": "Income",
    "spending": "Spending",
    "base": "Tax base",
    "band_d": "Band D",
    "council_tax": "Council tax",
    "collection_fund": "Collection funds",
    "reserves_used": "Reserves used",
    "gap": "Gap: still to be found",
    "reserves": "Left of all reserves",
}
