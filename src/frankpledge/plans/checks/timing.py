"""FP501 to FP503: dates that do not fit the plan."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.promises import Commitment, PlanMeasure


def commitments_outside(context: Context) -> Iterator[Hit]:
    """FP501: a promise that is due before the plan begins or after it ends."""
    for commitment in context.plan.all_commitments:
        if commitment.due and (where := _outside(context, commitment.due)):
            message = f"commitment '{commitment.id}' is due {where} ({commitment.due})"
            yield context.hit("FP501", message, commitment.id, "due")


def targets_outside(context: Context) -> Iterator[Hit]:
    """FP502: a target that is to be reached before the plan begins or after it ends."""
    both: list[Commitment | PlanMeasure] = [*context.plan.all_commitments]
    for one in [*both, *context.plan.all_measures]:
        if one.target and one.target.by and (where := _outside(context, one.target.by)):
            message = f"the target of '{one.id}' is to be reached {where} ({one.target.by})"
            yield context.hit("FP502", message, one.id, "target")


def edition_late(context: Context) -> Iterator[Hit]:
    """FP503: an edition dated after the end of the plan. A report comes after what it is about."""
    head = context.plan.head
    if head.kind == "report" or head.edition.date is None:
        return
    if first_day(head.edition.date) > last_day(head.period.end):
        message = (
            f"the edition is dated {head.edition.date}, after the plan ends ({head.period.end})"
        )
        yield context.hit("FP503", message, context.plan.id, "edition")


def _outside(context: Context, when: str) -> str:
    period = context.plan.head.period
    if last_day(when) < first_day(period.start):
        return f"before the plan begins in {period.start}"
    # What is due in a year that the plan's end cuts short is still due within the plan.
    if first_day(when) > last_day(period.end):
        return f"after the plan ends in {period.end}"
    return ""
