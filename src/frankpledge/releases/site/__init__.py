"""The public site: view models from results, one module per kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

KINDS = (
    *("home", "frameworks", "plans", "measures", "scores", "places", "maps", "compare"),
    *("points_map", "hotspots", "strength", "roads", "reports", "directory", "grants", "duties"),
    *("voice", "money"),
    *("methods", "sources", "data", "static"),
)


def pages_of(kind: str, site: Site) -> Iterator[Page]:
    """The pages of one of `KINDS`."""
    found: Iterator[Page] = import_module(f"{__name__}.{kind}").pages(site)
    return found


def pages(site: Site) -> Iterator[Page]:
    """Every page of the site."""
    for kind in KINDS:
        yield from pages_of(kind, site)
