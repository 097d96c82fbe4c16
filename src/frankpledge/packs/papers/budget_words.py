"""What may be said of a budget and its precept, by rule: for pages and papers alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from frankpledge.money.amounts import rounded, short
from frankpledge.money.budget import (
    Budget,
    BudgetFinding,
    Precept,
    Range,
    Swing,
    Year,
    excessive,
    precept_of,
    principles,
    requirement_of,
    total_gap,
)
from frankpledge.packs.papers.words import count_words, pounds

TO = {
    "chief officer": "the chief officer",
    "body": "the body's own office",
    "services": "commissioned services",
    "grants": "grants",
}
AFTER = {
    "precept-vetoed": "only after a veto",
    "precept-not-vetoed": "only when there is no veto",
}
ADDS_UP = "Every total that the document states is what its lines come to."
COLLECTION_FUND = (
    "The collection fund is the council's account of council tax: a surplus of earlier years is "
    "shared out, a deficit has to be made good."
)
TWO_ADULTS = (
    "The amounts are for two adults or more. Discounts, and the tax of councils, parishes and the "
    "fire authority, come besides."
)


def budget_finding(budget: Budget, years: Sequence[Year], errors: int) -> str:
    """What is spent, whether it balances, and what is still to be found."""
    gap = requirement_of(budget) - precept_of(budget).raised
    balance = (
        "It balances to the penny." if not gap else f"It is {pounds(abs(gap))} out of balance."
    )
    wrong = f" {count_words(errors, 'thing')} in it do not add up." if errors else ""
    last = years[-1]
    ahead = ""
    if len(years) > 1 and last.gap > 0:
        ahead = (
            f" On its own assumptions {short(last.gap)} a year is still to be found by {last.year}."
        )
    elif len(years) > 1:
        ahead = f" On its own assumptions nothing is missing by {last.year}."
    told = f"The budget for {budget.year} ({budget.status}) spends {short(budget.total_spending)}. "
    return told + balance + wrong + ahead


def sums(budget: Budget) -> list[tuple[str, str]]:
    """The budget in four sums."""
    return [
        ("Spending", short(budget.total_spending)),
        ("From council tax", short(precept_of(budget).raised)),
        ("Other income", short(budget.total_income)),
        ("From reserves", short(budget.reserves_used)),
    ]


def faults(findings: Sequence[BudgetFinding]) -> list[str]:
    """What does not add up, a sentence each."""
    errors = [one for one in findings if one.kind == "error"]
    return [f"{one.message[:1].upper()}{one.message[1:]} ({one.code})." for one in errors]


def exact(found: Range, year: int, share: int) -> Decimal:
    """A simulated gap to the penny."""
    return Decimal(str(round(float(found.gaps[year, share]), 2)))


def ahead_finding(years: Sequence[Year], found: Range) -> str:
    """How sure the last year is."""
    last = f"In {found.short[-1]:.0%} of {found.runs:,} simulated futures".replace("%", " %")
    return (
        f"{last} the budget of {years[-1].year} is short of money if nothing is done; in nine of "
        f"ten its gap lies between {short(rounded(exact(found, -1, 0), 0))} and "
        f"{short(rounded(exact(found, -1, -1), 0))} (below nought: money is over)."
    )


def matters_finding(found: Sequence[Swing], years: tuple[Year, ...]) -> str:
    """Which assumption matters most, and what it can do."""
    first = found[0]
    return (
        f"{first.assumption.title} matters most: as low as the plan thinks possible, it makes the "
        f"gaps of all years together {short(first.low)}; as high, {short(first.high)}; as planned "
        f"they are {short(total_gap(years))}."
    )


def precept_finding(budget: Budget) -> str:
    """What a home in band D pays, how much more that is, and what it raises."""
    precept = precept_of(budget)
    told = f"In {budget.year} a home in band D pays {pounds(precept.band_d)} for policing"
    if precept.change is None:
        return f"{told}; what it paid the year before is not stated."
    way = "more" if precept.change >= 0 else "less"
    return (
        f"{told}, {pounds(abs(precept.change))} ({abs(precept.percent or 0)} %) {way} than the "
        f"year before. That raises {pounds(precept.raised)}."
    )


def referendum_finding(budget: Budget, precept: Precept) -> str:
    """Whether the rise needs a referendum; '' where that cannot be said."""
    principle = principles().get(budget.year)
    if principle is None or precept.change is None:
        return ""
    over = excessive(precept, principle)
    verb = "is more than" if over else "is not more than"
    end = "so it needs a referendum" if over else "so it needs no referendum"
    doubt = f" Not verified: {principle.unverified}." if principle.unverified else ""
    return (
        f"A rise of {pounds(precept.change)} {verb} the {pounds(principle.pounds)} allowed in "
        f"{budget.year}, {end}.{doubt}"
    )
