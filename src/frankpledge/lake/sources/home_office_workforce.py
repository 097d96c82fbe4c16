"""Police strength on 31 March by force, kind of worker, rank and sex: the Home Office's table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frankpledge.lake.source import Column, Context, Field, Form, Gate, Layout, Source
from frankpledge.lake.sources import home_office as family

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows


def build_sheets(rows: Rows, context: Context) -> None:
    """The year is that of 31 March; the British Transport Police has no code that we know."""
    rows.map("date", "period", march, "a year, or 31 March of one")
    rows.map("force_name", "force", context.force_code, "the name of a police force")
    rows.map("worker_type", "worker_type", str.lower, "a kind of worker")


def march(text: str) -> str | None:
    """'2025', '31 March 2025' and '2025-03-31' as '2025-03'; None for anything else."""
    found = re.fullmatch(r"(?:31 March )?(\d{4})(?:-03-31)?", text)
    return None if found is None else f"{found[1]}-03"


def build(rows: Rows, _context: Context) -> None:
    """The period is the month of the count; '2007-03-01' stands for 31 March 2007."""
    rows.map("date", "period", lambda date: date[:7], "a date written 2022-03-31")


SOURCE = Source(
    id="home-office-workforce",
    title="Police workforce",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.WORKFORCE_URL,
    grain="month",
    columns=(
        Column("period", "category", "Month at whose end it was counted, as 2022-03"),
        family.FORCE,
        Column("worker_type", "category", "Police officer, police staff, and so on"),
        Column("rank", "category", "Rank or role; blank in summed tables", True),
        Column("sex", "category", "Sex; blank in summed tables", True),
        Column("headcount", "integer", "People"),
        Column("fte", "number", "Full-time equivalents"),
    ),
    layouts=(
        Layout(
            id="long-csv",
            name=r"(?:police-uplift|police_workforce)[^/]*\.csv",
            format="csv",
            fields=(
                Field("date", "date", required=True),
                Field("geo_code", "force", required=True),
                Field("sex", "sex"),
                Field("rank_description", "rank"),
                Field("worker_type", "worker_type", required=True),
                Field("total_headcount", "headcount", "integer", required=True),
                Field("total_fte", "fte", "number", required=True),
            ),
            ignored=("force_name", "region"),
            build=build,
            note="The publisher's open data table as kept by a third party (lesscrime.info).",
        ),
        Layout(
            id="publisher-sheets",
            name=r"open-data-table-police-workforce(?:-\d+)?\.(?:ods|xlsx)",
            format="sheets",
            fields=(
                Field("As at 31 March", "date", required=True),
                Field("Force name", "force_name", required=True),
                Field("Sex", "sex"),
                Field("Rank", "rank"),
                Field("Worker type", "worker_type", required=True),
                Field("Total (Headcount)", "headcount", "integer", required=True),
                Field("Total (FTE)", "fte", "number", required=True),
            ),
            ignored=("Geocode", "Region"),
            build=build_sheets,
            note="The headers are those that users of the file have described; no file of the "
            "publisher's could be tried.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "worker_type", "rank", "sex"),
    adds=("headcount", "fte"),
    checks=(
        Form("period", r"\d{4}-(0[1-9]|1[0-2])", "a month written 2022-03"),
        Form("force", r"[EW]\d{8}|btp", "the code of a police force area"),
    ),
    gate=Gate(nearest=7),
    caveats=("Headcount counts people, full-time equivalents their hours.",),
)
