"""What is asked of the map: which types of crime, which months, how fine a grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from frankpledge import periods as calendar
from frankpledge.documents import nearest
from frankpledge.errors import NotFoundError, UserError
from frankpledge.lake import find_source

if TYPE_CHECKING:
    import pyarrow as pa

STREET, LSOA = "police-uk-street", "police-uk-lsoa"
UNMAPPED = "Violence and sexual offences"
"""Sexual offences and domestic abuse are never shown below a district, and here they cannot be
told from the rest."""
MAPPED: tuple[str, ...] = tuple(
    sorted(find_source(STREET).categories["crime_type"] - frozenset({UNMAPPED}))
)
WHY_NOT = (
    f"'{UNMAPPED}' is not mapped: the publisher puts sexual offences and domestic abuse into it, "
    "and these are never shown below a district"
)
Basis = Literal["points", "neighbourhoods"]


@dataclass(frozen=True)
class Question:
    """Months that count, up to and with `to` (the last that is complete where it is None).

    `pitch` is the width of a cell in metres. `neighbours` is how many of the nearest neighbourhoods
    count as neighbours where there is no grid. `basis` fixes what is counted; None takes map
    points where they cover the months as well as the counts by neighbourhood do.
    """

    months: int = 12
    to: str | None = None
    pitch: int = 1000
    neighbours: int = 6
    basis: Basis | None = None

    def __post_init__(self) -> None:
        if self.months < 1 or self.neighbours < 1:
            raise UserError(
                f"expected one month and one neighbour or more, found {self.months} and "
                f"{self.neighbours}"
            )
        if not 100 <= self.pitch <= 20_000:
            raise UserError(
                f"cell: expected 100 to 20,000 metres, found {self.pitch} (map points stand for "
                "eight addresses or more, so smaller cells would say more than is known)"
            )


@dataclass(frozen=True)
class Window:
    """The months that were asked for: those that count, and those without complete data."""

    used: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """'year to December 2025', '3 months to December 2025'; whether or not some are missing."""
        months = sorted((*self.used, *self.missing))
        last = calendar.parse(months[-1]).words
        if len(months) == 12:
            return f"year to {last}"
        return last if len(months) == 1 else f"{len(months)} months to {last}"


def before(question: Question, found: Window) -> Question | None:
    """The same question of as many months earlier; None where nothing was found."""
    if not found.used:
        return None
    last = max((*found.used, *found.missing))
    return replace(question, to=str(_month(last).shift(-question.months)))


def crime_types(names: Iterable[str]) -> tuple[str, ...]:
    """The types of those names, sorted; all that may be mapped where none is named.

    Capital letters do not matter. Raises NotFoundError, with the nearest name, for one that does
    not exist, UserError for the one that is never mapped.
    """
    known = {name.casefold(): name for name in MAPPED}
    found = set()
    for name in names:
        if name.casefold() == UNMAPPED.casefold():
            raise UserError(WHY_NOT)
        if name.casefold() not in known:
            raise NotFoundError(f"no crime type called {name!r}; {nearest(name, MAPPED)}")
        found.add(known[name.casefold()])
    return tuple(sorted(found)) or MAPPED


def window(gate: pa.Table, force: str, question: Question) -> Window:
    """The months of a question, by the completeness of the force's periods.

    No month counts; none is missing, where there is no complete one at all.
    """
    status = {row["period"]: row["status"] for row in gate.to_pylist() if row["force"] == force}
    whole = [period for period, said in status.items() if said == "complete"]
    last = question.to or max(whole, default="")
    if not last:
        return Window((), ())
    first = str(_month(last).shift(1 - question.months))
    asked = calendar.span(first, last)
    used = tuple(period for period in asked if status.get(period) == "complete")
    return Window(used, tuple(period for period in asked if period not in used))


def _month(text: str) -> calendar.Period:
    try:
        period = calendar.parse(text)
    except ValueError as error:
        raise UserError(f"expected a month such as 2025-12, found {text!r}") from error
    if period.kind != "month":
        raise UserError(f"expected a month such as 2025-12, found {text!r}")
    return period
