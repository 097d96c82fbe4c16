"""Police recorded crime by quarter, force and offence: the Home Office's open data table."""

from __future__ import annotations

from frankpledge.lake.source import Column, Field, Gate, Layout, Source
from frankpledge.lake.sources import home_office as family

FIELDS = (
    family.YEAR,
    family.FISCAL_QUARTER,
    family.FORCE_NAME,
    Field("Offence Description", "offence", also=("Offence",)),
    Field("Offence Group", "offence_group", required=True, also=("Group",)),
    Field("Offence Subgroup", "offence_subgroup", required=True, also=("Offence Sub-group",)),
    Field("Offence Code", "offence_code"),
)

SOURCE = Source(
    id="home-office-crime",
    title="Police recorded crime by force and offence",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.CRIME_URL,
    grain="quarter",
    columns=(
        family.PERIOD,
        family.FORCE,
        Column(
            "offence_code", "category", "Home Office offence code; blank in summed tables", True
        ),
        Column("offence", "category", "Offence; blank in summed tables", True),
        Column("offence_group", "category", "Offence group"),
        Column("offence_subgroup", "category", "Offence subgroup"),
        Column("count", "integer", "Offences recorded; corrections may make it negative"),
    ),
    layouts=(
        Layout(
            id="long-parquet",
            name=r"prc[_-]pfa[^/]*\.parquet",
            format="parquet",
            fields=(*FIELDS, Field("n", "count", "integer", required=True)),
            ignored=("territorial",),
            build=family.build,
            note="The publisher's table made long by a third party (robertmaszkiewski).",
        ),
        Layout(
            id="publisher-sheets",
            name=r"prc-pfa[^/]*\.(ods|xlsx)",
            format="sheets",
            fields=(*FIELDS, Field("Number of Offences", "counted", required=True)),
            build=family.build_sheets,
            note="One sheet a financial year. The headers are those that users of the file have "
            "described; no file of the publisher's could be tried.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "offence_group", "offence_subgroup", "offence_code"),
    key=("period", "force", "offence_code", "offence_subgroup", "offence"),
    adds=("count",),
    checks=(family.QUARTER,),
    dips=family.DIPS,
    gate=Gate(nearest=13),
    caveats=(
        "Recorded crime is what the police wrote down: recording changed much in these years.",
        "Negative counts are the publisher's corrections of earlier quarters and are kept.",
    ),
)
