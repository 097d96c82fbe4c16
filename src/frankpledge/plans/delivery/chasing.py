"""Who owes a word about what: the list from which an office writes to its leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from frankpledge.plans.dates import last_day
from frankpledge.plans.delivery.items import items_of, owner_title, recommendations_of
from frankpledge.plans.delivery.judging import PASSED, Judged, judge, step
from frankpledge.plans.delivery.reading import Delivery
from frankpledge.plans.plan import Plan

CHASE_FIELDS = (
    *("owner", "plan", "kind", "element", "text", "state", "status"),
    *("last_update", "due", "plan_ended"),
)
NOBODY = "nobody is named"


def tracked(plans: Mapping[str, Plan], delivery: Delivery) -> tuple[Plan, ...]:
    """The plans whose delivery is followed: not reports, nor editions that another one follows.

    A manifesto binds nobody until its author is elected, so it is followed only where a document
    of delivery says so.
    """
    followed = {plan.head.edition.follows for plan in plans.values()}
    return tuple(
        plan
        for plan in plans.values()
        if plan.id not in followed
        and plan.head.kind != "report"
        and (plan.head.kind != "manifesto" or delivery.of(plan.id))
    )


def chase_rows(
    plans: Mapping[str, Plan],
    delivery: Delivery,
    on: date,
    months: int,
    *,
    everything: bool = False,
) -> list[dict[str, Any]]:
    """What is owed on a day, by owner: passed, stale or never reported on; or else everything.

    Fields as in CHASE_FIELDS. `state` is passed (its date), stale, never, recent or closed;
    `last_update` and `due` are dates or None. Judged by dates alone, without figures.
    """
    rows: list[dict[str, Any]] = []
    for plan in tracked(plans, delivery):
        judged = [judge(item, on, months) for item in items_of(plan, delivery, plans)]
        rows += _rows(judged, plan, delivery, on, everything=everything)
    for document in delivery.reviews:
        if document.head.plan is None:
            items = recommendations_of(document, delivery, plans)
            judged = [judge(item, on, months) for item in items]
            rows += _rows(judged, None, delivery, on, everything=everything)
    return sorted(rows, key=lambda row: (row["owner"] == NOBODY, row["owner"], row["plan"] or ""))


def _rows(
    judged: Iterable[Judged], plan: Plan | None, delivery: Delivery, on: date, *, everything: bool
) -> list[dict[str, Any]]:
    rows = []
    for one in judged:
        if not (one.owed or everything):
            continue
        late = (m.owner for m in one.item.milestones if m.owner and step(m, on) == "late")
        owners = dict.fromkeys((*one.item.owners, *late))
        names = [owner_title(plan, delivery, owner) for owner in owners] or [NOBODY]
        state = "passed" if one.status in PASSED else one.freshness
        rows += [
            {
                "owner": name,
                "plan": plan.id if plan else None,
                "kind": one.item.kind,
                "element": one.item.id,
                "text": " ".join(one.item.text.split()),
                "state": state,
                "status": one.status,
                "last_update": one.last.isoformat() if one.last else None,
                "due": one.item.due,
                "plan_ended": plan is not None and last_day(plan.head.period.end) < on,
            }
            for name in names
        ]
    return rows
