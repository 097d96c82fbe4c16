"""Spending over £500 and contracts over £10,000: the trend, who gets how much, what stands out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from frankpledge import charts, periods
from frankpledge.money.amounts import short
from frankpledge.money.spending import (
    Month,
    Payment,
    alike,
    by_month,
    concentration,
    published,
    reversals,
    unusual,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.monthly import duty_section
from frankpledge.releases.site.money.parts import Section, money_page, pounds, table
from frankpledge.releases.site.shapes import Download, Figure, Link, Page
from frankpledge.releases.site.words import count_words, day

FILES = "data/money/spending/{month}.csv"
CONTRACTS = "data/money/contracts.csv"
TOP, LISTED = 15, 20
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
        finding=_finding(months),
        sections=[
            *([] if months else [_none()]),
            *(_sections(site, months) if months else []),
            duty_section(site, [one.month for one in months if one.count is not None]),
            _contracts(site),
        ],
        caveats=[
            "A payment says what was paid, not what it was worth. Payees whose names may be those "
            "of people are withheld.",
            "Something that stands out is a question, not a fault: a yearly bill among monthly "
            "ones stands out too.",
        ]
        if months
        else [],
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


def _finding(months: tuple[Month, ...]) -> str:
    if not months:
        return "No payments are published here, so what the money went to cannot be shown."
    there = [month for month in months if month.net is not None]
    total = sum((month.net for month in there if month.net is not None), Decimal(0))
    count = sum(month.count or 0 for month in there)
    missing = len(months) - len(there)
    verb = "is" if missing == 1 else "are"
    gap = f" {count_words(missing, 'month')} between them {verb} missing." if missing else ""
    span = f"{_words(months[0].month)} to {_words(months[-1].month)}"
    return f"{count:,} items over £500 came to {short(total)} net, {span}.{gap}"


def _words(month: str) -> str:
    return periods.parse(month).words


def _sections(site: Site, months: tuple[Month, ...]) -> list[Section | None]:
    payments = site.finance.payments
    return [_trend(months), _few(payments), _odd(payments), _twice(payments), _files(months)]


def _trend(months: tuple[Month, ...]) -> Section:
    labels = [_words(one.month) for one in months]
    told = _finding(months)
    drawn = charts.responsive(
        charts.control_chart,
        [None if one.net is None else float(one.net) / 1000 for one in months],
        labels,
        key="trend",
        title="Spending over £500 by month",
        description=told,
        unit="£ thousand net of refunds",
        from_zero=True,
    )
    rows = [
        (
            label,
            "no file" if one.count is None else f"{one.count:,}",
            "no file" if one.net is None else pounds(one.net),
            "no file" if one.refunds is None else pounds(one.refunds),
        )
        for label, one in zip(labels, months, strict=True)
    ]
    same = table("months", "Month by month", ("Month", "Items", "Net", "Refunds in it"), rows)
    return Section(heading="Month by month", figure=Figure("trend-figure", told, drawn, table=same))


def _few(payments: tuple[Payment, ...]) -> Section | None:
    found = concentration(payments)
    if found is None:
        return None
    rows = [
        (name, pounds(amount), f"{100 * share:.1f} %") for name, amount, share in found.shares[:TOP]
    ]
    first = 100 * found.shares[0][2]
    told = (
        f"The largest supplier got {first:.0f} % of what named suppliers were paid. The spread is "
        f"that of {found.alike:.1f} suppliers of one size (index of concentration "
        f"{found.hhi:,.0f} of 10,000). {100 * found.withheld:.1f} % of the money went to payees "
        "whose names are withheld, which the index leaves out."
    )
    return Section(
        heading="Who gets how much",
        texts=[told],
        tables=[table("suppliers", f"The first {len(rows)}", ("Supplier", "Net", "Share"), rows)],
    )


def _odd(payments: tuple[Payment, ...]) -> Section:
    found = unusual(payments)
    if not found:
        none = "No payment is far from what its supplier is usually paid."
        return Section(heading="Far from the usual", texts=[none])
    rows = [
        (
            one.payment.supplier,
            day(one.payment.day.isoformat()),
            one.payment.purpose or "not stated",
            pounds(one.payment.amount),
            pounds(one.usual),
        )
        for one in found[:LISTED]
    ]
    heads = ("Supplier", "Paid", "For", "Amount", "Usual")
    return Section(
        heading="Far from the usual",
        texts=[f"{count_words(len(found), 'payment')}; the furthest first."],
        tables=[table("unusual", "Payments far from a supplier's usual", heads, rows, 3)],
        links=[METHOD],
    )


def _twice(payments: tuple[Payment, ...]) -> Section:
    pairs, back = alike(payments), len(reversals(payments))
    many = count_words(back, "payment") if back else "No payment"
    verb = "were" if back > 1 else "was"
    told = f"{many} {verb} taken back by a refund of the same amount."
    if not pairs:
        return Section(
            heading="Paid twice?",
            texts=[f"No two payments of one amount to one supplier lie within a week. {told}"],
        )
    rows = [
        (
            one.supplier,
            f"{one.transaction} and {other.transaction}",
            f"{day(one.day.isoformat())} and {day(other.day.isoformat())}",
            pounds(one.amount),
        )
        for one, other in pairs[:LISTED]
    ]
    heads = ("Supplier", "Numbers", "Days", "Each")
    return Section(
        heading="Paid twice?",
        texts=[f"{count_words(len(pairs), 'pair')} may be one bill paid twice. {told}"],
        tables=[table("twice", "The same amount within a week", heads, rows, 3)],
    )


def _files(months: tuple[Month, ...]) -> Section:
    return Section(
        heading="Take the figures",
        downloads=[
            Download(_words(one.month), FILES.format(month=one.month), "CSV")
            for one in months
            if one.count is not None
        ],
    )


def _contracts(site: Site) -> Section | None:
    found = published(site.finance.contracts)
    if not found:
        return None
    rows = [
        (
            one.title,
            one.supplier,
            one.purpose,
            f"to {day(one.ends.isoformat())}" if one.ends else "not stated",
            pounds(one.value),
        )
        for one in found
    ]
    heads = ("Contract", "Supplier", "What for", "Runs", "In all")
    return Section(
        heading="Contracts over £10,000",
        tables=[table("contracts", "Contracts, by reference", heads, rows, 4)],
        downloads=[Download("All of them", CONTRACTS, "CSV")],
    )
