"""A measure's figures for all areas and periods at once, as arrays, and sums over windows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frankpledge import periods as calendar
from frankpledge.measures.definition import Measure
from frankpledge.measures.residents import Residents

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

COMPLETE, PARTIAL, MISSING, NOT_SUPPLIED, SUPPRESSED = range(5)
STATUS = ("complete", "partial", "missing", "not supplied", "suppressed")


@dataclass(frozen=True)
class Series:
    """Values of one measure: `values[a, p]` for area `a` in period `p`, NaN where not known.

    `denominators` has the same shape for proportions, else is None. `kinds` are those of the areas.
    `status` says why a value is not known. `populations` and `population_years` are per area (NaN
    and '' when not known): those of the time of the last period, out of `residents`, which is None
    where the years before are not held.

    `fits` says per area what a located figure rests on, one of `areas.FITS`: for `bounds`, `values`
    and `populations` are those of all neighbourhoods that touch the area, and `low`, of the shape
    of `values`, holds the counts of those known to lie wholly inside. `low` is None where no area
    has bounds; `fits` is empty where figures are not located.
    """

    measure: Measure
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    periods: tuple[str, ...]
    values: Floats
    denominators: Floats | None
    status: Codes
    populations: Floats
    population_years: tuple[str, ...]
    vintage: str = ""
    low: Floats | None = None
    fits: tuple[str, ...] = ()
    residents: Residents | None = None

    @cached_property
    def row(self) -> dict[str, int]:
        """Where each area stands on the first axis."""
        return {code: index for index, code in enumerate(self.areas)}

    @cached_property
    def column(self) -> dict[str, int]:
        """Where each period stands on the second axis."""
        return {period: index for index, period in enumerate(self.periods)}

    def only(self, areas: list[str]) -> Series:
        """The same series for some of its areas, in the order given."""
        rows = [self.row[area] for area in areas]
        return replace(
            self,
            areas=tuple(areas),
            kinds=tuple(self.kinds[row] for row in rows),
            values=self.values[rows],
            denominators=None if self.denominators is None else self.denominators[rows],
            status=self.status[rows],
            populations=self.populations[rows],
            population_years=tuple(self.population_years[row] for row in rows),
            low=None if self.low is None else self.low[rows],
            fits=tuple(self.fits[row] for row in rows) if self.fits else (),
            residents=None if self.residents is None else self.residents.only(rows),
        )

    def until(self, period: str) -> Series:
        """The series as it stood when `period` was its last."""
        last = calendar.parse(period).last
        keep = [i for i, p in enumerate(self.periods) if calendar.parse(p).last <= last]
        people = self.populations, self.population_years
        if self.residents is not None:
            people = self.residents.at(period)
        return replace(
            self,
            periods=tuple(self.periods[i] for i in keep),
            values=self.values[:, keep],
            denominators=None if self.denominators is None else self.denominators[:, keep],
            status=self.status[:, keep],
            populations=people[0],
            population_years=people[1],
            low=None if self.low is None else self.low[:, keep],
        )


@dataclass(frozen=True)
class Window:
    """The sums of one window per area: NaN unless every period of it is known.

    `known` counts the periods that are; `size` is how many there should be. `low` is the least that
    the value can be in areas of which only bounds are known, None where there are none.
    """

    last: str
    size: int
    value: Floats
    denominator: Floats | None
    known: NDArray[np.intp]
    low: Floats | None = None

    @property
    def words(self) -> str:
        """The window in words."""
        return calendar.window_words(self.last, self.size)


def window(series: Series, last: str, size: int) -> Window:
    """Sum a window of `size` periods that ends with `last`. Never reads missing as zero."""
    columns = _columns(series, last, size)
    values = _picked(series.values, columns)
    below = None if series.denominators is None else _picked(series.denominators, columns)
    low = None if series.low is None else _picked(series.low, columns).sum(axis=1)
    known = np.isfinite(values).sum(axis=1)
    denominator = None if below is None else below.sum(axis=1)
    return Window(last, size, values.sum(axis=1), denominator, known, low)


def _picked(values: Floats, columns: list[int | None]) -> Floats:
    """Some columns of a matrix; NaN for those it lacks."""
    found = np.full((len(values), len(columns)), np.nan)
    for place, column in enumerate(columns):
        if column is not None:
            found[:, place] = values[:, column]
    return found


def _columns(series: Series, last: str, size: int) -> list[int | None]:
    """Columns of the window's periods, oldest first; None for a period the series lacks.

    A stock ("level") is read at its last snapshot, whatever lies between snapshots.
    """
    end = calendar.parse(last)
    wanted = [str(end.shift(-step)) for step in range(size - 1, -1, -1)]
    return [series.column.get(period) for period in wanted]
