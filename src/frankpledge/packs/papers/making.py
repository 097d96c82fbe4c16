"""Making the files of papers and of the leaflet: each of a kind, in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from frankpledge.errors import NotFoundError, UserError
from frankpledge.money.budget import workbook
from frankpledge.packs.kinds import KINDS, Made, Order
from frankpledge.packs.papers.budget import budget_papers
from frankpledge.packs.papers.consultation import consultation_papers
from frankpledge.packs.papers.funding import FUNDING, funding_ids, funding_papers
from frankpledge.packs.papers.known import Known
from frankpledge.packs.papers.leaflet import LEAFLET, leaflet_of
from frankpledge.packs.reports import Paper, Press, makeable
from frankpledge.packs.theme import Theme, read_theme

PAPERS: Mapping[str, Callable[[Known], Iterator[Paper]]] = {
    "consultation": consultation_papers,
    "budget": budget_papers,
    "funding": funding_papers,
}
DIRECTORY = "directory"


def paper_titles(kind: str, known: Known) -> dict[str, str]:
    """The papers of a kind (or the leaflet) by id, with their titles, without writing them."""
    match kind:
        case "consultation":
            return {
                one.told.consultation.id: one.told.consultation.head.title for one in known.asked
            }
        case "budget":
            return {one.id: one.title for one in known.budgets}
        case "funding":
            return {name: FUNDING[name] for name in funding_ids(known)}
        case _:
            return {} if leaflet_of(known) is None else {LEAFLET: "Help and support"}


class PaperPress:
    """Makes the files of papers in one look; each paper is written once for all its formats."""

    def __init__(self, known: Known, theme: Theme) -> None:
        self.known, self.theme = known, theme
        self.press = Press(theme)
        self._papers = cache(self._written)

    def _written(self, kind: str) -> dict[str, Paper]:
        return {one.bound.report.id: one for one in PAPERS[kind](self.known)}

    def made(self, kind: str, name: str, form: str) -> bytes:
        """The bytes of one file. A budget's workbook is the one with live formulas."""
        if kind == DIRECTORY:
            leaflet = leaflet_of(self.known)
            assert leaflet is not None
            return leaflet.made(form, self.theme)
        if kind == "budget" and form == "xlsx":
            return workbook({one.id: one for one in self.known.budgets}[name])
        return self.press.made(self._papers(kind)[name], form)


def make_of(kind: str) -> Callable[[Order], Made]:
    """What makes the packs of one of these kinds."""

    def make(order: Order) -> Made:
        """The papers chosen by id, or all of the kind.

        A format whose library is missing is left out and a note says so, unless nothing else was
        asked for. Raises NotFoundError for a paper that does not exist, and what gathering raises.
        """
        if order.gather is None:
            raise UserError(f"{kind} packs need the results that a release is made of")
        wanted, notes = makeable(order.formats or KINDS[kind].formats)
        known: Known = order.gather()
        chosen = _chosen(kind, known, order.chosen)
        order.out.mkdir(parents=True, exist_ok=True)
        press = PaperPress(known, read_theme(order.workspace))
        files = []
        for done, (name, title) in enumerate(chosen.items()):
            order.progress(done, len(chosen), title)
            files += [
                _put(order.out, f"{name}.{form}", press.made(kind, name, form)) for form in wanted
            ]
        return Made(tuple(files), notes)

    return make


def _chosen(kind: str, known: Known, names: tuple[str, ...]) -> dict[str, str]:
    there = paper_titles(kind, known)
    unknown = [name for name in names if name not in there]
    if unknown or not there:
        named = f"{', '.join(unknown)}: " if unknown else ""
        has = ", ".join(there) or "none"
        raise NotFoundError(f"{named}no such {kind} paper in this workspace; there is {has}")
    return {name: there[name] for name in dict.fromkeys(names)} or there


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
