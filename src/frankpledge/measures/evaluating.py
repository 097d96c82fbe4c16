"""From the lake to series: one Ibis expression per measure, for all areas and periods at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge import periods as calendar
from frankpledge.measures import by_district, located
from frankpledge.measures.definition import Measure
from frankpledge.measures.disclosure import hidden
from frankpledge.measures.residents import Residents
from frankpledge.measures.series import (
    COMPLETE,
    MISSING,
    NOT_SUPPLIED,
    PARTIAL,
    SUPPRESSED,
    Codes,
    Floats,
    Series,
)

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

STATUS_CODE = {"complete": COMPLETE, "partial": PARTIAL, "missing": MISSING}
POPULATION = "ons-population"
RETURNS = "returns"
# Never a district or more: estimates of small areas may stand on another census than those.
SUMMED = frozenset({"parish", "msoa", "ward", "neighbourhood"})


def evaluate(measure: Measure, lake: Lake, areas: Areas, *, threshold: int = 5) -> Series:
    """Evaluate a measure for every area of its kinds.

    Missing is never read as zero: a period is filled with zeros only where the completeness gate
    calls it complete. Supplied figures below `threshold` are suppressed. Areas smaller than the
    measure may be shown for have no row, so that nothing made of the series can show them. The
    series of a measure of which the lake holds nothing has no periods.
    Raises NotFoundError when the source is unknown.
    """
    series = _evaluated(measure, lake, areas, threshold)
    pairs = zip(series.areas, series.kinds, strict=True)
    shown = [code for code, kind in pairs if measure.shown_for(kind)]
    return series if len(shown) == len(series.areas) else series.only(shown)


def _evaluated(measure: Measure, lake: Lake, areas: Areas, threshold: int) -> Series:
    if measure.supplied:
        return _supplied(measure, lake, areas, threshold)
    if by_district.covers(measure):
        found = by_district.totals(measure, lake, areas)
        axes = _Axes(found.areas, found.periods, found.status)
        return _series(measure, lake, areas, axes, values=found.values, below=None)
    grid = _located_grid if measure.basis == "located" else _recorded_grid
    axes = grid(measure, lake, areas)
    found = _counts(measure, lake, areas, measure.counts)
    below = None
    if measure.kind == "proportion":
        below = axes.fill(_counts(measure, lake, areas, measure.denominator or {}), measure)
    series = _series(measure, lake, areas, axes, values=axes.fill(found, measure), below=below)
    if measure.basis == "recorded":
        return series
    fits = tuple(areas.fit(code).basis for code in axes.areas)
    bounded = measure.kind == "count" and "bounds" in fits
    return replace(series, fits=fits, low=axes.fill(found, measure, "low") if bounded else None)


@dataclass(frozen=True)
class _Axes:
    """The areas and periods of a series, and the status of each cell."""

    areas: tuple[str, ...]
    periods: tuple[str, ...]
    status: Codes

    def fill(self, found: Any, measure: Measure, value: str = "count") -> Floats:
        """Lay (area, period, count) rows out as a matrix: zero where complete, else NaN."""
        values = np.where(self.status == COMPLETE, 0.0, np.nan)
        if measure.kind == "level":
            values[:] = np.nan
        rows = _places(found["area"], self.areas)
        columns = _places(found["period"], self.periods)
        known = (rows >= 0) & (columns >= 0)
        counts = found[value].cast("double").to_numpy(zero_copy_only=False)
        values[rows[known], columns[known]] = counts[known]
        values[self.status != COMPLETE] = np.nan
        return values


def _places(column: Any, names: Sequence[str]) -> Any:
    """Where each value of an Arrow column stands in `names`, -1 where it does not."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(column.combine_chunks(), value_set=pa.array(list(names), pa.string()))
    return pc.fill_null(found, -1).to_numpy(zero_copy_only=False)


def _counts(measure: Measure, lake: Lake, areas: Areas, where: dict[str, tuple[str, ...]]) -> Any:
    """The one expression: rows (area, period, count) of all areas, as an Arrow table.

    Located counts have a column low too; see `queries.located_counts`.
    """
    from frankpledge.lake import casualties, queries

    if measure.basis == "recorded":
        rows = casualties.adjusted(lake, measure.source)
        counts = queries.recorded_counts(rows, where=where, value=measure.value)
        return counts.rename(area="force").to_pyarrow()
    rows, members = _places_of(measure.source, measure.areas, measure.among, lake, areas)
    counts = queries.located_counts(rows, members, areas.changes, where=where, value=measure.value)
    return counts.to_pyarrow()


