"""Row six: points to areas."""

from __future__ import annotations

from bench.locating import AREAS, SPOTS
from bench.process import run
from bench.report import Line, Section
from bench.rounds import Contender, interleave, ratio

PLACES, EACH = "by distinct location", "every point for itself"
ROWS = 10_000_000
SECONDS = 5.0


def measure(rounds: int) -> Section:
    """Ten million points to 450 areas, with and without finding distinct locations first."""
    found = interleave(
        [
            Contender(PLACES, lambda: run("locate-by-place", ROWS)),
            Contender(EACH, lambda: run("locate-by-row", ROWS)),
        ],
        rounds,
    )
    if len({figures.middle("sum") for figures in found.values()}) != 1:
        raise RuntimeError("the two ways do not put the points in the same areas")
    seconds = found[PLACES].middle("seconds")
    faster = 1 / ratio(found[PLACES], found[EACH], "seconds")
    return Section(
        number=6,
        title="Points to areas",
        words=(
            f"{ROWS:,} points at {SPOTS:,} distinct locations, as the police snap them, into "
            f"{AREAS} invented areas with as many vertices as LSOAs generalised to 20 metres. "
            "Seconds are those of the work itself; both give the same area for every point."
        ),
        figures=list(found.values()),
        lines=[
            Line("seconds", f"{seconds:.1f}", "under 5", seconds < SECONDS),
            Line("times faster than every point for itself", f"{faster:.1f}", "-", None),
        ],
    )
