"""The JSON of data.police.uk's API, as files: crimes and stops as columns. Reads no network.

The files are those that `fetch` writes: a list of rows as the publisher gives them, one file a
force and month. The API differs from the CSV files in words and in what it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from frankpledge.lake.source import Context, Field, Layout
from frankpledge.lake.sources import police_uk as family

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.lake.rows import Rows

# The API's word -> the word in the publisher's CSV files, which the lake uses.
CRIME_TYPES = {
    "anti-social-behaviour": "Anti-social behaviour",
    "bicycle-theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal-damage-arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other-crime": "Other crime",
    "other-theft": "Other theft",
    "possession-of-weapons": "Possession of weapons",
    "public-order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft-from-the-person": "Theft from the person",
    "vehicle-crime": "Vehicle crime",
    "violent-crime": "Violence and sexual offences",
}
NOWHERE = "No Location"  # what the CSV files say of a crime without a place
NOTHING_FOUND = "Nothing found - no further action"  # the CSV files' words for the API's false
TRANSPORT = "BTP"

Row = Mapping[str, Any]


def rows_with(document: Any, fields: Sequence[str], what: str) -> list[dict[str, Any]]:
    """The rows of an answer. Raises ValueError when they are not `what`.

    Programs have saved stops as crimes and the other way round, so content decides, not a name.
    """
    if not isinstance(document, list):
        raise ValueError(f"expected a list of {what}, found {str(document)[:60]!r}")  # noqa: TRY004
    for number, row in enumerate(document, start=1):
        missing = [name for name in fields if not isinstance(row, dict) or name not in row]
        if missing:
            fault = f"row {number} has no field {missing[0]!r}; the wrong kind of answer?"
            raise ValueError(f"expected {what}, but {fault}")
    return document


def month_of_stop(time: str, wanted: str | None) -> str | None:
    """The month of a stop; None when its time is none.

    Times are in UTC, so a stop on a June night in London may be written as May: a time that is of
    the month `wanted` in British summer time counts as of that month.
    """
    try:
        when = datetime.fromisoformat(time)
    except ValueError:
        return None
    months = [moment.strftime("%Y-%m") for moment in (when, when + timedelta(hours=1))]
    return wanted if wanted in months else months[0]


def parse_crimes(document: Any) -> pa.Table:
    """A table of `CRIME_FIELDS`. Raises ValueError for anything but a list of crimes, or none."""
    rows = _some(rows_with(document, ("category", "month"), "street-level crimes"))
    streets = [(row.get("location") or {}).get("street") or {} for row in rows]
    return _table(
        CRIME_FIELDS,
        {
            "category": (row["category"] for row in rows),
            "month": (row["month"] for row in rows),
            "location_type": (row.get("location_type") for row in rows),
            "persistent_id": (row.get("persistent_id") for row in rows),
            "street": (street.get("name") or NOWHERE for street in streets),
            "outcome": ((row.get("outcome_status") or {}).get("category") for row in rows),
            **_points(rows),
        },
    )


def parse_stops(document: Any) -> pa.Table:
    """A table of `STOP_FIELDS`. Raises ValueError for anything but a list of stops, or none."""
    rows = _some(rows_with(document, ("type", "datetime"), "stops and searches"))
    columns = {
        field.header: [row.get(field.header) for row in rows]
        for field in STOP_FIELDS
        if field.type != "number"
    }
    columns["outcome"] = [NOTHING_FOUND if o is False else o for o in columns["outcome"]]
    return _table(STOP_FIELDS, {**columns, **_points(rows)})


def _some(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not rows:
        raise ValueError("not one row; a force that did not supply the month is missing, not zero")
    return rows


def _points(rows: Sequence[Row]) -> dict[str, Iterable[Any]]:
    places = [row.get("location") or {} for row in rows]
    return {name: [place.get(name) for place in places] for name in ("longitude", "latitude")}


def _table(fields: Sequence[Field], columns: Mapping[str, Iterable[Any]]) -> pa.Table:
    """Everything as text, blanks as nothing; numbers come as text from this publisher anyway."""
    import pyarrow as pa

    def texts(values: Iterable[Any]) -> list[str | None]:
        return [None if value in (None, "") else str(value) for value in values]

    return pa.table({f.name: pa.array(texts(columns[f.header]), pa.string()) for f in fields})


POINT = (Field("longitude", "longitude", "number"), Field("latitude", "latitude", "number"))
CRIME_FIELDS = (
    Field("category", "category", required=True),
    Field("month", "period", required=True),
    Field("location_type", "located_by"),
    Field("persistent_id", "crime_id", "text"),
    Field("street", "location"),
    Field("outcome", "last_outcome"),
    *POINT,
)
STOP_FIELDS = (
    Field("type", "type", required=True),
    Field("datetime", "time", required=True),
    Field("operation", "operation", "boolean"),
    Field("operation_name", "operation_name"),
    Field("gender", "gender"),
    Field("age_range", "age_range"),
    Field("self_defined_ethnicity", "self_ethnicity"),
    Field("officer_defined_ethnicity", "officer_ethnicity"),
    Field("legislation", "legislation"),
    Field("object_of_search", "object"),
    Field("outcome", "outcome"),
    Field("outcome_linked_to_object_of_search", "outcome_linked", "boolean"),
    Field("removal_of_more_than_outer_clothing", "clothing_removed", "boolean"),
    *POINT,
)


def build_crimes(rows: Rows, context: Context) -> None:
    """Words as in the CSV files; the force is the one whose area was asked for."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows.expect("period", context.says.get("period"), "the month of the file's name")
    rows.map("category", "crime_type", CRIME_TYPES.get, "one of the publisher's 14 categories")
    # A few rows of another force's month, kept as that force's, would replace its whole month.
    own = pc.not_equal(rows.column("located_by"), pa.scalar(TRANSPORT))
    rows.omit(own, "left out: recorded by the British Transport Police")
    rows.fill("force", family.stated_force(context), "a force in the file's name")


def build_stops(rows: Rows, context: Context) -> None:
    """The month is that of the time, the force that of the file's name (rows carry none)."""
    wanted = context.says.get("period")
    rows.map("time", "period", lambda time: month_of_stop(time, wanted), "a time")
    rows.expect("period", wanted, "the month of the file's name")
    rows.fill("force", family.stated_force(context), "a force in the file's name")


CRIMES = Layout(
    id="api",
    name=family.FILE + r"street\.json",
    format="json",
    fields=CRIME_FIELDS,
    parse=parse_crimes,
    build=build_crimes,
    note="From the publisher's API: crimes located in the force's neighbourhoods, whoever recorded "
    "them, without those of the British Transport Police; no neighbourhood (LSOA) codes.",
)
STOPS = Layout(
    id="api",
    name=family.FILE + r"stop-and-search\.json",
    format="json",
    fields=STOP_FIELDS,
    parse=parse_stops,
    build=build_stops,
    note="From the publisher's API.",
)
