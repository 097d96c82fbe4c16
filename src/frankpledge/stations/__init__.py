"""Where the public can reach a police station: how far it is, what closing or opening one changes.

This is about counters and buildings that people go to. It says nothing about where officers are
or how fast they come, and directs nobody.
"""

from __future__ import annotations

from frankpledge.stations import words
from frankpledge.stations._demand import Demand, demand
from frankpledge.stations._median import Choice, p_median
from frankpledge.stations._model import STATUSES, Settings, Station
from frankpledge.stations._options import Group, Option, Reach, compare, groups, options, reach
from frankpledge.stations._osrm import table
from frankpledge.stations._reading import FILES, find_file, read_settings, read_stations
from frankpledge.stations._rows import (
    FIELDS,
    GROUP_FIELDS,
    PLACE_FIELDS,
    group_rows,
    option_rows,
    place_rows,
)
from frankpledge.stations._travel import Travel, straight

__all__ = [
    "FIELDS",
    "FILES",
    "GROUP_FIELDS",
    "PLACE_FIELDS",
    "STATUSES",
    "Choice",
    "Demand",
    "Group",
    "Option",
    "Reach",
    "Settings",
    "Station",
    "Travel",
    "compare",
    "demand",
    "find_file",
    "group_rows",
    "groups",
    "option_rows",
    "options",
    "p_median",
    "place_rows",
    "reach",
    "read_settings",
    "read_stations",
    "straight",
    "table",
    "words",
]
