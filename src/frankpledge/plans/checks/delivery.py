"""FP601 to FP605: documents of delivery whose history cannot be true, or cannot be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frankpledge.plans.checks import suppress
from frankpledge.plans.checks.finding import Finding, Hit
from frankpledge.plans.checks.options import Options
from frankpledge.plans.checks.packages import above, place, plan_document
from frankpledge.plans.checks.placeholders import CODES, placeholders
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.delivery import DeliveryDocument
from frankpledge.plans.plan import Plan, Trail

CLOSED = ("done", "stopped")
DEFAULT = Options()


@dataclass(frozen=True)
class History:
    """A document and the plan that it follows, if it follows one."""

    document: DeliveryDocument
    plan: Plan | None

    def hit(self, code: str, message: str, trail: Trail, name: str) -> Hit:
        """A hit on a value of the document."""
        document = self.document
        return Hit(code, message, place(document, trail), name, above(document, trail))


def check_delivery(
    document: DeliveryDocument, plan: Plan | None = None, options: Options = DEFAULT
) -> list[Finding]:
    """All findings on a document of delivery, in order of place; `plan` is the one it follows.

    Besides its own rules those on placeholders: 'TBC' in an update is as empty as in a plan.
    """
    history = History(document, plan)
    ran = [rule.code for rule in options.rules]
    hits = [hit for code in ran for hit in DELIVERY_CHECKS.get(code, _nothing)(history)]
    passages = plan_document(document)
    hits += [hit for code in ran if code in CODES for hit in placeholders(passages, code)]
    # Only these rules ran here: a comment that names another one is not without effect.
    codes = [code for code in ran if code in (*DELIVERY_CHECKS, *CODES)]
    left = suppress.apply(hits, suppress.plan_suppressions(document), codes)
    return sorted({hit.finding for hit in left if options.wants(hit.code)})


def _nothing(_history: History) -> Iterator[Hit]:
    return iter(())


def before_plan(history: History) -> Iterator[Hit]:
    """FP601: dated before the plan begins."""
    if history.plan is None:
        return
    begins = history.plan.head.period.start
    for trail, name, key, when in _dated(history.document):
        if when is not None and last_day(when) < first_day(begins):
            message = f"'{name}' is dated {when}, before the plan begins in {begins}"
            yield history.hit("FP601", message, (*trail, key), name)


def _dated(document: DeliveryDocument) -> Iterator[tuple[Trail, str, str, str | None]]:
    for index, milestone in enumerate(document.milestones):
        yield ("milestones", index), milestone.id, "done", milestone.done
    for index, change in enumerate(document.changes):
        yield ("changes", index), change.id, "on", change.on
    for index, update in enumerate(document.updates):
        yield ("updates", index), update.id, "on", update.on


def milestones_outside(history: History) -> Iterator[Hit]:
    """FP602: due before the plan begins or after it ends."""
    if history.plan is None:
        return
    period = history.plan.head.period
    for index, one in enumerate(history.document.milestones):
        where = ""
        if last_day(one.due) < first_day(period.start):
            where = f"before the plan begins in {period.start}"
        elif first_day(one.due) > last_day(period.end):
            where = f"after the plan ends in {period.end}"
        if where:
            message = f"milestone '{one.id}' is due {where} ({one.due})"
            yield history.hit("FP602", message, ("milestones", index, "due"), one.id)


def out_of_order(history: History) -> Iterator[Hit]:
    """FP603: below a later one."""
    document = history.document
    for section, entries in (("updates", document.updates), ("changes", document.changes)):
        for index in range(1, len(entries)):
            before, one = entries[index - 1], entries[index]
            if last_day(one.on) < first_day(before.on):
                message = f"'{one.id}' of {one.on} stands below '{before.id}' of {before.on}"
                yield history.hit("FP603", message, (section, index, "on"), one.id)


def after_the_end(history: History) -> Iterator[Hit]:
    """FP604: a status after the end."""
    ended: dict[str, str] = {}
    for index, one in enumerate(history.document.updates):
        for name in one.about if one.status else ():
            if one.status in CLOSED:
                ended[name] = f"{one.status} in '{one.id}'"
            elif name in ended:
                message = f"'{one.id}' calls '{name}' {one.status}, which was {ended[name]}"
                yield history.hit("FP604", message, ("updates", index, "status"), one.id)


def without_evidence(history: History) -> Iterator[Hit]:
    """FP605: done, and nothing to see."""
    for index, milestone in enumerate(history.document.milestones):
        if milestone.done and not milestone.evidence:
            message = f"milestone '{milestone.id}' is said to be done, without evidence"
            yield history.hit("FP605", message, ("milestones", index, "done"), milestone.id)
    for index, update in enumerate(history.document.updates):
        if update.status == "done" and not (update.evidence or update.statement):
            message = f"'{update.id}' says done, without evidence"
            yield history.hit("FP605", message, ("updates", index, "status"), update.id)


DELIVERY_CHECKS: dict[str, Callable[[History], Iterator[Hit]]] = {
    "FP601": before_plan,
    "FP602": milestones_outside,
    "FP603": out_of_order,
    "FP604": after_the_end,
    "FP605": without_evidence,
}
