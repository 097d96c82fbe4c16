"""Maps: each ward, parish or neighbourhood by its rate, as hexagons and within boundaries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from markupsafe import Markup

from frankpledge import charts
from frankpledge.areas import Area
from frankpledge.measures import hotspots, words
from frankpledge.packs.places import EVERYTHING, Located, letters, located, place_name
from frankpledge.releases import mapping
from frankpledge.releases.site.mapped import BUSY, UNKNOWN, WORDS, Mapped
from frankpledge.releases.site.model import Site, area_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Link,
    Page,
    Table,
    Text,
    page,
)
from frankpledge.releases.site.words import count_words

HOME = "maps/"
NOUN = {"ward": "ward", "parish": "parish", "lsoa": "neighbourhood"}
MANY = {"ward": "wards", "parish": "parishes", "lsoa": "neighbourhoods"}
FEW_COUNCILS = 3
NAMED = 6  # busy places that are named in the text
NUMBERED = 250  # of more places the numbers would be too small to read
_TOWNS = " Names stand over towns."
_METHOD = Link("Maps", "methods/maps/")


@dataclass(frozen=True)
class _Set:
    """Places that share a page: their kind, where they lie, and where the page stands."""

    kind: str
    href: str
    where: str
    places: tuple[Area, ...]

    @property
    def title(self) -> str:
        return f"{MANY[self.kind].capitalize()} in {self.where}"


def pages(site: Site) -> Iterator[Page]:
    """A page for each kind of place, and of wards one for each type of crime; none without figures.

    Neighbourhoods are shown by council area: in one page they would be too many.
    """
    held = located(site.results, site.areas, site.force.code)
    if held is None:
        return
    found = [(one, made) for one in _sets(site) if (made := _map(site, held, EVERYTHING, one))]
    links = [*(Link(one.title, one.href) for one, _ in found), *_points(site)]
    for one, made in found:
        types = _types(site, held, one)
        for link, shown in [(Link("Every type", one.href), made), *types]:
            beside = [Link("Every type", one.href), *(other for other, _ in types)]
            yield _View(one, link, shown, links, beside if types else []).page()


def hrefs(site: Site) -> dict[str, str]:
    """Where maps stand: of wards and parishes by their kind, of neighbourhoods by council area."""
    held = located(site.results, site.areas, site.force.code)
    if held is None:
        return {}
    return {
        one.href.split("/")[-2] if one.kind == "lsoa" else one.kind: one.href
        for one in _sets(site)
        if _map(site, held, EVERYTHING, one)
    }


def kinds(site: Site) -> list[Link]:
    """A link to the map of each kind of place."""
    found = hrefs(site).values()
    return [Link(one.title, one.href) for one in _sets(site) if one.href in found]


def _points(site: Site) -> list[Link]:
    grounds = site.hotspots
    held = grounds is not None and grounds.now.locations is not None
    return [Link("Map points", f"{HOME}points/")] if held else []


def _map(site: Site, held: Located, measure: str, one: _Set) -> Mapped | None:
    return Mapped.of(site, held, measure, one.places)


def _sets(site: Site) -> Iterator[_Set]:
    """Each set of places; the first of them, wards where there are any, stands at the top."""
    parishes = [site.areas.get(code) for code in site.areas.children(site.force.code, "parish")]
    councils = sorted(district.name for district in site.districts)
    name = letters.listed(councils) if 0 < len(councils) <= FEW_COUNCILS else site.force.name
    yield _Set("ward", HOME, name, _sorted(site.wards))
    yield _Set("parish", f"{HOME}parishes/", name, _sorted(parishes))
    for district in site.districts:
        codes = site.areas.children(district.code, "lsoa")
        inside = _sorted([site.areas.get(code) for code in codes])
        yield _Set("lsoa", f"{HOME}neighbourhoods/{district.code}/", district.name, inside)


def _sorted(places: Sequence[Area]) -> tuple[Area, ...]:
    return tuple(sorted(places, key=lambda area: (place_name(area), area.code)))


def _types(site: Site, held: Located, one: _Set) -> list[tuple[Link, Mapped]]:
    """The types of crime with enough records for a map by ward; never those that are protected."""
    if one.kind != "ward":
        return []
    found = []
    for kind in sorted(held.kinds, key=lambda kind: kind.name):
        made = _map(site, held, kind.id, one) if kind.name in hotspots.MAPPED else None
        if made is not None and np.nanmedian(made.counts) >= words.FEW:
            slug = "-".join(kind.name.lower().split())
            found.append((Link(kind.name, f"{one.href}{slug}/"), made))
    return found


@dataclass(frozen=True, eq=False)
class _View:
    one: _Set
    link: Link
    made: Mapped
    kinds: list[Link]
    types: list[Link]

    @property
    def site(self) -> Site:
        return self.made.site

    @property
    def what(self) -> str:
        return "crime and anti-social behaviour" if self.made.whole else self.link.text.lower()

    @property
    def many(self) -> str:
        return MANY[self.one.kind]

    @property
    def numbered(self) -> bool:
        """Whether there is room for numbers in the cells."""
        return len(self.made.places) <= NUMBERED

    @cached_property
    def when(self) -> str:
        assert self.made.result.found is not None
        return self.made.result.found.window.words

    def page(self) -> Page:
        above = () if self.made.whole else (Link(self.one.title, self.one.href),)
        title = f"Map of {self.many} in {self.one.where}"
        if not self.made.whole:
            title = f"Map of {self.what} by {NOUN[self.one.kind]}"
        measure = self.made.result.measure
        return page(
            self.link.href,
            "maps.html",
            title,
            f"{self.what.capitalize()} for each thousand residents, {self.many} of "
            f"{self.one.where}.",
            section="places",
            crumbs=(Link("Scorecard", ""), Link("Your area", "places/"), *above),
            finding=self._finding(),
            kinds=self.kinds,
            here=self.one.href,
            types=self.types,
            type=self.link.href,
            meaning=self._meaning(),
            drawn=self._drawn(),
            figure=self._figure(),
            table=self._table(),
            caveats=list(measure.caveats),
            downloads=[
                Download("All places, month by month", f"data/measures/{measure.id}.csv", "CSV")
            ],
        )

    def _finding(self) -> str:
        made = self.made
        total = len(made.places)
        rest = total - made.above - made.below - len(made.busy)
        busy = len(made.busy)
        left = f" {busy} {'is' if busy == 1 else 'are'} too busy to say." if busy else ""
        return (
            f"Of {total} {self.many} in {self.one.where} {made.above} had more {self.what} for "
            f"each resident than the whole force area by more than chance, {made.below} had less, "
            f"and {rest} cannot be told from it.{left} In the whole area it was "
            f"{made.shown(made.average)} for each 1,000 residents, {self.when}."
        )

    def _meaning(self) -> list[Text]:
        made = self.made
        told: list[Text] = [
            f"Do not read too much into a shade: chance alone might have put {made.unsure} of "
            f"these {self.many} into another class. The table has each interval, and each "
            f"{NOUN[self.one.kind]} a page of its own, which says whether anything changed there."
        ]
        if made.busy:
            names = [place_name(a) for a in made.places if a.code in made.busy]
            listed = ", ".join(names[:NAMED])
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            told.append(
                "Where people come from elsewhere to shop, to work or to go out, residents are the "
                f"wrong number to divide by. {count_words(len(names), 'such place')} "
                f"{'is' if len(names) == 1 else 'are'} in no class and drawn as a diamond: "
                f"{listed}{more}."
            )
        if self.one.kind == "parish":
            told.append(
                "Parishes that share neighbourhoods with others have figures that rest on all of "
                "them, so neighbours may show the same rate. The page of each says so."
            )
        return told

    def _figure(self) -> Figure:
        made = self.made
        lines = len(set(made.groups)) > 1
        numbers = " Numbers are those of the table." if self.numbered else _TOWNS
        told = (
            f"{self.what.capitalize()} for each 1,000 residents, {self.when}. Every "
            f"{NOUN[self.one.kind]} is one hexagon of the same size, as near as can be to its "
            f"place; larger and darker is more.{numbers}"
            f"{' Lines part the council areas.' if lines else ''}"
        )
        drawn = charts.responsive(
            charts.hex_map,
            made.layout.centres,
            made.styles,
            key="map",
            title=f"{self.what.capitalize()} by {NOUN[self.one.kind]}",
            description=self._finding(),
            pitch=made.layout.pitch,
            legend=made.legend,
            numbers=[str(index) for index in range(1, len(made.places) + 1)]
            if self.numbered
            else [],
            labels=[] if self.numbered else self._towns(),
            groups=made.groups if lines else [],
            metres=False,
        )
        return Figure(
            "map-figure", told, drawn, source=self.site.source_view(made.result.measure, _METHOD)
        )

    def _towns(self) -> list[charts.MapLabel]:
        """The names of towns over their middle, where no numbers stand."""
        labels: list[charts.MapLabel] = []
        pitch = self.made.layout.pitch
        for name, at in self.made.towns():
            x, y = np.median(self.made.layout.centres[at], axis=0).tolist()
            # A name that would lie over that of a larger town is left out.
            if all(abs(x - o.x) > 8 * pitch or abs(y - o.y) > 2 * pitch for o in labels):
                labels.append(charts.MapLabel(x, y, name))
        return labels

    def _table(self) -> Table:
        number = (Column("No.", number=True),) if self.numbered else ()
        columns = (
            Column(NOUN[self.one.kind].capitalize()),
            *number,
            Column("Records", number=True),
            Column("Per 1,000", number=True),
            Column("95 % interval", number=True),
            Column("Class"),
        )
        rows: list[list[Cell]] = [self._row(index) for index in range(len(self.made.places))]
        caption = f"{self.what.capitalize()} by {NOUN[self.one.kind]}, {self.when}, by name"
        return Table("map-table", caption, columns, rows, sortable=True)

    def _row(self, index: int) -> list[Cell]:
        made, area = self.made, self.made.places[index]
        rates = made.rates
        interval = f"{made.shown(rates.lower[index])} to {made.shown(rates.upper[index])}"
        return [
            Link(place_name(area), area_href(area.code)),
            *([str(index + 1)] if self.numbered else []),
            words.number(made.counts[index]),
            made.shown(rates.value[index]),
            interval if np.isfinite(rates.value[index]) else "–",
            made.said(index),
        ]

    def _drawn(self) -> dict[str, object] | None:
        """What the map with boundaries needs; None where the workspace has none of this kind."""
        workspace = self.site.workspace
        if self.one.kind not in mapping.boundary_files(workspace):
            return None
        made, tiles = self.made, mapping.basemap(workspace)
        order = [*charts.FIFTHS, "apart", "unknown"]
        settings = {
            "areas": f"{mapping.FOLDER}{self.one.kind}.json",
            "colours": [charts.STYLES[name].fill for name in order],
            "legend": [[order.index(name), text] for name, text in made.legend.items()],
            "said": [*WORDS, BUSY, UNKNOWN],
            "tiles": None if tiles is None else [tiles.url, tiles.attribution],
        }
        return {
            "settings": as_script(settings),
            "heading": "With boundaries",
            "legend": "Records for each 1,000 residents",
            "label": f"Map of {self.many} in {self.one.where}",
            "noun": NOUN[self.one.kind],
        }


def as_script(value: object) -> Markup:
    """JSON that may stand between script tags: nothing in it can end them."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)
