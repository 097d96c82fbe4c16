"""The panel's timetable for one precept, from the rules of law that `duties` holds as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge import periods
from frankpledge.duties import Rules

FAMILY = "precept"


@dataclass(frozen=True)
class Step:
    """One step: by which day, what, by whom. `only_after` names what sets it off, where it is not
    asked every year; `due` is None where the law fixes no day. `unverified` as in the rule."""

    rule: str
    title: str
    binds: str
    due: date | None
    only_after: str
    source: str
    unverified: str


def timetable(rules: Rules, year: str) -> tuple[Step, ...]:
    """The steps that the law asks for the precept of a financial year, in order.

    Raises ValueError for anything but a financial year.
    """
    period = periods.parse(year)
    if period.kind != "financial year":
        raise ValueError(f"expected a financial year such as 2026/27, found {year!r}")
    start = date(period.first // 12, 4, 1)
    found = [
        Step(
            rule=rule.id,
            title=rule.title,
            binds=rule.binds,
            due=_due(rule.deadline.kind, rule.deadline.month, rule.deadline.day, start),
            only_after=(rule.trigger.when or _event(rule.trigger.kind, rule.trigger.names)),
            source=f"{rule.source.name}",
            unverified=rule.unverified,
        )
        for rule in rules
        if rule.family == FAMILY and rule.in_force(date(start.year, 2, 1))
    ]
    return tuple(sorted(found, key=lambda step: (bool(step.only_after), step.due or date.max)))


def _event(kind: str, names: tuple[str, ...]) -> str:
    return names[0] if kind == "event" and names else ""


def _due(kind: str, month: int, day: int, start: date) -> date | None:
    """Every day of the family is in the months before the financial year begins."""
    return date(start.year, month, day) if kind == "by" and month < start.month else None
