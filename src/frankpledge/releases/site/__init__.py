"""The public site: view models from results, one module per kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

KINDS = (
    *("home", "frameworks", "measures", "scores", "places", "compare"),
    *("methods", "sources", "data", "static"),
)


def pages(site: Site) -> Iterator[Page]:
    """Every page of the site."""
    for name in KINDS:
        yield from import_module(f"{__name__}.{name}").pages(site)
