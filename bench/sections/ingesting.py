"""Row one: the publisher's zip into the lake."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.archive import Archive
from bench.process import Run, run
from bench.report import Line, Section
from bench.rounds import Contender, interleave, ratio

OURS, PEER = "frankpledge ingest", "unzip to disk, then DuckDB counts"
MEMORY = 1e9


def measure(archive: Archive, scratch: Path, rounds: int) -> Section:
    """Ingest against unpacking to disk and counting there."""
    lake, unpacked = scratch / "lake", scratch / "csv"
    found = interleave(
        [
            Contender(OURS, lambda: _ingest(archive, lake), lambda: _remove(lake)),
            Contender(
                PEER,
                lambda: run("unzip-count", archive.zip, unpacked),
                lambda: _remove(unpacked),
            ),
        ],
        rounds,
    )
    ours, peer = found[OURS], found[PEER]
    wall, cpu = ratio(ours, peer, "wall"), ratio(ours, peer, "cpu")
    peak = max(each.peak for each in ours.runs)
    return Section(
        number=1,
        title="Monthly CSV zip into the lake",
        words=(
            "The whole archive into an empty lake: sorted Parquet, quality reports, records and "
            "the completeness of every force and month, each import on disk before the next. "
            f"The peer ({peer.runs[0].said['tool']}, then DuckDB counts month x "
            "neighbourhood x type) writes no Parquet and checks nothing."
        ),
        figures=[ours, peer],
        lines=[
            Line("wall, over unzip then DuckDB", f"{wall:.2f}", "at most 1.00", wall <= 1),
            Line("CPU, over the same", f"{cpu:.2f}", "-", None),
            Line("peak memory", f"{peak / 1e6:,.0f} MB", "under 1,000 MB", peak < MEMORY),
        ],
    )


def _ingest(archive: Archive, lake: Path) -> Run:
    found = run("ingest-and-judge", archive.zip, lake, archive.areas)
    expected = archive.about["rows"], 0
    if (found.said["rows"], found.said["rejected"]) != expected:
        raise RuntimeError(f"ingest: expected {expected} rows and rejections, found {found.said}")
    return found


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