@lru_cache(maxsize=8)
def _places_of(
    source: str, kinds: tuple[str, ...], among: str | None, lake: Lake, areas: Areas
) -> tuple[Any, Any]:
    """The rows by place, and the places of each area; the same for many measures."""
    return located.rows(source, lake, areas), located.members(kinds, areas, among)


def _recorded_grid(measure: Measure, lake: Lake, areas: Areas) -> _Axes:
    """Forces and periods as the gate judged them."""
    gate = lake.completeness(measure.source, areas=areas)
    names = tuple(area.code for area in areas.of_kind("force"))
    if measure.kind == "level":
        periods = _present(lake, measure.source)
        return _Axes(names, periods, np.full((len(names), len(periods)), COMPLETE, dtype=np.int8))
    periods = _span(gate)
    return _Axes(names, periods, _gate_matrix(gate, names, periods))


def _span(gate: Any) -> tuple[str, ...]:
    found = sorted(set(gate["period"].to_pylist()))
    return tuple(calendar.span(found[0], found[-1])) if found else ()


def _present(lake: Lake, source: str) -> tuple[str, ...]:
    """The periods of which a source holds something: a stock is read at its snapshots only."""
    rows = lake.table(source)
    return tuple(sorted(rows.select("period").distinct().to_pyarrow()["period"].to_pylist()))


def _gate_matrix(gate: Any, forces: Sequence[str], periods: Sequence[str]) -> Codes:
    status = np.full((len(forces), len(periods)), MISSING, dtype=np.int8)
    rows, columns = _places(gate["force"], forces), _places(gate["period"], periods)
    codes = np.array([STATUS_CODE[text] for text in gate["status"].to_pylist()], dtype=np.int8)
    known = (rows >= 0) & (columns >= 0)
    status[rows[known], columns[known]] = codes[known]
    return status


def _located_grid(measure: Measure, lake: Lake, areas: Areas) -> _Axes:
    """Areas that have neighbourhoods, each judged by the worst of the forces that police it."""
    gate = located.gate(measure.source, lake, areas)
    periods = _span(gate)
    forces = tuple(area.code for area in areas.of_kind("force"))
    by_force = _gate_matrix(gate, forces, periods)
    names, owner, policed = _policed_by(measure.areas, measure.among, areas)
    status = np.zeros((len(names), len(periods)), dtype=np.int8)
    np.maximum.at(status, list(owner), by_force[list(policed)])
    return _Axes(names, periods, status)


