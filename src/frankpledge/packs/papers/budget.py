"""Papers of budgets: what the panel needs before it reviews a precept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from frankpledge import periods
from frankpledge.claims import Basis
from frankpledge.money.budget import (
    Budget,
    Precept,
    Year,
    outlook_of,
    precept_of,
    simulate,
    swings,
)
from frankpledge.packs.papers.budget_tables import (
    ahead_chart,
    assumptions_table,
    authorities_table,
    bands_table,
    income_table,
    matters_chart,
    reserves_table,
    scenarios_table,
    spending_table,
    steps_table,
    swings_table,
    years_table,
)
from frankpledge.packs.papers.budget_words import (
    ADDS_UP,
    COLLECTION_FUND,
    TWO_ADULTS,
    budget_finding,
    faults,
    matters_finding,
    precept_finding,
    referendum_finding,
    sums,
)
from frankpledge.packs.papers.drafting import Draft
from frankpledge.packs.papers.known import Known
from frankpledge.packs.reports import Paper

KIND = "Budget and precept, for the panel"


def budget_papers(known: Known) -> Iterator[Paper]:
    """A paper of each budget."""
    return (_paper(known, budget) for budget in known.budgets)


def _paper(known: Known, budget: Budget) -> Paper:
    years, precept = outlook_of(budget), precept_of(budget)
    found = known.findings.get(budget.id, ())
    errors = sum(one.kind == "error" for one in found)
    summary = budget_finding(budget, years, errors)
    draft = Draft(budget.id, budget.title, KIND, budget.year, summary)
    if budget.demonstration:
        draft.say(budget.demonstration)
    _brief(draft, budget, precept, years)
    _council_tax(draft, budget, precept)
    _lines(draft, budget, faults(found), known.priorities.get(budget.plan, {}))
    if budget.outlook is not None:
        _ahead(draft, budget, years)
    _steps(draft, known, budget)
    return draft.paper(known, date(periods.parse(budget.year).first // 12, 4, 1))


def _basis(budget: Budget, what: str, more: str = "") -> Basis:
    told = f"Worked out from: {budget.source.rstrip('.')}. {more}".strip()
    return Basis("computed", what=what, windows=(budget.year,), stated=told)


def _brief(draft: Draft, budget: Budget, precept: Precept, years: tuple[Year, ...]) -> None:
    """What the panel has to decide about, and what could make it otherwise."""
    draft.items([precept_finding(budget)], _basis(budget, "The precept"))
    told = referendum_finding(budget, precept)
    if told:
        draft.items([told], _basis(budget, "Referendum principle"))
    found = swings(budget) if budget.outlook is not None else ()
    if found:
        draft.items([matters_finding(found, years)], _basis(budget, "Assumptions"))


def _council_tax(draft: Draft, budget: Budget, precept: Precept) -> None:
    draft.heading("What each band pays")
    draft.table(bands_table(precept), _basis(budget, "Council tax by band"))
    draft.say(TWO_ADULTS, aside=True)
    draft.heading("What each council passes on")
    draft.table(authorities_table(precept), _basis(budget, "Precepts by billing authority"))
    draft.say(COLLECTION_FUND, aside=True)


def _lines(draft: Draft, budget: Budget, wrong: list[str], titles: Mapping[str, str]) -> None:
    draft.heading("The budget in short")
    draft.items([f"{title}: {amount}" for title, amount in sums(budget)], _basis(budget, "Totals"))
    if wrong:
        draft.say("What does not add up:")
        draft.items(wrong, _basis(budget, "Checks"))
    else:
        draft.say(ADDS_UP)
    draft.heading("Line by line")
    draft.table(spending_table(budget, titles), _basis(budget, "Spending by heading"))
    draft.table(income_table(budget), _basis(budget, "Income"))
    if budget.reserves:
        draft.table(reserves_table(budget), _basis(budget, "Reserves"))


def _ahead(draft: Draft, budget: Budget, years: tuple[Year, ...]) -> None:
    """The medium-term plan, what matters most in it, and what it rests on."""
    found = simulate(budget)
    many = f"{found.runs:,} simulated futures, seed {found.seed}."
    draft.heading("The years ahead")
    draft.chart(ahead_chart(years, found), _basis(budget, "Medium-term plan", many))
    draft.table(years_table(years, found), _basis(budget, "Medium-term plan", many))
    moved = swings(budget)
    if moved:
        draft.heading("Which assumption matters most")
        draft.chart(matters_chart(moved, years), _basis(budget, "Assumptions"))
        draft.table(swings_table(moved), _basis(budget, "Assumptions"), aside=True)
    draft.heading("If things go otherwise")
    draft.table(scenarios_table(budget), _basis(budget, "Scenarios"))
    draft.heading("What it rests on")
    draft.table(assumptions_table(budget), _basis(budget, "Assumptions"), aside=True)


def _steps(draft: Draft, known: Known, budget: Budget) -> None:
    """By when the panel must have done what: of this year's precept alone."""
    if not known.steps or known.year != budget.year:
        return
    draft.heading("Who has to do what by when")
    sources = "; ".join(dict.fromkeys(step.source for step in known.steps))
    basis = Basis(
        "computed", what="The panel's timetable", windows=(known.year,), stated=f"{sources}."
    )
    draft.table(steps_table(known.steps, known.year), basis)
    told = "The days are calendar days; one that falls on a weekend does not move."
    draft.say(told, aside=True)
