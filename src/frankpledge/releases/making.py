"""Making the files of a release: each kind of page is one piece of work, done on any processor."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from frankpledge.releases import feeds, mapping, packed
from frankpledge.releases.downloads import listing
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import KINDS, pages_of
from frankpledge.releases.site.corrections import corrected_pages
from frankpledge.releases.site.model import Site

DATA = "downloads"
MAPS = "map-files"
# Packs are in two parts, so that two processors share them.
PACKS = ("packs-1", "packs-2")
# Places are more than half of the work, so they start first; the rest fits beside them.
FIRST = ("places", *PACKS, MAPS, DATA)
Progress = Callable[[int, int, str], None]


def make(site: Site, folder: Path, progress: Progress) -> None:
    """Write every page and data file of a site below a folder."""
    work = [*FIRST, *(kind for kind in KINDS if kind not in FIRST)]
    for done, kind in enumerate(_each(site, folder, work)):
        progress(done + 1, len(work), kind)


def _each(site: Site, folder: Path, work: list[str]) -> Iterator[str]:
    workers = min(multiprocessing.cpu_count(), len(work))
    if workers < 2 or sys.platform != "linux":
        _begin(site, folder)
        yield from map(_do, work)
        return
    # A forked process starts with the site in its memory; sent to another kind of process, the
    # figures of a whole country would take longer to pack than the pages to write.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, fork, initializer=_begin, initargs=(site, folder)) as pool:
        yield from pool.map(_do, work)


class _Here:
    """What this process works on."""

    site: Site
    folder: Path


def _begin(site: Site, folder: Path) -> None:
    _Here.site, _Here.folder = site, folder


def _do(kind: str) -> str:
    if kind == DATA:
        for path, data in chain(listing.files(_Here.site), feeds.files(_Here.site)):
            _put(_Here.folder / path, data)
        return kind
    if kind == MAPS:
        for path, data in mapping.files(_Here.site):
            _put(_Here.folder / path, data)
        return kind
    if kind in PACKS:
        for path, data in packed.files(_Here.site, PACKS.index(kind), len(PACKS)):
            _put(_Here.folder / path, data)
        return kind
    renderer = Renderer(_Here.site.context(), corrected_pages(_Here.site))
    for page in pages_of(kind, _Here.site):
        _put(_Here.folder / page.path, renderer.render(page))
    return kind


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
