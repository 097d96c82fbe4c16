"""What the body supplied, row by row, without the figures that must not be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frankpledge.measures.evaluating import returns
from frankpledge.measures.results import Result, Results
from frankpledge.measures.series import SUPPRESSED

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

Row = dict[str, Any]


def supplied_rows(lake: Lake, results: Results, areas: Areas) -> dict[str, list[Row]]:
    """What the body supplied, by measure, without the figures that are suppressed.

    A note may quote the figure that it goes with, so it goes too. Rows of areas smaller than the
    measure may be shown for are left out whole.
    """
    by_measure = {}
    for name, result in results.by_measure.items():
        rows = [
            row | _shown(row, result)
            for row in returns(lake, name)
            if result.measure.shown_for(areas.get(row["area"]).kind)
        ]
        if rows:
            by_measure[name] = rows
    return by_measure


def _shown(row: Row, result: Result) -> Row:
    series = result.found.series if result.found is not None else None
    if not result.measure.supplied or series is None:
        return {}
    cell = series.row.get(row["area"]), series.column.get(row["period"])
    if None in cell or series.status[cell] != SUPPRESSED:
        return {}
    return {"value": None, "denominator": None, "note": "suppressed: a small number"}
