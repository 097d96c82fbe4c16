"""Places: codes, names, vintages and what contains what.

Areas are handed their tables and fetch nothing. The package carries countries, forces, community
safety partnerships and districts of England and Wales; a workspace adds wards and LSOAs. Areas are
joined by code only: publishers do not agree about names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.areas._areas import Areas
from frankpledge.areas._classes import Profile
from frankpledge.areas._fits import FITS, Fit
from frankpledge.areas._load import load_areas
from frankpledge.areas._model import BASES, KINDS, Area, Change, Classified, Force, Share

if TYPE_CHECKING:
    from frankpledge.areas._names import neighbourhood_code
    from frankpledge.areas._national_grid import to_degrees, to_grid
    from frankpledge.areas._places import add_places
    from frankpledge.areas._write import write_tables
    from frankpledge.areas.build import AreaTablesBuilt, build_area_tables

__all__ = [
    "BASES",
    "FITS",
    "KINDS",
    "Area",
    "AreaTablesBuilt",
    "Areas",
    "Change",
    "Classified",
    "Fit",
    "Force",
    "Profile",
    "Share",
    "add_places",
    "build_area_tables",
    "load_areas",
    "neighbourhood_code",
    "to_degrees",
    "to_grid",
    "write_tables",
]


_LATER = {
    "AreaTablesBuilt": "build",
    "add_places": "_places",
    "build_area_tables": "build",
    "neighbourhood_code": "_names",
    "to_degrees": "_national_grid",
    "to_grid": "_national_grid",
    "write_tables": "_write",
}


def __getattr__(name: str) -> object:
    # The builder is for whoever makes tables, not for every command that starts.
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"frankpledge.areas.{_LATER[name]}"), name)
