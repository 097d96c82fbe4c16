"""What the documents of this room hold beyond the shared fields: days, and one choice of many."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from frankpledge.documents import Fields
from frankpledge.periods import MONTHS

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Fields",
    "day_of_year",
    "fact_day",
    "only",
    "optional_day",
    "optional_fact_day",
    "the_day",
]

# The first year of commissioners, and of the bank holidays kept here; a year past any plan.
FIRST_YEAR, LAST_YEAR = 2012, 2100

_DAY = re.compile(r"([1-9]|[12]\d|3[01]) ([A-Z][a-z]+)$")


def the_day(fields: Fields, key: str) -> date:
    """A date, written 2025-02-01."""
    value = fields.take(key)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise fields.error(key, "a date such as 2025-02-01", value)
    return value


def optional_day(fields: Fields, key: str) -> date | None:
    """A date or nothing."""
    return None if fields.take(key, None) is None else the_day(fields, key)


def fact_day(fields: Fields, key: str) -> date:
    """The date of something that happened or is set: one that the calendar reaches."""
    value = the_day(fields, key)
    if not FIRST_YEAR <= value.year < LAST_YEAR:
        raise fields.error(key, f"a date from {FIRST_YEAR} to {LAST_YEAR - 1}", value.isoformat())
    return value


def optional_fact_day(fields: Fields, key: str) -> date | None:
    """A date that the calendar reaches, or nothing."""
    return None if fields.take(key, None) is None else fact_day(fields, key)


def day_of_year(fields: Fields, key: str) -> tuple[int, int]:
    """Month and day, written '1 February'."""
    value = str(fields.take(key))
    found = _DAY.match(value)
    if not found or found[2] not in MONTHS:
        raise fields.error(key, "a day of the year such as '1 February'", value)
    month, day = MONTHS.index(found[2]) + 1, int(found[1])
    try:
        date(2025, month, day)  # 29 February is refused: it is missing in most years
    except ValueError as error:
        raise fields.error(key, "a day that every year has", value) from error
    return month, day


def only(fields: Fields, key: str, allowed: tuple[str, ...]) -> tuple[str, Any]:
    """The one field of `allowed` that the mapping `key` may and must have, and its value."""
    named = [name for name in allowed if name in fields.raw]
    if len(named) != 1:
        raise fields.error(key, f"exactly one of {', '.join(allowed)}", ", ".join(named) or None)
    return named[0], fields.raw[named[0]]
