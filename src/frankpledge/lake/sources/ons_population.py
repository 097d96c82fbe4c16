"""Residents at mid-year, by force, country and neighbourhood: estimates of the ONS."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from frankpledge.lake.source import Between, Column, Context, Field, Form, Layout, Source

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

COUNTRIES = {"ENGLAND AND WALES": "K04000001", "ENGLAND": "E92000001", "WALES": "W92000004"}
MISSPELT = {"Chesire": "Cheshire"}  # Warrington's row of the table of mid-2011 to mid-2023


def build_forces(rows: Rows, context: Context) -> None:
    """A table of one year, by code of the force."""
    rows.fill("period", context.says.get("period"), "a year in the file's name")
    rows.fill("kind", "force", "")


def build_neighbourhoods(rows: Rows, context: Context) -> None:
    """A table of one year, by neighbourhood code of 2011."""
    rows.fill("period", context.says.get("period"), "a year in the file's name")
    rows.fill("kind", "lsoa", "")


def build_wide(rows: Rows, context: Context) -> None:
    """One row an authority, one column a year: countries, and forces as sums of authorities.

    Only the upper tier names its force, so that districts within a county are not counted twice.
    """
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    years = [name for name in rows.table.column_names if re.fullmatch(r"Mid-\d{4}", name)]

    def code_of(row: dict[str, str | None]) -> tuple[str, str | None]:
        if row["level"] == "Country":
            return "country", COUNTRIES.get(row["name"] or "")
        name = row["force_name"] if row["level"] != "Region" else None
        return "force", context.force_code(MISSPELT.get(name, name)) if name else ""

    records = rows.table.to_pylist()
    places = [code_of(record) for record in records]
    rows.table = rows.table.append_column("known", [[code is not None for _, code in places]])
    for record, (kind, code) in zip(records, places, strict=True):
        for year in years if code else []:
            sums[year[4:], str(code), kind] += round(float(record[year]))
    rows.drop(rows.table["known"], "force_name", "the name of a police force")
    rows.replace(
        {
            "period": [period for period, _, _ in sums],
            "area": [area for _, area, _ in sums],
            "kind": [kind for _, _, kind in sums],
            "population": list(sums.values()),
        }
    )


SOURCE = Source(
    id="ons-population",
    title="Population estimates at mid-year",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
    grain="year",
    columns=(
        Column("period", "category", "Year of the estimate (30 June)"),
        Column("area", "category", "Code of the area"),
        Column("kind", "category", "Kind of area: force, country, lsoa, ..."),
        Column("population", "integer", "Residents"),
    ),
    layouts=(
        Layout(
            id="fetched",
            name=r"population-(?:district|force|lsoa)\.csv",
            format="csv",
            fields=(
                Field("period", "period", required=True),
                Field("area", "area", required=True),
                Field("kind", "kind", required=True),
                Field("population", "population", "integer", required=True),
            ),
            note="From Nomis, as `fetch` writes it; forces are sums of their districts.",
        ),
        Layout(
            id="forces",
            name=r"pfa_population_(?P<period>\d{4})\.csv",
            format="csv",
            fields=(
                Field("PFA 2023 Code", "area", required=True),
                Field("Population", "population", "integer", required=True),
            ),
            ignored=("PFA 2023 Name",),
            build=build_forces,
        ),
        Layout(
            id="wide",
            name=r"regionalpopulation\.csv",
            format="csv",
            fields=(
                Field("Name", "name", required=True),
                Field("PFA", "force_name"),
                Field("Geography", "level", required=True),
            ),
            extra=r"Mid-\d{4}|",
            build=build_wide,
            note="Forces are sums of their upper-tier authorities; regions are left out.",
        ),
        Layout(
            id="neighbourhoods",
            name=r"mid(?P<period>\d{4})_lsoa11_total_ew\.csv",
            format="csv",
            fields=(
                Field("lsoa11_code", "area", required=True),
                Field("total_population", "population", "integer", required=True),
            ),
            ignored=("lsoa11_name",),
            build=build_neighbourhoods,
            note="By neighbourhood codes of 2011; carry them to 2021 before using them as a "
            "denominator of later counts.",
        ),
    ),
    part=("period", "kind"),
    sort=("period", "kind", "area"),
    key=("period", "kind", "area"),
    adds=("population",),
    checks=(
        Form("period", r"\d{4}", "a year"),
        Form("area", r"[A-Z]\d{8}", "the code of an area"),
        Between("population", 0, 1e9, "a number of residents"),
    ),
)
