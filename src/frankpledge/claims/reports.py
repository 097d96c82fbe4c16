"""Reports of a workspace: read and resolved as documents, then bound to the figures of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.claims.answering import answer
from frankpledge.claims.blocks import CLOSE, OPEN, Block, Shown, figures_in, mark, read_blocks
from frankpledge.claims.figures import Figures
from frankpledge.claims.grammar import Fault, parse
from frankpledge.claims.head import Head, read_head
from frankpledge.claims.marking import Marked, blank
from frankpledge.claims.matrix import Matrix
from frankpledge.claims.resolving import Names, Request
from frankpledge.claims.shapes import Answer
from frankpledge.errors import InputError, NotFoundError, Place, ReportError, UserError

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.measures import Catalogue

LIMIT = 5_000_000  # bytes, as for a plan package


@dataclass(frozen=True)
class Written:
    """A figure as it is written in a report: its text, its place, and what it asks for."""

    text: str
    place: Place
    request: Request


@dataclass(frozen=True)
class Report:
    """A report as a document: front matter, blocks, and its figures by number."""

    head: Head
    blocks: tuple[Block, ...]
    figures: tuple[Written, ...]
    path: Path

    @property
    def id(self) -> str:
        """Its name, which is that of its file."""
        return self.head.id


@dataclass(frozen=True)
class BoundReport:
    """A report with the answers to its figures, in the same order."""

    report: Report
    answers: tuple[Answer, ...]

    @property
    def head(self) -> Head:
        """The report's front matter."""
        return self.report.head

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The report's blocks."""
        return self.report.blocks


def read_report(path: Path, catalogue: Catalogue, areas: Areas, area: str) -> Report:
    """Read one report; `area` is the code that a figure is for where nothing else is said.

    Raises ReportError with every fault of front matter and figures, NotFoundError without such a
    file, UserError over 5 MB.
    """
    report, faults = _read(path, catalogue, areas, area)
    if report is None:
        raise ReportError(faults)
    return report


def read_reports(
    paths: Iterable[Path], catalogue: Catalogue, areas: Areas, area: str
) -> tuple[Report, ...]:
    """Read reports, the newest first. Raises ReportError with every fault of all of them."""
    found, faults = [], list[InputError]()
    for path in sorted(paths):
        report, more = _read(path, catalogue, areas, area)
        faults += more
        if report is not None:
            found.append(report)
    if faults:
        raise ReportError(faults)
    in_order = sorted(found, key=lambda report: report.id)
    return tuple(sorted(in_order, key=lambda report: report.head.date, reverse=True))


def bind(report: Report, figures: Figures) -> BoundReport:
    """Work out every figure of a report."""
    until = report.head.as_of
    known = figures if until is None else replace(figures, as_of=until)
    return BoundReport(report, tuple(answer(one.request, known) for one in report.figures))


def report_files(folder: Path) -> Sequence[Path]:
    """The reports in a folder, by name."""
    return sorted(folder.glob("*.md"))


def _read(
    path: Path, catalogue: Catalogue, areas: Areas, area: str
) -> tuple[Report | None, list[InputError]]:
    marked = Marked(read_text(path))
    head, faults = read_head(path, marked)
    own, restates = (head.area, head.restates) if head else ("", "the document")
    # Where the front matter has faults, what it may have said is not reported as missing.
    matrix = head.matrix if head else Matrix("", 1, (), ())
    names = Names(catalogue, areas, own or area, restates, matrix)
    body = _Body(path, marked, names)
    written, blocks = body.read()
    faults += body.faults
    if head is None or faults:
        return None, faults
    return Report(head, blocks, tuple(written), path), []


def read_text(path: Path) -> str:
    """A report's text. Raises NotFoundError, InputError (not UTF-8) and UserError (over 5 MB)."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such report")
    data = path.read_bytes()
    if len(data) > LIMIT:
        raise UserError(f"{path}: expected at most {LIMIT:,} bytes, found {len(data):,}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(Place(str(path), line), "UTF-8 text", error.reason) from error


class _Body:
    """The text below the front matter, and what is wrong with its figures."""

    def __init__(self, path: Path, marked: Marked, names: Names) -> None:
        self.path, self.marked, self.names = path, marked, names
        self.faults: list[InputError] = []

    def read(self) -> tuple[list[Written], tuple[Block, ...]]:
        """The figures, and the blocks that name them by number."""
        text = self.marked.text
        for name, offset in ((OPEN, text.find(OPEN)), (CLOSE, text.find(CLOSE))):
            if offset >= 0:
                self._fault(offset, Fault(0, "no private-use characters", repr(name)))
        for offset in self.marked.strays:
            told = "a figure between {{ and }} that is closed in its own paragraph"
            self._fault(offset, Fault(0, told, text[offset : offset + 2]))
        shown = blank(text, self.marked.comments)
        written, pieces, last = [], [], self.marked.begin
        for number, (start, end, inner) in enumerate(self.marked.figures):
            request = self._request(start, inner)
            line, column = self.marked.at(start)
            place = Place(str(self.path), line, column=column)
            written.append((inner, place, request))
            pieces += [shown[last:start], mark(number)]
            last = end
        blocks = self._blocks("".join([*pieces, shown[last:]]), written)
        return [Written(" ".join(t.split()), p, r) for t, p, r in written if r is not None], blocks

    def _request(self, start: int, inner: str) -> Request | None:
        expression, faults = parse(inner)
        request = None
        if expression is not None:
            request, faults = self.names.resolve(expression)
        for fault in faults:
            self._fault(start + 2, fault)
        return None if faults else request

    def _fault(self, start: int, fault: Fault) -> None:
        line, column = self.marked.at(start + fault.at)
        place = Place(str(self.path), line, column=column)
        self.faults.append(InputError(place, fault.expected, fault.value))

    def _blocks(
        self, text: str, written: list[tuple[str, Place, Request | None]]
    ) -> tuple[Block, ...]:
        alone = {i for i, (_, _, r) in enumerate(written) if r is not None and r.expression.block}
        blocks = read_blocks(text, frozenset(alone))
        shown = {b.figure for b in blocks if isinstance(b, Shown)}
        for number in sorted(alone - shown):
            told = "a chart or table in a paragraph of its own, outside lists and quotations"
            self.faults.append(InputError(written[number][1], told))
        missing = set(range(len(written))) - {n for block in blocks for n in figures_in(block)}
        for number in sorted(missing):
            told = "a figure in running text, not in the address of a link"
            self.faults.append(InputError(written[number][1], told))
        return blocks
