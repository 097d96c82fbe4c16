"""Making the files of packs that come from reports: each report of a kind, in each format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from frankpledge.claims import BoundReport, bind, figures_of, read_reports, report_files
from frankpledge.errors import NotFoundError
from frankpledge.lake import SOURCES
from frankpledge.measures import load_catalogue, run
from frankpledge.packs.kinds import Made, Order
from frankpledge.packs.libraries import INSTALL, can_make, installed
from frankpledge.packs.pages import render
from frankpledge.packs.reports.printing import content
from frankpledge.packs.reports.slides import slides
from frankpledge.packs.reports.wording import Paper, paper_of
from frankpledge.packs.reports.workbook import ods, xlsx
from frankpledge.packs.theme import Theme, read_theme
from frankpledge.packs.typesetting import Typesetter
from frankpledge.plans import read_plans, with_frameworks

FORMATS = ("pptx", "pdf", "html", "xlsx", "ods")
TITLES = {name: source.title for name, source in SOURCES.items()}


def make_of(kind: str, formats: tuple[str, ...] = FORMATS) -> Callable[[Order], Made]:
    """What makes the packs of one kind of report, or of every kind ('')."""

    def make(order: Order) -> Made:
        """Packs of the reports chosen by id, or of all reports of the kind.

        A format whose library is missing is left out and a note says so, unless nothing else was
        asked for. Raises NotFoundError for a report that does not exist, ReportError with every
        fault of the reports, DocumentsError for a theme with faults.
        """
        wanted, notes = makeable(order.formats or formats)
        theme = read_theme(order.workspace)
        papers = [paper_of(one, order.workspace) for one in _bound(order, kind)]
        order.out.mkdir(parents=True, exist_ok=True)
        files, press = [], Press(theme)
        for done, paper in enumerate(papers):
            order.progress(done, len(papers), paper.bound.head.title)
            files += [press.put(paper, name, order.out) for name in wanted]
        return Made(tuple(files), notes)

    return make


def makeable(asked: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The formats that can be made here, and a note of those that cannot.

    Raises NotFoundError where that is none of them.
    """
    here = tuple(name for name in asked if can_make(name, installed(name)))
    missing = [name for name in asked if name not in here]
    note = f"no {', '.join(missing)}: install the extra, {INSTALL}"
    if missing and not here:
        raise NotFoundError(note)
    return here, (note,) if missing else ()


def _bound(order: Order, kind: str) -> list[BoundReport]:
    workspace = order.workspace
    folder = workspace.root / "reports"
    catalogue = load_catalogue(workspace.measures_path)
    plans = read_plans(workspace.root / "plans", catalogue)
    catalogue = with_frameworks(catalogue, plans)
    every = read_reports(report_files(folder), catalogue, order.areas, workspace.force)
    known = {one.id: one for one in every if kind in {"", one.head.kind}}
    unknown = [name for name in order.chosen if name not in known]
    if unknown or not known:
        there = ", ".join(known) or "none"
        named = f"{', '.join(unknown)}: " if unknown else ""
        what = f"report of the kind {kind!r}" if kind else "report"
        raise NotFoundError(f"{named}no such {what} in {folder}; there is {there}")
    chosen = [known[name] for name in dict.fromkeys(order.chosen)] or list(known.values())
    used = {name for report in chosen for one in report.figures for name in one.request.measures}
    results = run(
        catalogue,
        order.lake,
        order.areas,
        only=used or {""},  # a report without figures needs none
        threshold=workspace.threshold,
        progress=order.progress,
    )
    figures = figures_of(order.lake, results, order.areas)
    return [bind(report, figures) for report in chosen]


class Press:
    """Makes the files of reports in one look; it keeps the typesetter and its fonts."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.typesetter = Typesetter("report.typ", theme)

    def put(self, paper: Paper, form: str, folder: Path) -> Path:
        """Write one file."""
        path = folder / f"{paper.bound.report.id}.{form}"
        path.write_bytes(self.made(paper, form))
        return path

    def made(self, paper: Paper, form: str) -> bytes:
        """The bytes of one file."""
        match form:
            case "pptx":
                return slides(paper, self.theme, TITLES)
            case "pdf":
                return self.typesetter.pdf(content(paper, TITLES), paper.day)
            case "html":
                return render("report.html", content(paper, TITLES) | {"theme": self.theme.words})
            case "xlsx":
                return xlsx(paper, TITLES)
            case _:
                return ods(paper, TITLES)
