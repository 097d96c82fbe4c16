"""The page docs/performance.md: tables from a run, and a part that is written by hand."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from bench.report import TARGETS, TIMES, Section, markdown, target_cells, time_cells

BEGIN, END = "<!-- by hand: begin -->", "<!-- by hand: end -->"
LIBRARIES = ("duckdb", "ibis-framework", "isal", "numpy", "pandas", "polars", "pyarrow", "scipy")


@dataclass(frozen=True)
class Circumstances:
    """What the run was made with and on; loads are of the last minute and quarter of an hour."""

    about: dict[str, Any]
    rounds: int
    load_before: tuple[float, float]
    load_after: tuple[float, float]

    def words(self) -> list[str]:
        """As lines of the page."""
        about, memory = self.about, psutil.virtual_memory().total
        return [
            f"Measured on {date.today():%d %B %Y} by `make bench`, {self.rounds} rounds.",
            f"Machine: {_processor()}, {os.cpu_count()} processors, {memory / 2**30:.0f} GiB, "
            f"{platform.system()}, Python {platform.python_version()}.",
            f"Libraries: {', '.join(f'{name} {version(name)}' for name in LIBRARIES)}.",
            f"Archive: {about['rows']:,} invented rows in {about['files']:,} files, "
            f"{about['bytes'] / 1e9:.2f} GB, zipped {about['zip'] / 1e6:,.0f} MB (seed "
            f"{about['seed']}).",
            f"Load average (1 and 15 minutes) before {_load(self.load_before)}, after "
            f"{_load(self.load_after)}, our own work included.",
        ]


def load() -> tuple[float, float]:
    """How busy the machine is now."""
    minute, _, quarter = os.getloadavg()
    return minute, quarter


def _load(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.1f} and {pair[1]:.1f}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def write(page: Path, sections: Sequence[Section], circumstances: Circumstances) -> None:
    """Write the page, keeping the part that is written by hand."""
    parts = ["# Performance\n\n", INTRODUCTION, "\n"]
    parts += [f"- {line}\n" for line in circumstances.words()]
    parts += ["\n## Targets\n\n", markdown(TARGETS, target_cells(sections))]
    parts += ["\n## What the profile shows\n\n", _by_hand(page)]
    for section in sections:
        parts += [f"\n## Row {section.number}: {section.title.lower()}\n\n{section.words}\n\n"]
        parts += [markdown(TIMES, time_cells(section))]
        parts += [f"\n{note}\n" for note in section.notes]
    page.write_text("".join(parts), encoding="utf-8")


def _by_hand(page: Path) -> str:
    old = page.read_text(encoding="utf-8") if page.is_file() else ""
    text = old.partition(BEGIN)[2].partition(END)[0] or "\n"
    return f"{BEGIN}{text}{END}\n"


INTRODUCTION = """\
Written by `make bench` (`python -m bench`), but for the part between the two marks. Every contender
is a whole process, start-up included; in each round all of them run once, in turn, and a ratio is
the median over the rounds of two runs of the same round. CPU is user and system time of the
process and its children; memory is the resident memory summed over both, looked at every 20 ms.
Files are in the page cache. Ratios can be compared between machines; seconds cannot.
"""
