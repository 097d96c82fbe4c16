"""A report as slides: no text is cut off, and each has a title of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frankpledge.claims import (
    Answer,
    Block,
    Bullets,
    Chart,
    Code,
    Grid,
    Heading,
    Paragraph,
    Quote,
    Shown,
    Table,
)
from frankpledge.packs.reports.wording import Paper, Piece, Pieces, pieces, plain, sentences

# What fits on a slide of 13.3 by 7.5 inches at 20 points below its title, with room to spare: a
# line holds about 90 letters. tests look at the slides as pictures.
LINE, LINES = 84, 14
# A table has 100 letters of 16 points side by side, and room for so many inches below the title.
COLUMNS, ROOM = 100, 4.9
# A column asks for its longest cell up to so many letters, and has at least its longest word (up
# to so many; longer ones are broken); its cells keep so many letters' distance.
BROAD, WORD, GAP = 48, 20, 3


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide; `level` is None for running text, else the depth of its bullet."""

    pieces: Pieces
    level: int | None = None

    @property
    def lines(self) -> float:
        """How many lines it takes, with the space below it."""
        room = LINE - 4 * ((self.level or 0) + 1)
        return math.ceil(max(1, len(plain(self.pieces))) / room) + 0.35


@dataclass(frozen=True)
class Slide:
    """One slide: a title of its own, and lines, a chart or a table; `figures` are those on it.

    `widths` are the parts of the table's width that its columns take.
    """

    title: str
    lines: tuple[Line, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    caption: str = ""
    figures: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


def outline(paper: Paper) -> list[Slide]:
    """The slides below the title slide, in the order of the report."""
    found = list(_slides(paper))
    counts: dict[str, int] = {}
    for slide in found:
        counts[slide.title] = counts.get(slide.title, 0) + 1
    seen: dict[str, int] = {}
    named = []
    for slide in found:
        seen[slide.title] = seen.get(slide.title, 0) + 1
        of = counts[slide.title]
        more = f" ({seen[slide.title]} of {of})" if of > 1 else ""
        named.append(replace(slide, title=slide.title + more))
    return named


@dataclass
class _Open:
    """The slide that is being filled."""

    title: str
    lines: list[tuple[Line, tuple[int, ...]]]

    @property
    def full(self) -> float:
        return sum(line.lines for line, _ in self.lines)

    def close(self) -> Iterator[Slide]:
        if self.lines:
            figures = tuple(number for _, numbers in self.lines for number in numbers)
            yield Slide(self.title, tuple(line for line, _ in self.lines), figures=figures)
            self.lines = []

    def add(self, line: Line, figures: tuple[int, ...]) -> Iterator[Slide]:
        if self.lines and self.full + line.lines > LINES:
            yield from self.close()
        self.lines.append((line, figures))


def _slides(paper: Paper) -> Iterator[Slide]:
    answers = paper.bound.answers
    here = _Open("In brief", [])
    if paper.bound.head.summary:
        yield from here.add(Line((Piece(paper.bound.head.summary, strong=True),)), ())
    for block in paper.bound.blocks:
        match block:
            case Heading(2, runs):
                yield from here.close()
                here.title = plain(pieces(runs, answers))
            case Shown(number):
                yield from here.close()
                yield from _figure(answers[number], number)
            case Grid(head, rows):
                yield from here.close()
                cells = [[plain(pieces(cell, answers)) for cell in row] for row in (head, *rows)]
                yield from _tables(here.title, cells, _numbers(block))
            case _:
                for line, figures in _lines(block, answers):
                    yield from here.add(line, figures)
    yield from here.close()


def _numbers(block: Grid) -> tuple[int, ...]:
    runs = [run for row in (block.head, *block.rows) for cell in row for run in cell]
    return tuple(run.figure for run in runs if run.figure is not None)


def _figure(answer: Answer, number: int) -> Iterator[Slide]:
    if answer.chart is not None:
        yield Slide(answer.chart.title, chart=answer.chart, caption=answer.text, figures=(number,))
    elif answer.table is not None:
        cells = [list(answer.table.columns), *map(list, answer.table.rows)]
        yield from _tables(answer.table.caption, cells, (number,), answer.table.numbers)
    else:
        yield Slide("Not known", (Line((Piece(answer.text),)),), figures=(number,))


def _tables(
    title: str,
    cells: Sequence[Sequence[str]],
    figures: tuple[int, ...],
    numbers: Sequence[bool] = (),
) -> Iterator[Slide]:
    """A table over as many slides as it needs, each with its head."""
    head, rows = tuple(cells[0]), [tuple(row) for row in cells[1:]]
    right = tuple(numbers) or (False,) * len(head)
    widths = shares(cells)
    part: list[tuple[str, ...]] = []
    for row in rows:
        if part and sum(_height(one, widths) for one in (head, *part, row)) > ROOM:
            table = Table(title, head, right, tuple(part))
            yield Slide(title, table=table, widths=widths, figures=figures)
            part = []
        part.append(row)
    table = Table(title, head, right, tuple(part))
    yield Slide(title, table=table, widths=widths, figures=figures)


def shares(cells: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The part of a table's width for each of its columns, by their longest cells; sums to 1."""
    columns = list(zip(*cells, strict=True))
    words = [max(len(w) for c in column for w in c.split() or [""]) for column in columns]
    least = [1.2 * min(length, WORD) + GAP for length in words]
    asked = [min(max(map(len, column)), BROAD) + GAP for column in columns]
    # What is left when every column holds its longest word goes to those that ask for more.
    more = [max(0.0, want - need) for want, need in zip(asked, least, strict=True)]
    room = max(0.0, COLUMNS - sum(least)) / (sum(more) or 1)
    wide = [need + room * want for need, want in zip(least, more, strict=True)]
    return tuple(one / sum(wide) for one in wide)


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    """About how many inches a row of a table takes."""
    rooms = [max(1, COLUMNS * width - GAP) for width in widths]
    lines = max(math.ceil(max(1, len(c)) / r) for c, r in zip(row, rooms, strict=True))
    return 0.27 * lines + 0.12


def _lines(
    block: Block, answers: Sequence[Answer], level: int | None = None
) -> Iterator[tuple[Line, tuple[int, ...]]]:
    match block:
        case Heading(_, runs):
            text = tuple(replace(p, strong=True) for p in pieces(runs, answers))
            yield Line(text), ()
        case Paragraph(runs):
            figures = tuple(run.figure for run in runs if run.figure is not None)
            yield from ((line, figures) for line in _cut(pieces(runs, answers), level))
        case Bullets(items):
            deeper = 0 if level is None else min(level + 1, 4)
            for item in items:
                for part in item:
                    yield from _lines(part, answers, deeper)
        case Quote(blocks):
            for part in blocks:
                yield from _lines(part, answers, level)
        case Code(text):
            yield Line((Piece(text.rstrip()),), level), ()


def _cut(found: Pieces, level: int | None) -> Iterator[Line]:
    """A paragraph as one line, or sentence by sentence where it would not fit on a slide."""
    whole = Line(found, level)
    if whole.lines <= LINES:
        yield whole
        return
    yield from (Line(sentence, level) for sentence in sentences(found))
