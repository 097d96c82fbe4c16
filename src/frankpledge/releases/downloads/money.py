"""The files about money of a release: workbooks, monthly spending, contracts, services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from frankpledge.money.budget import workbook
from frankpledge.money.spending import contracts_csv, monthly, published, smaller, smaller_csv
from frankpledge.releases.downloads.csvw import About, Field
from frankpledge.releases.downloads.published import Published
from frankpledge.releases.site.model import Site

SERVICES = "data/money/services.csv"
CONTRACTS = "data/money/contracts.csv"
SMALLER = "data/money/contracts-smaller.csv"
FIELDS = (
    Field("service", "Id of the service", required=True),
    Field("title", "What it is called", required=True),
    Field("measure", "What is asked of it: helped, waiting, outcomes and so on", required=True),
    Field("group", "The part of people that the figure is of; blank for everyone"),
    Field("period", "Period, where the document states one"),
    Field("period_words", "The period in words, or what the document says of it"),
    Field("value", "The figure; blank where it is suppressed or not stated", "number"),
    Field("out_of", "Of how many; blank where it is no part of others", "number"),
    Field("unit", "Unit of the figure"),
    Field(
        "status",
        "Why a figure may be blank",
        "string",
        True,
        "published|suppressed|not stated",
    ),
    Field("document", "The document that states it, by its own title"),
    Field("place", "Where in the document"),
    Field("quote", "The words of the document"),
)


def files(site: Site) -> Iterator[Published]:
    """Workbooks of budgets, monthly files of spending, and the contracts."""
    finance = site.finance
    for budget in finance.budgets:
        yield Published(
            f"data/money/budget-{budget.id}.xlsx",
            budget.title,
            "The budget, the precept and the years ahead, with live formulas.",
            "XLSX",
            len(budget.income) + len(budget.spending),
            partial(workbook, budget),
        )
    for name, data in monthly(finance.payments, site.workspace.body).items():
        yield Published(
            f"data/money/spending/{name}",
            f"Spending over £500, {name.removesuffix('.csv')}",
            "Each item of expenditure over £500, in the columns of the transparency code.",
            "CSV",
            data.count(b"\r\n") - 1,
            partial(bytes, data),
        )
    open_ = published(finance.contracts)
    if open_:
        yield Published(
            CONTRACTS,
            "Contracts over £10,000",
            "Each contract over £10,000, and those whose value is not stated.",
            "CSV",
            len(open_),
            partial(contracts_csv, finance.contracts),
        )
    small = smaller(finance.contracts)
    if small:
        yield Published(
            SMALLER,
            "Contracts of £10,000 or less",
            "Each contract of £10,000 or less: with whom, what for, the sum.",
            "CSV",
            len(small),
            partial(smaller_csv, finance.contracts),
        )


def about(site: Site) -> About:
    """What the file of services is."""
    return About(
        title="Commissioned services",
        description="Every figure that a document states of a service, and what nobody states.",
        fields=FIELDS,
        key=("service", "measure", "group", "period_words"),
        publisher=site.workspace.body,
        licence="",
        source="",
    )


def rows(site: Site) -> list[dict[str, Any]]:
    """The rows of the file of services."""
    return [
        asdict(row)
        | {
            "value": None if row.value is None else float(row.value),
            "out_of": None if row.out_of is None else float(row.out_of),
        }
        for row in site.finance.rows
    ]
