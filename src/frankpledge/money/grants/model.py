"""Grants as documents: programmes, and what was awarded, why, on what conditions, to what end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

WAYS = ("given", "received", "promised")


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """An organisation; `id` is its identifier in a register (GB-CHC-1164883), '' when unknown."""

    name: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Where it was looked at whether the money did any good, and what was found."""

    title: str
    address: str = ""
    finding: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a recipient reported on one day; `spent` is in pounds, up to that day."""

    on: date
    text: str
    spent: Decimal | None = None
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Award:
    """One grant. Amounts are in pounds.

    A grant to a person has no recipient: nobody is named. `places` are codes of the areas that
    benefit, `commitments` are written PLAN/COMMITMENT. `reasons` say why this recipient and this
    sum, `conditions` what the recipient has to do for it.
    """

    id: str
    title: str
    purpose: str
    amount: Decimal
    awarded: date
    recipient: Organisation | None
    reasons: str = ""
    conditions: str = ""
    start: date | None = None
    end: date | None = None
    applied: Decimal | None = None
    paid: Decimal | None = None
    open_call: bool | None = None
    places: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    evaluation: Evaluation | None = None
    reports: tuple[Report, ...] = ()
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A document: money for a purpose, given out by the body, received by it, or only promised.

    `total` is what the source states for the whole of it, None when it states none.
    `crime_reduction` says that its awards are crime and disorder reduction grants, whose
    conditions, recipients, purposes and reasons are to be published each month.
    """

    path: Path
    id: str
    title: str
    way: str
    description: str
    source: str
    funder: Organisation
    address: str = ""
    total: Decimal | None = None
    crime_reduction: bool = False
    note: str = ""
    places: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    evaluation: Evaluation | None = None
    awards: tuple[Award, ...] = ()

    @property
    def awarded(self) -> Decimal:
        """The sum of its awards."""
        return sum((one.amount for one in self.awards), Decimal(0))
