"""The budget of a year, what does not add up in it, and how sure the years after it are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from frankpledge import charts
from frankpledge.money.amounts import rounded, short
from frankpledge.money.budget import (
    Budget,
    BudgetFinding,
    Range,
    Year,
    outlook_of,
    precept_of,
    requirement_of,
    scenario_outlooks,
    simulate,
    swings,
    total_gap,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.home import open_lines
from frankpledge.releases.site.money.parts import PAGES, Section, money_page, pounds, table
from frankpledge.releases.site.shapes import Download, Figure, Link, Page, SourceView, Tile
from frankpledge.releases.site.words import count_words

WORKBOOKS = "data/money/budget-{id}.xlsx"
TO = {
    "chief officer": "the chief officer",
    "body": "the body's own office",
    "services": "commissioned services",
    "grants": "grants",
}
METHOD = Link("How this is worked out", "methods/budget-and-precept/")
MILLION = 1_000_000


def pages(site: Site) -> Iterator[Page]:
    """The budget of the latest year; without one, what is missing."""
    budget = site.finance.budget
    yield _none(site) if budget is None else _page(site, budget)


def _none(site: Site) -> Page:
    promised = [line.text.removeprefix("To be included - ") for _, line in open_lines(site)]
    return money_page(
        "budget",
        "Budget",
        f"What the budget of {site.workspace.body} is, as far as it is known.",
        finding="No budget is known here: the documents give no income and no spending by heading, "
        "so nothing can be added up, and no priority can be shown to be paid for.",
        sections=[
            Section(
                heading="What the plan says will come",
                texts=["The plan's own section on money is a list of what it will hold:"],
                items=[f"{text[:1].upper()}{text[1:]}" for text in promised],
                links=[Link("What is stated of money", PAGES["home"].href)],
            )
            if promised
            else None,
            Section(
                heading="What would stand here",
                items=[
                    "Where the money comes from and what it goes to, and whether the two balance "
                    "to the penny.",
                    "Which line of spending pays for which priority of the plan, and which "
                    "priority nothing pays for.",
                    "The years ahead: each assumption by name, which one matters most, and the "
                    "range in which the gap may come to lie.",
                    "A workbook with live formulas, so that anyone can try other assumptions.",
                ],
                links=[METHOD],
            ),
        ],
    )


def _page(site: Site, budget: Budget) -> Page:
    errors = [one for one in site.finance.findings[budget.id] if one.kind == "error"]
    years = outlook_of(budget)
    sections: list[Section | None] = [
        _sums(budget),
        _lines(budget),
        _checked(errors),
    ]
    if budget.outlook is not None:
        sections += [_ahead(budget, years), _matters(budget), _scenarios(budget), _assumed(budget)]
    path = WORKBOOKS.format(id=budget.id)
    sections.append(
        Section(
            heading="Take the figures",
            downloads=[Download("The budget as a workbook with live formulas", path, "XLSX")],
        )
    )
    return money_page(
        "budget",
        budget.title,
        f"The budget of {site.workspace.body} for {budget.year}.",
        finding=_finding(budget, years, len(errors)),
        note=budget.demonstration,
        sections=sections,
    )


def _finding(budget: Budget, years: Sequence[Year], errors: int) -> str:
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


def _sums(budget: Budget) -> Section:
    precept = precept_of(budget)
    return Section(
        heading="In short",
        tiles=[
            Tile("Spending", short(budget.total_spending)),
            Tile("From council tax", short(precept.raised)),
            Tile("Other income", short(budget.total_income)),
            Tile("From reserves", short(budget.reserves_used)),
        ],
        soft=f"Source: {budget.source}.",
    )


def _lines(budget: Budget) -> Section:
    spent = [
        (line.title, TO[line.to], ", ".join(line.priorities) or "none named", pounds(line.amount))
        for line in budget.spending
    ]
    spent.append(("Together", "all", "all", pounds(budget.total_spending)))
    got = [
        (f"{line.title} ({line.note})" if line.note else line.title, pounds(line.amount))
        for line in budget.income
    ]
    got.append(("Together", pounds(budget.total_income)))
    kept = [
        (one.title, *map(pounds, (one.opening, one.added, one.used, one.closing)))
        for one in budget.reserves
    ]
    columns = ("Heading", "Who gets it", "For which priority", "Pounds")
    tables = [
        table("spending", "What it is spent on", columns, spent, 3),
        table("income", "Where it comes from, council tax apart", ("Source", "Pounds"), got),
    ]
    if kept:
        heads = ("Reserve", "At the start", "Added", "Used", "Left")
        tables.append(table("reserves", "Reserves, in pounds", heads, kept))
    return Section(heading="Line by line", tables=tables)


def _checked(errors: Sequence[BudgetFinding]) -> Section:
    if not errors:
        return Section(
            heading="Does it add up?",
            texts=["Every total that the document states is what its lines come to."],
        )
    told = [f"{one.message[:1].upper()}{one.message[1:]} ({one.code})." for one in errors]
    return Section(heading="What does not add up", items=told, links=[METHOD])


def _ahead(budget: Budget, years: Sequence[Year]) -> Section:
    found = simulate(budget)
    rows = [
        (
            year.year,
            *(pounds(value, 0) for value in (year.spending, year.income, year.council_tax)),
            pounds(year.band_d),
            pounds(year.reserves, 0),
            pounds(year.gap, 0),
            f"{pounds(_exact(found, n, 0), 0)} to {pounds(_exact(found, n, -1), 0)}",
        )
        for n, year in enumerate(years)
    ]
    heads = ("Year", "Spending", "Income", "Council tax", "Band D", "Reserves", "Gap", "9 in 10")
    last = f"In {found.short[-1]:.0%} of {found.runs:,} simulated futures".replace("%", " %")
    told = (
        f"{last} the budget of {years[-1].year} is short of money if nothing is done; in nine of "
        f"ten its gap lies between {short(rounded(_exact(found, -1, 0), 0))} and "
        f"{short(rounded(_exact(found, -1, -1), 0))} (below nought: money is over)."
    )
    drawn = charts.responsive(
        charts.fan,
        [float(year.gap) / MILLION for year in years],
        [year.year for year in years],
        (
            charts.FanBand(found.gaps[:, 0] / MILLION, found.gaps[:, -1] / MILLION, "9 in 10"),
            charts.FanBand(found.gaps[:, 1] / MILLION, found.gaps[:, 3] / MILLION, "half"),
        ),
        key="gap",
        title="What is still to be found, year by year",
        description=told,
        unit="£ million still to be found",
    )
    source = SourceView(name=Link(budget.title, PAGES["budget"].href), method=METHOD)
    return Section(
        heading="The years ahead",
        figure=Figure("ahead", told, drawn, source=source),
        tables=[table("years", "Each year on the plan's own assumptions, in pounds", heads, rows)],
    )


def _exact(found: Range, year: int, share: int) -> Decimal:
    return Decimal(str(round(float(found.gaps[year, share]), 2)))


def _matters(budget: Budget) -> Section | None:
    found = swings(budget)
    if not found:
        return None
    first = found[0]
    planned = total_gap(outlook_of(budget))
    told = (
        f"{first.assumption.title} matters most: as low as the plan thinks possible, it makes the "
        f"gaps of all years together {short(first.low)}; as high, {short(first.high)}; as planned "
        f"they are {short(planned)}."
    )
    drawn = charts.responsive(
        charts.tornado,
        [one.assumption.title for one in found],
        [float(one.low) / MILLION for one in found],
        [float(one.high) / MILLION for one in found],
        float(planned) / MILLION,
        key="tornado",
        title="Which assumption matters most",
        description=told,
        unit="£ million to be found in all years together",
    )
    heads = ("Assumption", "Off by", "All gaps if low", "All gaps if high")
    rows = [
        (
            one.assumption.title,
            f"−{one.assumption.below} to +{one.assumption.above} {one.assumption.unit}",
            pounds(one.low, 0),
            pounds(one.high, 0),
        )
        for one in found
    ]
    same = table("swings", "What each assumption can do", heads, rows, 2)
    return Section(
        heading="Which assumption matters most",
        figure=Figure("matters", told, drawn, table=same),
    )


def _scenarios(budget: Budget) -> Section | None:
    found = scenario_outlooks(budget)
    if not found:
        return None
    rows = [
        (
            one.title,
            "; ".join(
                f"{budget.assumption(name).title} {value:+} {budget.assumption(name).unit}"
                for name, value in one.shifts.items()
            ).replace("-", "−"),
            pounds(years[-1].gap, 0),
            pounds(total_gap(years), 0),
        )
        for one, years in found
    ]
    last = budget.outlook.years[-1] if budget.outlook else budget.year
    heads = ("If", "Every year", f"Gap in {last}", "All gaps")
    return Section(
        heading="If things go otherwise",
        tables=[table("scenarios", "Scenarios of the document", heads, rows, 2)],
    )


def _assumed(budget: Budget) -> Section:
    rows = [
        (
            one.title,
            ", ".join(f"{value:,f} in {year}" for year, value in one.values.items()),
            f"−{one.below:,} to +{one.above:,}" if one.below or one.above else "not in doubt",
            one.unit,
            one.basis,
        )
        for one in budget.assumptions
    ]
    heads = ("Assumption", "Value", "May be off by", "Unit", "Why")
    return Section(
        heading="What it rests on",
        tables=[table("assumptions", "Every assumption", heads, rows, 5)],
    )
