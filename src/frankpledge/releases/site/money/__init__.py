"""The pages about money, one module per page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page

PARTS = ("home", "budget", "precept", "spending", "services")


def pages(site: Site) -> Iterator[Page]:
    """Every page about money."""
    for part in PARTS:
        yield from import_module(f"{__name__}.{part}").pages(site)
