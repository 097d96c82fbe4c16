"""The gate: which force's periods are complete, partial or missing.

Every force's period is judged against the force's own median over the periods around it. Nothing
downstream may read missing as zero, so absent periods are listed too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from frankpledge import periods
from frankpledge.lake.arrow import texts
from frankpledge.lake.source import Source

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.lake.lake import Lake
    from frankpledge.lake.protocols import AreaTables

TERRITORIAL = ("E23", "W15")
POLICE = (*TERRITORIAL, "btp", "northern-ireland")
MISSING, PARTIAL, COMPLETE = "missing", "partial", "complete"


@dataclass(frozen=True)
class Verdict:
    """One force's period."""

    force: str
    period: str
    status: str
    rows: int
    median: float | None
    reason: str


def completeness(lake: Lake, source: Source, areas: AreaTables | None) -> pa.Table:
    """Verdicts on every force and period that the lake holds of a source, sorted."""
    import pyarrow as pa

    located = source.located and not source.by_force
    if located and areas is not None:
        totals, sizes = _located_totals(lake, source, areas)
    else:
        totals, sizes = _recorded_totals(lake, source), {}
    verdicts = judge(source, totals, _forces(totals, source, areas), sizes)
    columns: dict[str, Any] = {
        "force": pa.array([v.force for v in verdicts], pa.string()),
        "period": pa.array([v.period for v in verdicts], pa.string()),
        "status": pa.array([v.status for v in verdicts], pa.string()),
        "rows": pa.array([v.rows for v in verdicts], pa.int64()),
        "median": pa.array([v.median for v in verdicts], pa.float64()),
        "reason": pa.array([v.reason for v in verdicts], pa.string()),
    }
    return pa.table(columns)


Totals = Mapping[tuple[str, str], float]  # (force, period) -> rows, or the sum in their place


def _recorded_totals(lake: Lake, source: Source) -> dict[tuple[str, str], float]:
    if not source.by_force:
        return {}
    force, period = source.part.index("force"), source.part.index("period")
    found: dict[tuple[str, str], float] = {}
    for key, (_, total) in lake.store.state(source.id).sizes().items():
        place = key[force], key[period]
        found[place] = found.get(place, 0) + total
    return found


def _located_totals(
    lake: Lake, source: Source, areas: AreaTables
) -> tuple[dict[tuple[str, str], float], dict[str, int]]:
    """Totals by the force in whose area the rows lie, and how many places each has."""
    from frankpledge.lake.queries import located_counts

    rows, members = lake.table(source.id), areas.members("force")
    if source.by_district:
        rows = rows.rename(lsoa="area")
        members = areas.districts("force").rename_columns(["area", "lsoa"])
    counts = located_counts(rows, members, areas.changes, value=source.adds[0]).to_pyarrow()
    rows = counts.to_pylist()
    sizes: dict[str, int] = {}
    for area in texts(members["area"]):
        sizes[area] = sizes.get(area, 0) + 1
    return {(row["area"], row["period"]): row["count"] for row in rows}, sizes


def _forces(totals: Totals, source: Source, areas: AreaTables | None) -> list[str]:
    """The forces to judge: those with rows, those with declared gaps, and those of the areas."""
    forces = {force for force, _ in totals} | {gap.force for gap in source.gaps}
    if areas is not None:
        forces.update(texts(areas.members("force")["area"]))
    return sorted(forces)


def judge(
    source: Source, totals: Totals, forces: Iterable[str], sizes: Mapping[str, int]
) -> list[Verdict]:
    """Verdicts from totals alone. `sizes` are numbers of neighbourhoods, where they are known."""
    found = sorted({period for _, period in totals})
    if not found:
        return []
    span = periods.span(found[0], found[-1])
    thin = _thin(source, totals, sizes)
    verdicts: list[Verdict] = []
    for force in forces:
        series = _Series(
            source, force, {p: totals[force, p] for p in found if (force, p) in totals}
        )
        # National bodies come and go; only a force with an area owes every period.
        owed = span if force.startswith(TERRITORIAL) else series.own_span(span)
        verdicts.extend(series.verdict(period, thin.get(force)) for period in owed)
    return verdicts


def _thin(source: Source, totals: Totals, sizes: Mapping[str, int]) -> dict[str, str]:
    """Forces whose every period is absurdly low for their size: what neighbours recorded there."""
    rates: dict[str, float] = {}
    for force, size in sizes.items():
        counts = [total for (of, _), total in totals.items() if of == force]
        if counts:
            rates[force] = median(counts) / size
    usual = median(rates.values()) if rates else 0.0
    return {
        force: f"only {rate:.2f} a place against {usual:.1f} in the middle force"
        for force, rate in rates.items()
        if rate < usual * source.gate.thin
    }


@dataclass(frozen=True)
class _Series:
    """A force's totals by period."""

    source: Source
    force: str
    totals: Mapping[str, float]

    def own_span(self, span: list[str]) -> list[str]:
        """The part of a span from the force's first period to its last."""
        return [p for p in span if min(self.totals) <= p <= max(self.totals)]

    def verdict(self, period: str, thin: str | None) -> Verdict:
        """The verdict on one period."""
        total, middle = self.totals.get(period), self._median(period)
        status, reason = self._judge(period, total, middle, thin)
        return Verdict(self.force, period, status, round(total or 0), middle, reason)

    def _median(self, period: str) -> float | None:
        """The force's median over the nearest periods, leaving out what is no data at all.

        Nearest and not all, because recording changes over the years; as many at the ends of a
        series as in its middle, so that the latest period is judged no worse than any other.
        """
        if not self.totals:
            return None
        floor = median(self.totals.values()) * self.source.gate.missing
        here = periods.parse(period).last
        whole = [p for p, total in self.totals.items() if total > floor]
        near = sorted(whole, key=lambda p: abs(periods.parse(p).last - here))
        around = [self.totals[p] for p in near[: self.source.gate.nearest]]
        return float(median(around)) if around else None

    def _judge(
        self, period: str, total: float | None, middle: float | None, thin: str | None
    ) -> tuple[str, str]:
        absent = self._absence(period, total, middle, thin)
        if absent is not None or not total or not middle:
            return MISSING, absent or "nothing recorded"
        gate, share = self.source.gate, total / middle
        told = f"{round(total):,} is {share * 100:.1f} % of the force's median of {round(middle):,}"
        if share < gate.missing:
            return MISSING, told
        if share >= gate.partial or not self.force.startswith(POLICE):
            return COMPLETE, ""  # fraud bodies report as it suits them; only an absence is telling
        for dip in self.source.dips:
            if dip.first <= period <= dip.last:
                return COMPLETE, f"{told}: {dip.reason[0].lower()}{dip.reason[1:]}"
        return PARTIAL, told

    def _absence(
        self, period: str, total: float | None, middle: float | None, thin: str | None
    ) -> str | None:
        """Why there is no data at all, or None."""
        for gap in self.source.gaps:
            if gap.force == self.force and gap.first <= period <= (gap.last or period):
                return f"{gap.reason} ({gap.source})"
        if total is None:
            return "nothing held"
        if thin is None and (middle is None or total <= 0):
            return "nothing recorded"
        return thin


def summary(table: Any) -> dict[str, int]:
    """How many verdicts of each status a completeness table has."""
    counts = {COMPLETE: 0, PARTIAL: 0, MISSING: 0}
    for status in table["status"].to_pylist():
        counts[status] += 1
    return counts
