"""What the tables of the Home Office have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frankpledge.lake.source import Column, Context, Dip, Field, Form

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

PUBLISHER = "Home Office"
LICENCE = "Open Government Licence v3.0"
CRIME_URL = (
    "https://www.gov.uk/government/statistics/police-recorded-crime-and-outcomes-open-data-tables"
)
WORKFORCE_URL = "https://www.gov.uk/government/collections/police-workforce-england-and-wales"

QUARTER = Form("period", r"\d{4}-Q[1-4]", "a calendar quarter written 2025-Q4")
PERIOD = Column("period", "category", "Calendar quarter, as 2025-Q4 for October to December 2025")
FORCE = Column("force", "category", "Code of the police force, or the name of a national body")

DIPS = (
    Dip(
        first="2020-Q1",
        last="2021-Q2",
        reason="Crime fell while coronavirus restrictions were in force",
        source="S.I. 2020/350, in force 26 March 2020, and the regulations that followed it",
    ),
)

YEAR = Field("Financial Year", "year", required=True, also=("FY", "Year"))
FISCAL_QUARTER = Field("Financial Quarter", "quarter", required=True, also=("Quarter",))
FORCE_NAME = Field("Force Name", "force_name", required=True, also=("Force", "Police force"))

# Cells that hold words where a count does not apply, as "N/A - Offence code expired".
NOT_APPLICABLE = r"(?i)n/?a\b.*|not applicable.*"


def build(rows: Rows, context: Context) -> None:
    """Financial quarters become calendar quarters, names of forces codes."""
    rows.join(("year", "quarter"), "fiscal")
    rows.map("fiscal", "period", calendar_quarter, "a financial year and quarter, 2024/25 1")
    rows.map("force_name", "force", context.force_code, "the name of a police force")


def build_sheets(rows: Rows, context: Context) -> None:
    """As `build`, for the publisher's own sheets, where some counts are words."""
    count_of(rows)
    build(rows, context)


def count_of(rows: Rows) -> None:
    """Read `counted`, a column of texts, as `count`, leaving out rows in which none applies.

    A count that does not apply is not a count of nothing.
    """
    import pyarrow as pa

    from frankpledge.lake.arrow import encoded
    from frankpledge.lake.converting import convert

    void = re.compile(NOT_APPLICABLE)
    codes, values = encoded(rows.column("counted"))
    applies = pa.array([void.fullmatch(value) is None for value in values], pa.bool_())
    rows.omit(applies.take(codes), "left out: no count applies")
    rows.set("count", rows.column("counted").cast(pa.string()))
    convert(rows, [Field("count", "count", "integer", required=True)])


def calendar_quarter(text: str) -> str | None:
    """'2012/13|1' (financial year and its quarter) as the calendar quarter '2012-Q2'.

    The first quarter of a financial year is April to June. None for anything else.
    """
    found = re.fullmatch(r"(\d{4})[/-](?:\d{2})?(\d{2})\|Q?([1-4])(?:\.0)?", text.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    year, quarter = int(found[1]), int(found[3])
    return f"{year + 1}-Q1" if quarter == 4 else f"{year}-Q{quarter + 1}"
