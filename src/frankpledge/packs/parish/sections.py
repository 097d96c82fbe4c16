"""Short parts of a pack: how cases ended, the roads, what the body supplies, local priorities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from frankpledge import periods
from frankpledge.areas import Areas
from frankpledge.measures import SUPPRESSED, Result, Results, words
from frankpledge.packs.parish.model import Section
from frankpledge.voice import LocalPriority, priority_words

OUTCOMES = "criminal-justice-outcomes"
LOCATED_OUTCOMES = "police-uk-outcomes"
ROADS = "dft-"
SHOWN = 4


def sections(
    results: Results, areas: Areas, area: str, priorities: Sequence[LocalPriority]
) -> tuple[Section, ...]:
    """Outcomes, roads and priorities always, also where nothing is held; then what is supplied."""
    found = [
        _outcomes(results, areas, area),
        _roads(results, areas, area),
        _priorities(priorities),
    ]
    supplied = tuple(_supplied(results, area, areas.get(area).kind))
    if supplied:
        found.append(Section("Supplied by the body itself", "", supplied[:SHOWN]))
    return tuple(found)


def _outcomes(results: Results, areas: Areas, area: str) -> Section:
    title = "How cases ended"
    own = [
        _line(result, area)
        for result in results.by_measure.values()
        if result.measure.source == LOCATED_OUTCOMES and _holds(result, area)
    ]
    if own:
        return Section(title, "", tuple(own[:SHOWN]))
    text = "Not held here by place: ask the police, who publish outcomes crime by crime."
    whole = results.by_measure.get(OUTCOMES)
    force = _force(areas, area)
    if whole is not None and _holds(whole, force):
        text += f" In the whole force area: {_line(whole, force)}"
    return Section(title, text)


def _roads(results: Results, areas: Areas, area: str) -> Section:
    """Casualties of the place itself, else of the force area, else that nothing is held."""
    title = "On the roads"
    if found := _casualties(results, area):
        return Section(title, "", found)
    if whole := _casualties(results, _force(areas, area)):
        return Section(title, "Not counted here by place. In the whole force area:", whole)
    return Section(
        title,
        "No figures held: the Department for Transport's records of collisions have not been read "
        "here. That is not to say that nobody was hurt.",
    )


def _casualties(results: Results, area: str) -> tuple[str, ...]:
    found = [
        _line(result, area)
        for result in results.by_measure.values()
        if result.measure.source.startswith(ROADS) and _holds(result, area)
    ]
    return tuple(found[:SHOWN])


def _force(areas: Areas, area: str) -> str:
    return next((c for c in areas.parents(area) if areas.get(c).kind == "force"), area)


def _priorities(priorities: Sequence[LocalPriority]) -> Section:
    title = "Local priorities"
    if not priorities:
        return Section(title, "None is on record here. Ask your neighbourhood team what they are.")
    newest = sorted(priorities, key=lambda one: (one.date, one.priority), reverse=True)
    return Section(title, "", tuple(priority_words(one) for one in newest[:SHOWN]))


def _supplied(results: Results, area: str, kind: str) -> Iterator[str]:
    """Figures that the body supplies for this place; small ones are suppressed."""
    for result in results.by_measure.values():
        if not result.measure.supplied or result.found is None:
            continue
        if not result.measure.shown_for(kind):
            continue
        row = result.found.series.row.get(area)
        if row is None:
            continue
        hidden = result.found.series.status[row, -1] == SUPPRESSED
        if hidden:
            when = periods.parse(result.found.at).words
            yield f"{result.measure.title}, {when}: suppressed, a small number."
        elif _holds(result, area):
            yield _line(result, area)


def _holds(result: Result, area: str) -> bool:
    found = result.found
    if found is None or area not in found.series.row:
        return False
    return bool(np.isfinite(found.level.value[found.series.row[area]]))


def _line(result: Result, area: str) -> str:
    """'Title, year to December 2025: 12 crimes (8 to 17).'"""
    found = result.found
    assert found is not None
    row, level = found.series.row[area], found.level
    value = words.figure(result.measure, float(level.value[row]))
    limits = float(level.lower[row]), float(level.upper[row])
    places = 1 if result.measure.kind == "proportion" else 0
    given = np.isfinite(limits).all()
    low, high = (words.number(limit, places) for limit in limits)
    interval = f" (95 % interval {low} to {high})" if given else ""
    return f"{result.measure.title}, {found.window.words}: {value}{interval}."
