"""The papers and the leaflet of a page's subject, for whoever takes them to a meeting."""

from __future__ import annotations

from frankpledge.releases import packed
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Download

PRINTED = {"directory": "A leaflet of help and support, to print"}


def paper_downloads(site: Site, kind: str, name: str) -> list[Download]:
    """The files of one paper; none where the release has none of it."""
    return [
        Download(PRINTED.get(kind, one.text), one.path, one.form.upper())
        for one in packed.of_paper(site, kind, name)
    ]
