"""Small words that papers and pages share: counts, days, pounds in tables."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from frankpledge import periods
from frankpledge.claims import date_words
from frankpledge.money.amounts import said

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def count_words(count: int, one: str, many: str = "") -> str:
    """'1 measure', '3 measures'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def when_words(when: str) -> str:
    """A date or period in words: '31 March 2022', '2025', 'year to September 2022'."""
    return date_words(when) if _DAY.fullmatch(when) else periods.parse(when).words


def day_words(day: date) -> str:
    """'3 November 2026'."""
    return date_words(day.isoformat())


def month_words(month: str) -> str:
    """'November 2026' of '2026-11'."""
    return periods.parse(month).words


def pounds(value: Decimal | None, places: int = 2) -> str:
    """Pounds, or 'not stated'."""
    return "not stated" if value is None else said(value, places)


def whole_pounds(value: Decimal) -> str:
    """'£9,500', and with pence only where there are some: '£9,500.50'."""
    return said(value, 0 if value == int(value) else 2)


def places_of(values: Iterable[Decimal]) -> int:
    """How many decimals a column of pounds needs: none where all are whole."""
    return 0 if all(value == int(value) for value in values) else 2


def signed(value: Decimal, places: int = 2) -> str:
    """A change: '+£12.00', '−£3.00', '£0.00'."""
    return f"+{said(value, places)}" if value > 0 else said(value, places)


def month_end(month: int) -> date:
    """The last day of a month counted as `periods` counts."""
    year, at = divmod(month, 12)
    return date(year, at + 1, monthrange(year, at + 1)[1])
