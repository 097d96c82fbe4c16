"""A bound report as texts, numbers and tables that every format sets in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frankpledge.claims import ORIGINS, Answer, Block, BoundReport, Run, date_words
from frankpledge.workspace import Workspace

# What marks a figure that was not worked out here; the same marks as on the site.
MARKS = {"computed": "", "supplied": "†", "stated": "‡"}
LEGEND = {
    "supplied": "† supplied by the body itself",
    "stated": "‡ stated by the body, not checked here",
}
SHORT = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“\"'])")


@dataclass(frozen=True)
class Piece:
    """A run of text in one style; a figure has become its words and its mark."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Paper:
    """What every format of a pack is made from: the report, its names, and a day of its data.

    `kind` says what it is in words where that is no kind of report. `brief` are the blocks that
    stand on slides, None for all of them.
    """

    bound: BoundReport
    publisher: str
    site: str
    notice: str
    day: date
    kind: str = ""
    brief: tuple[Block, ...] | None = None

    @property
    def subtitle(self) -> str:
        """What it is and when: 'Report to the Police and Crime Panel, March to May 2023'."""
        head = self.bound.head
        return ", ".join(filter(None, (self.kind or head.kind_words, head.dated)))

    @property
    def legend(self) -> list[str]:
        """What the marks mean, of those that occur."""
        found = {answer.basis.origin for answer in self.bound.answers}
        return [text for origin, text in LEGEND.items() if origin in found]

    @property
    def about(self) -> list[tuple[str, str]]:
        """By whom, for whom, and what it restates."""
        head = self.bound.head
        rows = (
            ("By", head.body or self.publisher),
            ("For", head.audience),
            ("Restates", head.restates),
            ("How", head.note),
        )
        return [(name, text) for name, text in rows if text]


def paper_of(bound: BoundReport, workspace: Workspace) -> Paper:
    """A report of a workspace, ready to be set. Its day is that of the report."""
    own = workspace.raw.get("site", {})
    parts = [int(part) for part in bound.head.date.split("-")]
    return Paper(
        bound,
        bound.head.body or workspace.body,
        workspace.title,
        str(own.get("notice", "")),
        date(parts[0], parts[1], parts[2] if parts[2:] else 1),
    )


def shown(answer: Answer) -> str:
    """A figure in running text, with its mark."""
    return answer.text.replace(" %", "\u00a0%") + MARKS[answer.basis.origin]


def pieces(runs: Iterable[Run], answers: Sequence[Answer]) -> Pieces:
    """Running text with its figures in words."""
    found = []
    for run in runs:
        text = run.text if run.figure is None else shown(answers[run.figure])
        found.append(Piece(text, run.strong, run.emphasis, run.href))
    return tuple(found)


def plain(found: Iterable[Piece]) -> str:
    """The text alone."""
    return "".join(piece.text for piece in found)


def sentences(found: Pieces) -> Iterator[Pieces]:
    """Running text cut after its sentences, for what is too long for one place."""
    held: list[Piece] = []
    for piece in found:
        *done, last = _SENTENCE.split(piece.text)
        for text in done:
            held.append(replace(piece, text=text))
            yield tuple(held)
            held = []
        held.append(replace(piece, text=last))
    if plain(held):
        yield tuple(held)


SOURCE_HEAD = ("No.", "Figure", "What", "When", "Where from")


def source_rows(
    answers: Sequence[Answer], titles: Mapping[str, str], only: Iterable[int] | None = None
) -> list[tuple[str, ...]]:
    """Number, figure, measure and area, window, and where it comes from, for each figure.

    `titles` are those of the sources, by id. Figures that are no measure's stand in one row where
    all that is said of them is the same.
    """
    wanted = range(len(answers)) if only is None else sorted(set(only))
    rows = dict[tuple[str, ...], list[tuple[str, ...]]]()
    for i in wanted:
        row = _source_row(i, answers[i], titles)
        rows.setdefault(row[2:] if answers[i].basis.what else row, []).append(row)
    return [_together(same) for same in rows.values()]


def _together(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Rows that differ in number and figure alone as one: '3 to 5, 9', 'Chart, table'."""
    if len(rows) == 1:
        return rows[0]
    runs = list[list[int]]()
    for number in (int(row[0]) for row in rows):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    kinds = dict.fromkeys(row[1] if row[1] in {"Chart", "Table"} else "Sentence" for row in rows)
    return ", ".join(told), ", ".join(kinds).capitalize(), *rows[0][2:]


def together(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows with those that say the same of several figures made one, where the first stood."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for number, figure, *rest in rows:
        found.setdefault(tuple(rest), []).append((number, figure))
    return [
        (", ".join(number for number, _ in of), "; ".join(dict.fromkeys(f for _, f in of)), *rest)
        for rest, of in found.items()
    ]


def _source_row(number: int, answer: Answer, titles: Mapping[str, str]) -> tuple[str, ...]:
    basis = answer.basis
    what = (basis.what or basis.framework) if basis.measure is None else basis.measure.title
    what = (what + (f", {basis.area.name}" if basis.area else "")) or "–"
    when = " against ".join(basis.windows[::-1]) or ("latest" if basis.framework else "not stated")
    figure = "Chart" if answer.chart else "Table" if answer.table else shown(answer)
    # The sentence itself stands in the report; here its windows and source matter.
    figure = "Sentence" if answer.known and len(figure) > SHORT else figure
    return str(number + 1), figure, what, when, _from(answer, titles)


def _from(answer: Answer, titles: Mapping[str, str]) -> str:
    basis = answer.basis
    if basis.what:
        return basis.stated
    origin = ORIGINS[basis.origin]
    told = [f"{origin[:1].upper()}{origin[1:]}: {basis.stated}."]
    if basis.framework:
        named = [
            titles[name] + (f", as published {date_words(vintage)}" if vintage else "")
            for name, vintage in basis.sources
        ]
        ruled = [f"Where a rule scores: {'; '.join(named)}."]
        ours = [f"{origin[:1].upper()}{origin[1:]}: {'; '.join(named)}."]
        told = [*told, *ruled] if basis.stated else ours
        told = told if named else ["No figures are held of any of these measures."]
    elif basis.origin != "stated":
        assert basis.measure is not None
        source = "returns" if basis.origin == "supplied" else basis.measure.source
        published = f", as published {date_words(basis.vintage)}" if basis.vintage else ""
        told = [f"{origin[:1].upper()}{origin[1:]}: {titles[source]}{published}."]
    return " ".join([*told, *([basis.note] if basis.note else [])])
