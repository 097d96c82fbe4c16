"""Row three: assessments of every area and crime type."""

from __future__ import annotations

from pathlib import Path

from bench.archive import Archive
from bench.process import run
from bench.report import Line, Section
from bench.rounds import Contender, interleave

ARRAYS, LAKE = "assess, from arrays", "evaluate, assess and score, from the lake"
SECONDS = 10.0


def measure(archive: Archive, lake: Path, rounds: int) -> Section:
    """From arrays in memory, and from the rows of the lake."""
    found = interleave(
        [
            Contender(ARRAYS, lambda: run("assess-arrays", archive.areas)),
            Contender(LAKE, lambda: run("assess-lake", lake, archive.areas)),
        ],
        rounds,
    )
    count = int(found[ARRAYS].runs[0].said["series"])
    if int(found[LAKE].runs[0].said["series"]) != count:
        raise RuntimeError("the lake and the arrays do not have the same number of series")
    arrays, lake_seconds = (found[name].middle("seconds") for name in (ARRAYS, LAKE))
    each = 1e6 * arrays / count
    return Section(
        number=3,
        title="Assessments of every neighbourhood, partnership and force",
        words=(
            f"{count:,} series (every neighbourhood, partnership and force by 14 crime types) of "
            "36 months: interval, rate, change from the year before and from a baseline, seasonal "
            "adjustment, control chart with its special causes, and the position among peers. "
            "Seconds are those of the work itself; the table below has whole processes, which also "
            "load the area tables and, for the arrays, invent the figures."
        ),
        figures=list(found.values()),
        lines=[
            Line("seconds, from arrays", f"{arrays:.1f}", "under 10", arrays < SECONDS),
            Line(
                "seconds, from the lake", f"{lake_seconds:.1f}", "under 10", lake_seconds < SECONDS
            ),
            Line(
                "seconds more to score them all", f"{found[LAKE].middle('scoring'):.1f}", "-", None
            ),
            Line("microseconds a series, from arrays", f"{each:.1f}", "-", None),
            Line(
                "times faster than NHSRplotthedots, a series", "not measured", "at least 100", None
            ),
        ],
        notes=[
            "The R package NHSRplotthedots was not measured: it is neither in Debian nor on any "
            "registry that this machine reaches, so there is no ratio, and none is guessed.",
        ],
    )
