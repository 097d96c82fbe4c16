"""A budget as a document: what it holds, nothing worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

RECEIVERS = ("chief officer", "body", "services", "grants")
SPREADS = ("triangular", "uniform")
UNITS = ("per cent", "pounds")
STATUSES = ("draft", "proposed", "adopted")
NOUGHT = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A source of income, or a heading of spending, in pounds for the budget year.

    `grows` is the id of the assumption by which it grows from year to year, '' for one that stays
    as it is. Of spending, `to` says who is given it (one of RECEIVERS) and `priorities` which
    priorities of the plan it pays for.
    """

    id: str
    title: str
    amount: Decimal
    grows: str = ""
    to: str = ""
    priorities: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """A reserve in pounds: at the start of the year, added, used, and as stated at its end."""

    id: str
    title: str
    opening: Decimal
    added: Decimal = NOUGHT
    used: Decimal = NOUGHT
    stated: Decimal | None = None

    @property
    def closing(self) -> Decimal:
        """What is left at the end of the year."""
        return self.opening + self.added - self.used


@dataclass(frozen=True, kw_only=True)
class Billing:
    """A billing authority: its tax base (band D equivalents), and the body's share of the surplus
    (positive) or deficit (negative) of its collection fund, in pounds."""

    area: str
    name: str
    base: Decimal
    collection_fund: Decimal = NOUGHT
    stated: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Levy:
    """What council tax is asked for: band D in pounds, this year and the year before."""

    billing: tuple[Billing, ...]
    band_d: Decimal
    before_band_d: Decimal | None = None
    before_base: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Stated:
    """Totals as the document prints them, to be compared with those worked out; None where it
    prints none. `bands` are pounds by letter."""

    income: Decimal | None = None
    spending: Decimal | None = None
    requirement: Decimal | None = None
    base: Decimal | None = None
    collection_fund: Decimal | None = None
    reserves_used: Decimal | None = None
    change: Decimal | None = None
    change_percent: Decimal | None = None
    bands: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """Something that the years ahead rest on. `values` hold one number a year, in its unit.

    `below` and `above` say how far off it may be, in the same unit and in every year alike;
    `spread` how likely what lies between is (one of SPREADS).
    """

    id: str
    title: str
    unit: str
    values: Mapping[str, Decimal]
    basis: str
    below: Decimal = NOUGHT
    above: Decimal = NOUGHT
    spread: str = "triangular"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A known change to a line from a year on, in pounds; `once` is for that year alone."""

    line: str
    year: str
    amount: Decimal
    why: str
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The years after the budget year, and what drives them (ids of assumptions)."""

    years: tuple[str, ...]
    base_grows: str
    band_d_rises: str
    collection_fund: str = ""
    changes: tuple[Change, ...] = ()
    reserves_used: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Some assumptions otherwise in every year, each in its own unit: off by `shifts`, or with
    `values` in place of those planned."""

    id: str
    title: str
    shifts: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Budget:
    """One budget. `plan` is the id of the plan package that it pays for, '' when it names none.
    `demonstration` says so when its figures were made up."""

    path: Path
    id: str
    title: str
    year: str
    status: str
    source: str
    income: tuple[Line, ...]
    spending: tuple[Line, ...]
    levy: Levy
    reserves: tuple[Reserve, ...] = ()
    stated: Stated = field(default_factory=Stated)
    assumptions: tuple[Assumption, ...] = ()
    outlook: Outlook | None = None
    scenarios: tuple[Scenario, ...] = ()
    plan: str = ""
    demonstration: str = ""

    @property
    def total_income(self) -> Decimal:
        """All income that is not council tax."""
        return sum((line.amount for line in self.income), NOUGHT)

    @property
    def total_spending(self) -> Decimal:
        """All spending."""
        return sum((line.amount for line in self.spending), NOUGHT)

    @property
    def reserves_used(self) -> Decimal:
        """Taken from reserves less what is put into them."""
        return sum((one.used - one.added for one in self.reserves), NOUGHT)

    def assumption(self, id: str) -> Assumption:
        """One assumption. Raises KeyError for a name that nothing goes by."""
        return {one.id: one for one in self.assumptions}[id]
