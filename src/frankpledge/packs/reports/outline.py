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
LINE, LINES = 84, 15
# A table has 100 letters of 16 points side by side, and room for so many inches below the title.
COLUMNS, ROOM = 100, 4.9
# A column asks for its longest cell up to so many letters, and has at least its longest word (up
# to so many; longer ones are broken); its cells keep so many letters' distance.
BROAD, WORD, GAP = 48, 20, 3
SHORT = 12  # letters of a cell that is not broken, such as 'not scored'


@dataclass(frozen=True)
class Line:
    """A paragraph of a slide; `level` is None for running text, else the depth of its bullet.

    A `heading` stays with what comes after it.
    """

    pieces: Pieces
    level: int | None = None
    heading: bool = False

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


Placed = tuple[Line, tuple[int, ...]]  # a line, and the figures in it


@dataclass
class _Open:
    """The text that is waiting for its slides."""

    title: str
    lines: list[Placed]

    def close(self) -> Iterator[Slide]:
        for part in _evenly(self.lines):
            figures = tuple(number for _, numbers in part for number in numbers)
            yield Slide(self.title, tuple(line for line, _ in part), figures=figures)
        self.lines = []

    def add(self, line: Line, figures: tuple[int, ...]) -> None:
        self.lines.append((line, figures))

    def last_heading(self) -> str:
        """The heading at the end, which belongs to the figure that follows; '' without one."""
        if not self.lines or not self.lines[-1][0].heading:
            return ""
        return f"{plain(self.lines.pop()[0].pieces)}: "


def _evenly(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Text over as few slides as hold it, about as much on each: none has but its last line."""
    parts = _filled(lines, LINES)
    if len(parts) < 2:
        return parts
    room = math.ceil(sum(line.lines for line, _ in lines) / len(parts))
    tries = (_filled(lines, most) for most in range(room, LINES))
    return next((found for found in tries if len(found) == len(parts)), parts)


def _filled(lines: Sequence[Placed], most: float) -> list[list[Placed]]:
    parts: list[list[Placed]] = []
    full = most
    for line, figures in lines:
        if not parts or full + line.lines > most:
            held = [parts[-1].pop()] if parts and parts[-1][1:] and parts[-1][-1][0].heading else []
            parts.append(held)
            full = sum(one.lines for one, _ in held)
        parts[-1].append((line, figures))
        full += line.lines
    return parts


def _slides(paper: Paper) -> Iterator[Slide]:
    answers = paper.bound.answers
    here = _Open("In brief", [])
    if paper.bound.head.summary:
        here.add(Line((Piece(paper.bound.head.summary, strong=True),)), ())
    for block in paper.bound.blocks if paper.brief is None else paper.brief:
        match block:
            case Heading(2, runs):
                yield from here.close()
                here.title = plain(pieces(runs, answers))
            case Shown(number):
                under = here.last_heading()
                yield from here.close()
                yield from _figure(answers[number], number, under)
            case Grid(head, rows):
                under = here.last_heading()
                yield from here.close()
                cells = [[plain(pieces(cell, answers)) for cell in row] for row in (head, *rows)]
                yield from _tables(under.removesuffix(": ") or here.title, cells, _numbers(block))
            case _:
                for line, figures in _lines(block, answers):
                    here.add(line, figures)
    yield from here.close()


def _numbers(block: Grid) -> tuple[int, ...]:
    runs = [run for row in (block.head, *block.rows) for cell in row for run in cell]
    return tuple(run.figure for run in runs if run.figure is not None)


def _figure(answer: Answer, number: int, under: str) -> Iterator[Slide]:
    """A chart or a table on slides of its own; `under` is the heading that stands above it."""
    if answer.chart is not None:
        yield Slide(
            f"{under}{answer.chart.title}",
            chart=answer.chart,
            caption=answer.text,
            figures=(number,),
        )
    elif answer.table is not None:
        cells = [list(answer.table.columns), *map(list, answer.table.rows)]
        yield from _tables(f"{under}{answer.table.caption}", cells, (number,), answer.table.numbers)
    else:
        yield Slide(f"{under}Not known", (Line((Piece(answer.text),)),), figures=(number,))


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
    columns, least = list(zip(*cells, strict=True)), leasts(cells)
    asked = [min(max(map(len, column)), BROAD) + GAP for column in columns]
    # What is left when every column holds its longest word goes to those that ask for more.
    more = [max(0.0, want - need) for want, need in zip(asked, least, strict=True)]
    room = max(0.0, COLUMNS - sum(least)) / (sum(more) or 1)
    wide = [need + room * want for need, want in zip(least, more, strict=True)]
    return tuple(one / sum(wide) for one in wide)


def leasts(cells: Sequence[Sequence[str]]) -> list[float]:
    """The letters that each column needs at least; where they come to more than COLUMNS, a table
    has room in smaller letters only.
    """
    columns = list(zip(*cells, strict=True))
    words = [max(len(w) for c in column for w in c.split() or [""]) for column in columns]
    whole = [max(map(len, column[1:]), default=0) for column in columns]
    return [
        1.2 * max(min(length, WORD), cell if cell <= SHORT else 0) + GAP
        for length, cell in zip(words, whole, strict=True)
    ]


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
            yield Line(text, heading=True), ()
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
