"""Pages of what people said: consultations, their results, themes, and what was done."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page
from frankpledge.releases.site.voice.index import index_page
from frankpledge.releases.site.voice.local import local_page
from frankpledge.releases.site.voice.results import results_page
from frankpledge.releases.site.voice.themes import themes_page

__all__ = ["pages"]


def pages(site: Site) -> Iterator[Page]:
    """The index, local priorities, and for each consultation its page and that of its themes."""
    if not site.heard:
        return
    yield index_page(site)
    if site.priorities:
        yield local_page(site)
    for told in site.told:
        yield results_page(site, told)
        if any(opened.themes for opened in told.opened):
            yield themes_page(told)
