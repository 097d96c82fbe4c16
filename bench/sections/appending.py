"""Row four: one new month of one force into a lake that holds the archive."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.archive import Archive
from bench.process import Run, run
from bench.report import Line, Section
from bench.rounds import Contender, interleave, ratio

FULL, EMPTY = "into the lake of 36 months", "into an empty lake"
SLACK = 1.25  # what the larger lake may cost more


def measure(archive: Archive, lake: Path, scratch: Path, rounds: int) -> Section:
    """The same file into a full and into an empty lake."""
    full, empty = scratch / "full", scratch / "empty"
    found = interleave(
        [
            Contender(FULL, lambda: _append(archive, full), lambda: _copy(lake, full)),
            Contender(EMPTY, lambda: _append(archive, empty), lambda: _remove(empty)),
        ],
        rounds,
    )
    _remove(full)
    cpu, wall = (ratio(found[FULL], found[EMPTY], of) for of in ("cpu", "wall"))
    written, alone = (found[name].middle("written") for name in (FULL, EMPTY))
    rows = int(found[FULL].runs[0].said["rows"])
    untouched = all(run.said["changed"] == [] for run in found[FULL].runs)
    return Section(
        number=4,
        title="One new month for one force",
        words=(
            f"One file of {rows:,} rows into the lake that holds the archive, and into an empty "
            "one. Much of the time of both is start-up and the area tables of all of England and "
            "Wales. Every file that the lake had before is compared by checksum afterwards, but "
            "for the lock file, which names the last writer."
        ),
        figures=list(found.values()),
        lines=[
            Line(
                "CPU, over the same into an empty lake",
                f"{cpu:.2f}",
                f"at most {SLACK}",
                cpu <= SLACK,
            ),
            Line("wall, over the same", f"{wall:.2f}", "-", None),
            Line(
                "bytes written",
                f"{written:,.0f} ({alone:,.0f} into the empty lake)",
                "the month's own",
                written <= alone * 1.01,
            ),
            Line(
                "files changed that were there before",
                "none" if untouched else "some",
                "none",
                untouched,
            ),
        ],
    )


def _append(archive: Archive, lake: Path) -> Run:
    before = _checksums(lake)
    found = run("ingest", archive.next_month, lake, archive.areas)
    after = _checksums(lake)
    changed = sorted(name for name, digest in before.items() if after.get(name) != digest)
    new = [lake / name for name in after if name not in before]
    said = {**found.said, "changed": changed, "written": sum(p.stat().st_size for p in new)}
    return Run(found.wall, found.cpu, found.peak, said)


def _checksums(lake: Path) -> dict[str, str]:
    import hashlib

    return {
        path.relative_to(lake).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(lake.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def _copy(lake: Path, target: Path) -> None:
    _remove(target)
    shutil.copytree(lake, target)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
