"""Writing a paper: blocks in order, each table, chart and counted sentence with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from frankpledge.claims import (
    Answer,
    Basis,
    Block,
    BoundReport,
    Bullets,
    Chart,
    Head,
    Heading,
    Paragraph,
    Quote,
    Report,
    Run,
    Shown,
    Table,
)
from frankpledge.packs.papers.known import Known
from frankpledge.packs.reports import Paper

FITS = 6  # columns that have room on paper whatever they are called


class Draft:
    """A paper while it is written.

    `kind` says what it is in words, `summary` the first thing that its readers want to know. Blocks
    before the first heading stand on the first slide, below the summary. What is `aside` is printed
    and not put on slides: tables too wide to be read from the back of a room.
    """

    def __init__(self, id: str, title: str, kind: str, dated: str, summary: str) -> None:
        self.head = Head(id, title, "note", "", dated, summary=summary)
        self.kind = kind
        self.blocks: list[tuple[Block, bool]] = []
        self.answers: list[Answer] = []

    def heading(self, text: str, level: int = 2, *, aside: bool = False) -> None:
        """A heading; level 2 is the highest below the title."""
        self._add(Heading(level, (Run(text),)), aside)

    def say(self, text: str, basis: Basis | None = None, *, aside: bool = False) -> None:
        """A paragraph; with a basis it is a figure in words, with its source."""
        if text:
            self._add(Paragraph(self._runs(text, basis)), aside)

    def items(
        self, texts: Iterable[str], basis: Basis | None = None, *, aside: bool = False
    ) -> None:
        """A list; with a basis each item is a figure in words."""
        found = tuple((Paragraph(self._runs(text, basis)),) for text in texts if text)
        if found:
            self._add(Bullets(found), aside)

    def quotes(self, texts: Sequence[str], *, aside: bool = False) -> None:
        """Quotations, set together."""
        if texts:
            self._add(Quote(tuple(Paragraph((Run(text),)) for text in texts)), aside)

    def chart(self, chart: Chart, basis: Basis, more: str = "") -> None:
        """A chart below its finding, and what more there is to say of it."""
        told = f"{chart.finding} {more}".strip()
        self._add(Shown(self._answer(Answer(told, basis, chart=chart))), aside=False)

    def table(self, table: Table | None, basis: Basis, *, aside: bool = False) -> None:
        """A table, if it has rows."""
        if table is not None and table.rows:
            self._add(Shown(self._answer(Answer(table.caption, basis, table=table))), aside)

    def paper(self, known: Known, day: date, *, body: str = "") -> Paper:
        """The whole of it. `day` is that of its data."""
        path = Path(f"{self.head.id}.md")
        head = replace(self.head, date=day.isoformat(), body=body or known.body)
        report = Report(head, tuple(block for block, _ in self.blocks), (), path)
        brief = tuple(block for block, aside in self.blocks if not aside)
        bound = BoundReport(report, tuple(self.answers))
        return Paper(
            bound, body or known.body, known.title, known.notice, day, kind=self.kind, brief=brief
        )

    def _add(self, block: Block, aside: bool) -> None:
        self.blocks.append((block, aside))

    def _runs(self, text: str, basis: Basis | None) -> tuple[Run, ...]:
        if basis is None:
            return (Run(text),)
        return (Run(figure=self._answer(Answer(text, basis))),)

    def _answer(self, answer: Answer) -> int:
        self.answers.append(answer)
        return len(self.answers) - 1


def table_of(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1
) -> Table:
    """A table whose first `texts` columns are words and whose others are numbers."""
    numbers = tuple(at >= texts for at in range(len(columns)))
    return Table(caption, tuple(columns), numbers, tuple(tuple(row) for row in rows))


def turned(table: Table) -> Table:
    """The same table the other way round where it has more columns than rows, or the same."""
    if len(table.columns) - 1 <= len(table.rows) or len(table.columns) <= FITS:
        return table
    lines = (table.columns, *table.rows)
    rows = tuple(zip(*lines, strict=True))
    return Table(table.caption, rows[0], (False,) + (True,) * (len(lines) - 1), rows[1:])
