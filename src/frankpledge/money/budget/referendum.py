"""By how much council tax for policing may rise before it needs a referendum, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from frankpledge.documents import Fields
from frankpledge.money.amounts import amount
from frankpledge.money.budget.precept import Precept

FILE = Path(__file__).parent / "data" / "referendum-principles.yaml"


@dataclass(frozen=True)
class Principle:
    """The limit of one financial year, in pounds at band D. `unverified` says what of it was not
    checked, '' when it was."""

    year: str
    pounds: Decimal
    source: str
    address: str = ""
    unverified: str = ""


@lru_cache(maxsize=1)
def principles() -> Mapping[str, Principle]:
    """Every principle that is known, by year."""
    fields = Fields.load(FILE)
    return {one.year: one for one in fields.parts("principles", _principle)}


def _principle(fields: Fields) -> Principle:
    return Principle(
        year=fields.text("year"),
        pounds=amount(fields, "pounds"),
        source=fields.text("source"),
        address=fields.text("address", ""),
        unverified=str(fields.take("unverified", "")).strip(),
    )


def excessive(precept: Precept, principle: Principle) -> bool | None:
    """Whether the rise is over the limit; None where the year before is not known."""
    return None if precept.change is None else precept.change > principle.pounds
