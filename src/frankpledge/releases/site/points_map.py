"""A map of the points to which records were moved, where the lake has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.measures import hotspots, words
from frankpledge.releases import mapping
from frankpledge.releases.gathering.hot_spots import Grounds
from frankpledge.releases.site import maps
from frankpledge.releases.site.mapped import CLASSES
from frankpledge.releases.site.model import Site, source_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Link,
    Page,
    SourceView,
    Table,
    Text,
    page,
)

HREF = "maps/points/"
LISTED = 100  # points in the table: more would be a page too heavy, and say less


def pages(site: Site) -> Iterator[Page]:
    """The page of map points; none where only counts by neighbourhood are held."""
    if site.hotspots is not None and site.hotspots.now.locations is not None:
        yield _View(site, site.hotspots).page()


@dataclass(frozen=True, eq=False)
class _View:
    site: Site
    grounds: Grounds

    @cached_property
    def found(self) -> hotspots.Repeats:
        return hotspots.repeats(self.grounds.now, (), least=1)

    @property
    def when(self) -> str:
        return self.grounds.now.window.words

    def page(self) -> Page:
        site = self.site
        return page(
            HREF,
            "maps.html",
            "Map of where records were placed",
            f"Every map point with crime or anti-social behaviour in {site.force.name}.",
            section="places",
            crumbs=(Link("Scorecard", ""), Link("Your area", "places/")),
            finding=self._finding(),
            kinds=[*maps.kinds(site), Link("Map points", HREF)],
            here=HREF,
            types=[],
            type="",
            meaning=self._meaning(),
            drawn=self._drawn(),
            figure=self._figure(),
            table=self._table(),
            caveats=list(hotspots.words.CANNOT),
            downloads=[Download("Every map point with its records", mapping.POINTS, "JSON")],
        )

    def _finding(self) -> str:
        found = self.found
        half = int(np.searchsorted(np.cumsum(found.count), found.total / 2)) + 1
        return (
            f"{words.number(found.total)} records of crime and anti-social behaviour, violence and "
            f"sexual offences left out, in the {self.when} were placed on "
            f"{words.number(len(found.places))} map points, half of them on only "
            f"{words.number(half)}."
        )

    def _meaning(self) -> list[Text]:
        return [
            "A map point is not an address. The publisher has a fixed list of points, such as the "
            "middle of a street or a car park, and moves every record to the nearest of them. A "
            "point with many records may stand for many streets or for one shop.",
            f"‘{hotspots.UNMAPPED}’ is on no map of points: the publisher puts domestic abuse and "
            "sexual offences into it, and these are never shown below a district by "
            "themselves.",
            "Whether places stand out by more than chance is a question for the page of hot spots.",
        ]

    def _drawn(self) -> dict[str, object]:
        tiles = mapping.basemap(self.site.workspace)
        lines = next((k for k in ("ward", "lsoa") if k in self._bounded), "")
        settings = {
            "points": mapping.POINTS,
            "lines": f"{mapping.FOLDER}{lines}.json" if lines else None,
            "tiles": None if tiles is None else [tiles.url, tiles.attribution],
        }
        return {
            "settings": maps.as_script(settings),
            "heading": "Point by point",
            "legend": "",
            "label": f"Map of points with records in {self.site.force.name}",
            "noun": "map point of the table",
        }

    @property
    def _bounded(self) -> dict[str, Any]:
        return dict(mapping.boundary_files(self.site.workspace))

    def _figure(self) -> Figure:
        ground = self.grounds.now
        count = ground.counts.sum(axis=1)
        groups = st.quantile_groups(
            np.where(count > 0, count, np.nan), CLASSES, highest_is_first=False
        )
        styles = [
            charts.FIFTHS[int(group) - 1] if np.isfinite(group) else "faint"
            for group in groups.tolist()
        ]
        legend = {}
        for code, style in enumerate(charts.FIFTHS, start=1):
            inside = count[groups == code]
            if len(inside):
                low, high = words.number(inside.min()), words.number(inside.max())
                legend[style] = low if low == high else f"{low} to {high}"
        if "faint" in styles:
            legend["faint"] = "None recorded"
        pitch = float(ground.pitch or 1)
        told = (
            f"Records of crime and anti-social behaviour, {self.when}, in cells of "
            f"{words.number(pitch)} metres that have any map point. Larger and darker is more: a "
            "fifth of the cells with records in each shade."
        )
        drawn = charts.responsive(
            charts.hex_map,
            ground.metres,
            styles,
            key="map",
            title="Where records were placed",
            description=self._finding(),
            pitch=pitch,
            legend=legend,
        )
        return Figure("map-figure", told, drawn, source=self._source())

    def _source(self) -> SourceView:
        held = self.site.held[self.grounds.now.source]
        return SourceView(
            name=Link(held.source.title, source_href(held.source.id)),
            publisher=held.source.publisher,
            vintage=held.vintage,
            licence=held.source.licence,
            method=Link("Maps", "methods/maps/"),
        )

    def _table(self) -> Table:
        found, held = self.found, self.grounds.now.locations
        assert held is not None
        rows: list[list[Cell]] = []
        for at, point in enumerate(found.places.tolist()[:LISTED]):
            low, high = words.number(found.lower[at]), words.number(found.upper[at])
            rows.append(
                [
                    held.names[point],
                    held.places[point],
                    str(at + 1),
                    words.number(found.count[at]),
                    f"{low} to {high}",
                ]
            )
        columns = (
            Column("Map point"),
            Column("Neighbourhood"),
            Column("No.", number=True),
            Column("Records", number=True),
            Column("95 % by chance", number=True),
        )
        more = len(found.places) - len(rows)
        rest = f" ({words.number(more)} more are in the file)" if more else ""
        caption = f"Map points with most records, {self.when}{rest}"
        return Table("map-table", caption, columns, rows, sortable=True)
