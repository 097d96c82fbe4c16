"""Commissioned services: who provides what for whom, and the figures that somebody states."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from frankpledge import periods

# What is asked of every service. A figure of people is protected when it is small.
ASKED = {
    "helped": "People helped",
    "referred": "People referred",
    "waiting": "People waiting",
    "wait": "How long people wait",
    "outcomes": "Outcomes reached",
    "satisfaction": "Satisfied with the help",
    "activity": "What was done",
    "cost": "Cost",
}
EXPECTED = ("helped", "waiting", "outcomes", "satisfaction", "cost")
PEOPLE = ("helped", "referred", "waiting", "outcomes", "satisfaction")
STATES = ("running", "pilot", "starting", "ended", "promised", "not stated")


@dataclass(frozen=True, kw_only=True)
class Said:
    """Where something is stated: the document by its own title, the place in it, its words."""

    document: str
    place: str
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceFigure:
    """One figure of a service.

    `measure` is one of ASKED. `value` is in `unit` (pounds for cost); where it is a part of others
    (outcomes, satisfaction), `out_of` says of how many. `period` is '' where the document states
    none, and `when` what it does say. `group` names a part ('girls'); '' is everyone.
    """

    measure: str
    value: Decimal
    unit: str
    said: Said
    out_of: Decimal | None = None
    period: str = ""
    when: str = ""
    group: str = ""

    @property
    def period_words(self) -> str:
        """The period in words, or that none is stated."""
        if self.period:
            return periods.parse(self.period).words
        return self.when or "period not stated"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something stated of a service that is no figure, such as a rating."""

    text: str
    said: Said


@dataclass(frozen=True, kw_only=True)
class Service:
    """One commissioned service. `provider`, `commissioner` and `contract` are '' where nobody
    states them; `priorities` are ids of the plan's priorities that it serves."""

    path: Path
    id: str
    title: str
    purpose: str
    state: str
    said: Said
    people: str = ""
    provider: str = ""
    commissioner: str = ""
    contract: str = ""
    place: str = ""
    plan: str = ""
    priorities: tuple[str, ...] = ()
    figures: tuple[ServiceFigure, ...] = ()
    facts: tuple[Fact, ...] = ()
    caveats: tuple[str, ...] = ()
    invented: bool = False

    @property
    def not_stated(self) -> tuple[str, ...]:
        """Which of EXPECTED no document states."""
        there = {figure.measure for figure in self.figures}
        return tuple(name for name in EXPECTED if name not in there)
