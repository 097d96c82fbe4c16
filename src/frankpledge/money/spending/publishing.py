"""The monthly files: the sector's columns for spending, written and read.

The columns are those that the Local Government Transparency Code 2015 asks for and that councils
publish under it (body, date, supplier, transaction number, net amount, irrecoverable VAT,
department, category, purpose), with the reason why the item is good value, which the Elected Local
Policing Bodies (Specified Information) Order 2011 asks of policing bodies besides. That Order is
about the spending of the chief officer too (as amended in 2012), so the first column says whose an
item is. Codes and classifications follow where the export has them (see `payments.MORE`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from frankpledge.cells import guarded
from frankpledge.errors import InputError, Place
from frankpledge.money.amounts import MoneyError
from frankpledge.money.spending.parsing import pounds
from frankpledge.money.spending.payments import MORE, Payment
from frankpledge.money.spending.people import ORGANISATION, REDACTED, TITLED, UNSURE, WITHHELD

FOLDER = Path("money") / "spending"
COLUMNS = (
    *("Body name", "Transaction date", "Supplier (beneficiary)", "Transaction number"),
    *("Net amount", "Irrecoverable VAT", "Department or service", "Procurement category"),
    *("Purpose of expenditure", "Why it is good value"),
)


def monthly(payments: Iterable[Payment], body: str) -> Mapping[str, bytes]:
    """A CSV file (UTF-8) for each month that has items, by name ('2025-04.csv').

    All have the same columns: of MORE those that any item has a text in.
    """
    ordered = sorted(payments, key=lambda one: one.month)
    held = [any(texts) for texts in zip(*{one.more for one in ordered if one.more}, strict=True)]
    further = [n for n, any_text in enumerate(held) if any_text]
    return {
        f"{month}.csv": _file(list(items), body, further)
        for month, items in groupby(ordered, key=lambda one: one.month)
    }


def _file(items: Sequence[Payment], body: str, further: Sequence[int]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    headings = tuple(MORE.values())
    writer.writerow((*COLUMNS, *(headings[n] for n in further)))
    for one in items:
        vat = "" if one.irrecoverable_vat is None else f"{one.irrecoverable_vat:.2f}"
        texts = (one.department, one.category, one.purpose, one.good_value)
        more = (one.more[n] if one.more else "" for n in further)
        writer.writerow(
            (
                guarded(one.body or body),
                f"{one.day:%d/%m/%Y}",
                guarded(one.supplier),
                guarded(one.transaction),
                f"{one.amount:.2f}",
                vat,
                *map(guarded, (*texts, *more)),
            )
        )
    return buffer.getvalue().encode()


def read_published(root: Path) -> tuple[Payment, ...]:
    """The items of every monthly file of a workspace, by day.

    Raises MoneyError with the first fault of each file: such files are written by this package, so
    a fault means that one was changed by hand.
    """
    found: list[Payment] = []
    faults: list[InputError] = []
    for path in sorted((root / FOLDER).glob("*.csv")):
        try:
            found += _read(path)
        except InputError as fault:
            faults.append(fault)
    if faults:
        raise MoneyError(faults)
    return tuple(found)


def _read(path: Path) -> Iterable[Payment]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = tuple(next(rows, []))
        further = [name for name, heading in MORE.items() if heading in header[len(COLUMNS) :]]
        if header != (*COLUMNS, *(MORE[name] for name in further)):
            known = f"{', '.join(COLUMNS)}, and then any of {', '.join(MORE.values())}"
            raise InputError(Place(str(path), 1), f"the columns {known}", header)
        return [_payment(row, Place(str(path), n), further) for n, row in enumerate(rows, start=2)]


def _payment(row: Sequence[str], place: Place, further: Sequence[str]) -> Payment:
    if len(row) != len(COLUMNS) + len(further):
        raise InputError(place, f"{len(COLUMNS) + len(further)} columns", len(row))
    body, day, supplier, transaction, amount, vat, *texts = row
    try:
        when = datetime.strptime(day, "%d/%m/%Y").date()
        value = pounds(amount)
        spent: Decimal | None = pounds(vat) if vat else None
    except ValueError as error:
        raise InputError(place, "a day, an amount and a VAT that can be read", f"{error}") from None
    if f"{when:%Y-%m}" != Path(place.file).stem:
        raise InputError(place, f"a day in {Path(place.file).stem}", day)
    verdict = {REDACTED: TITLED, WITHHELD: UNSURE}.get(supplier, ORGANISATION)
    department, category, purpose, why = texts[:4]
    held = dict(zip(further, texts[4:], strict=True))
    return Payment(
        day=when,
        supplier=supplier,
        amount=value,
        transaction=transaction,
        irrecoverable_vat=spent,
        department=department,
        category=category,
        purpose=purpose,
        good_value=why,
        verdict=verdict,
        body=body,
        more=tuple(held.get(name, "") for name in MORE) if held else (),
    )
