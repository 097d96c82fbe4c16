"""Every dated duty of a plan year, 2024 to 2030, against a table written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from frankpledge.duties import Obligation, Rules

# For the financial year in the first column: what must be done before it begins, with the weekday
# as a printed calendar has it, and the last working day on which it can be done in time.
#         proposed          reported          revised           second report     answered
TABLE = """
2024/25   Thu 2024-02-01    Thu 2024-02-08    Thu 2024-02-15    Thu 2024-02-22    Fri 2024-03-01
2025/26   Sat 2025-02-01    Sat 2025-02-08    Sat 2025-02-15    Sat 2025-02-22    Sat 2025-03-01
2026/27   Sun 2026-02-01    Sun 2026-02-08    Sun 2026-02-15    Sun 2026-02-22    Sun 2026-03-01
2027/28   Mon 2027-02-01    Mon 2027-02-08    Mon 2027-02-15    Mon 2027-02-22    Mon 2027-03-01
2028/29   Tue 2028-02-01    Tue 2028-02-08    Tue 2028-02-15    Tue 2028-02-22    Wed 2028-03-01
2029/30   Thu 2029-02-01    Thu 2029-02-08    Thu 2029-02-15    Thu 2029-02-22    Thu 2029-03-01
2030/31   Fri 2030-02-01    Fri 2030-02-08    Fri 2030-02-15    Fri 2030-02-22    Fri 2030-03-01
"""
STEPS = (
    *("precept-proposed", "precept-reported", "precept-revised", "precept-second-report"),
    "precept-answered-again",
)
# The year's own last day, by which the next year's budget must be published, and the last working
# day up to it. Good Friday 2024 was on 29 March, so it was Thursday 28 March.
ENDS = """
2023/24   Sun 2024-03-31    2024-03-28
2024/25   Mon 2025-03-31    2025-03-31
2025/26   Tue 2026-03-31    2026-03-31
2026/27   Wed 2027-03-31    2027-03-31
2027/28   Fri 2028-03-31    2028-03-31
2028/29   Sat 2029-03-31    2029-03-29
2029/30   Sun 2030-03-31    2030-03-29
"""
LAST_WORKING = {
    "2025-02-01": "2025-01-31",
    "2025-02-08": "2025-02-07",
    "2026-02-01": "2026-01-30",
    "2026-03-01": "2026-02-27",
}
Look = Callable[..., list[Obligation]]


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: row[0])
def test_the_precept_days_of_a_year(look: Look, row: list[str]) -> None:
    """Each step of a vetoed precept has its day, on the weekday that the calendar says."""
    year, days = row[0], list(zip(row[1::2], row[2::2], strict=True))
    veto = f"precepts: [{{for: {year}, reported_on: {days[1][1]}, veto: too high}}]"
    for rule, (weekday, day) in zip(STEPS, days, strict=True):
        found = {one.occurrence.about: one for one in look(rule, f"{day[:4]}-03-02", veto)}
        due = found[year].occurrence.due
        assert due == date.fromisoformat(day)
        assert f"{due:%a}" == weekday
        if day in LAST_WORKING:
            assert f"{found[year].last_working_day}" == LAST_WORKING[day]


@pytest.mark.parametrize("row", rows(ENDS), ids=lambda row: row[0])
def test_the_end_of_a_year(look: Look, rules: Rules, row: list[str]) -> None:
    """What falls within a year, and what must be out before the next, end on the 31 March."""
    year, weekday, end, working = row
    for rule in rules.ids:
        kind = rules.versions(rule)[0].deadline.kind
        if kind not in ("end", "before") or rules.versions(rule)[0].trigger.kind == "event":
            continue
        found = [one for one in look(rule, end) if one.occurrence.due == date.fromisoformat(end)]
        assert len(found) == 1, rule
        assert found[0].status == "due"
        assert f"{found[0].occurrence.due:%a}" == weekday
        assert f"{found[0].last_working_day}" == working
        expected = year if kind == "end" else f"{end[:4]}/{int(end[2:4]) + 1}"
        assert found[0].occurrence.about == expected


@pytest.mark.parametrize(
    ("election", "due"),
    [
        ("2012-11-15", "2013-03-31"),
        ("2016-05-05", "2017-03-31"),
        ("2021-05-06", "2022-03-31"),
        ("2024-05-02", "2025-03-31"),
        ("2027-03-31", "2027-03-31"),  # a by-election on the last day of a year
        ("2027-04-01", "2028-03-31"),
    ],
)
def test_a_plan_within_the_financial_year_of_the_election(
    look: Look, election: str, due: str
) -> None:
    """The plan is due by the 31 March after the election."""
    text = f"elections: [{{on: {election}, source: a test}}]"
    (found,) = look("plan-issued", election, text)
    assert found.occurrence.due == date.fromisoformat(due)
    assert found.status == "due"


@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize(
    ("rule", "months"),
    [("information-3f", range(1, 13)), ("information-7A-statement", (1, 4, 7, 10))],
)
def test_monthly_and_quarterly_items_open_when_their_period_is_over(
    look: Look, year: int, rule: str, months: range
) -> None:
    """On the first of a month the item of the period before arises; no day is made up for it."""
    for month in months:
        newest = max(
            look(rule, f"{year}-{month:02d}-01"), key=lambda one: one.occurrence.opens or date.min
        )
        assert newest.occurrence.opens == date(year, month, 1)
        assert newest.occurrence.due is None
        assert newest.status == "due"
