"""Crime located in places: worked out once for all of them, read by the page of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frankpledge.areas import Area, Areas
from frankpledge.measures import Assessments, Compared, Result, Results, words

EVERYTHING = "located-all-crime-and-asb"
DISORDER = "located-anti-social-behaviour"
UNSPLIT = "located-violence-and-sexual-offences"
# Above so many times the force's own rate people plainly come from elsewhere, to shop, to work or
# to go out, and residents are the wrong number to divide by.
BUSY = 3.0
# Thirds of fewer places than this say nothing.
ENOUGH = 9
# Each kind with the kind by which its residents are estimated.
_STANDARDS = (
    ("lsoa", "lsoa"),
    ("parish", "lsoa"),
    ("ward", "lsoa"),
    ("district", "district"),
    ("partnership", "partnership"),
)
# Places that may share a neighbourhood: thirds of them would count it more than once.
OVERLAPPING = frozenset({"parish"})


@dataclass(frozen=True)
class Kind:
    """One type of crime: per place the latest window, the one before, and what may be said."""

    id: str
    name: str
    now: list[float]
    before: list[float]
    says: list[str]


@dataclass(frozen=True)
class Standard:
    """What the rates of one kind of place are held against, on the same population estimates.

    `rate` is that of the whole force area; `thirds` part the places that are not busy.
    """

    rate: float = float("nan")
    thirds: tuple[float, float] | None = None


@dataclass(frozen=True)
class Here:
    """What the figures say of one place. `kinds` come with the most frequent first."""

    area: Area
    row: int
    now: float
    before: float
    says: str
    kinds: list[tuple[Kind, float, float, str]]
    people: float
    year: str
    rate: float
    standard: Standard

    @property
    def busy(self) -> bool:
        """Whether so much is recorded that a rate per resident would mislead."""
        return bool(self.rate > BUSY * self.standard.rate)


@dataclass(frozen=True)
class Located:
    """All crime and each of its types, in every place that the source knows."""

    result: Result
    found: Assessments
    kinds: tuple[Kind, ...]
    standards: dict[str, Standard] = field(default_factory=dict)

    @cached_property
    def _whole(self) -> Kind:
        return _kind(self.result, self.found.series.areas)

    def here(self, area: Area) -> Here | None:
        """One place; None where the source does not know it."""
        series = self.found.series
        row = series.row.get(area.code)
        if row is None:
            return None
        rows = [(k, k.now[row], k.before[row], k.says[row]) for k in self.kinds]
        return Here(
            area=area,
            row=row,
            now=self._whole.now[row],
            before=self._whole.before[row],
            says=self._whole.says[row],
            kinds=sorted(rows, key=_most_first),
            people=float(series.populations[row]),
            year=series.population_years[row],
            rate=self._rates[row],
            standard=self.standards.get(area.kind, Standard()),
        )

    def tally(self, codes: list[str]) -> dict[str, int]:
        """In how many of these places each verdict holds."""
        rows = [self.found.series.row[code] for code in codes if code in self.found.series.row]
        said = [self._whole.says[row] for row in rows]
        return {verdict: said.count(verdict) for verdict in ("rose", "fell", "little changed")}

    @cached_property
    def _rates(self) -> list[float]:
        return [float(value) for value in self.found.rate.value]

    @cached_property
    def last_estimates(self) -> list[str]:
        """Per place the last period carried from codes of 2011 by shares; '' where none was.

        A count that is not whole was shared out. A place whose share was nothing of nothing is
        not among them: a share of no crimes is exactly none. Neither is one that is a best fit,
        whose counts are shared out in every period.
        """
        values, fits = self.found.series.values, np.array(self.found.series.fits)
        shared = np.isfinite(values) & (np.abs(values - np.round(values)) > 1e-6)
        if fits.size:
            shared &= (fits != "best fit")[:, None]
        last = np.atleast_1d(values.shape[1] - 1 - np.argmax(shared[:, ::-1], axis=1))
        names = self.found.series.periods
        return [
            names[index] if any_ else ""
            for index, any_ in zip(last, np.atleast_1d(shared.any(axis=1)), strict=True)
        ]


def _most_first(row: tuple[Kind, float, float, str]) -> tuple[float, str]:
    kind, now, _, _ = row
    return (-now if np.isfinite(now) else 1.0, kind.name)


def located(results: Results, areas: Areas, force: str) -> Located | None:
    """What is located where in the area of a force; None when the lake holds nothing of it."""
    whole = results.by_measure.get(EVERYTHING)
    if whole is None or whole.found is None:
        return None
    found = whole.found
    types = [r for r in results.by_measure.values() if _is_type(r, whole)]
    kinds = tuple(_kind(result, found.series.areas) for result in types)
    standards = {
        kind: _standard(found, force, areas.children(force, kind), areas.children(force, base))
        for kind, base in _STANDARDS
    }
    return Located(whole, found, kinds, standards)


def _is_type(result: Result, whole: Result) -> bool:
    """Whether a measure is one of the publisher's crime types, of which the whole is the sum."""
    measure = result.measure
    return (
        result.found is not None
        and measure.basis == "located"
        and measure.source == whole.measure.source
        and list(measure.counts) == ["crime_type"]
        and len(measure.counts["crime_type"]) == 1
    )


def _kind(result: Result, codes: tuple[str, ...]) -> Kind:
    found, measure = result.found, result.measure
    assert found is not None
    rows = [found.series.row.get(code, -1) for code in codes]
    now = _picked(found.window.value, rows)
    earlier = found.previous
    before = [float("nan")] * len(rows) if earlier is None else _picked(earlier.window.value, rows)
    says = [_said(earlier, *place) for place in zip(rows, before, now, strict=True)]
    name = next(iter(measure.counts.get("crime_type", ())), measure.title)
    return Kind(measure.id, name, now, before, says)


def _said(earlier: Compared | None, row: int, before: float, now: float) -> str:
    """The verdict; with so few that nobody can say, also where there was none before."""
    few = max(before, now) < words.FEW
    if row < 0 or not np.isfinite(before + now):
        return "cannot be said"
    return "too few to say" if few else words.verdict(earlier, row)


def _picked(values: NDArray[np.float64], rows: list[int]) -> list[float]:
    known: list[float] = values.tolist()
    return [known[row] if row >= 0 else float("nan") for row in rows]


def _standard(found: Assessments, code: str, codes: Sequence[str], base: Sequence[str]) -> Standard:
    """The force area's rate on the places' own population estimates, and the thirds of theirs.

    Estimates of different years or bases do not mix, so the residents are summed over the places
    of `base`, which part the force area and whose estimates those of the places are made of.
    """
    series, per = found.series, found.series.measure.per
    rows = [series.row[code] for code in codes if code in series.row]
    parts = [series.row[code] for code in base if code in series.row]
    force = series.row.get(code)
    years = {series.population_years[row] for row in parts}
    if not rows or not parts or force is None or per is None or len(years) != 1:
        return Standard()
    rate = float(per * found.window.value[force] / series.populations[parts].sum())
    if series.kinds[rows[0]] in OVERLAPPING:
        return Standard(rate)
    quiet = found.rate.value[rows]
    quiet = quiet[quiet <= BUSY * rate]
    if len(quiet) < ENOUGH:
        return Standard(rate)
    lower, upper = np.quantile(quiet, [1 / 3, 2 / 3])
    return Standard(rate, (float(lower), float(upper)))
