"""Options, groups and neighbourhoods as flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from frankpledge.stations._model import Station
from frankpledge.stations._options import Group, Reach, compare

Rows = list[dict[str, Any]]

FIELDS = (
    *("option", "title", "stations", "names", "people", "km_mean", "km_median", "km_90"),
    *("minutes_mean", "minutes_median", "minutes_90", "within_10_km"),
    *("people_nearer", "people_further", "km_further_mean", "how", "population_year"),
)
GROUP_FIELDS = (
    *("option", "kind", "code", "name", "people", "km_before", "km_after", "km_change"),
    *("people_nearer", "people_further"),
)
PLACE_FIELDS = (
    *("option", "lsoa", "people", "station", "km", "minutes", "station_before", "km_before"),
    "km_change",
)


def option_rows(reaches: Sequence[Reach], stations: Sequence[Station], how: str) -> Rows:
    """One row for each option; the first is what the others are compared with."""
    today = reaches[0]
    return [_option(found, today, stations, how) for found in reaches]


def _option(found: Reach, today: Reach, stations: Sequence[Station], how: str) -> dict[str, Any]:
    nearer, further = compare(today, found)
    worse = found.km - today.km
    return {
        "option": found.option.id,
        "title": found.option.title,
        "stations": len(found.option.stations),
        "names": "; ".join(stations[i].name for i in found.option.stations),
        "people": round(float(found.demand.people.sum())),
        "km_mean": _number(found.mean()),
        "km_median": _number(found.quantile(0.5)),
        "km_90": _number(found.quantile(0.9)),
        "minutes_mean": _number(found.mean(found.minutes)),
        "minutes_median": _number(found.quantile(0.5, found.minutes)),
        "minutes_90": _number(found.quantile(0.9, found.minutes)),
        "within_10_km": _number(100 * found.within(10)),
        "people_nearer": round(float(nearer.sum())),
        "people_further": round(float(further.sum())),
        "km_further_mean": (
            _number(float((worse * further).sum() / further.sum())) if further.sum() else None
        ),
        "how": how,
        "population_year": found.demand.year,
    }


def group_rows(option: str, found: Iterable[Group]) -> Rows:
    """One row for each area or class."""
    return [
        {
            "option": option,
            "kind": group.kind,
            "code": group.code,
            "name": group.name,
            "people": round(group.people),
            "km_before": _number(group.before),
            "km_after": _number(group.after),
            "km_change": _number(group.change),
            "people_nearer": round(group.nearer),
            "people_further": round(group.further),
        }
        for group in found
    ]


def place_rows(before: Reach, after: Reach, stations: Sequence[Station]) -> Rows:
    """One row for each neighbourhood: where it goes today and would go."""
    return [
        {
            "option": after.option.id,
            "lsoa": code,
            "people": round(float(after.demand.people[at])),
            "station": stations[after.nearest[at]].name,
            "km": _number(after.km[at]),
            "minutes": _number(after.minutes[at]),
            "station_before": stations[before.nearest[at]].name,
            "km_before": _number(before.km[at]),
            "km_change": _number(after.km[at] - before.km[at]),
        }
        for at, code in enumerate(after.demand.codes)
    ]


def _number(value: float) -> float | None:
    return round(float(value), 2) if np.isfinite(value) else None
