"""First and last day of what a plan calls a date: a day, a month, a quarter, a year, ..."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from frankpledge import periods

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def first_day(when: str) -> date:
    """First day of a date or period. Raises ValueError when it is neither."""
    if _DAY.fullmatch(when):
        return date.fromisoformat(when)
    year, month = divmod(periods.parse(when).first, 12)
    return date(year, month + 1, 1)


def last_day(when: str) -> date:
    """Last day of a date or period. Raises ValueError when it is neither."""
    if _DAY.fullmatch(when):
        return date.fromisoformat(when)
    year, month = divmod(periods.parse(when).last, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
