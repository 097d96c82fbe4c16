"""Options side by side: today, with what is to close, with what is proposed, and the best k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from frankpledge.stations._demand import Demand, Floats
from frankpledge.stations._model import Station
from frankpledge.stations._travel import Travel

if TYPE_CHECKING:
    from frankpledge.areas import Areas

SAME = 1e-6  # kilometres: a smaller difference is rounding
KINDS = ("district", "ward", "decile", "rural-urban", "lsoa")


@dataclass(frozen=True)
class Option:
    """A set of stations that would be open: their places in the list."""

    id: str
    title: str
    stations: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Reach:
    """What an option means: the nearest station of each neighbourhood and the way there."""

    option: Option
    demand: Demand
    nearest: tuple[int, ...]
    km: Floats
    minutes: Floats

    def mean(self, values: Floats | None = None) -> float:
        """The mean over people, of kilometres unless told otherwise."""
        shown = self.km if values is None else values
        return float((shown * self.demand.people).sum() / self.demand.people.sum())

    def quantile(self, share: float, values: Floats | None = None) -> float:
        """The least value that this share of people has or stays below."""
        shown = self.km if values is None else values
        order = np.argsort(shown, kind="stable")
        running = self.demand.people[order].cumsum()
        at = int(np.searchsorted(running, share * running[-1] * (1 - 1e-12)))
        return float(shown[order][at])

    def within(self, km: float) -> float:
        """The share of people who have no more than so far to go."""
        return float(self.demand.people[self.km <= km].sum() / self.demand.people.sum())


def options(stations: Sequence[Station]) -> tuple[Option, ...]:
    """Those that the list itself asks about; today comes first."""
    by = {s: [i for i, at in enumerate(stations) if at.status == s] for s in _STATUSES}
    stay, close, new = by["open"], by["closing"], by["proposed"]
    found = []
    if stay or close:
        found.append(Option("today", "Today", tuple(sorted(stay + close))))
    if close and stay:
        found.append(Option("closures", "With the closures", tuple(stay)))
    if new:
        every = tuple(range(len(stations)))
        found.append(Option("openings", "With the openings", every))
    if close and new:
        kept = tuple(sorted(stay + new))
        found.append(Option("both", "With the closures and the openings", kept))
    return tuple(found)


_STATUSES = ("open", "closing", "proposed")


def reach(option: Option, demand: Demand, travel: Travel) -> Reach:
    """Everybody goes to the nearest open station; of two as near, to the first in the list."""
    columns = np.array(option.stations)
    km = travel.km[:, columns]
    chosen = km.argmin(axis=1)
    rows = np.arange(len(chosen))
    return Reach(
        option=option,
        demand=demand,
        nearest=tuple(columns[chosen].tolist()),
        km=km[rows, chosen],
        minutes=travel.minutes[:, columns][rows, chosen],
    )


@dataclass(frozen=True)
class Group:
    """What an option changes for the people of one area or class, against today."""

    kind: str
    code: str
    name: str
    people: float
    before: float
    after: float
    nearer: float
    further: float

    @cached_property
    def change(self) -> float:
        """Kilometres more (or fewer) on average over all its people."""
        return self.after - self.before


def compare(before: Reach, after: Reach) -> tuple[Floats, Floats]:
    """Who has it nearer, and who further: the people of each neighbourhood, or 0."""
    more = after.km - before.km
    people = before.demand.people
    return np.where(more < -SAME, people, 0.0), np.where(more > SAME, people, 0.0)


def groups(before: Reach, after: Reach, areas: Areas, kind: str) -> tuple[Group, ...]:
    """The change by district, ward, decile of deprivation, rural-urban class or neighbourhood.

    Neighbourhoods of which the class is not known are a group of their own. Sorted by code.
    """
    nearer, further = compare(before, after)
    people = before.demand.people
    by: dict[tuple[str, str], list[int]] = {}
    for at, code in enumerate(before.demand.codes):
        by.setdefault(_group(areas, code, kind), []).append(at)
    return tuple(
        Group(
            kind=kind,
            code=code,
            name=name,
            people=float(people[rows].sum()),
            before=float(np.average(before.km[rows], weights=people[rows])),
            after=float(np.average(after.km[rows], weights=people[rows])),
            nearer=float(nearer[rows].sum()),
            further=float(further[rows].sum()),
        )
        for (code, name), rows in sorted(by.items())
    )


def _group(areas: Areas, code: str, kind: str) -> tuple[str, str]:
    """The code and the name of the group that a neighbourhood is in."""
    if kind == "lsoa":
        area = areas.get(code)
        return code, f"{area.local_name} ({area.name})" if area.local_name else area.name
    if kind in {"district", "ward"}:
        above = [areas.get(parent) for parent in areas.parents(code)]
        named = next((area for area in above if area.kind == kind), None)
        return ("", "not known") if named is None else (named.code, named.name)
    known = areas.classes.get(code)
    if kind == "decile":
        decile = known.deprivation_decile if known else None
        return ("99", "not known") if decile is None else (f"{decile:02d}", _decile(decile))
    found = known.rural_urban if known else ""
    return (found or "~", found or "not known")


def _decile(decile: int) -> str:
    ends = {1: "1, most deprived tenth", 10: "10, least deprived tenth"}
    return ends.get(decile, str(decile))
