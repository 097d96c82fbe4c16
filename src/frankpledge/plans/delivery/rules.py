"""What must hold between the fields of one element of a delivery document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from frankpledge.plans import kinds
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.rules import RULES as PLAN_RULES
from frankpledge.plans.rules import Case, Complaint, Rule


def _told(case: Case) -> Iterator[Complaint]:
    """A status is nothing without its reason, and an update nothing without words."""
    said = set(case.values)
    if "status" in said and "reason" not in said:
        yield ("status",), "a reason beside the status, in 'reason'", case.get("status")
    if not {"text", "statement"} & said:
        yield (), "a field 'text' (what is reported), or 'report' and 'statement'", None
    if ("statement" in said) != ("report" in said):
        one, other = ("statement", "report") if "statement" in said else ("report", "statement")
        yield (one,), f"'{other}' beside '{one}'", case.get(one)
    if {"text", "statement"} <= said:
        yield ("text",), "either a text or a statement of a report, not both", None
    if not {"about", "statement"} & {name for name in said if case.values[name] != ()}:
        yield (), "a field 'about' (what the update is about)", None


def _dated(case: Case) -> Iterator[Complaint]:
    """Each earlier date was really another one, and they were changed one after the other."""
    was, due = case.get("was") or (), case.get("due")
    for index, one in enumerate(was):
        after = was[index + 1].due if index + 1 < len(was) else due
        if one.due == after:
            yield ("was", index, "due"), f"another date than the one after it, {after}", one.due
        if index and first_day(one.changed) < first_day(was[index - 1].changed):
            before = was[index - 1].changed
            yield ("was", index, "changed"), f"changes oldest first; one before is {before}", None
    if was and "due" not in case.values:
        yield ("was",), "a date that holds now, in 'due'", None


def _for_something(case: Case) -> Iterator[Complaint]:
    if case.get("about") == ():
        yield ("about",), "at least one id", None


def _changed(case: Case) -> Iterator[Complaint]:
    """A changed date is a date; a change changes something."""
    was, now = case.get("was"), case.get("now")
    if now and now == was:
        yield ("now",), "something else than before", now
    if case.get("field") == "due":
        for name, value in (("was", was), ("now", now)):
            if value and not _when(value):
                yield (name,), kinds.WHEN.expected, value


def _when(text: str) -> bool:
    if not re.fullmatch(kinds.WHEN.pattern or "", text):
        return False
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def _answered(case: Case) -> Iterator[Complaint]:
    if ("answer" in case.values) != ("answered" in case.values):
        name = "answer" if "answer" in case.values else "answered"
        yield (name,), "both 'answer' and 'answered' (its date), or neither", case.get(name)


def _one_thing(case: Case) -> Iterator[Complaint]:
    """A reply is about one thing, so that it stands in one place."""
    names = frozenset(case.values)
    allowed = ({"measure"}, {"framework", "group"}, {"plan", "commitment"}, {"plan", "priority"})
    if names not in allowed:
        yield (
            (),
            ("one of: measure; framework and group; plan and commitment; plan and priority"),
            ", ".join(sorted(names)) or None,
        )


def _fits_kind(case: Case) -> Iterator[Complaint]:
    if case.get("kind") == "progress" and "plan" not in case.values:
        yield ("kind",), "the plan that a progress document follows, in 'plan'", None


RULES: Mapping[str, tuple[Rule, ...]] = {
    **PLAN_RULES,
    "DeliveryHead": (_fits_kind,),
    "Update": (_told,),
    "Milestone": (_dated, _for_something),
    "Change": (_changed,),
    "Recommendation": (_dated, _answered),
    "Replied": (_one_thing,),
}
