"""Where grants went: the places that they were for, on a map of hexagons and in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from frankpledge import charts
from frankpledge.areas import Area, to_grid
from frankpledge.money.amounts import said
from frankpledge.money.grants import (
    Award,
    Programme,
    by_place,
    for_one_place,
    published,
    shown_places,
    sum_of,
)
from frankpledge.packs.places import place_title
from frankpledge.releases import mapping
from frankpledge.releases.site.mapped import FILL
from frankpledge.releases.site.maps import as_script
from frankpledge.releases.site.model import Site, area_href
from frankpledge.releases.site.shapes import Cell, Column, Figure, Link, Table
from frankpledge.releases.site.words import count_words

# Round sums, the same in every release, so that two maps can be laid beside each other.
CLASSES: dict[str, tuple[Decimal, str]] = {
    "two": (Decimal(0), "Under £1,000"),
    "three": (Decimal(1_000), "£1,000 to £9,999"),
    "four": (Decimal(10_000), "£10,000 to £99,999"),
    "five": (Decimal(100_000), "£100,000 or more"),
}
NONE, LEGEND_NONE = "one", "No grant names it"
FEWEST = 5  # hexagons; fewer make no picture
GROUND = ("ward", "district")
MANY = {"ward": "wards", "district": "council areas"}


@dataclass(frozen=True)
class Benefit:
    """A place, and the grants that were for it, alone or among others."""

    area: Area
    awards: tuple[Award, ...]

    @property
    def total(self) -> Decimal:
        """Pounds; a grant for several places counts whole in each."""
        return sum_of(self.awards)

    @property
    def style(self) -> str:
        """The class of its sum, as the map draws it."""
        return [name for name, (least, _) in CLASSES.items() if self.total >= least][-1]


def pounds(value: Decimal) -> str:
    """'£9,500', and with pence only where there are some: '£9,500.50'."""
    return said(value, 0 if value == int(value) else 2)


@dataclass(frozen=True, eq=False)
class Benefits:
    """The awards of a body by place."""

    site: Site
    awards: tuple[Award, ...]

    @classmethod
    def of(cls, site: Site, programmes: Iterable[Programme]) -> Benefits | None:
        """None where there is no award."""
        awards = tuple(award for _, award in published(programmes))
        return cls(site, awards) if awards else None

    @cached_property
    def places(self) -> tuple[Benefit, ...]:
        """The places that awards name, the largest sum first."""
        here = by_place(self.awards)
        return tuple(Benefit(self.site.areas.get(code), some) for code, some in here.items())

    @cached_property
    def unplaced(self) -> tuple[Award, ...]:
        """Awards of which no place is stated, or none wide enough to be told."""
        return tuple(award for award in self.awards if not shown_places(award))

    @cached_property
    def ground(self) -> tuple[Area, ...]:
        """Places that are drawn whether or not anything was for them: the finest with points."""
        for kind in GROUND:
            codes = self.site.areas.children(self.site.force.code, kind)
            found = [self.site.areas.get(code) for code in codes]
            known = tuple(area for area in found if area.longitude is not None)
            if known:
                return known
        return ()

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each place on the map, which is that of its row in the table."""
        located = [one.area.code for one in self.places if one.area.longitude is not None]
        return {code: str(number) for number, code in enumerate(located, start=1)}

    @cached_property
    def finding(self) -> str:
        """What the map and the table say, with what they leave out."""
        if not self.places:
            be = "was" if len(self.awards) == 1 else "were"
            return f"For which places {_together(self.awards)} {be} made is not stated."
        told = [self._placed(), self._most()]
        if self.unplaced:
            told.append(f"Of {_together(self.unplaced)} no place is stated.")
        return " ".join(told + self._named_by_none())

    def _named_by_none(self) -> list[str]:
        named = {one.area.code for one in self.places}
        silent = sum(area.code not in named for area in self.ground)
        if not silent:
            return []
        many = MANY[self.ground[0].kind]
        return [
            f"{silent} of {len(self.ground)} {many} are named by none, though a grant for a wider "
            "place may reach them."
        ]

    def _placed(self) -> str:
        every = pounds(sum_of(self.awards))
        count = len(self.awards) - len(self.unplaced)
        if not self.unplaced:
            who = f"All {count:,} grants" if count > 1 else "The one grant"
            return f"{who}, {every}, {'names' if count == 1 else 'name'} the places that benefit."
        named = pounds(sum_of(self.awards) - sum_of(self.unplaced))
        return (
            f"{count:,} of {len(self.awards):,} grants, {named} of {every}, "
            f"{'names' if count == 1 else 'name'} the places that benefit."
        )

    def _most(self) -> str:
        most = self.places[0].total
        first = [place_title(one.area) for one in self.places if one.total == most]
        if len(self.places) == 1:
            return f"It is one place: {first[0]}."
        if len(first) > 2:
            return f"Of {len(self.places)} places {len(first)} share the most: {pounds(most)} each."
        each = " each" if len(first) == 2 else ""
        alone = sum_of(for_one_place(self.places[0].awards))
        shared = len(first) == 1 and alone < most
        return (
            f"Of {len(self.places)} places the most is for {' and '.join(first)}: {pounds(most)}"
            f"{each}{f', of it {pounds(alone)} for this place alone' if shared else ''}."
        )

    def figure(self) -> Figure | None:
        """The map; None where no place that benefits has a point, or there are too few to see."""
        spots = {one.area.code: one for one in self.places if one.area.code in self.numbers}
        ground = {area.code: area for area in self.ground}
        cells = list((ground | {code: one.area for code, one in spots.items()}).values())
        if not spots or len(cells) < FEWEST:
            return None
        cells.sort(key=lambda area: area.code)
        layout = charts.hex_layout(
            to_grid([a.longitude or 0.0 for a in cells], [a.latitude or 0.0 for a in cells]),
            fill=FILL,
        )
        styles = [spots[a.code].style if a.code in spots else NONE for a in cells]
        drawn = charts.responsive(
            charts.hex_map,
            layout.centres,
            styles,
            key="grants-map",
            title="Grants by the place that benefits",
            description=self.finding,
            pitch=layout.pitch,
            legend=self._legend(styles),
            numbers=[self.numbers.get(area.code, "") for area in cells],
            groups=[self._council(area) for area in cells],
            metres=False,
        )
        return Figure("grants-map-figure", self.finding, drawn)

    def _council(self, area: Area) -> str:
        """The council area round which a line goes; '' for a place wider than one."""
        above = (self.site.areas.get(code) for code in self.site.areas.parents(area.code))
        return next((one.name for one in (area, *above) if one.kind == "district"), "")

    def _legend(self, styles: list[str]) -> dict[str, str]:
        told = {NONE: LEGEND_NONE} if NONE in styles else {}
        return told | {name: text for name, (_, text) in CLASSES.items() if name in styles}

    @cached_property
    def reading(self) -> str:
        """How the map is to be read."""
        known = {area.code for area in self.ground}
        told = []
        if known:
            name = self.site.force.name.removesuffix(" Police")
            many = MANY[self.ground[0].kind]
            told.append(f"The {many} of {name} are one hexagon each, near where they lie.")
        if known and any(code not in known for code in self.numbers):
            told.append("Wider places and other kinds have one of their own near their middle.")
        if len(self.site.districts) > 1 and known:
            told.append("Lines part the council areas.")
        told.append("Larger and darker is more money; numbers are those of the table.")
        return " ".join(told)

    def drawn(self) -> dict[str, object] | None:
        """What the map within boundaries needs; None where the workspace has none of wards, or no
        grant names one."""
        workspace = self.site.workspace
        spots = {one.area.code: one for one in self.places if one.area.kind == "ward"}
        if not spots or "ward" not in mapping.boundary_files(workspace):
            return None
        order, tiles = (NONE, *CLASSES), mapping.basemap(workspace)
        styles = [spots[area.code].style if area.code in spots else NONE for area in self.ground]
        settings = {
            "areas": f"{mapping.FOLDER}ward.json",
            "colours": [charts.STYLES[name].fill for name in order],
            "legend": [[order.index(name), text] for name, text in self._legend(styles).items()],
            "places": {
                area.code: [order.index(style), area.name, _said(spots.get(area.code))]
                for area, style in zip(self.ground, styles, strict=True)
            },
            "tiles": None if tiles is None else [tiles.url, tiles.attribution],
        }
        return {
            "settings": as_script(settings),
            "heading": "Wards within their boundaries",
            "legend": "Grants by ward",
            "label": f"Map of grants by ward in {self.site.force.name}",
            "noun": "ward",
        }

    def table(self) -> Table | None:
        """The places by their sums, and last what names none; None where no place is named."""
        if not self.places:
            return None
        rows: list[list[Cell]] = [self._row(one) for one in self.places]
        if self.unplaced:
            total = pounds(sum_of(self.unplaced))
            rows.append(["Not stated", "", str(len(self.unplaced)), total, ""])
        columns = (
            *(Column("Place"), Column("No.", number=True), Column("Grants", number=True)),
            *(Column("Pounds", number=True), Column("Of them for this place alone", number=True)),
        )
        caption = "Grants by the place that benefits; one for several places counts in each of them"
        return Table("grants-by-place", caption, columns, rows)

    def _row(self, one: Benefit) -> list[Cell]:
        return [
            Link(place_title(one.area), area_href(one.area.code)),
            self.numbers.get(one.area.code, "–"),
            str(len(one.awards)),
            pounds(one.total),
            pounds(sum_of(for_one_place(one.awards))),
        ]


def _said(one: Benefit | None) -> str:
    if one is None:
        return f"{LEGEND_NONE[0].lower()}{LEGEND_NONE[1:]}."
    return f"{pounds(one.total)} in {count_words(len(one.awards), 'grant')}."


def _together(awards: Sequence[Award]) -> str:
    return f"{count_words(len(awards), 'grant')} ({pounds(sum_of(awards))})"
