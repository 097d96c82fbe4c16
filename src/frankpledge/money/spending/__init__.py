"""Spending and contracts: exports of finance systems read, redacted, published and looked into.

`read_spending` turns an export into payments that may be published, `monthly` writes them in the
sector's columns, `read_published` reads those files again; `by_month`, `concentration`, `unusual`,
`alike` and `reversals` say what they show. Names of people go no further than `read_spending`.
"""

from frankpledge.money.spending.contracts import (
    Contract,
    contracts_csv,
    published,
    read_contracts,
    smaller,
    smaller_csv,
)
from frankpledge.money.spending.layout import FILE, SpendingLayout, read_layout
from frankpledge.money.spending.parsing import day, pounds
from frankpledge.money.spending.payments import MORE, Payment, Refused, SpendingReport
from frankpledge.money.spending.publishing import COLUMNS, FOLDER, monthly, read_published
from frankpledge.money.spending.reading import read_spending
from frankpledge.money.spending.views import (
    Concentration,
    Month,
    Unusual,
    alike,
    by_month,
    concentration,
    reversals,
    unusual,
)

__all__ = [
    "COLUMNS",
    "FILE",
    "FOLDER",
    "MORE",
    "Concentration",
    "Contract",
    "Month",
    "Payment",
    "Refused",
    "SpendingLayout",
    "SpendingReport",
    "Unusual",
    "alike",
    "by_month",
    "concentration",
    "contracts_csv",
    "day",
    "monthly",
    "pounds",
    "published",
    "read_contracts",
    "read_layout",
    "read_published",
    "read_spending",
    "reversals",
    "smaller",
    "smaller_csv",
    "unusual",
]
