"""What a workspace knows: elections, events, what was done when, and what it keeps record of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Event:
    """Something with a date that sets a duty off. `about` is the period that it concerns."""

    id: str
    kind: str
    on: date
    title: str = ""
    about: str = ""
    source: str = ""


@dataclass(frozen=True)
class Done:
    """A duty done: which rule, about which period or event, when, by whom, and where to see it."""

    rule: str
    on: date
    about: str = ""
    by: str = ""
    link: str = ""
    source: str = ""


@dataclass(frozen=True)
class Precept:
    """How the precept for one financial year went; every step that is not known is left out.

    Amounts are pounds of council tax at band D. `votes` are those cast for a veto.
    """

    about: str
    proposed_on: date | None = None
    proposed: float | None = None
    reported_on: date | None = None
    veto: str = ""
    votes: int | None = None
    revised_on: date | None = None
    revised: float | None = None
    second_report_on: date | None = None
    answered_on: date | None = None
    link: str = ""


@dataclass(frozen=True)
class Unknown:
    """Something that the facts would need and no document states."""

    what: str
    why: str


@dataclass(frozen=True)
class Facts:
    """All facts of a workspace.

    `records` says from which day on what was done is kept here, by id of a rule or of a family, or
    `all`. Without a record a duty whose day has passed is *not known*: nothing noted is not
    nothing done.
    """

    panel_members: int | None = None
    panel_source: str = ""
    partnerships: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    done: tuple[Done, ...] = ()
    precepts: tuple[Precept, ...] = ()
    records: Mapping[str, date] = field(default_factory=dict)
    unknown: tuple[Unknown, ...] = ()

    def recorded_since(self, rule: str, family: str) -> date | None:
        """From when on what was done under a rule is kept here; None when it is not."""
        found = [self.records[name] for name in (rule, family, "all") if name in self.records]
        return min(found, default=None)
