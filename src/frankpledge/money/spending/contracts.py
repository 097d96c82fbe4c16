"""Contracts: a document of the workspace, published as a table of those over £10,000 and one of the
smaller ones.

Specified Information Order 2011, paragraph 4, asks for both; the columns are those that the Local
Government Transparency Code 2015 asks for of contracts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from frankpledge.cells import guarded
from frankpledge.documents import Fields
from frankpledge.errors import DocumentError, InputError
from frankpledge.money.amounts import MoneyError, amount, gathered

FILE = Path("money") / "contracts.yaml"
OVER = Decimal(10_000)
COLUMNS = (
    *("Reference", "Title", "Supplier", "What for", "Sum over its length", "Starts", "Ends"),
    *("Reviewed", "VAT that cannot be got back", "Small or voluntary", "Way of buying", "Copy"),
)
# Columns that are there where any contract states them.
FURTHER = {"department": "Department responsible", "registration": "Registration number"}
SMALLER = ("Reference", "Title", "Supplier", "What for", "Sum over its length")
KINDS = ("small business", "voluntary organisation", "neither", "not stated")


@dataclass(frozen=True, kw_only=True)
class Contract:
    """One contract; `value` is the sum over its whole length in pounds, net of VAT that can be got
    back, None where it is not stated. `registration` is the supplier's number as a company or
    charity, which the code asks for of small businesses and voluntary organisations."""

    id: str
    title: str
    supplier: str
    purpose: str
    value: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    review: date | None = None
    irrecoverable_vat: Decimal | None = None
    kind: str = "not stated"
    procedure: str = ""
    copy: str = ""
    department: str = ""
    registration: str = ""


def read_contracts(root: Path) -> tuple[Contract, ...]:
    """The contracts of a workspace, by id; none where it has no such document.

    Raises MoneyError with all faults: a contract that ends before it starts, an id given twice.
    """
    path = root / FILE
    if not path.is_file():
        return ()
    faults: list[InputError] = []
    try:
        fields = Fields.load(path)
    except DocumentError as fault:
        raise MoneyError([fault]) from None
    found = gathered(fields, "contracts", _contract, faults)
    ids = [one.id for one in found]
    faults += [
        fields.error("contracts", "each id once", one) for one in set(ids) if ids.count(one) > 1
    ]
    try:
        fields.close()
    except DocumentError as fault:
        faults.append(fault)
    if faults:
        raise MoneyError(faults)
    return tuple(sorted(found, key=lambda one: one.id))


def _contract(fields: Fields) -> Contract:
    found = Contract(
        id=fields.text("id"),
        title=fields.text("title"),
        supplier=fields.text("supplier"),
        purpose=fields.text("purpose"),
        value=amount(fields, "value", None),
        starts=_day(fields, "starts"),
        ends=_day(fields, "ends"),
        review=_day(fields, "review"),
        irrecoverable_vat=amount(fields, "irrecoverable_vat", None),
        kind=fields.choice("kind", KINDS, "not stated"),
        procedure=fields.text("procedure", ""),
        copy=fields.text("copy", ""),
        department=fields.text("department", ""),
        registration=fields.text("registration", ""),
    )
    if found.starts and found.ends and found.ends < found.starts:
        raise fields.error("ends", f"a day from {found.starts} on", found.ends)
    return found


def _day(fields: Fields, key: str) -> date | None:
    value = fields.take(key, None)
    if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
        raise fields.error(key, "a day such as 2026-04-01", value)
    return value


def published(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """Those over £10,000, and those whose value is not stated: that may be over it too."""
    return tuple(one for one in contracts if one.value is None or one.value > OVER)


def smaller(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """Those of £10,000 or less, of which the law asks for a list only."""
    return tuple(one for one in contracts if one.value is not None and one.value <= OVER)


def contracts_csv(contracts: Sequence[Contract]) -> bytes:
    """The published contracts as CSV (UTF-8); blank is not stated."""
    shown = published(contracts)
    further = [name for name in FURTHER if any(getattr(one, name) for one in shown)]
    rows = [(*_cells(one), *(guarded(getattr(one, name)) for name in further)) for one in shown]
    return _table((*COLUMNS, *(FURTHER[name] for name in further)), rows)


def smaller_csv(contracts: Sequence[Contract]) -> bytes:
    """The contracts of £10,000 or less as CSV (UTF-8)."""
    rows = [(*_texts(one), f"{one.value:.2f}") for one in smaller(contracts)]
    return _table(SMALLER, rows)


def _texts(one: Contract) -> tuple[str, ...]:
    return tuple(map(guarded, (one.id, one.title, one.supplier, one.purpose)))


def _cells(one: Contract) -> tuple[str, ...]:
    days = ["" if d is None else f"{d:%d/%m/%Y}" for d in (one.starts, one.ends, one.review)]
    vat = "" if one.irrecoverable_vat is None else f"{one.irrecoverable_vat:.2f}"
    value = "" if one.value is None else f"{one.value:.2f}"
    return (*_texts(one), value, *days, vat, one.kind, guarded(one.procedure), guarded(one.copy))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return buffer.getvalue().encode()
