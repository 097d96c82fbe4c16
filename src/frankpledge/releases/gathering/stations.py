"""Stations for the site: the workspace's list, and what each option means for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge import stations
from frankpledge.errors import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from frankpledge.areas import Areas
    from frankpledge.lake import Lake
    from frankpledge.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Stations:
    """The stations listed, and the way to the nearest under each option; today's comes first.

    Without a list there is only the body's own note.
    """

    settings: stations.Settings
    listed: tuple[stations.Station, ...] = ()
    reaches: tuple[stations.Reach, ...] = ()
    how: str = ""


def list_of_stations(workspace: Workspace) -> list[Path]:
    """The file that a release was made from, where the workspace has one."""
    try:
        path = stations.find_file(workspace)
    except NotFoundError:
        return []
    # A list outside the workspace has no path that would be the same elsewhere.
    return [path] if path.resolve().is_relative_to(workspace.root.resolve()) else []


def stations_of(workspace: Workspace, lake: Lake, areas: Areas) -> Stations:
    """Distances by straight line: a release is made without a network.

    Raises DocumentError for settings, and DocumentsError for a list, that cannot be read.
    """
    settings = stations.read_settings(workspace)
    try:
        listed = stations.read_stations(stations.find_file(workspace))
        demand = stations.demand(lake, areas, workspace.force)
    except NotFoundError:
        return Stations(settings)
    travel = stations.straight(demand, listed, settings)
    every = stations.options(listed)
    reaches = tuple(stations.reach(option, demand, travel) for option in every)
    return Stations(settings, listed, reaches, travel.how)
