"""What is known about the money: what documents state, what a plan leaves open, where to look."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from frankpledge.money.amounts import short
from frankpledge.money.budget import precept_of
from frankpledge.plans import BudgetLine, Grant, Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.parts import PAGES, Section, money_page, pounds, table
from frankpledge.releases.site.plans.hrefs import checks_href, plan_href
from frankpledge.releases.site.plans.wording import when_words
from frankpledge.releases.site.shapes import Cell, Link, Page
from frankpledge.releases.site.words import count_words

UNFINISHED = ("FP401", "FP402")
KIND = {
    "total": "Budget in all",
    "central grant": "Grant from the government",
    "precept": "Police council tax",
    "council tax": "Council tax",
    "other income": "Other income",
    "spending": "Spending",
    "investment": "Investment",
    "reserves": "Reserves",
}


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    yield money_page(
        "home",
        "Money",
        f"What is known about the money of {site.workspace.body}, and what is not.",
        finding=_finding(site),
        sections=[
            _stated(site),
            _open(site),
            _asked(site),
            Section(heading="Look further", links=_further(site)),
        ],
    )


def stated_sums(site: Site) -> list[tuple[Plan, BudgetLine | Grant]]:
    """Every sum that a plan package states: budgets first, then grants."""
    found: list[tuple[Plan, BudgetLine | Grant]] = []
    for plan in site.plans.values():
        found += [(plan, line) for line in plan.budget if line.amount is not None]
    for plan in site.plans.values():
        found += [(plan, grant) for grant in plan.grants if grant.amount is not None]
    return found


def open_lines(site: Site) -> list[tuple[Plan, BudgetLine]]:
    """Every line of a plan's budget that has no sum: a blank, or a section to be written."""
    return [
        (plan, one) for plan in site.plans.values() for one in plan.budget if one.amount is None
    ]


def _finding(site: Site) -> str:
    budget = site.finance.budget
    if budget is not None:
        precept = precept_of(budget)
        change = "" if precept.change is None else f", {pounds(precept.change)} more than before"
        return (
            f"The budget for {budget.year} is {short(budget.total_spending)}. A home in band D "
            f"pays {pounds(precept.band_d)} of council tax for policing{change}."
        )
    sums = [f"{_what(one).lower()} of {_sum(one)}" for _, one in stated_sums(site)]
    told = (
        f"The documents here state {_listed(sums)}." if sums else "No document here states a sum."
    )
    if open_lines(site):
        told += (
            " How much comes from the government and how much from council tax, and what the money "
            "goes to, they do not say: that part of the plan was never filled in."
        )
    return told


def _what(one: BudgetLine | Grant) -> str:
    if isinstance(one, BudgetLine):
        return f"a {KIND.get(one.kind, one.kind).lower()}" if one.kind != "total" else "a budget"
    return "a grant won" if one.way == "in" else "a grant given"


def _sum(one: BudgetLine | Grant) -> str:
    assert one.amount is not None
    return short(Decimal(repr(one.amount)))


def _listed(texts: list[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _stated(site: Site) -> Section | None:
    rows: list[list[Cell]] = []
    for plan, one in stated_sums(site):
        title = one.title if isinstance(one, Grant) else KIND.get(one.kind, one.kind)
        where = f", {one.place.heading}" if one.place and one.place.heading else ""
        # A package without sources is itself the document.
        document = plan.head.sources[0] if plan.head.sources else plan.head
        rows.append(
            [
                title,
                one.text,
                when_words(one.period) if one.period else "not stated",
                Link(f"{document.title}{where}", plan_href(plan.id)),
                _sum(one),
            ]
        )
    if not rows:
        return None
    columns = ("What", "What is said of it", "For which year", "Where it is stated", "Pounds")
    return Section(
        heading="What is stated",
        tables=[table("stated", "Sums of money that the documents state", columns, rows, 4)],
    )


def _open(site: Site) -> Section | None:
    lines = open_lines(site)
    if not lines:
        return None
    plan = lines[0][0]
    told = [
        f"{one.text}{f' In its own words: ‘{one.quote}’.' if one.quote else ''}" for _, one in lines
    ]
    many = count_words(len(lines), "place")
    return Section(
        heading="What the plan leaves open",
        id="open",
        texts=[
            f"In {many} of {plan.head.title} a sum or a passage about money is missing. Nothing is "
            "filled in here in its stead."
        ],
        items=told,
        links=[Link("What else the plan left unfinished", checks_href(plan.id))],
    )


def _asked(site: Site) -> Section | None:
    """What the law asks a plan to say of money, where it does not."""
    told = [
        f"{plan.head.title}: {one.message.rstrip('.')}."
        for plan in site.plans.values()
        for one in site.findings.get(plan.id, ())
        if one.code in UNFINISHED and ("resources" in one.message or "grants" in one.message)
    ]
    if not told:
        return None
    return Section(heading="What the law asks a plan to say", items=told)


def _further(site: Site) -> list[Link]:
    finance = site.finance
    budget, services = finance.budget, len(finance.services)
    notes = {
        "budget": "The year's budget and the years ahead."
        if budget
        else "No budget is here yet; what would be shown, and what the plan promised to say.",
        "precept": f"Who pays how much, and the panel's timetable for {finance.year}."
        if finance.year
        else "Who pays how much.",
        "spending": count_words(len(finance.payments), "item") + " over £500."
        if finance.payments
        else "No file of payments is here yet; what the law asks to be published.",
        "services": f"{count_words(services, 'service')} that documents name, with every figure "
        "that they state."
        if services
        else "No commissioned service is described here yet.",
        "grants": "Given, received and promised: to whom, why, on what conditions.",
    }
    return [Link(PAGES[name].text, PAGES[name].href, note) for name, note in notes.items()]
