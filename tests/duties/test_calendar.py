"""Working days and bank holidays, against the published dates, plain loops and another library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.duties import england_and_wales
from frankpledge.duties.calendar import add_months, easter_sunday, financial_year, project

DAY = timedelta(days=1)
CALENDAR = england_and_wales()
DAYS = st.dates(date(2013, 1, 1), date(2035, 12, 31))
# What the standing rules cannot know: jubilees, a day moved for the peace of 1945, a funeral and a
# coronation. Spring 2012 and 2022 were moved to make a long weekend.
ROYAL = {
    2012: {date(2012, 6, 4), date(2012, 6, 5), date(2012, 5, 28)},
    2020: {date(2020, 5, 8), date(2020, 5, 4)},
    2022: {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2022, 5, 30)},
    2023: {date(2023, 5, 8)},
}
# Written by hand from a printed calendar, not from the code.
PROJECTED = {
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}


def test_published_holidays_are_still_current() -> None:
    """Deadlines reach a year ahead: add the years that GOV.UK has published when this fails."""
    assert date.today().year + 1 <= CALENDAR.last


@pytest.mark.parametrize("year", range(CALENDAR.first, CALENDAR.last + 1))
def test_the_standing_rules_give_the_published_days(year: int) -> None:
    """Published and projected holidays differ by the royal and memorial days alone."""
    published, projected = set(CALENDAR.holidays(year)), set(project(year))
    assert published ^ projected == ROYAL.get(year, set())


@pytest.mark.parametrize("year", PROJECTED)
def test_projected_years(year: int) -> None:
    """2029 and 2030 are projected, say so, and are what a calendar on paper says."""
    assert CALENDAR.projected(year)
    assert [f"{day:%m-%d}" for day in CALENDAR.holidays(year)] == PROJECTED[year].split()


def test_2024_to_2028_are_published() -> None:
    """No year of the present plans is projected."""
    assert not any(CALENDAR.projected(year) for year in range(2024, 2029))


def test_a_year_before_the_first_is_refused() -> None:
    """A date that no list covers is an error, not a working day."""
    with pytest.raises(ValueError, match="known from 2012 on, not for 2011"):
        CALENDAR.is_working_day(date(2011, 6, 1))


@given(st.integers(1900, 2200))
def test_easter_is_that_of_another_library(year: int) -> None:
    """The algorithm agrees with python-dateutil's."""
    assert easter_sunday(year) == easter(year)


def plainly(day: date) -> bool:
    return day.weekday() < 5 and day not in CALENDAR.holidays(day.year)


@given(DAYS, st.integers(0, 500))
def test_counting_working_days_agrees_with_a_plain_loop(after: date, length: int) -> None:
    """Whole weeks less holidays is what counting day by day gives."""
    until = after + DAY * length
    loop = sum(plainly(after + DAY * step) for step in range(1, length + 1))
    assert CALENDAR.working_days(after, until) == loop


@given(DAYS, st.integers(1, 60))
def test_adding_working_days_undoes_counting(day: date, count: int) -> None:
    """The day reached is a working day, with `count` working days up to it."""
    reached = CALENDAR.add_working_days(day, count)
    assert plainly(reached)
    assert CALENDAR.working_days(day, reached) == count


@given(DAYS)
def test_the_last_working_day_has_none_after_it(day: date) -> None:
    """Between the last working day and the day itself there is no other working day."""
    last = CALENDAR.last_working_day(day)
    assert plainly(last)
    assert last <= day
    assert CALENDAR.working_days(last, day) == 0


def test_working_days_over_christmas() -> None:
    """Five working days from Friday 19 December 2025 end on Tuesday 30 December."""
    assert CALENDAR.add_working_days(date(2025, 12, 19), 5) == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: str, months: int, result: str) -> None:
    """A month that has no such day ends on its last."""
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@given(DAYS)
def test_a_financial_year_holds_its_day(day: date) -> None:
    """It runs from 1 April to 31 March around the day."""
    first, last = financial_year(day)
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (4, 1, 3, 31)
    assert last.year == first.year + 1
