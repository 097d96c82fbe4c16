"""How things stand: against the rule of docs/methods/delivery.md, day by day."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

import pytest

from frankpledge.plans import Goal, Plan
from frankpledge.plans.delivery import (
    Delivery,
    Item,
    Latest,
    items_of,
    judge,
    months_after,
    recommendations_of,
    step,
)

PLAN = "littleford-2024-draft"


def item(plans: dict[str, Plan], delivery: Delivery, name: str) -> Item:
    return next(one for one in items_of(plans[PLAN], delivery, plans) if one.id == name)


# Each line: what, the day, the status, what it rests on, how old the word is.
STANDS = [
    ("recruit-officers", "2025-12-31", "on track", "given", "recent"),
    # A milestone of 31 March 2026 has passed the day after, not on the day itself.
    ("recruit-officers", "2026-03-31", "on track", "given", "recent"),
    ("recruit-officers", "2026-04-01", "date passed", "dates", "recent"),
    # Six months after 3 October is 3 April.
    ("carbon-neutral", "2026-08-12", "at risk", "given", "recent"),
    ("carbon-neutral", "2026-08-13", "out of date", "nothing", "stale"),
    # An update of a month counts from the month's last day.
    ("explain-performance", "2026-05-30", "reported", "nothing", "recent"),
    ("explain-performance", "2026-05-31", "out of date", "nothing", "stale"),
    ("delivery-night", "2025-12-31", "never reported", "nothing", "never"),
    ("delivery-night", "2026-01-01", "date passed", "dates", "never"),
    # A part has the date of its whole: the financial year 2025/26.
    ("name-officers", "2026-03-31", "never reported", "nothing", "never"),
    ("name-officers", "2026-04-01", "date passed", "dates", "never"),
    ("ask-alone", "2026-01-31", "never reported", "nothing", "never"),
    ("ask-alone", "2026-02-01", "date passed", "dates", "never"),
]


@pytest.mark.parametrize(("name", "day", "status", "basis", "age"), STANDS)
def test_a_thing_stands_as_the_rule_says(
    plans: dict[str, Plan],
    delivery: Delivery,
    name: str,
    day: str,
    status: str,
    basis: str,
    age: str,
) -> None:
    """On each side of each date the status, its basis and the age of the word are right."""
    found = judge(item(plans, delivery, name), date.fromisoformat(day), 6)
    assert (found.status, found.basis, found.freshness) == (status, basis, age)


def test_a_date_that_passed_says_what_was_claimed_beside_it(
    plans: dict[str, Plan], delivery: Delivery
) -> None:
    """Worked out from dates, with the status that was given still to be read."""
    found = judge(item(plans, delivery, "recruit-officers"), date(2026, 4, 1), 6)
    assert found.reason == (
        "1 of 2 milestones has passed without being reported as done. The date by which it was to "
        "be done has passed, and nobody reports it as done. Who answers for it says: on track."
    )


def test_done_closes_whatever_the_date(plans: dict[str, Plan], delivery: Delivery) -> None:
    """What is done is neither late nor stale, ten years on."""
    one = item(plans, delivery, "recruit-officers")
    told = one.updates[-1]
    over = replace(told, update=replace(told.update, status="done", reason="All are there."))
    found = judge(replace(one, updates=(*one.updates, over)), date(2036, 1, 1), 6)
    assert (found.status, found.freshness, found.owed) == ("done", "closed", False)


def test_without_a_day_nothing_is_late_or_stale(plans: dict[str, Plan], delivery: Delivery) -> None:
    """A release without figures has no day, so it judges no date."""
    found = [judge(one, None, 6) for one in items_of(plans[PLAN], delivery, plans)]
    assert {one.status for one in found} == {"on track", "at risk", "reported", "never reported"}
    assert {one.freshness for one in found} == {"recent", "never"}


@pytest.mark.parametrize(
    ("value", "day", "status"),
    [
        (431, "2025-12-31", "target reached"),
        (430, "2025-12-31", "target reached"),
        (429, "2025-12-31", "on track"),
    ],
)
def test_a_target_is_held_against_the_figure(
    plans: dict[str, Plan], delivery: Delivery, value: float, day: str, status: str
) -> None:
    """More officers is better: 430 or more reaches the target of 430."""
    latest = {"police-officers": Latest(value, 1, f"{value} officers (2025)")}
    one = item(plans, delivery, "recruit-officers")
    found = judge(one, date.fromisoformat(day), 6, plan=plans[PLAN], latest=latest)
    assert found.status == status


def test_a_missed_target_is_missed_after_its_day(
    plans: dict[str, Plan], delivery: Delivery
) -> None:
    """With no milestone or date of its own, the target's day decides."""
    plan = plans[PLAN]
    line = plan.get("line-officers")
    moved = plan.change("line-officers", target=replace(line.target, by="2025-06"))
    one = replace(item(plans, delivery, "recruit-officers"), milestones=(), due=None)
    latest = {"police-officers": Latest(410, 1, "410 officers")}
    before = judge(one, date(2025, 6, 30), 6, plan=moved, latest=latest)
    after = judge(one, date(2025, 7, 1), 6, plan=moved, latest=latest)
    assert (before.status, after.status) == ("on track", "target missed")
    assert after.basis == "figures"


