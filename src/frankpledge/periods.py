"""Periods of time, as text that sorts, and their arithmetic.

========== ==================== =====================================
text       what                 in words
========== ==================== =====================================
2025-12    a month              December 2025
2025-Q4    a calendar quarter   October to December 2025
2025       a calendar year      2025
2017/18    a financial year     April 2017 to March 2018
YE2022-09  twelve months        year to September 2022
========== ==================== =====================================

A *window* is a run of separate periods that ends with a given one: the last four quarters to
2022-Q3 are the year to September 2022.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_FORMS = {
    "month": re.compile(r"(\d{4})-(0[1-9]|1[0-2])$"),
    "quarter": re.compile(r"(\d{4})-Q([1-4])$"),
    "year": re.compile(r"(\d{4})$"),
    "financial year": re.compile(r"(\d{4})/(\d{2})$"),
    "year to": re.compile(r"YE(\d{4})-(0[1-9]|1[0-2])$"),
}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "financial year": 12, "year to": 12}


@dataclass(frozen=True, order=True)
class Period:
    """A period of whole months. `last` is its last month, counted from January of the year 0."""

    last: int
    kind: str

    @property
    def months(self) -> int:
        """How many months the period covers."""
        return _MONTHS_IN[self.kind]

    @property
    def first(self) -> int:
        """Its first month, counted like `last`."""
        return self.last - self.months + 1

    def shift(self, steps: int) -> Period:
        """The period `steps` of its own kind later (earlier when negative)."""
        step = 1 if self.kind == "year to" else self.months
        return Period(self.last + steps * step, self.kind)

    def __str__(self) -> str:
        year, month = divmod(self.last, 12)
        match self.kind:
            case "month":
                return f"{year:04d}-{month + 1:02d}"
            case "quarter":
                return f"{year:04d}-Q{month // 3 + 1}"
            case "year":
                return f"{year:04d}"
            case "financial year":
                return f"{year - 1:04d}/{year % 100:02d}"
            case _:
                return f"YE{year:04d}-{month + 1:02d}"

    @property
    def words(self) -> str:
        """The period in words, as pages print it."""
        year = self.last // 12
        match self.kind:
            case "month":
                return _month_words(self.last)
            case "quarter":
                return f"{MONTHS[self.first % 12]} to {_month_words(self.last)}"
            case "year":
                return str(year)
            case "financial year":
                return f"April {year - 1} to March {year}"
            case _:
                return f"year to {_month_words(self.last)}"


def _month_words(month: int) -> str:
    year, index = divmod(month, 12)
    return f"{MONTHS[index]} {year}"


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read a period. Raises ValueError that names the forms when `text` is none of them."""
    for kind, form in _FORMS.items():
        if match := form.match(text):
            return Period(_last_month(kind, [int(part) for part in match.groups()], text), kind)
    raise ValueError(f"not a period: {text!r} (write 2025-12, 2025-Q4, 2025, 2017/18 or YE2022-09)")


def _last_month(kind: str, parts: list[int], text: str) -> int:
    year = parts[0]
    match kind:
        case "month" | "year to":
            return year * 12 + parts[1] - 1
        case "quarter":
            return year * 12 + parts[1] * 3 - 1
        case "financial year":
            if (year + 1) % 100 != parts[1]:
                raise ValueError(f"not a financial year: {text!r} (the years must follow)")
            return (year + 1) * 12 + 2
        case _:
            return year * 12 + 11


def span(first: str, last: str) -> list[str]:
    """All periods from `first` to `last`, both included, in order. Both must be of one kind."""
    start, end = parse(first), parse(last)
    if start.kind != end.kind:
        raise ValueError(f"{first} and {last} are not of one kind")
    periods, here = [], start
    while here.last <= end.last:
        periods.append(str(here))
        here = here.shift(1)
    return periods


def window_words(last: str, count: int) -> str:
    """A window of `count` periods that ends with `last`, in words ("year to September 2022")."""
    period = parse(last)
    months = period.months * count
    if count == 1:
        return period.words
    if months == 12:
        return f"year to {_month_words(period.last)}"
    return f"{months} months to {_month_words(period.last)}"
