"""Crimes by month, district and type, summed by the lake from the neighbourhood counts."""

from frankpledge.lake.source import Column, Source
from frankpledge.lake.sources import police_uk as family

SOURCE = Source(
    id="police-uk-district",
    title="Crime and anti-social behaviour by district",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        family.PERIOD,
        Column("area", "category", "Code of the district"),
        Column("crime_type", "category", "One of 14 types"),
        Column("count", "integer", "Crimes located in the district"),
    ),
    layouts=(),
    part=("period",),
    sort=("period", "area", "crime_type"),
    key=("period", "area", "crime_type"),
    adds=("count",),
    by_district=True,
    checks=(family.MONTH,),
    categories={"crime_type": family.CRIME_TYPES},
    gaps=family.GAPS,
    dips=family.DIPS,
    caveats=(
        "Sums of neighbourhood counts: crimes without a place are not in it, and 2011 "
        "neighbourhoods are carried to those of 2021 in proportion to households.",
    ),
)
