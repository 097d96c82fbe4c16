"""Hot spots for the site: everything counted once, now and a year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge.errors import NotFoundError
from frankpledge.measures import hotspots

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake
    from frankpledge.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Grounds:
    """What hot spots are looked for on; `before` is None where that year has no complete month."""

    now: hotspots.Ground
    before: hotspots.Ground | None


def grounds_of(workspace: Workspace, lake: Lake, areas: Areas) -> Grounds | None:
    """The year to the last complete month; None where the lake or the areas have nothing for it."""
    asked = hotspots.Question()
    try:
        now = hotspots.ground(lake, areas, workspace.force, asked)
    except NotFoundError:
        return None
    earlier = hotspots.before(hotspots.Question(basis=now.basis), now.window)
    if earlier is None:
        return Grounds(now, None)
    try:
        before = hotspots.ground(lake, areas, workspace.force, earlier)
    except NotFoundError:
        return Grounds(now, None)
    # A year with gaps would make a place look new that is not.
    return Grounds(now, None if before.window.missing else before)
