"""What is due, overdue, met, late, not known or not yet due on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from frankpledge.duties.calendar import Calendar, add_months, england_and_wales
from frankpledge.duties.deadlines import Occurrence, after_event, periods_between
from frankpledge.duties.facts import Done, Facts
from frankpledge.duties.precept import VETO_RULE, VETOED, precept_faults, veto_words
from frankpledge.duties.rule import Rule, Rules

STATUSES = ("overdue", "due", "late", "met", "not known", "not yet")
NOT_LAW = {
    "announced": "Announced, not enacted: nothing is asked yet.",
    "not commenced": "Enacted, not in force: nothing is asked yet.",
    "not confirmed": "Enacted; whether it is in force is not confirmed, so no clock runs.",
}
NOTHING = Occurrence("", "", None, None, set_off=False)


@dataclass(frozen=True)
class Obligation:
    """One time that one duty arises, and how it stands on a day.

    `status` is one of STATUSES: `overdue` (its day has passed and the records say that it was not
    done), `due` (set off and not done, its day still to come or not fixed), `late` (done after its
    day), `met`, `not known` (its day has passed, or none is fixed, and no record is kept here),
    `not yet` (nothing has set it off, or the rule is not in force). `days_left` is negative once
    the day has passed and None where the law fixes none; `last_working_day` is the last working
    day on which it can be done in time. `by` and `by_name` say on which partnership it falls.
    `projected` says that bank holidays of that year are not published yet. `fault` says what was
    done wrongly.
    """

    rule: Rule
    occurrence: Occurrence
    status: str
    on: date
    by: str = ""
    by_name: str = ""
    done: Done | None = None
    days_left: int | None = None
    working_days_left: int | None = None
    last_working_day: date | None = None
    projected: bool = False
    note: str = ""
    fault: str = ""


def obligations(  # noqa: PLR0913 - one argument a thing that is looked at
    rules: Rules,
    facts: Facts,
    on: date,
    *,
    nation: str = "england",
    since: date | None = None,
    calendar: Calendar | None = None,
) -> tuple[Obligation, ...]:
    """Every duty as it stands at the end of the day `on`: first overdue, then due, by day.

    What is done is listed from `since` (a year before `on`), what is overdue however old it is.
    Pure: the same facts, rules and day give the same list. What happened after `on` is ignored.
    """
    days = calendar or england_and_wales()
    view = _View(rules, facts, on, since or add_months(on, -12), days)
    found = [one for rule in rules if nation in rule.nations for one in view.of(rule)]
    return tuple(sorted(found, key=_order))


def _order(one: Obligation) -> tuple[int, date, str, str, str]:
    due = one.occurrence.due or date.max
    return STATUSES.index(one.status), due, one.rule.id, one.occurrence.about, one.by


class _View:
    """The rules and facts, looked at on one day."""

    def __init__(self, rules: Rules, facts: Facts, on: date, since: date, days: Calendar) -> None:
        self.facts, self.on, self.since, self.days = facts, on, since, days
        self.done = [done for done in facts.done if done.on <= on]
        self.faults = precept_faults(facts, rules)
        void = {fault.about for fault in self.faults if fault.rule == VETO_RULE}
        self.events = sorted(
            (e for e in facts.events if e.on <= on and not (e.kind == VETOED and e.about in void)),
            key=lambda event: (event.on, event.id),
        )

    def of(self, rule: Rule) -> Iterator[Obligation]:
        """The obligations under one version of a rule."""
        for by in self._parties(rule):
            found = [one for one in self._occurrences(rule, by) if self._held(rule, one)]
            yield from (self._judged(rule, one, by) for one in self._wanted(rule, found, by))
            if not found and (rule.in_force(self.on) or self._to_come(rule)):
                yield self._judged(rule, NOTHING, by)

    def _parties(self, rule: Rule) -> Iterable[str]:
        several = rule.binds == "partnership" and self.facts.partnerships
        return list(self.facts.partnerships) if several else [""]

    def _to_come(self, rule: Rule) -> bool:
        return rule.start is not None and rule.start > self.on

    def _held(self, rule: Rule, one: Occurrence) -> bool:
        """Whether this version of the rule governs the occurrence."""
        match rule.trigger.kind:
            case "period":
                day = one.due or one.opens
            case "event":
                day = one.opens
            case _:
                day = self.on
        return rule.in_force(day or self.on)

    def _recorded(self, rule: Rule) -> date | None:
        return self.facts.recorded_since(rule.id, rule.family)

    def _on_record(self, rule: Rule, one: Occurrence) -> bool:
        """Whether the workspace would know if this had been done."""
        begin = self._recorded(rule)
        standing = rule.trigger.kind == "standing"
        day = self.on if standing else one.due or one.opens
        return begin is not None and day is not None and begin <= day

    def _occurrences(self, rule: Rule, by: str) -> Iterator[Occurrence]:
        if rule.standing != "in force":
            return
        match rule.trigger.kind:
            case "period":
                yield from self._periods(rule)
            case "event":
                yield from self._events(rule)
            case "again":
                yield from self._again(rule, by)
            case _:
                yield Occurrence("", "kept up to date", rule.start, None)

    def _periods(self, rule: Rule) -> Iterator[Occurrence]:
        # Two years further back reach a yearly duty that opens a year ahead of its year.
        begin = add_months(min(self._recorded(rule) or self.since, self.since), -24)
        when = rule.trigger.when
        about = {event.about for event in self.events if event.kind == when}
        for one in periods_between(rule, begin, self.on, self.days):
            if when is None or one.about in about:
                yield one

    def _events(self, rule: Rule) -> Iterator[Occurrence]:
        for event in self.events:
            if event.kind in rule.trigger.names:
                due = after_event(rule.deadline, event.on, self.days)
                yield Occurrence(event.id, event.title or event.id, event.on, due)

    def _again(self, rule: Rule, by: str) -> Iterator[Occurrence]:
        """Counted from the last time, or from when records begin where there was none."""
        last, begin = self._last(rule, by), self._recorded(rule)
        start = last.on if last else begin
        if start and start <= self.on:
            words = "since the last time" if last else "none since records begin"
            yield Occurrence("", words, start, after_event(rule.deadline, start, self.days))

    def _wanted(self, rule: Rule, found: list[Occurrence], by: str) -> Iterator[Occurrence]:
        """The newest occurrence, those still open, those done of late, and those with a fault."""
        for number, one in enumerate(found, start=1):
            done = self._done(rule, one, by)
            day = (done.on if done else None) or one.due or one.opens
            recent = day is not None and day >= self.since
            told = done is not None or rule.trigger.kind == "event"
            undone = done is None and self._on_record(rule, one)
            if number == len(found) or undone or (told and recent) or self._fault(rule, one):
                yield one

    def _last(self, rule: Rule, by: str) -> Done | None:
        mine = [done for done in self.done if done.rule == rule.id and done.by in (by, "")]
        return max(mine, key=lambda done: done.on, default=None)

    def _done(self, rule: Rule, one: Occurrence, by: str) -> Done | None:
        """When an occurrence was first done; for a duty without occurrences the last time."""
        if rule.trigger.kind in ("standing", "again"):
            return self._last(rule, by)
        names = {one.about} | {e.about for e in self.events if e.id == one.about and e.about}
        mine = [d for d in self.done if d.rule == rule.id and d.about in names]
        return min((d for d in mine if d.by in (by, "")), key=lambda d: d.on, default=None)

    def _judged(self, rule: Rule, one: Occurrence, by: str) -> Obligation:
        done = self._done(rule, one, by) if one.set_off else None
        due = one.due
        return Obligation(
            rule=rule,
            occurrence=one,
            status=self._status(rule, one, done),
            on=self.on,
            by=by,
            by_name=self.facts.partnerships.get(by, ""),
            done=done,
            days_left=(due - self.on).days if due else None,
            working_days_left=self.days.working_days(self.on, due) if due else None,
            last_working_day=self.days.last_working_day(due) if due else None,
            projected=bool(due and self.days.projected(due.year)),
            note=self._note(rule, one),
            fault=self._fault(rule, one),
        )

    def _status(self, rule: Rule, one: Occurrence, done: Done | None) -> str:
        if rule.standing != "in force" or self._to_come(rule):
            return "not yet"
        if not one.set_off:
            return "not yet" if self._recorded(rule) else "not known"
        if done and rule.trigger.kind != "again":
            return "late" if one.due and done.on > one.due else "met"
        if one.due and one.due >= self.on:
            return "due"
        if not self._on_record(rule, one):
            return "not known"
        return "overdue" if one.due else "due"

    def _fault(self, rule: Rule, one: Occurrence) -> str:
        return "; ".join(f.words for f in self.faults if (f.rule, f.about) == (rule.id, one.about))

    def _note(self, rule: Rule, one: Occurrence) -> str:
        parts = [rule.note, veto_words(self.facts, rule.majority) if rule.majority else ""]
        if rule.standing != "in force":
            parts.append(NOT_LAW[rule.standing])
        elif not one.set_off and rule.trigger.kind == "again":
            parts.append("No time that it was done is recorded here.")
        elif not one.set_off:
            parts.append("Nothing that sets it off is recorded here.")
        return " ".join(part for part in parts if part)
