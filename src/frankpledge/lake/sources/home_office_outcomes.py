"""Outcomes of recorded crime by quarter, force and offence group: the Home Office's table."""

from __future__ import annotations

from frankpledge.lake.source import Column, Field, Gate, Layout, Source
from frankpledge.lake.sources import home_office as family

# The publisher counts twice. This is the count that the long table has: it knows outcome 0 (not yet
# assigned), which an investigation that is closed cannot have.
RECORDED = "Outcomes for offences that were recorded in the quarter"
CLOSED = "Outcomes for investigations closed in the quarter"

SOURCE = Source(
    id="home-office-outcomes",
    title="Outcomes of police recorded crime",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.CRIME_URL,
    grain="quarter",
    columns=(
        family.PERIOD,
        family.FORCE,
        Column("offence_group", "category", "Offence group"),
        Column("outcome_group", "category", "Outcome group"),
        Column("outcome_type", "integer", "Number of the outcome in the framework", True),
        Column("count", "integer", "Outcomes; corrections may make it negative"),
    ),
    layouts=(
        Layout(
            id="long-parquet",
            name=r"outcomes[_-][^/]*\.parquet",
            format="parquet",
            fields=(
                family.YEAR,
                family.FISCAL_QUARTER,
                family.FORCE_NAME,
                Field("Offence Group", "offence_group", required=True),
                Field("Outcome Group", "outcome_group", required=True),
                Field("Outcome Type", "outcome_type", "integer"),
                Field("n", "count", "integer", required=True, also=("Number of Outcomes",)),
            ),
            ignored=("territorial",),
            build=family.build,
            note="The publisher's table made long by a third party (robertmaszkiewski).",
        ),
        Layout(
            id="publisher-sheets",
            name=r"prc-outcomes-open-data-mar\d{4}-tables[^/]*\.(?:ods|xlsx)",
            format="sheets",
            fields=(
                family.YEAR,
                family.FISCAL_QUARTER,
                family.FORCE_NAME,
                Field("Offence Group", "offence_group", required=True),
                Field("Outcome Group", "outcome_group", required=True),
                Field("Outcome Type", "outcome_type", "integer"),
                Field(RECORDED, "counted", required=True, also=(f"Number of {RECORDED}",)),
            ),
            ignored=(
                "Offence Code",
                "Offence Description",
                "Offence Subgroup",
                "Offence code expired",
                "Outcome Description",
                CLOSED,
                "Number of Outcomes for investigations that were closed in the quarter",
            ),
            build=family.build_sheets,
            note="One file a financial year. The headers are those that users of the file have "
            "described; no file of the publisher's could be tried.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "offence_group", "outcome_group"),
    adds=("count",),
    checks=(family.QUARTER,),
    dips=family.DIPS,
    gate=Gate(nearest=13),
    caveats=(
        "Outcomes are counted for crimes recorded in the year; those of the latest quarters are "
        "not yet known, so they always look worse.",
    ),
)
