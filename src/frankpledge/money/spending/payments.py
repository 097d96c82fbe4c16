"""Payments: what is kept of an export's row, and how well an export could be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

LISTED = 500  # rejected rows that are listed one by one; all are counted
# Further columns of the layout, which an export may have: the field, and the heading it gets.
MORE = {
    "service_uri": "Service category URI",
    "code": "CIPFA expenditure code",
    "classification": "Procurement classification",
    "capital": "Capital or revenue",
    "card": "Card transaction",
    "contract": "Contract reference",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """One item as it is published: names of people are gone already.

    `amount` is net of the VAT that can be got back, in pounds, negative for a refund or credit.
    `irrecoverable_vat` is None where the export does not say, which is not nought. `verdict` is
    what was judged of the payee (see `people`). `body` says whose spending it is where the export
    does (the policing body's or the chief officer's), '' for the body that publishes; `more` are
    the texts of MORE, in its order, () where the export has none of them.
    """

    day: date
    supplier: str
    amount: Decimal
    transaction: str = ""
    irrecoverable_vat: Decimal | None = None
    department: str = ""
    category: str = ""
    purpose: str = ""
    good_value: str = ""
    verdict: str = "organisation"
    body: str = ""
    more: tuple[str, ...] = ()

    @property
    def month(self) -> str:
        """'2025-04'."""
        return f"{self.day:%Y-%m}"

    @property
    def named(self) -> bool:
        """Whether the payee's name is published."""
        return self.verdict == "organisation"


@dataclass(frozen=True)
class Refused:
    """A row that was left out: line, header of the column, and why. Values are not repeated here,
    since any of them may hold a name."""

    line: int
    column: str
    reason: str


@dataclass
class SpendingReport:
    """How well an export could be read. `below` are items of no more than the threshold, with
    their sum; `same` rows that repeat another in every column and were counted once, because their
    transaction and line number say that they are the same."""

    file: str
    encoding: str = ""
    heads: int = 1
    rows: int = 0
    blank: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    listed: list[Refused] = field(default_factory=list)
    serial_dates: int = 0
    refunds: int = 0
    below: int = 0
    below_sum: Decimal = Decimal(0)
    same: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Count a row that is left out."""
        self.refused[reason] += 1
        if len(self.listed) < LISTED:
            self.listed.append(Refused(line, column, reason))

    def lines(self) -> list[str]:
        """The report in words, a line each."""
        told = [
            f"{self.file}: {self.rows:,} rows ({self.encoding}), header of {self.heads}",
            f"  refused: {self.refused.total():,}",
            *(f"    {count:,} because {why}" for why, count in sorted(self.refused.items())),
            f"  published: {self.verdicts.total():,} from {self.first} to {self.last}"
            if self.verdicts
            else "  published: none",
            f"  not over the threshold: {self.below:,}, together £{self.below_sum:,.2f}",
        ]
        counted = {
            "refunds and credits among the published": self.refunds,
            "dates that were serial numbers of a spreadsheet": self.serial_dates,
            "the same row again, counted once": self.same,
            "payees redacted, marked as individuals": self.verdicts["marked"],
            "payees redacted, with a title such as Mrs": self.verdicts["titled"],
            "payees withheld until somebody looks": self.verdicts["unsure"],
        }
        return told + [f"  {what}: {count:,}" for what, count in counted.items() if count]
