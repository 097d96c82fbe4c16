"""From a trigger to a day: small rules of counting, each the way the law counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from frankpledge import periods
from frankpledge.duties.calendar import Calendar, add_months, financial_year
from frankpledge.duties.rule import Deadline, Rule
from frankpledge.periods import Period

DAY = timedelta(days=1)
_PERIOD_MONTHS = {"month": 1, "quarter": 3, "financial year": 12}


@dataclass(frozen=True)
class Occurrence:
    """One time that a duty arises: what about, when it can first be done, and by when it must be.

    `about` is a period (2025/26), the id of an event, or empty where nothing tells one time from
    another. `due` is None where the law fixes no day, and never before `opens`. `set_off` is false
    where nothing has made the duty arise.
    """

    about: str
    words: str
    opens: date | None
    due: date | None
    set_off: bool = True


def first_day(period: Period) -> date:
    """The first day of a period."""
    return date(period.first // 12, period.first % 12 + 1, 1)


def last_day(period: Period) -> date:
    """The last day of a period."""
    return add_months(first_day(period), period.months) - DAY


def financial_period(day: date) -> Period:
    """The financial year that holds a day."""
    start = financial_year(day)[0].year
    return periods.parse(f"{start}/{(start + 1) % 100:02d}")


def after_event(deadline: Deadline, day: date, calendar: Calendar) -> date | None:
    """By when, counted from the day of an event (or from the last time)."""
    match deadline.kind:
        case "days":
            return day + DAY * (deadline.number - deadline.inclusive)
        case "working days":
            return calendar.add_working_days(day, deadline.number)
        case "months":
            return add_months(day, deadline.number)
        case "by":
            this = date(day.year, deadline.month, deadline.day)
            return this if this >= day else date(day.year + 1, deadline.month, deadline.day)
        case "end":
            return financial_year(day)[1]
        case _:
            return None


def of_period(deadline: Deadline, period: Period, calendar: Calendar) -> tuple[date, date | None]:
    """From when and by when a period's duty can and must be done."""
    first, last = first_day(period), last_day(period)
    earlier = add_months(first, -period.months)
    match deadline.kind:
        case "by":
            opens = earlier if deadline.before else first
            return opens, after_event(deadline, opens, calendar)
        case "end":
            return first, last
        case "before":
            return earlier, first - DAY
        case _:
            # What is asked 'after the month' is counted from its last day.
            return last + DAY, after_event(deadline, last, calendar)


def periods_between(rule: Rule, since: date, on: date, calendar: Calendar) -> Iterator[Occurrence]:
    """The occurrences of a rule about periods that open from `since` to `on`, in order."""
    kind = rule.trigger.names[0]
    period = _period_of(kind, add_months(since, -_PERIOD_MONTHS[kind]))
    while True:
        opens, due = of_period(rule.deadline, period, calendar)
        if opens > on:
            return
        if opens >= since:
            yield Occurrence(str(period), period.words, opens, due)
        period = period.shift(1)


def _period_of(kind: str, day: date) -> Period:
    if kind == "financial year":
        return financial_period(day)
    if kind == "quarter":
        return periods.parse(f"{day.year}-Q{(day.month + 2) // 3}")
    return periods.parse(f"{day.year}-{day.month:02d}")
