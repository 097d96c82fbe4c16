"""data.police.uk: the archives of CSV files, and the API for the latest months.

History comes from the archives, which hold 36 months each; the API is for what is newer than
your archive and for places.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from frankpledge.errors import FetchError
from frankpledge.periods import parse

from ._order import Order, write_json
from ._police_api import BASE, PoliceAPI, Rows
from ._polygon import Polygon

__all__ = ["BASE", "fetch_api", "fetch_archive"]
HELD = 36  # months in an archive


def fetch_archive(order: Order) -> list[Path]:
    """The fewest archives that hold the months asked for, or the latest."""
    names = covering(order.months) if order.months else ["latest"]
    return [
        order.client.download(
            f"{order.base_url}/data/archive/{name}.zip",
            order.folder / "archive" / f"{name}.zip",
            kind="zip",
            progress=order.progress,
        )
        for name in names
    ]


def covering(months: Sequence[str]) -> list[str]:
    """Months whose archives hold all the `months` between them, in order.

    An archive holds its own month and those before it, `HELD` in all, and it is about 2 GB: one for
    every month would be a waste of everybody's time.
    """
    chosen: list[str] = []
    for month in sorted(months, key=parse, reverse=True):
        if not chosen or parse(chosen[-1]).last - parse(month).last >= HELD:
            chosen.append(month)
    return chosen[::-1]


def fetch_api(order: Order) -> list[Path]:
    """Crimes and stops of one force for each month, by way of its neighbourhoods.

    Writes <folder>/api/<force>/<month>-<force>-street.json and, where the force gave them,
    -stop-and-search.json. Raises FetchError for a month that is not published.
    """
    api = PoliceAPI(order.client, order.base_url)
    force, months = order.force or "", _published(api, order.months)
    areas = [api.boundary(force, key) for key in api.neighbourhoods(force)]
    if not areas:
        raise FetchError(f"{api.root}/{force}/neighbourhoods: {force} has no neighbourhoods")
    paths = []
    for month, with_stops in months.items():
        paths.append(_street(order, api, areas, month))
        if force in with_stops:
            paths.append(_stops(order, api, month))
    return paths


def _published(api: PoliceAPI, asked: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    """The months to fetch, in order, each with the forces that gave stops and searches for it."""
    available = api.availability()
    months = asked or (api.last_updated(),)
    missing = [month for month in months if month not in available]
    if missing:
        span = f"{min(available)} to {max(available)}" if available else "nothing"
        raise FetchError(
            f"{api.root}: no data for {', '.join(missing)}; the API has {span} "
            "(it runs about two months behind, and keeps three years)"
        )
    return {month: available[month] for month in sorted(months, key=parse)}


def _path(order: Order, month: str, what: str) -> Path:
    force = order.force or ""
    return order.folder / "api" / force / f"{month}-{force}-{what}.json"


def _street(order: Order, api: PoliceAPI, areas: Sequence[Polygon], month: str) -> Path:
    """Crimes with a place and without, in one file: together they are the force's month."""
    rows = _crimes(order, api, areas, month) + api.no_location(order.force or "", month)
    url = f"{api.root}/crimes-street/all-crime?date={month}#neighbourhoods-of-{order.force}"
    return write_json(order, rows, _path(order, month, "street"), url)


def _stops(order: Order, api: PoliceAPI, month: str) -> Path:
    rows = api.stops(order.force or "", month)
    url = f"{api.root}/stops-force?force={order.force}&date={month}"
    return write_json(order, rows, _path(order, month, "stop-and-search"), url)


def _crimes(order: Order, api: PoliceAPI, areas: Sequence[Polygon], month: str) -> Rows:
    """The month's crimes in all areas. Neighbourhoods may overlap: each crime once."""
    found: dict[int, dict[str, Any]] = {}
    for done, area in enumerate(areas, start=1):
        found |= {row["id"]: row for row in api.street(area, month)}
        order.tell(f"{order.force} {month}", done, len(areas))
    if not found:
        raise FetchError(
            f"{api.root}: not one crime of {order.force} in {month}; "
            "the force has not supplied the month (that is missing, not zero)"
        )
    return [found[key] for key in sorted(found)]
