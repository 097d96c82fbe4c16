"""Figures on paper: what was reached against what is wanted, and every contender's times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.process import Run
from bench.rounds import Figures


@dataclass(frozen=True)
class Line:
    """One thing that was reached, and what is wanted of it; `met` is None without a verdict."""

    what: str
    reached: str
    wanted: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """In a word."""
        return "-" if self.met is None else ("met" if self.met else "**not met**")


@dataclass(frozen=True)
class Section:
    """One row of the targets: what was done, by whom in which time, and how that compares."""

    number: int
    title: str
    words: str
    figures: Sequence[Figures]
    lines: Sequence[Line]
    notes: Sequence[str] = field(default=())


TARGETS = ("row", "what", "reached", "target", "")
TIMES = ("contender", "rounds", "wall s: least / middle / most", "CPU s", "peak MB")


def target_cells(sections: Iterable[Section]) -> list[tuple[str, ...]]:
    """Cells of the table of targets."""
    return [
        (str(section.number), line.what, line.reached, line.wanted, line.verdict)
        for section in sections
        for line in section.lines
    ]


def time_cells(section: Section) -> list[tuple[str, ...]]:
    """Cells of a section's table of times."""
    return [
        (
            figures.name,
            str(len(figures.runs)),
            _spread(figures.runs),
            f"{median(run.cpu for run in figures.runs):.1f}",
            f"{median(run.peak for run in figures.runs) / 1e6:,.0f}",
        )
        for figures in section.figures
    ]


def _spread(runs: Sequence[Run]) -> str:
    walls = [run.wall for run in runs]
    return f"{min(walls):.1f} / {median(walls):.1f} / {max(walls):.1f}"


def markdown(head: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def aligned(head: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """A table for a terminal."""
    lines = [list(head), *(list(line) for line in cells)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    padded = ("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in padded)
