"""Where something stands on a day: worked out from dates and figures, or given and not yet stale.

Method of this project, described in docs/methods/delivery.md.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from frankpledge.plans.dates import last_day
from frankpledge.plans.delivery.items import Item, Told
from frankpledge.plans.delivery.model import Milestone
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Commitment, Goal, PlanMeasure

RULE = "1"
Status = Literal[
    "done",
    "stopped",
    "date passed",
    "target missed",
    "target reached",
    "on track",
    "at risk",
    "behind",
    "not started",
    "reported",
    "out of date",
    "never reported",
]
PASSED = ("date passed", "target missed")
Freshness = Literal["recent", "stale", "never", "closed"]
CLOSED = ("done", "stopped")
Step = Literal["done", "late", "ahead"]


@dataclass(frozen=True)
class Latest:
    """The latest figure of a measure: its value, which way is better (1, -1 or 0), in words."""

    value: float
    better: int
    words: str


@dataclass(frozen=True)
class Judged:
    """How one thing stands.

    `basis` says whether the status was worked out from dates or figures, given by who answers for
    it, or neither; `freshness` how old the last word is; `last` is the day of that word.
    """

    item: Item
    status: Status
    basis: Literal["dates", "figures", "given", "nothing"]
    reason: str
    freshness: Freshness
    last: date | None

    @property
    def owed(self) -> bool:
        """Whether somebody owes a word: the date has passed, or the last word is old or missing."""
        return self.status in PASSED or self.freshness in ("stale", "never")


def judge(
    item: Item,
    on: date | None,
    months: int,
    *,
    plan: Plan | None = None,
    latest: Mapping[str, Latest] | None = None,
) -> Judged:
    """How an item stands on a day; with `on` None nothing is late or stale, as no day is known.

    `months` is how old the last word may be; `latest` has figures by id of the catalogue's measure,
    for the targets of the plan. In order: done or stopped as given; a date that has passed; a
    target that has been reached or missed; a status that is given; a word without status; nothing.
    """
    last = last_day(item.updates[-1].update.on) if item.updates else None
    freshness = _freshness(last, on, months)
    given = next((told for told in reversed(item.updates) if told.update.status), None)
    if given is not None and given.update.status in CLOSED:
        return Judged(item, given.update.status, "given", _reason(given), "closed", last)
    told = f" Who answers for it says: {given.update.status}." if given else ""
    if passed := list(_passed(item, on)):
        return Judged(item, "date passed", "dates", " ".join(passed) + told, freshness, last)
    for status, reason in _targets(item, plan, latest or {}, on):
        return Judged(item, status, "figures", reason + told, freshness, last)
    return _given(item, given, freshness, last)


def _given(item: Item, given: Told | None, freshness: Freshness, last: date | None) -> Judged:
    if last is None:
        reason = "Nothing has been reported about it."
        return Judged(item, "never reported", "nothing", reason, freshness, None)
    if freshness == "stale":
        said = f" It was then {given.update.status}." if given else ""
        reason = f"The last word is too old to say how it stands.{said}"
        return Judged(item, "out of date", "nothing", reason, freshness, last)
    if given is None or given.update.status is None:
        reason = "It was reported on, without a word on whether it is on track."
        return Judged(item, "reported", "nothing", reason, freshness, last)
    return Judged(item, given.update.status, "given", _reason(given), freshness, last)


def _reason(told: Told) -> str:
    return " ".join((told.update.reason or "").split())


def _freshness(last: date | None, on: date | None, months: int) -> Freshness:
    if last is None:
        return "never"
    return "stale" if on is not None and months_after(last, months) < on else "recent"


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def step(milestone: Milestone, on: date | None) -> Step:
    """Whether a milestone is done, late or still ahead."""
    if milestone.done is not None:
        return "done"
    return "late" if on is not None and last_day(milestone.due) < on else "ahead"


def _passed(item: Item, on: date | None) -> Iterator[str]:
    """What was to be done by now and is not reported as done."""
    late = [one for one in item.milestones if step(one, on) == "late"]
    if late:
        of = f"{len(late)} of {len(item.milestones)} milestones"
        verb = "has" if len(late) == 1 else "have"
        yield f"{of} {verb} passed without being reported as done."
    # A plan whose document was in place from the first owes nothing by its date.
    ready = getattr(item.element, "status", None) == "in place"
    if item.due and on is not None and last_day(item.due) < on and not ready:
        yield "The date by which it was to be done has passed, and nobody reports it as done."


def _targets(
    item: Item, plan: Plan | None, latest: Mapping[str, Latest], on: date | None
) -> Iterator[tuple[Status, str]]:
    """Targets of the plan against the latest figures: missed when its day has passed."""
    for goal, better, found in _goals(item, plan, latest):
        assert goal.value is not None
        reached = found.value >= goal.value if better > 0 else found.value <= goal.value
        told = f"The target is {goal.value:,g}; the latest figure is {found.words}."
        if reached:
            yield "target reached", told
        elif goal.by and on is not None and last_day(goal.by) < on:
            yield "target missed", f"{told} The day of the target has passed."


def _goals(
    item: Item, plan: Plan | None, latest: Mapping[str, Latest]
) -> Iterator[tuple[Goal, int, Latest]]:
    """The targets in numbers that belong to one measure, whose better way is known."""
    if plan is None or not isinstance(item.element, Commitment):
        return
    lines: Sequence[PlanMeasure] = [plan.get(name) for name in item.element.measures]
    single = [line for line in lines if len(line.catalogue) == 1]
    for line in single:
        found = latest.get(line.catalogue[0])
        if found is None:
            continue
        said = {"increase": 1, "decrease": -1, "neutral": 0, None: found.better}
        better = said[line.direction]
        own = item.element.target if len(lines) == 1 else None
        # A target changed by a later decision is no longer the number in the plan.
        changed = any(one.field == "target" for one in item.changes)
        for goal in () if changed or not better else (line.target, own):
            if goal is not None and goal.value is not None:
                yield goal, better, found
