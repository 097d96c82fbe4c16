"""Distances by road from an OSRM server's table service, asked politely and in parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge.errors import FetchError
from frankpledge.stations._demand import Demand, Floats
from frankpledge.stations._model import Settings, Station
from frankpledge.stations._travel import Travel

if TYPE_CHECKING:
    from frankpledge.lake.fetch import Client

MOST = 100  # coordinates in one question; what osrm-routed allows unless told otherwise
HALF = MOST // 2
ATTEMPTS = 3


def table(
    demand: Demand, stations: Sequence[Station], settings: Settings, client: Client | None = None
) -> Travel:
    """Kilometres and minutes of the fastest way by road, from each neighbourhood to each station.

    Needs `settings.osrm_url`. Where no road leads it is infinitely far. Raises FetchError with the
    address for a server that does not answer, answers with an error, or answers something else.
    """
    from frankpledge.areas import to_degrees
    from frankpledge.lake.fetch import Client

    grid = np.array([(s.easting, s.northing) for s in stations], dtype=np.float64).reshape(-1, 2)
    places = to_degrees(grid[:, 0], grid[:, 1])
    km = np.full((len(demand.codes), len(stations)), np.inf)
    minutes = km.copy()
    with client or Client() as asking:
        for row in range(0, len(demand.codes), HALF):
            for column in range(0, len(stations), HALF):
                part = slice(row, row + HALF), slice(column, column + HALF)
                found = _ask(asking, settings.osrm_url, demand.degrees[part[0]], places[part[1]])
                km[part], minutes[part] = found[0] / 1000, found[1] / 60
    return Travel(km, minutes, f"The fastest way by road, from the OSRM server {settings.osrm_url}")


def _ask(client: Client, url: str, sources: Floats, targets: Floats) -> tuple[Floats, Floats]:
    """Metres and seconds for one part of the table."""
    points = [*sources.tolist(), *targets.tolist()]
    path = ";".join(f"{x:.6f},{y:.6f}" for x, y in points)
    here = ";".join(map(str, range(len(sources))))
    there = ";".join(map(str, range(len(sources), len(points))))
    # The server takes GET only, and a part of this size stays below 4,000 characters.
    address = (
        f"{url}/table/v1/driving/{path}?sources={here}&destinations={there}"
        "&annotations=distance,duration"
    )
    answer = client.json(address, attempts=ATTEMPTS)
    if not isinstance(answer, dict) or answer.get("code") != "Ok":
        said = answer.get("message") or answer.get("code") if isinstance(answer, dict) else answer
        raise FetchError(f"{url}: the OSRM server refused: {str(said)[:200]}")
    shape = len(sources), len(targets)
    return _matrix(answer, "distances", shape, url), _matrix(answer, "durations", shape, url)


def _matrix(answer: dict[str, Any], name: str, shape: tuple[int, int], url: str) -> Floats:
    """A table of numbers; null, where no road leads, is infinite."""
    try:
        found = np.array(answer[name], dtype=np.float64)
    except (KeyError, TypeError, ValueError) as error:
        raise FetchError(f"{url}: expected a table of {name} from OSRM, found none") from error
    if found.shape != shape or (found < 0).any():
        raise FetchError(f"{url}: expected {name} of the shape {shape}, found {found.shape}")
    return np.where(np.isnan(found), np.inf, found)
