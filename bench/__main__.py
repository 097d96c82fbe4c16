"""python -m bench: run the benchmark suite and write docs/performance.md."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bench import page
from bench.archive import Archive, Plan, make
from bench.process import ROOT, run
from bench.report import TARGETS, TIMES, Section, aligned, target_cells, time_cells
from bench.sections import appending, assessing, counting, ingesting, locating, releasing

CACHE = ROOT / "bench" / ".cache"
PAGE = ROOT / "docs" / "performance.md"
FULL = 10_000_000
ROWS = (1, 2, 3, 4, 5, 6)


def main() -> int:
    """Run the chosen rows; with --strict 1 when a target is not met."""
    options = _options()
    print(f"The archive of {options.rows:,} rows (made once, in {CACHE}) ...", file=sys.stderr)
    archive = make(Plan(options.rows), CACHE)
    before = page.load()
    sections = _measure(archive, options.only, options.rounds)
    circumstances = page.Circumstances(archive.about, options.rounds, before, page.load())
    _show(sections, circumstances)
    whole = options.rows >= FULL and tuple(options.only) == ROWS
    target = options.page or (PAGE if whole else CACHE / "performance.md")
    page.write(target, sections, circumstances)
    print(f"Written: {target}")
    return int(
        options.strict and any(line.met is False for section in sections for line in section.lines)
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=FULL, help="rows of the archive")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contender runs")
    parser.add_argument("--only", type=int, nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--strict", action="store_true", help="exit code 1 for a missed target")
    parser.add_argument("--page", type=Path, help="where to write the page")
    return parser.parse_args()


def _measure(archive: Archive, only: list[int], rounds: int) -> list[Section]:
    scratch = CACHE / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    lake = scratch / "standing"
    if {2, 3, 4} & set(only):
        # Also fills the page cache and compiles the modules, for which nobody should be charged.
        print("A lake to ask (not measured) ...", file=sys.stderr)
        run("ingest", f"{archive.zip},{archive.populations}", lake, archive.areas)
    jobs: dict[int, Callable[[], Section]] = {
        1: lambda: ingesting.measure(archive, scratch, rounds),
        2: lambda: counting.measure(archive, lake, rounds),
        3: lambda: assessing.measure(archive, lake, rounds),
        4: lambda: appending.measure(archive, lake, scratch, rounds),
        5: lambda: releasing.measure(scratch, rounds),
        6: lambda: locating.measure(rounds),
    }
    sections = []
    for number in only:
        print(f"Row {number}", file=sys.stderr)
        sections.append(jobs[number]())
    shutil.rmtree(scratch)
    return sections


def _show(sections: list[Section], circumstances: page.Circumstances) -> None:
    print("\n" + "\n".join(circumstances.words()) + "\n")
    print(aligned(TARGETS, target_cells(sections)))
    for section in sections:
        print(f"Row {section.number}: {section.title}")
        print(aligned(TIMES, time_cells(section)))
        print("".join(f"{note}\n" for note in section.notes))


if __name__ == "__main__":
    sys.exit(main())
