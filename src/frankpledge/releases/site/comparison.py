"""One measure in every force, against the average of all: what its comparison page draws on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import Assessments, Measure, Peers, Result, words
from frankpledge.packs.places import spoken
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Verdict
from frankpledge.releases.site.words import POSITION

PEERS = "force"
CITY = "E23000034"
CITY_WHY = (
    "Few people live in the City of London, and half a million work there. A rate per resident "
    "would say nothing, so it has its counts but no place in the comparison or the average."
)
DISORDER = "anti-social-behaviour"


def href(result: Result) -> str:
    """Where the comparison of a measure stands."""
    return f"compare/{result.measure.id}/"


def compared(site: Site) -> list[Result]:
    """The measures that are compared between forces: those with peers and figures, by title."""
    among = [
        result
        for result in site.results.by_measure.values()
        if result.measure.peers == PEERS
        and result.found is not None
        and result.found.peers is not None
        and result.measure.id != DISORDER
    ]
    return sorted(among, key=lambda result: result.measure.title)


@dataclass(frozen=True)
class Comparison:
    """One measure in all forces. Arrays are per force, in the order of the series."""

    site: Site
    result: Result

    @property
    def measure(self) -> Measure:
        return self.result.measure

    @property
    def found(self) -> Assessments:
        assert self.result.found is not None
        return self.result.found

    @property
    def peers(self) -> Peers:
        assert self.found.peers is not None
        return self.found.peers

    @property
    def share(self) -> bool:
        """Whether it is a share of something and not a number per resident."""
        return self.found.window.denominator is not None

    @property
    def per(self) -> int:
        return 100 if self.share else self.measure.per or 1000

    @property
    def unit(self) -> str:
        if self.share:
            return f"per cent of {self.measure.unit}"
        return f"{self.measure.unit} per {self.per:,} residents"

    @property
    def suffix(self) -> str:
        return "%" if self.share else ""

    @cached_property
    def exposure(self) -> NDArray[np.float64]:
        """What counts are held against: the denominator, or the residents."""
        below = self.found.window.denominator
        return self.found.series.populations if below is None else below

    @cached_property
    def rates(self) -> st.Estimate:
        """The rate of every force with its interval by chance alone; NaN where not compared."""
        if self.share:
            every = self.found.level
        else:
            usable = self.peers.compared
            count = np.where(usable, self.found.window.value, np.nan)
            every = st.rate(count, np.where(usable, self.exposure, np.nan), per=self.per)
        gone = ~self.peers.compared
        parts = (every.value, every.lower, every.upper)
        value, lower, upper = (np.where(gone, np.nan, part) for part in parts)
        return st.Estimate(value, lower, upper)

    @property
    def average(self) -> float:
        return self.per * self.peers.average

    @cached_property
    def forces(self) -> list[Area]:
        return [self.site.areas.get(code) for code in self.found.series.areas]

    @cached_property
    def rows(self) -> list[int]:
        """The forces that are compared, the highest first."""
        among = np.flatnonzero(self.peers.compared).tolist()
        return sorted(among, key=lambda row: (-self.rates.value[row], spoken(self.forces[row])))

    @cached_property
    def absent(self) -> list[int]:
        """The forces that are not compared, by name."""
        rest = np.flatnonzero(~self.peers.compared).tolist()
        return sorted(rest, key=lambda row: spoken(self.forces[row]))

    @property
    def ours(self) -> int | None:
        """The row of the site's own force; None where it is not compared."""
        row = self.found.series.row.get(self.site.force.code)
        return row if row is not None and self.peers.compared[row] else None

    def verdict(self, row: int) -> Verdict:
        """Where a force stands, allowing for chance and for ordinary differences."""
        return POSITION[st.Position(int(self.peers.code[row]))]

    def kind(self, row: int) -> str:
        kind = self.verdict(row).kind
        return kind if kind in charts.KINDS else "ordinary"

    @cached_property
    def apart(self) -> int:
        """How many forces stand apart from the average."""
        return sum(self.kind(row) != "ordinary" for row in self.rows)

    def said(self, value: float) -> str:
        """A rate with as many decimals as it needs."""
        if not np.isfinite(value):
            return "not known"
        return f"{words.number(value, self.places)}{' %' if self.share else ''}"

    @cached_property
    def places(self) -> int:
        return 1 if self.average >= 1 else 2

    def why_not(self, row: int) -> str:
        """Why a force is not compared."""
        force = self.forces[row]
        if not np.isfinite(self.found.window.value[row]):
            reason = self.result.score(force.code).reason or "no data"
            return f"Missing: {reason}"
        if force.code == CITY and not self.share:
            return "Not compared: few residents, many workers"
        return "Not compared: no population, or corrections below zero"
