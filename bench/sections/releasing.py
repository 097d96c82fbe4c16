"""Row five: a release of the example's force area."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.process import ROOT, run
from bench.report import Line, Section
from bench.rounds import Contender, interleave

OURS, PACKED = "frankpledge build", "frankpledge build, with every pack"
EXAMPLE = ROOT / "examples" / "wiltshire"
PAGES = 200.0


def measure(scratch: Path, rounds: int) -> Section:
    """Build the release again and again from a lake that is filled once."""
    workspace = scratch / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(EXAMPLE, workspace, ignore=shutil.ignore_patterns("data", "releases"))
    run("fill-example", workspace)
    packed = _with_every_pack(workspace, scratch / "packed")
    out = scratch / "release"
    clear = lambda: shutil.rmtree(out, ignore_errors=True)  # noqa: E731 - for two contenders
    found = interleave(
        [
            Contender(OURS, lambda: run("build", workspace, out), clear),
            Contender(PACKED, lambda: run("build", packed, out), clear),
        ],
        rounds,
    )
    shutil.rmtree(workspace)
    shutil.rmtree(packed)
    ours, every = found[OURS], found[PACKED]
    pages, speed = int(ours.middle("pages")), ours.middle("pages_a_second")
    writing = ours.middle("writing")
    return Section(
        number=5,
        title="A release of one force area",
        words=(
            "The example workspace, Wiltshire and Swindon: measures evaluated, assessed and scored "
            f"({ours.middle('scoring'):.1f} s), then {pages:,} pages, the downloads and the "
            f"manifest with the checksum of every file ({writing:.1f} s). Packs: PDF and CSV of "
            "every place, and print, slides and workbooks of every report."
        ),
        figures=[ours, every],
        lines=[
            Line("pages a second, scoring included", f"{speed:,.0f}", "over 200", speed > PAGES),
            Line("pages a second, after scoring", f"{pages / writing:,.0f}", "-", None),
            Line("seconds, with every pack", f"{every.middle('wall'):,.0f}", "-", None),
            Line(
                "peak memory, with every pack", f"{every.middle('peak') / 1e6:,.0f} MB", "-", None
            ),
        ],
    )


def _with_every_pack(workspace: Path, folder: Path) -> Path:
    """The same workspace with every kind of pack in its releases."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(workspace, folder)
    settings = folder / "frankpledge.toml"
    kinds = "panel", "annual", "statement", "assessment", "workbook", "parish"
    table = "[packs]\nbuild = [" + ", ".join(f'"{kind}"' for kind in kinds) + "]\n"
    text = settings.read_text(encoding="utf-8")
    if "[packs]" in text:
        raise ValueError(f"{settings}: the example has packs of its own; change this benchmark")
    settings.write_text(f"{text}\n{table}", encoding="utf-8")
    return folder
