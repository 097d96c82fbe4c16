"""What may be said of payments and contracts, in words, tables and a chart: pages and papers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from frankpledge.claims import Chart, Table
from frankpledge.money.amounts import short
from frankpledge.money.spending import (
    Concentration,
    Contract,
    Month,
    Payment,
    Unusual,
    alike,
    reversals,
)
from frankpledge.packs.papers.drafting import table_of
from frankpledge.packs.papers.words import count_words, day_words, month_words, pounds

TOP, LISTED = 15, 20
WHOSE = "The law asks for the spending of the policing body and of the chief officer alike."
NO_PAYMENTS = "No payments are published here, so what the money went to cannot be shown."
SPENDING_CARE = (
    "A payment says what was paid, not what it was worth. Payees whose names may be those of "
    "people are withheld.",
    "Something that stands out is a question, not a fault: a yearly bill among monthly ones stands "
    "out too.",
)


def spending_finding(months: Sequence[Month]) -> str:
    """How much went out, from when to when, and which months are missing."""
    if not months:
        return NO_PAYMENTS
    there = [month for month in months if month.net is not None]
    total = sum((month.net for month in there if month.net is not None), Decimal(0))
    count = sum(month.count or 0 for month in there)
    missing = len(months) - len(there)
    verb = "is" if missing == 1 else "are"
    gap = f" {count_words(missing, 'month')} between them {verb} missing." if missing else ""
    span = f"{month_words(months[0].month)} to {month_words(months[-1].month)}"
    return f"{count:,} items over £500 came to {short(total)} net, {span}.{gap}"


def months_finding(months: Sequence[Month]) -> str:
    """The months with most and least, and what half of them did not pass."""
    there = sorted((one.net, one.month) for one in months if one.net is not None)
    if len(there) < 3:
        return spending_finding(months)
    (low, least), (high, most) = there[0], there[-1]
    middle = (there[len(there) // 2][0] + there[(len(there) - 1) // 2][0]) / 2
    return (
        f"Most in {month_words(most)} ({short(high)}), least in {month_words(least)} "
        f"({short(low)}); in half of the months that are here {short(middle)} or less."
    )


def months_chart(months: Sequence[Month]) -> Chart:
    """Net spending by month; a month without a file is a gap."""
    nan = float("nan")
    return Chart(
        kind="line",
        title="Spending over £500 by month",
        finding=months_finding(months),
        unit="£ thousand net of refunds",
        labels=tuple(month_words(one.month) for one in months),
        values=tuple(nan if one.net is None else float(one.net) / 1000 for one in months),
        kinds=(),
    )


def months_table(months: Sequence[Month]) -> Table:
    """The same as a table, with the refunds in it."""
    rows = [
        (
            month_words(one.month),
            "no file" if one.count is None else f"{one.count:,}",
            "no file" if one.net is None else pounds(one.net),
            "no file" if one.refunds is None else pounds(one.refunds),
        )
        for one in months
    ]
    return table_of("Month by month", ("Month", "Items", "Net", "Refunds in it"), rows)


def whose_table(payments: Sequence[Payment]) -> Table:
    """The body's own spending and the chief officer's apart; no rows where files do not say."""
    sums: dict[str, list[Decimal]] = {}
    for one in payments:
        sums.setdefault(one.body, []).append(one.amount)
    rows = [
        (name or "The body that publishes", f"{len(amounts):,}", pounds(sum(amounts, Decimal(0))))
        for name, amounts in sorted(sums.items(), key=lambda item: (-sum(item[1]), item[0]))
    ]
    heads = ("Whose", "Items", "Net")
    return table_of("Items over £500 by who spent", heads, rows if len(rows) > 1 else [])


def suppliers_finding(found: Concentration) -> str:
    """How few get how much."""
    first = 100 * found.shares[0][2]
    return (
        f"The largest supplier got {first:.0f} % of what named suppliers were paid. The spread is "
        f"that of {found.alike:.1f} suppliers of one size (index of concentration "
        f"{found.hhi:,.0f} of 10,000). {100 * found.withheld:.1f} % of the money went to payees "
        "whose names are withheld, which the index leaves out."
    )


def suppliers_table(found: Concentration) -> Table:
    """The suppliers who got most."""
    rows = [
        (name, pounds(amount), f"{100 * share:.1f} %") for name, amount, share in found.shares[:TOP]
    ]
    return table_of(f"The first {len(rows)}", ("Supplier", "Net", "Share"), rows)


def unusual_finding(found: Sequence[Unusual]) -> str:
    """How many payments are far from their supplier's usual."""
    if not found:
        return "No payment is far from what its supplier is usually paid."
    return f"{count_words(len(found), 'payment')}; the furthest first."


def unusual_table(found: Sequence[Unusual]) -> Table:
    """Payments far from the usual."""
    rows = [
        (
            one.payment.supplier,
            day_words(one.payment.day),
            one.payment.purpose or "not stated",
            pounds(one.payment.amount),
            pounds(one.usual),
        )
        for one in found[:LISTED]
    ]
    heads = ("Supplier", "Paid", "For", "Amount", "Usual")
    return table_of("Payments far from a supplier's usual", heads, rows, 3)


def twice_finding(payments: Sequence[Payment]) -> str:
    """How many bills may have been paid twice, and how many were taken back."""
    pairs, back = alike(payments), len(reversals(payments))
    many = count_words(back, "payment") if back else "No payment"
    verb = "were" if back > 1 else "was"
    told = f"{many} {verb} taken back by a refund of the same amount."
    if not pairs:
        return f"No two payments of one amount to one supplier lie within a week. {told}"
    return f"{count_words(len(pairs), 'pair')} may be one bill paid twice. {told}"


def twice_table(payments: Sequence[Payment]) -> Table:
    """Pairs that may be one bill paid twice."""
    rows = [
        (
            one.supplier,
            f"{one.transaction} and {other.transaction}",
            f"{day_words(one.day)} and {day_words(other.day)}",
            pounds(one.amount),
        )
        for one, other in alike(payments)[:LISTED]
    ]
    heads = ("Supplier", "Numbers", "Days", "Each")
    return table_of("The same amount within a week", heads, rows, 3)


def contracts_table(contracts: Sequence[Contract]) -> Table:
    """Contracts that are to be published, by reference."""
    rows = [
        (
            one.title,
            one.supplier,
            one.purpose,
            f"to {day_words(one.ends)}" if one.ends else "not stated",
            pounds(one.value),
        )
        for one in contracts
    ]
    heads = ("Contract", "Supplier", "What for", "Runs", "In all")
    return table_of("Contracts, by reference", heads, rows, 4)
