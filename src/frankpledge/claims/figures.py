"""What reports are worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frankpledge import periods as calendar
from frankpledge.measures import Measure, Results, Series, supplied_rows

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Figures:
    """What reports are worked out from: the results of a run, and where its figures came from.

    `supplied` are the rows that the body supplied, by measure (see `measures.supplied_rows`);
    `imports` the imports of the lake, by source. `as_of` is the last month that may be used,
    counted as `periods` counts; None for all.
    """

    results: Results
    areas: Areas
    supplied: Mapping[str, Rows]
    imports: Mapping[str, Rows]
    as_of: int | None = None

    def series(self, measure: Measure) -> Series | None:
        """A measure's figures up to `as_of`; None where there are none."""
        found = self.results.by_measure[measure.id].found
        series = None if found is None else found.series
        if series is None or self.as_of is None:
            return series
        kept = series.until(str(calendar.Period(self.as_of, "month")))
        return kept if kept.periods else None


def figures_of(lake: Lake, results: Results, areas: Areas) -> Figures:
    """What reports are worked out from, for the results of a run on a lake."""
    imports: dict[str, list[dict[str, Any]]] = {}
    for row in lake.imports().to_pylist():
        imports.setdefault(row["source"], []).append(row)
    return Figures(results, areas, supplied_rows(lake, results, areas), imports)
