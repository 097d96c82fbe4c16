"""What the files of data.police.uk have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.lake.source import Between, Column, Context, Dip, Field, Form, Gap

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

PUBLISHER = "Single Online Home National Digital Team, data.police.uk"
LICENCE = "Open Government Licence v3.0"
URL = "https://data.police.uk/data/"
FILE = r"(?P<period>\d{4}-\d{2})-(?P<force>[a-z-]+)-"
OUT_OF_USE = "Due to a change in IT systems no crime, outcome or stop and search data is available"

CRIME_TYPES = frozenset(
    {
        "Anti-social behaviour",
        "Bicycle theft",
        "Burglary",
        "Criminal damage and arson",
        "Drugs",
        "Other crime",
        "Other theft",
        "Possession of weapons",
        "Public order",
        "Robbery",
        "Shoplifting",
        "Theft from the person",
        "Vehicle crime",
        "Violence and sexual offences",
    }
)

GAPS = (
    Gap(
        force="E23000005",
        first="2019-07",
        last=None,
        reason="Greater Manchester Police has supplied nothing since July 2019",
        source=f"Notice of data.police.uk: '{OUT_OF_USE} from July 2019 onwards'",
    ),
)

DIPS = (
    Dip(
        first="2020-03",
        last="2021-06",
        reason="Crime fell while coronavirus restrictions were in force",
        source="S.I. 2020/350, in force 26 March 2020, and the regulations that followed it",
    ),
)

MONTH = Form("period", r"\d{4}-(0[1-9]|1[0-2])", "a month written 2025-12")

# The whole of the United Kingdom with a little sea: British Transport Police works in Scotland
# and the Police Service of Northern Ireland publishes here too.
PLACE = (
    Between("longitude", -8.7, 1.8, "a longitude in the United Kingdom (-8.7 to 1.8)"),
    Between("latitude", 49.8, 60.9, "a latitude in the United Kingdom (49.8 to 60.9)"),
)

PERIOD = Column("period", "category", "Month, as 2025-12")
FORCE = Column("force", "category", "Code of the police force that recorded it")
POINT = (
    Column("longitude", "number", "Longitude of the map point it is snapped to, in degrees", True),
    Column("latitude", "number", "Latitude of the map point it is snapped to, in degrees", True),
)
LSOA_NOTE = "Code of the neighbourhood (LSOA): of 2011 to May 2023, of 2021 from June 2023"

CRIME_FIELDS = (
    Field("Crime ID", "crime_id", "text"),
    Field("Month", "period", required=True),
    Field("Reported by", "reported_by", required=True),
    Field("Falls within", "falls_within"),
    Field("Longitude", "longitude", "number"),
    Field("Latitude", "latitude", "number"),
    Field("Location", "location"),
    Field("LSOA code", "lsoa"),
)


def build_crimes(rows: Rows, context: Context) -> None:
    """Month and force as the file's name claims them; quirks counted."""
    rows.expect("period", context.says.get("period"), "the month of the file's name")
    rows.map("reported_by", "force", context.force_code, "the name of a police force")
    rows.expect("force", stated_force(context), "the force of the file's name")
    differs = rows.differing("falls_within", "reported_by")
    rows.note("'Falls within' is not 'Reported by'", differs)
    if "context" in rows.table.column_names:
        filled = len(rows.table) - rows.table["context"].null_count
        rows.note("'Context' is filled in", filled)


def stated_force(context: Context) -> str | None:
    """Code of the force in the file's name; None when the name has none."""
    slug = context.says.get("force")
    return None if slug is None else context.force_code(slug) or slug
