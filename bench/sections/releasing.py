"""Row five: a release of the example's force area."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.process import ROOT, run
from bench.report import Line, Section
from bench.rounds import Contender, interleave
from frankpledge.releases.packed import BUILDS

PAGES_ONLY = "frankpledge build, without packs"
USUAL = "frankpledge build, with the packs of reports"
EVERY = "frankpledge build, with the packs of all places too"
EXAMPLE = ROOT / "examples" / "wiltshire"
PAGES = 200.0


def measure(scratch: Path, rounds: int) -> Section:
    """Build the release again and again from a lake that is filled once."""
    workspace = scratch / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(EXAMPLE, workspace, ignore=shutil.ignore_patterns("data", "releases"))
    run("fill-example", workspace)
    bare = _with_packs(workspace, scratch / "bare", ())
    packed = _with_packs(workspace, scratch / "packed", BUILDS)
    out = scratch / "release"
    clear = lambda: shutil.rmtree(out, ignore_errors=True)  # noqa: E731 - for all contenders
    found = interleave(
        [
            Contender(PAGES_ONLY, lambda: run("build", bare, out), clear),
            Contender(USUAL, lambda: run("build", workspace, out), clear),
            Contender(EVERY, lambda: run("build", packed, out), clear),
        ],
        rounds,
    )
    for folder in (workspace, bare, packed):
        shutil.rmtree(folder)
    ours, usual, every = found[PAGES_ONLY], found[USUAL], found[EVERY]
    pages, speed = int(ours.middle("pages")), ours.middle("pages_a_second")
    writing = ours.middle("writing")
    return Section(
        number=5,
        title="A release of one force area",
        words=(
            "The example workspace, Wiltshire and Swindon: measures evaluated, assessed and scored "
            f"({ours.middle('scoring'):.1f} s), then {pages:,} pages, the downloads and the "
            f"manifest with the checksum of every file ({writing:.1f} s). Packs of reports: print, "
            "slides and workbooks of every report, consultation, budget and account of money, and "
            "the leaflet. Packs of places: PDF and CSV of each."
        ),
        figures=[ours, usual, every],
        lines=[
            Line("pages a second, scoring included", f"{speed:,.0f}", "over 200", speed > PAGES),
            Line("pages a second, after scoring", f"{pages / writing:,.0f}", "-", None),
            Line("seconds, with the packs of reports", f"{usual.middle('wall'):,.0f}", "-", None),
            Line("seconds, with every pack", f"{every.middle('wall'):,.0f}", "-", None),
            Line(
                "peak memory, with every pack", f"{every.middle('peak') / 1e6:,.0f} MB", "-", None
            ),
        ],
    )


def _with_packs(workspace: Path, folder: Path, kinds: Sequence[str]) -> Path:
    """The same workspace, with these kinds of packs in its releases."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(workspace, folder)
    settings = folder / "frankpledge.toml"
    table = "[packs]\nbuild = [" + ", ".join(f'"{kind}"' for kind in kinds) + "]\n"
    text = settings.read_text(encoding="utf-8")
    if "[packs]" in text:
        raise ValueError(f"{settings}: the example has packs of its own; change this benchmark")
    settings.write_text(f"{text}\n{table}", encoding="utf-8")
    return folder
