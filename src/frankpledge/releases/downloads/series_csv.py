"""The figures of one measure as CSV: a line for each area and period, of areas with pages."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from frankpledge import periods as calendar
from frankpledge.areas import Area, Areas
from frankpledge.measures import STATUS, Series
from frankpledge.releases.downloads import fields
from frankpledge.releases.downloads.csvw import quoted

if TYPE_CHECKING:
    from frankpledge.measures import Result
    from frankpledge.releases.site.model import Site

BELOW = ("district", "partnership", "ward", "lsoa")


def series_csv(areas: Areas, series: Series) -> bytes:
    """All figures of a series, a line an area and period. Joined texts: this is the bulk of it."""
    places = [_place(areas.get(code)) for code in series.areas]
    times = [f"{period},{quoted(calendar.parse(period).words)}," for period in series.periods]
    values = [_numbers(row) for row in series.values.tolist()]
    below = [[""] * len(times)] * len(places)
    if series.denominators is not None:
        below = [_numbers(row) for row in series.denominators.tolist()]
    status = [[STATUS[code] for code in row] for row in series.status.tolist()]
    lines = [",".join(field.name for field in fields.SERIES)]
    for place, *row in zip(places, values, below, status, strict=True):
        lines += [
            f"{place}{time}{value},{under},{state}"
            for time, value, under, state in zip(times, *row, strict=True)
        ]
    return ("\n".join(lines) + "\n").encode()


def _place(area: Area) -> str:
    return f"{area.code},{quoted(area.name)},{area.kind},"


def _numbers(values: list[float]) -> list[str]:
    """Numbers as CSV has them: whole where whole, blank where not known."""
    return ["" if math.isnan(v) else str(number(v)) for v in values]


def number(value: float) -> float | int:
    """A number as files print it: whole where it is whole, to ten places where not."""
    return int(value) if value.is_integer() else round(value, 10)


def _has_page(site: Site) -> Callable[[str, str], bool]:
    own = {
        area.code
        for area in (*site.districts, *site.partnerships, *site.wards, *site.neighbourhoods)
    }
    return lambda code, kind: kind == "force" or code in own


def shown(site: Site, result: Result) -> Series | None:
    """The series of the areas that have pages, in the order of kinds and then of codes."""
    if result.found is None:
        return None
    series, has_page = result.found.series, _has_page(site)
    order = {kind: place for place, kind in enumerate(("force", *BELOW))}
    chosen = [
        (order[kind], code)
        for code, kind in zip(series.areas, series.kinds, strict=True)
        if has_page(code, kind)
    ]
    return series.only([code for _, code in sorted(chosen)]) if chosen else None
