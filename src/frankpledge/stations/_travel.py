"""How far it is from every neighbourhood to every station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.stations._demand import Demand, Floats
from frankpledge.stations._model import Settings, Station


@dataclass(frozen=True, eq=False)
class Travel:
    """Kilometres and minutes, shape (neighbourhoods, stations); infinite where no road leads.

    `how` says in words where they come from.
    """

    km: Floats
    minutes: Floats
    how: str


def straight(demand: Demand, stations: Sequence[Station], settings: Settings) -> Travel:
    """Straight lines on the national grid, longer by the detour factor, at one speed."""
    to = np.array([(s.easting, s.northing) for s in stations], dtype=np.float64).reshape(-1, 2)
    apart = np.linalg.norm(demand.metres[:, None] - to[None], axis=2)
    km = apart / 1000 * settings.detour
    how = (
        f"Straight lines times {settings.detour:g} for the detours of roads, at "
        f"{settings.speed:g} km an hour by car"
    )
    return Travel(km, km / settings.speed * 60, how)
