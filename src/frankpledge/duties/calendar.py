"""Working days, bank holidays and financial years of England and Wales, over one source of dates.

The dates are data (data/bank-holidays.yaml), as the government publishes them. Years after the last
published one are projected by the rules of the Banking and Financial Dealings Act 1971, Schedule 1,
and the royal proclamations that add New Year's Day and the early May holiday every year; a
projection cannot know of a jubilee. England and Wales have the same holidays.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from frankpledge.documents import load_yaml

HOLIDAYS = Path(__file__).parent / "data" / "bank-holidays.yaml"
DAY = timedelta(days=1)
MONDAY, FRIDAY = 0, 4


@dataclass(frozen=True)
class Calendar:
    """Bank holidays by date, as published; later years are projected, earlier ones refused."""

    published: Mapping[date, str]

    @cached_property
    def first(self) -> int:
        """The first year that is published."""
        return min(self.published).year

    @cached_property
    def last(self) -> int:
        """The last year that is published."""
        return max(self.published).year

    def projected(self, year: int) -> bool:
        """Whether the holidays of a year are our projection rather than published."""
        return year > self.last

    def holidays(self, year: int) -> dict[date, str]:
        """Bank holidays of a year by date. Raises ValueError for a year before the first one."""
        if year < self.first:
            raise ValueError(f"bank holidays are known from {self.first} on, not for {year}")
        if self.projected(year):
            return project(year)
        return {day: name for day, name in self.published.items() if day.year == year}

    def is_working_day(self, day: date) -> bool:
        """Whether a day is neither Saturday, Sunday nor a bank holiday."""
        return day.weekday() <= FRIDAY and day not in self._holidays_of(day.year)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`th working day after `day`; the day itself for 0."""
        while count > 0:
            day += DAY
            count -= self.is_working_day(day)
        return day

    def last_working_day(self, day: date) -> date:
        """The day itself when it is a working day, otherwise the last one before it."""
        while not self.is_working_day(day):
            day -= DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many working days follow `after`, up to and including `until`; 0 when none do."""
        if until <= after:
            return 0
        weeks, rest = divmod((until - after).days, 7)
        tail = sum((until - DAY * back).weekday() <= FRIDAY for back in range(rest))
        free = sum(
            after < day <= until and day.weekday() <= FRIDAY
            for year in range(after.year, until.year + 1)
            for day in self._holidays_of(year)
        )
        return weeks * 5 + tail - free

    def _holidays_of(self, year: int) -> dict[date, str]:
        if year not in self._years:
            self._years[year] = self.holidays(year)
        return self._years[year]

    @cached_property
    def _years(self) -> dict[int, dict[date, str]]:
        return {}


@lru_cache(maxsize=1)
def england_and_wales() -> Calendar:
    """The calendar that the package ships."""
    text = HOLIDAYS.read_text(encoding="utf-8")
    raw = load_yaml(text)
    return Calendar(raw["days"])


def project(year: int) -> dict[date, str]:
    """Bank holidays of a year by the standing rules alone, in order of date."""
    easter = easter_sunday(year)
    moved = {
        easter - 2 * DAY: "Good Friday",
        easter + DAY: "Easter Monday",
        first_monday(year, 5): "Early May bank holiday",
        last_monday(year, 5): "Spring bank holiday",
        last_monday(year, 8): "Summer bank holiday",
    }
    new_year = _substituted({date(year, 1, 1): "New Year's Day"})
    christmas = _substituted(
        {date(year, 12, 25): "Christmas Day", date(year, 12, 26): "Boxing Day"}
    )
    return dict(sorted((new_year | moved | christmas).items()))


def _substituted(days: Mapping[date, str]) -> dict[date, str]:
    """Give each holiday on a weekend the next weekday that no other holiday has."""
    found = {day: name for day, name in days.items() if day.weekday() <= FRIDAY}
    for day, name in days.items():
        if day in found:
            continue
        free = day
        while free.weekday() > FRIDAY or free in found:
            free += DAY
        found[free] = f"{name} (substitute day)"
    return found


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar (the anonymous algorithm that Nature printed in 1876)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    skipped, of_century = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    leaps, of_leap = divmod(in_century, 4)
    weekday = (32 + 2 * of_century + 2 * leaps - epact - of_leap) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def first_monday(year: int, month: int) -> date:
    """The first Monday of a month."""
    start = date(year, month, 1)
    return start + DAY * ((MONDAY - start.weekday()) % 7)


def last_monday(year: int, month: int) -> date:
    """The last Monday of a month."""
    end = date(year, month, monthrange(year, month)[1])
    return end - DAY * end.weekday()


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def financial_year(day: date) -> tuple[date, date]:
    """First and last day of the financial year (1 April to 31 March) that holds a day."""
    start = day.year if day.month >= 4 else day.year - 1
    return date(start, 4, 1), date(start + 1, 3, 31)
