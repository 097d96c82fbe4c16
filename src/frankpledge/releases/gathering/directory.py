"""The directory for the site: entries, and the day on which they are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.money.directory import (
    FOLDER,
    Directory,
    calendar,
    directory_day,
    directory_document,
    hsds_json,
)
from frankpledge.money.directory import read_directory as read
from frankpledge.releases.downloads.csvw import as_json
from frankpledge.releases.gathering.duties import last_day_of

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.releases.site.model import Site
    from frankpledge.workspace import Workspace

DATA = "data/directory.json"
EXIT = "https://www.bbc.co.uk/weather"  # what GOV.UK's component leads to: dull, and never empty


@dataclass(frozen=True)
class Help:
    """What is listed; `on` is the day on which it is judged to be fresh or not, None if unknown."""

    directory: Directory
    on: date | None


def help_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps its directory."""
    return workspace.root / FOLDER


def help_of(workspace: Workspace, areas: Areas, newest: int) -> Help | None:
    """The directory of a workspace; None where it lists nothing.

    The day is that of the settings, or the last of the newest figures: a build has no clock. Raises
    DirectoryError with every fault.
    """
    on = directory_day(workspace) or last_day_of(newest)
    found = read(workspace.root, areas)
    return Help(found, on) if found else None


def directory_data(site: Site) -> bytes:
    """All services as Open Referral UK 3.0."""
    assert site.help is not None
    document = directory_document(site.help.directory.entries, site.workspace.force)
    return as_json(hsds_json(document))


def calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """An iCalendar file of free times for each venue, where a day is known to count from."""
    if site.help is None or site.help.on is None:
        return
    for venue in site.help.directory.venues:
        yield f"venues/{venue.id}.ics", calendar(venue, site.help.on)
