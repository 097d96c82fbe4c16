"""Street-level crime and anti-social behaviour, one row each, from data.police.uk."""

from frankpledge.lake.source import Column, Field, Layout, Source
from frankpledge.lake.sources import police_uk as family
from frankpledge.lake.sources import police_uk_api as api

SOURCE = Source(
    id="police-uk-street",
    title="Street-level crime and anti-social behaviour",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        family.PERIOD,
        family.FORCE,
        Column("crime_id", "text", "Identifier; anti-social behaviour has none", True),
        *family.POINT,
        Column("location", "category", "Name of the map point, for instance a street", True),
        Column("lsoa", "category", family.LSOA_NOTE, True),
        Column("crime_type", "category", "One of 14 types"),
        Column("last_outcome", "category", "Latest outcome known when published", True),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.FILE + r"street\.csv",
            format="csv",
            fields=(
                *family.CRIME_FIELDS,
                Field("Crime type", "crime_type", required=True),
                Field("Last outcome category", "last_outcome"),
                Field("Context", "context"),
            ),
            ignored=("LSOA name",),
            build=family.build_crimes,
        ),
        api.CRIMES,
    ),
    part=("period", "force"),
    sort=("period", "force", "lsoa", "crime_type"),
    key=("crime_id",),
    checks=(family.MONTH, *family.PLACE),
    categories={"crime_type": family.CRIME_TYPES},
    gaps=family.GAPS,
    dips=family.DIPS,
    caveats=(
        "Rows are counted as published: one crime may be listed at several places, and rows "
        "without an identifier are never taken for duplicates.",
        "Places are snapped to map points, so one point carries many crimes.",
        "Forces leave from none to 17 % of their rows without a place.",
        "Anti-social behaviour is recorded so differently that forces are not comparable.",
        "Outcomes of the last twelve months are provisional.",
    ),
)
