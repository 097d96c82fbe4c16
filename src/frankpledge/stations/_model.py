"""A station, and what travel is taken to be."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("open", "closing", "proposed")
"""Open and to stay; open now and to be closed; not there yet."""


@dataclass(frozen=True)
class Station:
    """A building that the public may come to. Metres are of the British National Grid.

    `source` is the document that says so, with its place.
    """

    name: str
    status: str
    easting: float
    northing: float
    source: str
    postcode: str = ""
    note: str = ""


@dataclass(frozen=True)
class Settings:
    """How distance becomes a journey where there is no router.

    A road is longer than a straight line by the factor `detour`; `speed` is in kilometres an hour.
    Both are choices of this project until a body sets its own. `osrm_url` is the address of an OSRM
    server; '' for none. `note` is what the body says where it has no list yet.
    """

    detour: float = 1.4
    speed: float = 45.0
    osrm_url: str = ""
    note: str = ""
