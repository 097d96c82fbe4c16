"""Reading an export of a finance system into payments that may be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from sys import intern
from typing import Any

from frankpledge.errors import InputError, Place
from frankpledge.money.spending.cells import Row, Table, table_of
from frankpledge.money.spending.layout import SpendingLayout
from frankpledge.money.spending.parsing import day, pounds
from frankpledge.money.spending.payments import MORE, Payment, SpendingReport
from frankpledge.money.spending.people import judge_of, shown, without

NOUGHT = Decimal(0)
EVERY = 20_000  # rows between two words to the progress bar
Progress = Callable[[int], None]


def read_spending(
    path: Path, layout: SpendingLayout, progress: Progress = lambda _rows: None
) -> tuple[tuple[Payment, ...], SpendingReport]:
    """The items over the threshold, by day, and how well the export could be read.

    A row that cannot be read is left out and counted with its reason. Raises InputError when the
    file itself cannot be read, lacks a column of the layout, or has no row that can be read.
    """
    sums = _sums(path, layout) if layout.item == "transaction" else None
    table = table_of(path, layout)
    report = SpendingReport(path.name, table.encoding, table.heads)
    reader = _Reader(table, layout, report)
    judge = judge_of(layout.organisations, layout.individual)
    found: list[Payment] = []
    for row in reader.rows(progress):
        size = row.amount if sums is None or not row.transaction else sums[row.transaction]
        if abs(size) <= layout.threshold:
            report.below += 1
            report.below_sum += row.amount
        else:
            found.append(_payment(row, judge(row.supplier, row.kind), report))
    if not found and not report.below:
        first = report.listed[0] if report.listed else None
        place = Place(table.file, first.line if first else None, first.column if first else None)
        raise InputError(place, "at least one row that can be read", first and first.reason)
    found.sort(key=lambda one: (one.day, one.transaction, one.supplier, one.amount, one.purpose))
    if found:
        report.first, report.last = found[0].month, found[-1].month
    return tuple(found), report


def _sums(path: Path, layout: SpendingLayout) -> dict[str, Decimal]:
    """What the rows of each transaction come to."""
    sums: defaultdict[str, Decimal] = defaultdict(lambda: NOUGHT)
    table = table_of(path, layout)
    for row in _Reader(table, layout, SpendingReport(path.name)).rows(lambda _rows: None):
        sums[row.transaction] += row.amount
    return sums


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row that could be read, names still in it: it goes no further than this module."""

    day: Any
    amount: Decimal
    vat: Decimal | None
    supplier: str
    kind: str
    transaction: str
    texts: tuple[str, str, str, str]
    body: str
    more: tuple[str, ...]


@dataclass
class _Reader:
    table: Table
    layout: SpendingLayout
    report: SpendingReport

    def __post_init__(self) -> None:
        self.further = any(name in self.layout.columns for name in MORE)

    def rows(self, progress: Progress) -> Iterator[_Raw]:
        seen: dict[tuple[str, str], int] = {}
        for line, cells in self.table.rows:
            if not any(str(cell).strip() for cell in cells):
                self.report.blank += 1
                continue
            self.report.rows += 1
            if self.report.rows % EVERY == 0:
                progress(self.report.rows)
            row = self._row(line, cells)
            if row is not None and not self._again(line, cells, row, seen):
                yield row

    def _row(self, line: int, cells: Row) -> _Raw | None:
        if (line, self.table.index["amount"]) in self.table.merged:
            reason = "the amount is in a merged cell, which counts in its first row"
            self._refuse(line, "amount", reason)
            return None
        try:
            when, serial = day(self._cell(cells, "date"))
        except ValueError as error:
            self._refuse(line, "date", str(error))
            return None
        supplier = self._text(cells, "supplier")
        if not supplier:
            self._refuse(line, "supplier", "the payee is blank")
            return None
        name = "amount"
        try:
            amount = pounds(self._cell(cells, "amount"))
            if self.layout.amounts == "gross":
                name = "recoverable_vat"
                amount -= self._vat(cells, name) or NOUGHT
            name = "irrecoverable_vat"
            vat = self._vat(cells, name)
        except ValueError as error:
            self._refuse(line, name, str(error).replace("amount", name.replace("_", " ")))
            return None
        self.report.serial_dates += serial
        texts = ("department", "category", "purpose", "good_value")
        return _Raw(
            when,
            amount,
            vat,
            supplier,
            self._text(cells, "kind"),
            self._text(cells, "transaction"),
            tuple(intern(self._text(cells, text)) for text in texts),  # type: ignore[arg-type]
            intern(self._text(cells, "body")),
            self._more(cells),
        )

    def _more(self, cells: Row) -> tuple[str, ...]:
        if not self.further:
            return ()
        return tuple(intern(self._text(cells, name)) for name in MORE)

    def _refuse(self, line: int, name: str, reason: str) -> None:
        self.report.refuse(line, self.layout.columns[name], reason)

    def _cell(self, cells: Row, name: str) -> Any:
        at = self.table.index.get(name)
        return "" if at is None or at >= len(cells) else cells[at]

    def _text(self, cells: Row, name: str) -> str:
        cell = self._cell(cells, name)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join(str(cell).split())

    def _vat(self, cells: Row, name: str) -> Decimal | None:
        cell = self._cell(cells, name)
        return None if str(cell).strip() == "" else pounds(cell)

    def _again(self, line: int, cells: Row, row: _Raw, seen: dict[tuple[str, str], int]) -> bool:
        """Whether a row with this transaction and line was read before. Rows without both numbers
        are all kept: two payments of one amount to one payee are two payments."""
        if "line" not in self.layout.columns:
            return False
        key = (row.transaction, self._text(cells, "line"))
        if not all(key):
            return False
        told = hash((row.day, row.amount, row.supplier, row.texts))
        if key not in seen:
            seen[key] = told
            return False
        if seen[key] == told:
            self.report.same += 1
        else:
            self._refuse(line, "line", "another row has the same transaction and line")
        return True


def _payment(row: _Raw, verdict: str, report: SpendingReport) -> Payment:
    """A row as it may be published: a person's name is taken out of payee and purpose."""
    report.verdicts[verdict] += 1
    report.refunds += row.amount < 0
    department, category, purpose, good_value = row.texts
    more = row.more
    if verdict != "organisation":
        purpose, good_value = without(purpose, row.supplier), without(good_value, row.supplier)
        more = tuple(without(text, row.supplier) for text in more)
    return Payment(
        day=row.day,
        supplier=intern(shown(row.supplier, verdict)),
        amount=row.amount,
        transaction=row.transaction,
        irrecoverable_vat=row.vat,
        department=department,
        category=category,
        purpose=purpose,
        good_value=good_value,
        verdict=verdict,
        body=row.body,
        more=more,
    )
