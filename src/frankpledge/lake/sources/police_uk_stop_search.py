"""Stops and searches, one row each, from data.police.uk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.lake.source import Column, Context, Field, Gate, Layout, Source
from frankpledge.lake.sources import police_uk as family
from frankpledge.lake.sources import police_uk_api as api

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows


def build(rows: Rows, context: Context) -> None:
    """The month is that of the time, the force that of the file's name (rows carry none)."""
    rows.map("time", "period", lambda time: time[:7], "a time")
    rows.expect("period", context.says.get("period"), "the month of the file's name")
    rows.fill("force", family.stated_force(context), "a force in the file's name")


SOURCE = Source(
    id="police-uk-stop-search",
    title="Stop and search",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        family.PERIOD,
        family.FORCE,
        Column("time", "category", "Time as published (its zone is not verified)"),
        Column("type", "category", "Person, vehicle, or both"),
        Column("operation", "boolean", "Part of a policing operation", True),
        Column("operation_name", "category", "Name of the operation", True),
        *family.POINT,
        Column("gender", "category", "Gender", True),
        Column("age_range", "category", "Age range", True),
        Column("self_ethnicity", "category", "Ethnicity as the person defined it", True),
        Column("officer_ethnicity", "category", "Ethnicity as the officer saw it", True),
        Column("legislation", "category", "Power used", True),
        Column("object", "category", "Object searched for", True),
        Column("outcome", "category", "Outcome", True),
        Column("outcome_linked", "boolean", "Outcome linked to the object searched for", True),
        Column("clothing_removed", "boolean", "More than outer clothing was removed", True),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.FILE + r"stop-and-search\.csv",
            format="csv",
            fields=(
                Field("Type", "type", required=True),
                Field("Date", "time", required=True),
                Field("Part of a policing operation", "operation", "boolean"),
                Field("Policing operation", "operation_name"),
                Field("Latitude", "latitude", "number"),
                Field("Longitude", "longitude", "number"),
                Field("Gender", "gender"),
                Field("Age range", "age_range"),
                Field("Self-defined ethnicity", "self_ethnicity"),
                Field("Officer-defined ethnicity", "officer_ethnicity"),
                Field("Legislation", "legislation"),
                Field("Object of search", "object"),
                Field("Outcome", "outcome"),
                Field("Outcome linked to object of search", "outcome_linked", "boolean"),
                Field("Removal of more than just outer clothing", "clothing_removed", "boolean"),
            ),
            build=build,
        ),
        api.STOPS,
    ),
    part=("period", "force"),
    sort=("period", "force", "time"),
    checks=(family.MONTH, *family.PLACE),
    gaps=family.GAPS,
    dips=family.DIPS,
    # Searches follow operations, so a quiet month is common: City of London's months in 2018 to
    # 2021 lie between 49 % and 190 % of their median.
    gate=Gate(partial=0.30),
    caveats=(
        "Identical rows are kept: several people may have been searched together.",
        "A blank outcome is not the same as no further action.",
    ),
)
