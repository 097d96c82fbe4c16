"""Downloads of open data: whole files or nothing, politely, and from where it left off.

`fetch("home-office-crime", folder)` brings one of `FETCHERS`; `Client` is what it fetches with.
httpx is loaded with the first request and not before: commands that fetch nothing start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._manners import Clock, Manners
from ._order import Fetcher
from ._provenance import Provenance, read_provenance
from ._registry import FETCHERS, fetch

if TYPE_CHECKING:
    from ._client import Client
    from ._download import Progress
    from ._police_api import PoliceAPI

__all__ = [
    "FETCHERS",
    "Client",
    "Clock",
    "Fetcher",
    "Manners",
    "PoliceAPI",
    "Progress",
    "Provenance",
    "fetch",
    "read_provenance",
]

_LATE = {"Client": "_client", "PoliceAPI": "_police_api", "Progress": "_download"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
