"""Outcomes of crimes, one row each, from data.police.uk."""

from frankpledge.lake.source import Column, Field, Layout, Source
from frankpledge.lake.sources import police_uk as family

SOURCE = Source(
    id="police-uk-outcomes",
    title="Outcomes of street-level crimes",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        family.PERIOD,
        family.FORCE,
        Column("crime_id", "text", "Identifier of the crime, repeated for each outcome", True),
        *family.POINT,
        Column("location", "category", "Name of the map point, for instance a street", True),
        Column("lsoa", "category", family.LSOA_NOTE, True),
        Column("outcome", "category", "Outcome type; worded unlike the street file's outcomes"),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.FILE + r"outcomes\.csv",
            format="csv",
            fields=(*family.CRIME_FIELDS, Field("Outcome type", "outcome", required=True)),
            ignored=("LSOA name",),
            build=family.build_crimes,
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "lsoa", "outcome"),
    checks=(family.MONTH, *family.PLACE),
    gaps=family.GAPS,
    dips=family.DIPS,
    caveats=(
        "The month is that of the outcome, not of the crime; one crime may have several outcomes.",
        "Court results were published until about 2015 and not since, so long series break.",
    ),
)
