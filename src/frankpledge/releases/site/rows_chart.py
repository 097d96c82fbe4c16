"""How much of a source is held, period by period, for the site's own force: a chart with gaps."""

from __future__ import annotations

import math

from frankpledge import charts
from frankpledge import periods as calendar
from frankpledge.releases.site.coverage import span_words
from frankpledge.releases.site.model import Held, Rows, Site
from frankpledge.releases.site.shapes import Column, Figure, Table

SHOWN = 60  # periods; more of them no longer fit beside each other
FEWEST = 6


def rows_figure(site: Site, held: Held, things: str) -> Figure | None:
    """The chart, or None where the source does not come force by force or is short.

    A missing period is a gap in the line, never a zero.
    """
    own = [row for row in held.completeness if row["force"] == site.workspace.force]
    shown = _held_through(own)[-SHOWN:]
    known = [row for row in shown if row["status"] != "missing"]
    if len(known) < FEWEST:
        return None
    finding = _finding(site, held, known, things)
    chart = charts.responsive(
        charts.control_chart,
        [math.nan if row["status"] == "missing" else float(row["rows"]) for row in shown],
        [row["period"] for row in shown],
        key="rows",
        title=f"{things.capitalize()} a {held.source.grain}",
        description=finding,
        unit=things,
    )
    return Figure("rows", finding, chart, table=_table(held, shown, things))


def _held_through(rows: Rows) -> Rows:
    """The rows from the first to the last period that is held at all."""
    held = [index for index, row in enumerate(rows) if row["rows"]]
    return rows[held[0] : held[-1] + 1] if held else []


def _finding(site: Site, held: Held, known: Rows, things: str) -> str:
    low, high = min(row["rows"] for row in known), max(row["rows"] for row in known)
    span = span_words(known[0]["period"], known[-1]["period"])
    name = site.areas.force_name(site.workspace.force)
    each = f"each {held.source.grain} that is held"
    return f"{name}, {span}: {low:,} to {high:,} {things} in {each}."


def _table(held: Held, shown: Rows, things: str) -> Table:
    return Table(
        id="rows-table",
        caption=f"{things.capitalize()} a {held.source.grain}",
        columns=(Column("Period"), Column(things.capitalize(), number=True), Column("Status")),
        rows=[
            [calendar.parse(row["period"]).words, _figure(row), row["status"].capitalize()]
            for row in shown
        ],
    )


def _figure(row: dict[str, int | str]) -> str:
    return "not known" if row["status"] == "missing" else f"{row['rows']:,}"
