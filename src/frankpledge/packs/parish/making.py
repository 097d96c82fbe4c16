"""Making the files of parish packs: everything assessed once, then rendered on every processor."""

from __future__ import annotations

import multiprocessing
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from frankpledge.areas import Area
from frankpledge.errors import NotFoundError, UserError
from frankpledge.measures import load_catalogue, run
from frankpledge.packs.kinds import Made, Order
from frankpledge.packs.pages import render
from frankpledge.packs.parish.building import KINDS, Packs, needed
from frankpledge.packs.parish.printing import TEMPLATE, content
from frankpledge.packs.parish.rows import csv_text, rows
from frankpledge.packs.theme import Theme, read_theme
from frankpledge.packs.typesetting import MISSING, Typesetter, can_typeset
from frankpledge.voice import read_priorities
from frankpledge.workspace import Workspace

FORMATS = ("pdf", "html", "csv")
# Below so many places one process is done before another has started.
FEW = 8


def make(order: Order) -> Made:
    """Packs of the places chosen, each in every format; see `Order`.

    Without Typst the PDFs are left out, and a note says so, unless PDF is all that was asked for.
    Raises NotFoundError for a code that has no pack and for a PDF that cannot be made, UserError
    when nothing was chosen, DocumentsError for local priorities or a theme with faults.
    """
    if not order.chosen and not order.everything:
        raise UserError("name the places by their codes, or ask for all with --all")
    formats, notes = _formats(order.formats)
    theme = read_theme(order.workspace)
    priorities = read_priorities(order.workspace.root, order.areas)
    catalogue = load_catalogue(order.workspace.measures_path)
    results = run(
        catalogue,
        order.lake,
        order.areas,
        only=needed(catalogue),
        threshold=order.workspace.threshold,
        progress=order.progress,
    )
    packs = Packs(results, order.areas, order.workspace.force, priorities)
    order.out.mkdir(parents=True, exist_ok=True)
    press = Press(packs, order.workspace, theme, order.out, formats)
    return Made(tuple(_printed(press, _places(packs, order), order)), notes)


def _formats(asked: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wanted = asked or FORMATS
    if "pdf" not in wanted or can_typeset():
        return wanted, ()
    rest = tuple(name for name in wanted if name != "pdf")
    if not rest:
        raise NotFoundError(MISSING)
    return rest, (MISSING,)


def _places(packs: Packs, order: Order) -> list[Area]:
    if order.everything:
        return list(packs.places)
    known = {area.code: area for area in packs.places}
    unknown = [code for code in order.chosen if code not in known]
    if unknown:
        what = ", ".join(KINDS)
        name = order.workspace.title
        raise NotFoundError(
            f"no pack for {', '.join(unknown)}: expected codes of a {what} of {name}"
        )
    return [known[code] for code in dict.fromkeys(order.chosen)]


@dataclass(frozen=True)
class Press:
    """Renders packs into a folder, in some formats."""

    packs: Packs
    workspace: Workspace
    theme: Theme
    out: Path
    formats: tuple[str, ...]

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(TEMPLATE, self.theme)

    def make(self, area: Area) -> list[Path]:
        """Write the files of one place."""
        made = []
        for form, data in self.forms(area):
            path = self.out / f"{file_name(area)}.{form}"
            path.write_bytes(data)
            made.append(path)
        return made

    def forms(self, area: Area) -> Iterator[tuple[str, bytes]]:
        """The pack of one place in every format: its name and its bytes."""
        pack = self.packs.pack(area)
        site = self.workspace.raw.get("site", {})
        base = self.workspace.base_url
        words = content(
            pack,
            publisher=str(site.get("publisher", self.workspace.body)),
            site=self.workspace.title,
            notice=str(site.get("notice", "")),
            address=f"{base}/places/{area.code}/" if base else "",
        )
        for form in self.formats:
            if form == "pdf":
                yield form, self._typesetter.pdf(words, pack.day)
            elif form == "html":
                yield form, render("parish.html", words | {"theme": self.theme.words})
            else:
                yield form, csv_text(rows(pack)).encode()


def file_name(area: Area) -> str:
    """'hannington-parish-E04001090': people find it by the name, programs by the code."""
    slug = re.sub(r"[^a-z0-9]+", "-", area.name.lower()).strip("-")
    return f"{slug}-{area.kind}-{area.code}"


class _Here:
    """What this process works on."""

    press: Press


def _begin(press: Press) -> None:
    _Here.press = press


def _do(area: Area) -> list[Path]:
    return _Here.press.make(area)


def _printed(press: Press, places: Sequence[Area], order: Order) -> Iterator[Path]:
    for done, made in enumerate(_each(press, places)):
        order.progress(done + 1, len(places), places[done].name)
        yield from made


def _each(press: Press, places: Sequence[Area]) -> Iterator[list[Path]]:
    workers = multiprocessing.cpu_count()
    if workers < 2 or len(places) < FEW or sys.platform != "linux":
        yield from map(press.make, places)
        return
    # As for the site: a forked process has the figures in its memory already. Each makes a
    # compiler of its own, because Typst's threads do not survive a fork.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, fork, initializer=_begin, initargs=(press,)) as pool:
        yield from pool.map(_do, places, chunksize=4)
