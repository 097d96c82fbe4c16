"""Places of one kind on a map: a rate for each, its class, and what may be said of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.areas import Area, to_grid
from frankpledge.measures import Result, words
from frankpledge.packs.places import EVERYTHING, Located
from frankpledge.releases.site.model import Site

CLASSES = 5
FILL = 0.7  # cells so large that most of them touch
PER = 1000
WORDS = ("Lowest fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Highest fifth")
BUSY, UNKNOWN = "Busy: in no class", "Not known"
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Mapped:
    """One measure in places of one kind, in the order in which they are numbered: by name.

    Classes are fifths of the places that are not busy: so much is recorded in a busy place that a
    rate per resident would mislead.
    """

    site: Site
    result: Result
    places: tuple[Area, ...]
    busy: frozenset[str]

    @classmethod
    def of(cls, site: Site, held: Located, measure: str, places: Sequence[Area]) -> Mapped | None:
        """The map of a measure; None where nothing is held of it in these places."""
        result = site.results.by_measure.get(measure)
        if result is None or result.found is None or result.found.series.measure.per is None:
            return None
        rows = result.found.series.row
        known = [area for area in places if area.code in rows and area.longitude is not None]
        if len(known) < CLASSES:
            return None
        busy = [a.code for a in known if (here := held.here(a)) is not None and here.busy]
        return cls(site, result, tuple(known), frozenset(busy))

    @cached_property
    def rows(self) -> list[int]:
        """Where each place stands in the series."""
        assert self.result.found is not None
        return [self.result.found.series.row[area.code] for area in self.places]

    @cached_property
    def counts(self) -> Floats:
        """What was recorded in each place."""
        assert self.result.found is not None
        return np.asarray(self.result.found.window.value[self.rows], dtype=np.float64)

    @cached_property
    def rates(self) -> st.Estimate:
        """For each thousand residents, with the interval by chance alone."""
        assert self.result.found is not None
        people = self.result.found.series.populations[self.rows]
        return st.rate(self.counts, np.where(people > 0, people, np.nan), per=PER)

    @cached_property
    def is_busy(self) -> NDArray[np.bool_]:
        return np.array([area.code in self.busy for area in self.places])

    @cached_property
    def codes(self) -> list[int]:
        """The class of each place, the lowest first: 0 to 4; -1 where it is in none."""
        judged = np.where(self.is_busy, np.nan, self.rates.value)
        groups = st.quantile_groups(judged, CLASSES, highest_is_first=False)
        return [int(group) - 1 if np.isfinite(group) else -1 for group in groups.tolist()]

    @cached_property
    def styles(self) -> list[str]:
        """How each cell looks."""
        return [
            charts.FIFTHS[code] if code >= 0 else "apart" if busy else "unknown"
            for code, busy in zip(self.codes, self.is_busy.tolist(), strict=True)
        ]

    def said(self, index: int) -> str:
        """The class of a place in words."""
        code = self.codes[index]
        return WORDS[code] if code >= 0 else BUSY if self.is_busy[index] else UNKNOWN

    def bounds(self, code: int) -> tuple[float, float]:
        """The lowest and the highest rate in a class."""
        inside = self.rates.value[np.array(self.codes) == code]
        return float(inside.min()), float(inside.max())

    @property
    def decimals(self) -> int:
        """How many decimals tell the rates apart."""
        return 0 if float(np.nanmedian(self.rates.value)) >= 20 else 1

    def shown(self, value: float) -> str:
        """A rate as it is printed."""
        return words.number(value, self.decimals)

    @cached_property
    def legend(self) -> dict[str, str]:
        """What the styles say, for those that are used."""
        used = set(self.codes)
        told = {}
        for code in sorted(used - {-1}):
            low, high = map(self.shown, self.bounds(code))
            told[charts.FIFTHS[code]] = f"{low} to {high}" if low != high else low
        if "apart" in self.styles:
            told["apart"] = "Busy: many visitors"
        if "unknown" in self.styles:
            told["unknown"] = UNKNOWN
        return told

    @cached_property
    def average(self) -> float:
        """The rate of the whole force area, on the residents of its neighbourhoods.

        Estimates of residents of different years or bases do not mix, and those of small places
        are made of the ones of neighbourhoods.
        """
        assert self.result.found is not None
        series, force = self.result.found.series, self.site.force.code
        base = self.site.areas.children(force, "lsoa")
        people = series.populations[[series.row[code] for code in base if code in series.row]]
        return float(PER * self.result.found.window.value[series.row[force]] / people.sum())

    @cached_property
    def above(self) -> int:
        """How many places lie above the whole area by more than chance; busy ones are left out."""
        return int(((self.rates.lower > self.average) & ~self.is_busy).sum())

    @cached_property
    def below(self) -> int:
        """How many lie below it by more than chance."""
        return int(((self.rates.upper < self.average) & ~self.is_busy).sum())

    @cached_property
    def unsure(self) -> int:
        """How many places chance alone might have put into another class."""
        count = 0
        for index, code in enumerate(self.codes):
            if code >= 0:
                low, high = self.bounds(code)
                inside = self.rates.lower[index] >= low and self.rates.upper[index] <= high
                count += not inside
        return count

    @cached_property
    def layout(self) -> charts.HexLayout:
        """A cell for each place, near where it lies."""
        east = [area.longitude or 0.0 for area in self.places]
        north = [area.latitude or 0.0 for area in self.places]
        return charts.hex_layout(to_grid(east, north), fill=FILL)

    @cached_property
    def groups(self) -> list[str]:
        """The council area of each place, round which a line goes."""
        return [self._district(area) for area in self.places]

    def _district(self, area: Area) -> str:
        above = (self.site.areas.get(code) for code in self.site.areas.parents(area.code))
        return next((outer.name for outer in above if outer.kind == "district"), "")

    def towns(self, most: int = 12, least: int = 6) -> list[tuple[str, list[int]]]:
        """Parishes with many neighbourhoods of their own: the name, and which of these places.

        They say where on the map a reader is. `least` is how many neighbourhoods a town has.
        """
        index = {area.code: at for at, area in enumerate(self.places)}
        sizes: dict[str, list[str]] = {}
        for row in self.site.areas.shares("parish").to_pylist():
            # Of parishes that share a neighbourhood in parts unknown none is a town.
            if (row["share"] or 0.0) > 0.5:
                sizes.setdefault(row["area"], []).append(row["lsoa"])
        found = []
        for code, lsoas in sizes.items():
            at = sorted(index[one] for one in (code, *lsoas) if one in index)
            if at and len(lsoas) >= least:
                found.append((-len(lsoas), code, at))
        return [(self.site.areas.get(code).name, at) for _, code, at in sorted(found)[:most]]

    @property
    def whole(self) -> bool:
        """Whether it is about every type of crime together."""
        return self.result.measure.id == EVERYTHING
