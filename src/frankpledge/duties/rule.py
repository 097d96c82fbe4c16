"""What the law asks, as data: whom a rule binds, what sets it off, by when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from frankpledge.errors import NotFoundError

BODIES = (
    *("local policing body", "panel", "force", "partnership", "council", "relevant bodies"),
    *("complainant", "government"),
)
NATIONS = ("england", "wales")
STANDINGS = ("in force", "announced", "not commenced", "not confirmed")
PERIODS = ("month", "quarter", "financial year")
ELECTION = "election"


@dataclass(frozen=True)
class Source:
    """Where a rule stands: act and section or instrument and paragraph, and the text read."""

    name: str
    address: str


@dataclass(frozen=True)
class Trigger:
    """What sets a duty off.

    `kind` is `period` (every one of `names[0]`), `event` (a dated event of one of the kinds in
    `names`), `again` (counted from the last time it was done) or `standing` (no clock runs). A
    period's duty may arise only for those periods that an event of the kind `when` is about.
    """

    kind: str
    names: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True)
class Deadline:
    """By when, counted from the trigger.

    ============== ===============================================================================
    kind           due
    ============== ===============================================================================
    days           the `number`th day; the first is the trigger's own day when `inclusive`
    working days   the `number`th working day after the trigger
    months         the same day `number` months later
    by             `day` of `month`: in the financial year `before` the period or in the period;
                   after an event, the first such day
    end            the last day of the period, or of the financial year that holds the event
    before         the day before the period begins
    soon           as soon as practicable: no day is fixed, and none can be missed
    none           the rule names no day
    in             announced for a month of a year: `number` and `month`
    ============== ===============================================================================

    A period's own count begins with the day after it ends.
    """

    kind: str
    number: int = 0
    month: int = 0
    day: int = 0
    before: bool = False
    inclusive: bool = False


@dataclass(frozen=True)
class Rule:
    """One version of one duty. `start` and `until` say when the version is in force (both days
    included); an absent `start` is not known. `unverified` says what was not checked against the
    law itself and is empty exactly when the whole rule was."""

    id: str
    family: str
    title: str
    binds: str
    trigger: Trigger
    deadline: Deadline
    source: Source
    start: date | None = None
    until: date | None = None
    nations: tuple[str, ...] = NATIONS
    standing: str = "in force"
    frequency: str = ""
    publish: str = ""
    majority: Fraction | None = None
    unverified: str = ""
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether the rule was read in the law or in what a public body says of it."""
        return not self.unverified

    def in_force(self, day: date) -> bool:
        """Whether this version holds on a day."""
        after = self.start is None or self.start <= day
        return after and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Family:
    """A document of rules that belong together."""

    id: str
    title: str
    rules: tuple[Rule, ...]
    note: str = ""


@dataclass(frozen=True)
class Rules:
    """All families by id, in order."""

    families: Mapping[str, Family]

    def __iter__(self) -> Iterator[Rule]:
        return (rule for family in self.families.values() for rule in family.rules)

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every rule, once, in order."""
        return tuple(dict.fromkeys(rule.id for rule in self))

    @property
    def event_kinds(self) -> tuple[str, ...]:
        """Every kind of event that some rule waits for."""
        found = {
            name for rule in self if rule.trigger.kind == "event" for name in rule.trigger.names
        }
        found |= {rule.trigger.when for rule in self if rule.trigger.when}
        return tuple(sorted(found | {ELECTION}))

    def versions(self, id: str) -> tuple[Rule, ...]:
        """All versions of a rule. Raises NotFoundError."""
        found = tuple(rule for rule in self if rule.id == id)
        if not found:
            raise NotFoundError(f"no rule is called {id!r}")
        return found

    def on(self, id: str, day: date) -> Rule:
        """The version of a rule that is in force on a day. Raises NotFoundError."""
        for rule in self.versions(id):
            if rule.in_force(day):
                return rule
        raise NotFoundError(f"the rule {id!r} is not in force on {day}")
