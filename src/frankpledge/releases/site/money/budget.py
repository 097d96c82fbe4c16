"""The budget of a year, what does not add up in it, and how sure the years after it are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.claims import draw
from frankpledge.money.budget import Budget, BudgetFinding, Year, outlook_of, simulate, swings
from frankpledge.packs.papers import (
    ADDS_UP,
    ahead_chart,
    assumptions_table,
    budget_finding,
    faults,
    income_table,
    matters_chart,
    reserves_table,
    scenarios_table,
    spending_table,
    sums,
    swings_table,
    years_table,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.money.home import open_lines
from frankpledge.releases.site.money.parts import PAGES, Section, money_page
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.shapes import Download, Figure, Link, Page, SourceView, Tile
from frankpledge.releases.site.tables import site_table

WORKBOOKS = "data/money/budget-{id}.xlsx"
METHOD = Link("How this is worked out", "methods/budget-and-precept/")


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
        _lines(budget, _titles(site, budget)),
        _checked(site.finance.findings[budget.id]),
    ]
    if budget.outlook is not None:
        sections += [_ahead(budget, years), _matters(budget), _scenarios(budget), _assumed(budget)]
    path = WORKBOOKS.format(id=budget.id)
    sections.append(
        Section(
            heading="Take the figures",
            downloads=[
                Download("The budget as a workbook with live formulas", path, "XLSX"),
                *paper_downloads(site, "budget", budget.id),
            ],
        )
    )
    return money_page(
        "budget",
        budget.title,
        f"The budget of {site.workspace.body} for {budget.year}.",
        finding=budget_finding(budget, years, len(errors)),
        note=budget.demonstration,
        sections=sections,
    )


def _sums(budget: Budget) -> Section:
    tiles = [Tile(title, amount) for title, amount in sums(budget)]
    return Section(heading="In short", tiles=tiles, soft=f"Source: {budget.source}.")


def _titles(site: Site, budget: Budget) -> dict[str, str]:
    """What the priorities of the plan that it pays for are called."""
    plan = site.plans.get(budget.plan)
    return {} if plan is None else {one.id: one.title for one in plan.priorities}


def _lines(budget: Budget, titles: dict[str, str]) -> Section:
    tables = [
        site_table("spending", spending_table(budget, titles)),
        site_table("income", income_table(budget)),
    ]
    if budget.reserves:
        tables.append(site_table("reserves", reserves_table(budget)))
    return Section(heading="Line by line", tables=tables)


def _checked(findings: Sequence[BudgetFinding]) -> Section:
    told = faults(findings)
    if not told:
        return Section(heading="Does it add up?", texts=[ADDS_UP])
    return Section(heading="What does not add up", items=told, links=[METHOD])


def _ahead(budget: Budget, years: Sequence[Year]) -> Section:
    found = simulate(budget)
    chart = ahead_chart(years, found)
    source = SourceView(name=Link(budget.title, PAGES["budget"].href), method=METHOD)
    return Section(
        heading="The years ahead",
        figure=Figure("ahead", chart.finding, draw(chart, "gap"), source=source),
        tables=[site_table("years", years_table(years, found))],
    )


def _matters(budget: Budget) -> Section | None:
    found = swings(budget)
    if not found:
        return None
    chart = matters_chart(found, outlook_of(budget))
    same = site_table("swings", swings_table(found))
    return Section(
        heading="Which assumption matters most",
        figure=Figure("matters", chart.finding, draw(chart, "tornado"), table=same),
    )


def _scenarios(budget: Budget) -> Section | None:
    found = scenarios_table(budget)
    if found is None:
        return None
    return Section(heading="If things go otherwise", tables=[site_table("scenarios", found)])


def _assumed(budget: Budget) -> Section:
    table = site_table("assumptions", assumptions_table(budget))
    return Section(heading="What it rests on", tables=[table])