def test_less_is_better_where_the_line_says_so(plans: dict[str, Plan], delivery: Delivery) -> None:
    """The plan's own direction goes before the catalogue's."""
    goal = Goal(value=430)
    plan = plans[PLAN].change("line-officers", direction="decrease", target=goal)
    one = replace(item(plans, delivery, "recruit-officers"), milestones=(), due=None)
    for value, reached in ((429, True), (431, False)):
        latest = {"police-officers": Latest(value, 1, "some")}
        found = judge(one, date(2025, 12, 1), 6, plan=plan, latest=latest)
        assert (found.status == "target reached") is reached


def test_a_changed_date_holds_and_the_old_one_stays(
    plans: dict[str, Plan], delivery: Delivery
) -> None:
    """The date is that of the change; what the plan says is kept beside it."""
    one = item(plans, delivery, "carbon-neutral")
    assert one.due == "2045"
    assert [(was.due, was.changed) for was in one.was] == [("2040", "2025-07-01")]
    assert [change.now for change in one.changes] == ["2045", "Every building that stays in use"]


def test_a_milestone_keeps_every_date_it_had(plans: dict[str, Plan], delivery: Delivery) -> None:
    """Both earlier dates are there, the oldest first."""
    first, second = item(plans, delivery, "recruit-officers").milestones
    assert [was.due for was in first.was] == ["2025-03", "2025-06"]
    assert step(first, date(2030, 1, 1)) == "done"
    assert [step(second, date(2026, 3, day)) for day in (30, 31)] == ["ahead", "ahead"]
    assert step(second, date(2026, 4, 1)) == "late"


def test_what_is_said_of_a_milestone_is_said_of_its_promise(
    plans: dict[str, Plan], delivery: Delivery
) -> None:
    """An update about both stands once."""
    found = item(plans, delivery, "recruit-officers").updates
    assert [told.update.id for told in found] == ["recruits-begin"]


def test_recommendations_stand_alone_or_with_their_plan(
    plans: dict[str, Plan], delivery: Delivery
) -> None:
    """The page of a review and the page of a plan show the same."""
    review = delivery.documents["littleford-review-2025"]
    alone = recommendations_of(review, delivery, plans)
    assert alone == tuple(
        one for one in items_of(plans[PLAN], delivery, plans) if one.kind == "recommendation"
    )


def test_months_are_counted_by_the_calendar() -> None:
    """Against a walk day by day: the same day of the month, or the month's last day."""
    for start in (date(2023, 8, 31), date(2024, 2, 29), date(2025, 1, 15), date(2026, 12, 31)):
        for months in (1, 6, 12, 18):
            month = start.month - 1 + months
            year, month = start.year + month // 12, month % 12 + 1
            last = calendar.monthrange(year, month)[1]
            assert months_after(start, months) == date(year, month, min(start.day, last))
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
