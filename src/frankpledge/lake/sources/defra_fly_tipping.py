"""Fly-tipping incidents that councils recorded, by district and financial year: Defra's table."""

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


def build(rows: Rows, _context: Context) -> None:
    """Districts only; ':' is missing, and a missing district is no row and not nought."""
    from frankpledge.lake.sources.dft_road import number

    rows.omit(_flags(rows, "area", lambda code: code != "*Total"), "totals of regions")
    rows.map("year", "period", year, "a financial year written 2022-23")
    rows.omit(_flags(rows, "incidents", lambda text: text != MISSING), "districts without a figure")
    for column in ("incidents", *LAND):
        number(rows, column, (MISSING,))


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
    title="Fly-tipping incidents recorded by councils",
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
                Field("Total Incidents", "incidents", required=True),
                *(Field(f"{words} Incidents", name) for name, words in LAND.items()),
            ),
            extra=r".*(?:Incidents|Measures|Costs|population|people|Reporting basis).*",
            build=build,
            note="The sheet LA_incidents; actions and fines are not read. The figures of the "
            "example are from a copy of a third party (OliverLysa/ce_observatory_data_scripts).",
        ),
    ),
    part=("period",),
    sort=("period", "area"),
    key=("period", "area"),
    adds=("incidents", *LAND),
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
