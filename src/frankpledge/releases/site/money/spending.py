"""Spending over £500 and contracts over £10,000: the trend, who gets how much, what stands out."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.claims import draw
from frankpledge.money.spending import (
    Month,
    Payment,
    by_month,
    concentration,
    published,
    smaller,
    unusual,
)
from frankpledge.packs.papers import (
    SPENDING_CARE,
    WHOSE,
    contracts_table,
    month_words,
    months_chart,
    months_table,
    spending_finding,
    suppliers_finding,
    suppliers_table,
    twice_finding,
    twice_table,
    unusual_finding,
    unusual_table,
    whose_table,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.monthly import duty_section
from frankpledge.releases.site.money.parts import Section, money_page
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.shapes import Download, Figure, Link, Page
from frankpledge.releases.site.tables import site_table
from frankpledge.releases.site.words import count_words

FILES = "data/money/spending/{month}.csv"
CONTRACTS = "data/money/contracts.csv"
SMALLER = "data/money/contracts-smaller.csv"
METHOD = Link("How this is worked out", "methods/spending/")
LAW = (
    "The Specified Information Order 2011 asks a policing body to publish, month by month, each "
    "item of expenditure over £500 with its recipient, its purpose and why it is good value, and a "
    "copy of each contract over £10,000."
)


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    months = by_month(site.finance.payments)
    yield money_page(
        "spending",
        "Spending and contracts",
        f"What {site.workspace.body} pays to whom, as far as it is published here.",
        finding=spending_finding(months),
        sections=[
            *([] if months else [_none()]),
            *(_sections(site, months) if months else []),
            duty_section(site, [one.month for one in months if one.count is not None]),
            _contracts(site),
            _papers(site),
        ],
        caveats=SPENDING_CARE if months else [],
    )


def _none() -> Section:
    return Section(
        heading="What the law asks",
        texts=[LAW, "None of that is among the documents that this site was made from."],
        items=[
            "With the finance system's export, every month would stand here: the trend, how few "
            "suppliers get how much, payments far from a supplier's usual, and bills that may have "
            "been paid twice.",
            "Names of people are taken out before anything is stored.",
        ],
        links=[METHOD],
    )


def _sections(site: Site, months: tuple[Month, ...]) -> list[Section | None]:
    payments = site.finance.payments
    return [
        _trend(months),
        _whose(payments),
        _few(payments),
        _odd(payments),
        _twice(payments),
        _files(months),
    ]


def _whose(payments: tuple[Payment, ...]) -> Section | None:
    """The body's own spending and the chief officer's apart, where the files tell them apart."""
    found = whose_table(payments)
    if not found.rows:
        return None
    return Section(heading="Whose spending", texts=[WHOSE], tables=[site_table("whose", found)])


def _trend(months: tuple[Month, ...]) -> Section:
    chart, same = months_chart(months), site_table("months", months_table(months))
    figure = Figure("trend-figure", chart.finding, draw(chart, "trend"), table=same)
    return Section(heading="Month by month", figure=figure)


def _few(payments: tuple[Payment, ...]) -> Section | None:
    found = concentration(payments)
    if found is None:
        return None
    return Section(
        heading="Who gets how much",
        texts=[suppliers_finding(found)],
        tables=[site_table("suppliers", suppliers_table(found))],
    )


def _odd(payments: tuple[Payment, ...]) -> Section:
    found = unusual(payments)
    return Section(
        heading="Far from the usual",
        texts=[unusual_finding(found)],
        tables=[site_table("unusual", unusual_table(found))] if found else [],
        links=[METHOD] if found else [],
    )


def _twice(payments: tuple[Payment, ...]) -> Section:
    found = twice_table(payments)
    return Section(
        heading="Paid twice?",
        texts=[twice_finding(payments)],
        tables=[site_table("twice", found)] if found.rows else [],
    )


def _files(months: tuple[Month, ...]) -> Section:
    return Section(
        heading="Take the figures",
        downloads=[
            Download(month_words(one.month), FILES.format(month=one.month), "CSV")
            for one in months
            if one.count is not None
        ],
    )


def _contracts(site: Site) -> Section | None:
    contracts = site.finance.contracts
    found, small = published(contracts), smaller(contracts)
    if not found and not small:
        return None
    many = count_words(len(small), "contract")
    files = [
        *([Download("All of them", CONTRACTS, "CSV")] if found else []),
        *([Download(f"{many} of £10,000 or less", SMALLER, "CSV")] if small else []),
    ]
    return Section(
        heading="Contracts over £10,000" if found else "Contracts",
        texts=[] if found else ["No contract over £10,000 is listed."],
        tables=[site_table("contracts", contracts_table(found))] if found else [],
        downloads=files,
    )


def _papers(site: Site) -> Section | None:
    """This page as papers, with the contracts."""
    found = paper_downloads(site, "funding", "spending")
    return Section(heading="Take it to a meeting", downloads=found) if found else None
