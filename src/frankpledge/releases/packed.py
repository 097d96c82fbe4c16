"""Printed packs within a release, where the workspace asks for them: `[packs] parish = true`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frankpledge.errors import DocumentError, Place, ReleaseError
from frankpledge.packs import can_typeset, read_theme
from frankpledge.packs.parish import KINDS, Packs, Press
from frankpledge.releases.site.model import Site, area_href
from frankpledge.workspace import FILE, Workspace

__all__ = ["KINDS", "files", "packs_of", "wanted"]


def wanted(workspace: Workspace) -> bool:
    """Whether a release holds the packs of places. Raises DocumentError for another setting."""
    value = workspace.raw.get("packs", {}).get("parish", False)
    if not isinstance(value, bool):
        place = Place(str(workspace.root / FILE), field="packs.parish")
        raise DocumentError(place, "true or false", value)
    return value


def packs_of(site: Site) -> Packs:
    """Every pack of a site's places."""
    return Packs(site.results, site.areas, site.workspace.force, site.priorities)


def files(site: Site, part: int, parts: int) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of every pack of one part of the places: PDF and CSV beside the page.

    Raises ReleaseError when Typst is not installed: a release is the same on every machine.
    """
    if not wanted(site.workspace):
        return
    if not can_typeset():
        raise ReleaseError(
            "packs.parish = true needs Typst: pip install 'frankpledge[packs]', or set it to false"
        )
    packs = packs_of(site)
    press = Press(packs, site.workspace, read_theme(site.workspace), Path(), ("pdf", "csv"))
    for area in packs.places[part::parts]:
        for form, data in press.forms(area):
            yield f"{area_href(area.code)}pack.{form}", data
