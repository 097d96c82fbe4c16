"""Places: codes, names, vintages and what contains what.

Areas are handed their tables and fetch nothing. The package carries countries, forces, community
safety partnerships and districts of England and Wales; a workspace adds wards and LSOAs. Areas are
joined by code only: publishers do not agree about names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.areas._areas import Areas
from frankpledge.areas._load import load_areas
from frankpledge.areas._model import KINDS, Area, Change, Force

if TYPE_CHECKING:
    from frankpledge.areas._write import write_tables
    from frankpledge.areas.build import AreaTablesBuilt, build_area_tables

__all__ = [
    "KINDS",
    "Area",
    "AreaTablesBuilt",
    "Areas",
    "Change",
    "Force",
    "build_area_tables",
    "load_areas",
    "write_tables",
]


def __getattr__(name: str) -> object:
    # The builder is for whoever makes tables, not for every command that starts.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from frankpledge.areas import _write, build

    return getattr(_write if name == "write_tables" else build, name)
