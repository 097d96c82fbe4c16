"""Row five: a release of the example's force area."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.process import ROOT, run
from bench.report import Line, Section
from bench.rounds import Contender, interleave

OURS = "frankpledge build"
EXAMPLE = ROOT / "examples" / "wiltshire"
PAGES = 200.0


def measure(scratch: Path, rounds: int) -> Section:
    """Build the release again and again from a lake that is filled once."""
    workspace = scratch / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    shutil.copytree(EXAMPLE, workspace, ignore=shutil.ignore_patterns("data", "releases"))
    run("fill-example", workspace)
    out = scratch / "release"
    found = interleave(
        [
            Contender(
                OURS,
                lambda: run("build", workspace, out),
                lambda: shutil.rmtree(out, ignore_errors=True),
            )
        ],
        rounds,
    )
    shutil.rmtree(workspace)
    ours = found[OURS]
    pages, speed = int(ours.middle("pages")), ours.middle("pages_a_second")
    writing = ours.middle("writing")
    return Section(
        number=5,
        title="A release of one force area",
        words=(
            "The example workspace, Wiltshire and Swindon: measures evaluated, assessed and scored "
            f"({ours.middle('scoring'):.1f} s), then {pages:,} pages, the downloads and the "
            f"manifest with the checksum of every file ({writing:.1f} s)."
        ),
        figures=[ours],
        lines=[
            Line("pages a second, scoring included", f"{speed:,.0f}", "over 200", speed > PAGES),
            Line("pages a second, after scoring", f"{pages / writing:,.0f}", "-", None),
        ],
    )