@lru_cache(maxsize=8)
def _policed_by(
    kinds: tuple[str, ...], among: str | None, areas: Areas
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    """The areas that have places, and pairs of an area's and a policing force's positions."""
    forces = {area.code: index for index, area in enumerate(areas.of_kind("force"))}
    force_of = {place: forces[force] for force, place in _pairs(located.members(["force"], areas))}
    pairs = {
        (area, force_of[place])
        for area, place in _pairs(located.members(kinds, areas, among))
        if place in force_of
    }
    names = tuple(sorted({area for area, _ in pairs}))
    row = {code: index for index, code in enumerate(names)}
    ordered = sorted((row[area], force) for area, force in pairs)
    return names, tuple(a for a, _ in ordered), tuple(f for _, f in ordered)


def _pairs(members: Any) -> Iterable[tuple[str, str]]:
    return zip(members["area"].to_pylist(), members["lsoa"].to_pylist(), strict=True)


def _supplied(measure: Measure, lake: Lake, areas: Areas, threshold: int) -> Series:
    """A measure that the body supplies: what is there, and nothing in between."""
    found = [
        row
        for row in returns(lake, measure.id)
        if calendar.parse(row["period"]).kind == measure.period
    ]
    names = tuple(sorted({row["area"] for row in found}))
    periods = _between({row["period"] for row in found}, measure)
    place = {period: index for index, period in enumerate(periods)}
    shape = (len(names), len(periods))
    values, below = np.full(shape, np.nan), np.full(shape, np.nan)
    for row in found:
        cell = names.index(row["area"]), place[row["period"]]
        values[cell] = row["value"]
        below[cell] = np.nan if row["denominator"] is None else row["denominator"]
    status = np.where(np.isfinite(values), COMPLETE, NOT_SUPPLIED).astype(np.int8)
    if measure.kind != "rate-supplied":
        small = hidden(values, names, areas, threshold) == 1
        values[small], below[small], status[small] = np.nan, np.nan, SUPPRESSED
    axes = _Axes(names, periods, status)
    parts = below if measure.kind == "proportion" else None
    return _series(measure, lake, areas, axes, values=values, below=parts)


def returns(lake: Lake, measure: str) -> list[dict[str, Any]]:
    """What the body supplied for a measure: rows with area, period, value, denominator and note."""
    return _returns(lake, len(lake.imports(RETURNS))).get(measure, [])


@lru_cache(maxsize=4)
def _returns(lake: Lake, _imports: int) -> dict[str, list[dict[str, Any]]]:
    by_measure: dict[str, list[dict[str, Any]]] = {}
    rows = lake.table(RETURNS).order_by(["measure", "area", "period"])
    for row in rows.to_pyarrow().to_pylist():
        by_measure.setdefault(row["measure"], []).append(row)
    return by_measure


def _between(periods: set[str], measure: Measure) -> tuple[str, ...]:
    """Every period from the first supplied to the last; snapshots and rolling years as they are."""
    if not periods:
        return ()
    ordered = sorted(periods)
    if measure.kind == "level" or measure.period == "year to":
        return tuple(ordered)
    return tuple(calendar.span(ordered[0], ordered[-1]))


def _series(  # noqa: PLR0913 - what a series is made of
    measure: Measure,
    lake: Lake,
    areas: Areas,
    axes: _Axes,
    *,
    values: Floats,
    below: Floats | None,
) -> Series:
    residents = _residents(lake, areas, axes.areas)
    people, years = residents.at(axes.periods[-1] if axes.periods else "9999")
    return Series(
        measure=measure,
        areas=axes.areas,
        kinds=_kinds(areas, axes.areas),
        periods=axes.periods,
        values=values,
        denominators=below,
        status=axes.status,
        populations=people,
        population_years=years,
        residents=residents,
        vintage=_vintage(lake, measure.source),
    )


def _vintage(lake: Lake, source: str) -> str:
    """The newest vintage that the figures of a source come from."""
    return max((str(v) for v in lake.imports(source)["vintage"].to_pylist()), default="")


def _residents(lake: Lake, areas: Areas, codes: tuple[str, ...]) -> Residents:
    """The residents of each area in each year that is held.

    An area that has none in a year, and whose LSOAs all have some, has their sum by share.
    """
    return _residents_of(lake, len(lake.imports(POPULATION)), areas, codes)


@lru_cache(maxsize=8)
def _residents_of(lake: Lake, imports: int, areas: Areas, codes: tuple[str, ...]) -> Residents:
    by_year = _held_residents(lake, imports)
    years = tuple(sorted(by_year))
    count = np.full((len(codes), len(years)), np.nan)
    for place, year in enumerate(years):
        held = by_year[year]
        # A lake may hold people of areas that no table here knows, of another census for one.
        small = any(code in areas and areas.get(code).kind == "lsoa" for code in held)
        for row, code in enumerate(codes):
            found = held.get(code)
            if found is None and small:
                found = _by_share(code, areas, held)
            if found is not None:
                count[row, place] = found
    count.setflags(write=False)  # many series share it
    return Residents(years, count)


def _by_share(code: str, areas: Areas, held: Mapping[str, float]) -> float | None:
    if areas.get(code).kind not in SUMMED:
        return None
    shares = areas.fit(code).shares
    if not shares or any(share.lsoa not in held for share in shares):
        return None
    return sum(share.high * held[share.lsoa] for share in shares)


@lru_cache(maxsize=8)
def _kinds(areas: Areas, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(areas.get(code).kind for code in codes)


@lru_cache(maxsize=4)
def _held_residents(lake: Lake, _imports: int) -> dict[str, dict[str, float]]:
    """By year and area."""
    table = lake.table(POPULATION).select("period", "area", "population").to_pyarrow()
    found: dict[str, dict[str, float]] = {}
    for period, area, people in zip(*table.to_pydict().values(), strict=True):
        year = found.setdefault(period, {})
        assert area not in year, f"two populations of {area} in {period}"
        year[area] = float(people)
    return found
