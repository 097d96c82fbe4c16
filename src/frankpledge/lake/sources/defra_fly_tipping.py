"""Fly-tipping that councils recorded and what they did about it, by district and financial year.

Defra's table has two sheets, incidents and actions. A district and year is one row of the lake.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from frankpledge.lake.source import Column, Context, Field, Form, Layout, Source

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

MISSING = ":"
LAND = {
    "highway": "Highway",
    "footpath": "Footpath / Bridleway",
    "council_land": "Council Land",
    "agricultural": "Agricultural",
    "private": "Private / Residential",
}

ACTIONS = {
    "actions": ("Total Actions", "Actions taken, investigations and warning letters among them"),
    "notices": ("Total Fixed Penalty Notice Actions", "Of these: fixed penalty notices"),
    "prosecutions": ("Prosecution Actions", "Of these: prosecutions"),
    "fines": ("Total fines (£)", "Fines by courts, in pounds"),
}
# The columns of both sheets that are not read.
OTHERS = (
    r".*(?:Incidents|Measures|Costs|cost|population|people|Reporting basis|Actions|Outcomes|fines"
    r"|Notices issued|Vehicles seized).*"
)


def build(rows: Rows, _context: Context) -> None:
    """Districts only; ':' is missing, and a missing district is no row and not nought."""
    from frankpledge.lake.sources.dft_road import number

    rows.omit(_flags(rows, "area", lambda code: code != "*Total"), "totals of regions")
    rows.map("year", "period", year, "a financial year written 2022-23")
    for column in ACTIONS:
        number(rows, column, (MISSING,))
    _join_actions(rows)
    rows.omit(_flags(rows, "incidents", lambda text: text != MISSING), "districts without a figure")
    for column in ("incidents", *LAND):
        number(rows, column, (MISSING,))


def _join_actions(rows: Rows) -> None:
    """Put what stands on the rows of actions beside the incidents of the same place and year."""
    import pyarrow as pa

    keys = list(zip(rows.table["period"].to_pylist(), rows.table["area"].to_pylist(), strict=True))
    about = rows.table["incidents"].is_valid()
    done = rows.table.select(list(ACTIONS)).to_pylist()
    pairs = zip(keys, done, about.to_pylist(), strict=True)
    found = {key: row for key, row, incident in pairs if not incident}
    rows.omit(about, "rows of actions, joined to those of incidents")
    kept = [key for key, incident in zip(keys, about.to_pylist(), strict=True) if incident]
    for column in ACTIONS:
        values = [found.get(key, {}).get(column) for key in kept]
        rows.set(column, pa.array(values, pa.float64()))


def _flags(rows: Rows, column: str, good: Callable[[str], bool]) -> Any:
    import pyarrow as pa

    from frankpledge.lake.arrow import encoded

    codes, values = encoded(rows.table[column])
    return pa.array([good(value) for value in values], pa.bool_()).take(codes)


def year(text: str) -> str | None:
    """'2022-23' as '2022/23'; None for anything else."""
    found = re.fullmatch(r"(\d{4})[-/](\d{2})", text)
    return None if found is None else f"{found[1]}/{found[2]}"


SOURCE = Source(
    id="defra-fly-tipping",
    title="Fly-tipping recorded by councils, and what they did",
    publisher="Department for Environment, Food and Rural Affairs",
    licence="Open Government Licence v3.0",
    url="https://www.gov.uk/government/statistical-data-sets/env24-local-authority-collected-waste-fly-tipping",
    grain="financial year",
    columns=(
        Column("period", "category", "Financial year, as 2022/23"),
        Column("area", "category", "Code of the district"),
        Column("incidents", "number", "Incidents; not whole where estimated"),
        *(
            Column(name, "number", f"Of these on: {words.lower()}", True)
            for name, words in LAND.items()
        ),
        *(Column(name, "number", words, True) for name, (_, words) in ACTIONS.items()),
    ),
    layouts=(
        Layout(
            id="publisher-sheets",
            name=r"[^/]*fly-?tipping[^/]*\.(?:ods|xlsx)",
            format="sheets",
            fields=(
                Field("Year", "year", required=True),
                Field("ONS Code", "area", required=True),
                Field("LA Name", "name"),
                Field("Region", "region"),
                Field("Total Incidents", "incidents", optional=True),
                *(Field(f"{words} Incidents", name, optional=True) for name, words in LAND.items()),
                *(
                    Field(header, name, "text", optional=True)
                    for name, (header, _) in ACTIONS.items()
                ),
            ),
            extra=OTHERS,
            build=build,
            note="The sheets LA_incidents and LA_actions. The figures of the example are from a "
            "copy of a third party (OliverLysa/ce_observatory_data_scripts).",
        ),
    ),
    part=("period",),
    sort=("period", "area"),
    key=("period", "area"),
    adds=("incidents", *LAND, *ACTIONS),
    by_district=True,
    checks=(
        Form("period", r"\d{4}/\d{2}", "a financial year written 2022/23"),
        Form("area", r"[EW]\d{8}", "the code of a district"),
    ),
    caveats=(
        "Councils count differently: some only what the public report, some also what their crews "
        "find. They are not compared with each other here.",
        "England only. Private land is not counted unless the council cleared it.",
    ),
)
