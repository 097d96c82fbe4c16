"""The medium-term plan: the years after the budget, worked out from named assumptions.

A line grows by its assumption from the year before; a known change joins it from its year on (or
for that year alone). The tax base grows, band D rises, and both are rounded each year as they will
be when they are set. The gap of a year is spending less income, council tax, collection funds and
reserves used: what is still to be found if nothing else is done, in that year and every year after.

One piece of arithmetic serves two kinds of number: exact decimals for what is printed, and arrays
of floats for the simulation, which does not round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frankpledge.money.amounts import penny, rounded
from frankpledge.money.budget.model import NOUGHT, Budget, Line, Outlook

Number = Any  # Decimal, or an array of floats
Shifts = Mapping[str, Number]
NONE: Shifts = {}


@dataclass(frozen=True)
class Year:
    """One year of the plan, in pounds (`base` in band D equivalents).

    `lines` are by id. `gap` is what is missing (negative: what is over). `reserves` is what is left
    of all reserves when the gap has been met some other way.
    """

    year: str
    lines: Mapping[str, Number]
    income: Number
    spending: Number
    base: Number
    band_d: Number
    council_tax: Number
    collection_fund: Number
    reserves_used: Number
    reserves: Number
    gap: Number


@dataclass(frozen=True)
class Arithmetic:
    """How to take a number of the document, and how to round pounds, and tax bases."""

    number: Callable[[Decimal], Number]
    pounds: Callable[[Number], Number]
    base: Callable[[Number], Number]


EXACT = Arithmetic(lambda value: value, penny, lambda value: rounded(value, 1))
FLOATS = Arithmetic(float, lambda value: value, lambda value: value)


def outlook_of(budget: Budget, shifts: Shifts = NONE, values: Shifts = NONE) -> tuple[Year, ...]:
    """The budget year and those after it, to the penny.

    `shifts` says how far off assumptions are, by id, in their own unit and in every year; `values`
    what they are instead. Without an outlook there is the budget year alone.
    """
    return project(budget, shifts, EXACT, values)


def project(
    budget: Budget, shifts: Shifts, way: Arithmetic, values: Shifts = NONE
) -> tuple[Year, ...]:
    """The same for any kind of number."""
    years = [_first(budget, way)]
    if budget.outlook is not None:
        plan = _Plan(budget, budget.outlook, shifts, values, way)
        for year in budget.outlook.years:
            years.append(plan.after(years[-1], year))
    return tuple(years)


def _first(budget: Budget, way: Arithmetic) -> Year:
    levy, number = budget.levy, way.number
    base = sum((one.base for one in levy.billing), NOUGHT)
    tax = sum((penny(one.base * levy.band_d) for one in levy.billing), NOUGHT)
    fund = sum((one.collection_fund for one in levy.billing), NOUGHT)
    spending, income, used = budget.total_spending, budget.total_income, budget.reserves_used
    return Year(
        year=budget.year,
        lines={line.id: number(line.amount) for line in (*budget.income, *budget.spending)},
        income=number(income),
        spending=number(spending),
        base=number(base),
        band_d=number(levy.band_d),
        council_tax=number(tax),
        collection_fund=number(fund),
        reserves_used=number(used),
        reserves=number(sum((one.closing for one in budget.reserves), NOUGHT)),
        gap=number(spending - income - tax - fund - used),
    )


@dataclass(frozen=True)
class _Plan:
    budget: Budget
    outlook: Outlook
    shifts: Shifts
    values: Shifts
    way: Arithmetic

    def after(self, before: Year, year: str) -> Year:
        lines = {
            line.id: self._line(line, before, year)
            for line in (*self.budget.income, *self.budget.spending)
        }
        number, pounds = self.way.number, self.way.pounds
        base = self.way.base(before.base * self._growth(self.outlook.base_grows, year))
        band_d = self._band_d(before.band_d, year)
        tax = pounds(base * band_d)
        fund = number(NOUGHT)
        if self.outlook.collection_fund:
            fund = fund + self._value(self.outlook.collection_fund, year)
        used = number(self.outlook.reserves_used.get(year, NOUGHT))
        income = sum((lines[line.id] for line in self.budget.income), number(NOUGHT))
        spending = sum((lines[line.id] for line in self.budget.spending), number(NOUGHT))
        return Year(
            year=year,
            lines=lines,
            income=income,
            spending=spending,
            base=base,
            band_d=band_d,
            council_tax=tax,
            collection_fund=fund,
            reserves_used=used,
            reserves=before.reserves - used,
            gap=spending - income - tax - fund - used,
        )

    def _line(self, line: Line, before: Year, year: str) -> Number:
        """Last year's amount without what was for that year alone, grown, and this year's news."""
        lasting = before.lines[line.id] - self._changed(line, before.year, once=True)
        grown = lasting * self._growth(line.grows, year) if line.grows else lasting
        news = self._changed(line, year, once=False) + self._changed(line, year, once=True)
        return self.way.pounds(grown + news)

    def _changed(self, line: Line, year: str, once: bool) -> Number:
        found = [
            change.amount
            for change in self.outlook.changes
            if (change.line, change.year, change.once) == (line.id, year, once)
        ]
        return self.way.number(sum(found, NOUGHT))

    def _value(self, id: str, year: str) -> Number:
        planned = self.budget.assumption(id).values[year]
        value = self.way.number(self.values.get(id, planned))
        return value + self.shifts[id] if id in self.shifts else value

    def _growth(self, id: str, year: str) -> Number:
        return 1 + self._value(id, year) / 100

    def _band_d(self, before: Number, year: str) -> Number:
        id = self.outlook.band_d_rises
        if self.budget.assumption(id).unit == "pounds":
            return self.way.pounds(before + self._value(id, year))
        return self.way.pounds(before * self._growth(id, year))
