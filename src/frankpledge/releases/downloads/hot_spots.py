"""Hot spots as a data file: every place tested, for all types that are mapped and for each."""

from __future__ import annotations

from typing import Any

from frankpledge.measures import hotspots
from frankpledge.releases.downloads.csvw import About, Field
from frankpledge.releases.site.model import Site

PATH = "data/hot-spots.csv"
FIELDS = (
    Field("place", "The cell (column/row of the grid) or the code of the neighbourhood (LSOA)"),
    Field("name", "Name of the neighbourhood, or of the one with most records in the cell"),
    Field("verdict", "Hot or cold at 99, 95 or 90 %, or not significant; after the correction"),
    Field("count", "Records in the place itself", "number"),
    Field("neighbours", "Places that count as its neighbours", "integer"),
    Field("z", "Getis-Ord Gi* of the place with its neighbours", "number"),
    Field("p", "Two-sided p of z by the normal distribution", "number"),
    Field("q", "p adjusted for the number of places (Benjamini and Hochberg)", "number"),
    Field("easting", "Centre on the British National Grid, in metres", "integer"),
    Field("northing", "Centre on the British National Grid, in metres", "integer"),
    Field("longitude", "Longitude of the centre, in degrees (WGS 84)", "number"),
    Field("latitude", "Latitude of the centre, in degrees (WGS 84)", "number"),
    Field("basis", "What was tested: points in cells, or neighbourhoods"),
    Field("cell", "Width of a cell in metres; blank for neighbourhoods", "integer"),
    Field("types", "Crime types counted, with semicolons between them"),
    Field("first", "First month that counts"),
    Field("last", "Last month that counts"),
    Field("months", "How many months count", "integer"),
    Field("missing", "Months without complete data, which are left out"),
    Field("source", "Id of the source"),
)


def about(site: Site) -> About:
    """What the file is and where it comes from."""
    assert site.hotspots is not None
    held = site.held[site.hotspots.now.source]
    return About(
        title="Hot spots",
        description="Every cell or neighbourhood tested, for all crime types that are mapped "
        "together and for each alone.",
        fields=FIELDS,
        key=("types", "place"),
        publisher=held.source.publisher,
        licence=held.source.licence,
        source=held.source.url,
        vintage=max((row["vintage"] for row in held.imports), default=""),
    )


def rows(site: Site) -> list[dict[str, Any]]:
    """The rows of the file: all types together first."""
    assert site.hotspots is not None
    ground = site.hotspots.now
    choices: list[tuple[str, ...]] = [(), *((name,) for name in hotspots.MAPPED)]
    return [row for types in choices for row in hotspots.spot_rows(hotspots.find(ground, types))]
