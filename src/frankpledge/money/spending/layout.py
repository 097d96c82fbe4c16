"""What a finance system's export looks like: which column is which, said once in a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from frankpledge.documents import Fields, nearest
from frankpledge.errors import DocumentError
from frankpledge.money.amounts import MoneyError, amount
from frankpledge.money.spending.payments import MORE

FILE = Path("money") / "spending.yaml"
NEEDED = ("supplier", "date", "amount")
OPTIONAL = (
    *("transaction", "line", "irrecoverable_vat", "recoverable_vat", "department", "category"),
    *("purpose", "good_value", "kind", "body"),
    *MORE,
)
AMOUNTS, ITEMS = ("net", "gross"), ("row", "transaction")


@dataclass(frozen=True, kw_only=True)
class SpendingLayout:
    """How to read an export.

    `columns` gives the header of each field (NEEDED and OPTIONAL). `amounts` says whether the
    amount is net of the VAT that can be got back, or gross: then that VAT is taken off. An item is
    a `row`, or all rows of one `transaction` together; items of more than `threshold` pounds either
    way are published. `individual` are the values of the column `kind` that mark a person;
    `organisations` names that are no person although they look like one.
    """

    columns: Mapping[str, str]
    amounts: str = "net"
    item: str = "row"
    threshold: Decimal = Decimal(500)
    individual: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    sheet: str = ""
    path: Path = field(default=FILE, compare=False)


def read_layout(path: Path) -> SpendingLayout:
    """Read the document. Raises MoneyError that names file, line and field."""
    try:
        return _layout(Fields.load(path))
    except DocumentError as fault:
        raise MoneyError([fault]) from None


def _layout(fields: Fields) -> SpendingLayout:
    columns = fields.take("columns")
    known = (*NEEDED, *OPTIONAL)
    if not isinstance(columns, dict):
        raise fields.error("columns", "the header of each field", columns)
    for name, header in columns.items():
        if name not in known:
            raise fields.error("columns", f"a field; {nearest(str(name), known)}", name)
        if not isinstance(header, str) or not header.strip():
            raise fields.error("columns", f"the header of {name}, a text", header)
    for name in NEEDED:
        if name not in columns:
            raise fields.error("columns", f"the header of {name}")
    found = SpendingLayout(
        columns={name: " ".join(columns[name].split()) for name in known if name in columns},
        amounts=fields.choice("amounts", AMOUNTS),
        item=fields.choice("item", ITEMS, "row"),
        threshold=amount(fields, "threshold", Decimal(500)),
        individual=fields.texts("individual"),
        organisations=fields.texts("organisations"),
        sheet=fields.text("sheet", ""),
        path=fields.path,
    )
    fields.close()
    needs = {
        "recoverable_vat": found.amounts == "gross",
        "transaction": found.item == "transaction" or "line" in columns,
        "kind": bool(found.individual),
    }
    for name, needed in needs.items():
        if needed and name not in columns:
            raise fields.error("columns", f"the header of {name}, which the rest of it needs")
    return found
