"""Stations and strength: how far the public has to go, and how many work for each force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from frankpledge import charts
from frankpledge import stations as reach
from frankpledge.areas import Area
from frankpledge.measures import Result, words
from frankpledge.releases.gathering.stations import Stations
from frankpledge.releases.site.comparison import CITY, CITY_WHY
from frankpledge.releases.site.model import Site, area_href, measure_href, source_href
from frankpledge.releases.site.shapes import Cell, Column, Figure, Link, Page, Table, Text, page
from frankpledge.releases.site.words import more_than_ours

HOME = "strength/"
KINDS = ("police-officers", "pcsos", "police-staff")
PER = 1000
LISTED = 10
POPULATION = "ons-population"
STOCK = (
    "These are people counted on one day, not events that come by chance. There are no limits of "
    "chance to draw, and a place in the order is not a verdict: forces have unlike areas, tasks "
    "and ways of sharing work between officers and staff."
)
CRUMBS = (Link("Scorecard", ""), Link("Your area", "places/"))
_METHOD = Link("Reach of stations", "methods/stations/")


def pages(site: Site) -> Iterator[Page]:
    """The one page; none where nothing is known of either."""
    ranked = [_Ranked(site, result) for name in KINDS if (result := _known(site, name))]
    held = site.stations
    if not ranked and (held is None or not (held.listed or held.settings.note)):
        return
    yield _home(site, ranked, held)
    if held is not None:
        yield from _options(site, held)


def _home(site: Site, ranked: Sequence[_Ranked], held: Stations | None) -> Page:
    return page(
        HOME,
        "strength.html",
        "Stations and strength",
        f"How far people in {site.force.name} have to go to a police station, and how many "
        "officers and staff there are for each thousand of them.",
        section="places",
        crumbs=CRUMBS,
        finding=_finding(site, ranked, held),
        strength=[one.figure() for one in ranked],
        kinds=_kinds(ranked),
        stock=STOCK,
        note=_note(held),
        summary=_summary(held),
        options=[] if held is None else _changes(held),
        method=_METHOD,
        residents=_residents(site, held),
        caveats=_caveats(site, ranked, held),
    )


def href(option: reach.Option) -> str:
    """Where the page of an option stands."""
    return f"{HOME}{option.id}/"


def _changes(held: Stations) -> list[tuple[Link, str]]:
    """Each option but today's, with what it changes."""
    today, *others = held.reaches or (None,)
    if today is None:
        return []
    return [(Link(o.option.title, href(o.option)), reach.words.change(today, o)) for o in others]


def _known(site: Site, name: str) -> Result | None:
    result = site.results.by_measure.get(name)
    return result if result is not None and result.found is not None else None


def _finding(site: Site, ranked: Sequence[_Ranked], held: Stations | None) -> str:
    told = [one.sentence for one in ranked[:1] if one.ours is not None]
    if held is not None and held.reaches:
        told.append(reach.words.today(held.reaches[0]))
    return " ".join(told) or f"What is known of {site.force.name}'s stations and strength."


@dataclass(frozen=True, eq=False)
class _Ranked:
    """People of one kind for each thousand residents, in every force, the most first."""

    site: Site
    result: Result

    @cached_property
    def _rates(self) -> dict[str, float]:
        found = self.result.found
        assert found is not None
        rates = PER * found.window.value / found.series.populations
        return {
            code: float(rate)
            for code, rate in zip(found.series.areas, rates, strict=True)
            if code != CITY and np.isfinite(rate)
        }

    @cached_property
    def forces(self) -> list[Area]:
        areas = [self.site.areas.get(code) for code in self._rates]
        return sorted(areas, key=lambda area: (-self._rates[area.code], area.name))

    @property
    def ours(self) -> float | None:
        return self._rates.get(self.site.force.code)

    @property
    def middle(self) -> float:
        return float(np.median(list(self._rates.values())))

    @property
    def when(self) -> str:
        assert self.result.found is not None
        return self.result.found.window.words

    @property
    def residents(self) -> str:
        """The year or years of the populations."""
        found = self.result.found
        assert found is not None
        rows = [found.series.row[code] for code in self._rates]
        return ", ".join(sorted({found.series.population_years[row] for row in rows}))

    @property
    def count(self) -> int:
        return len(self._rates)

    @property
    def above(self) -> int:
        """How many forces have more than ours."""
        ours = self.ours
        return 0 if ours is None else sum(rate > ours for rate in self._rates.values())

    @property
    def _what(self) -> str:
        return self.result.measure.unit

    @cached_property
    def sentence(self) -> str:
        name, when = self.site.force.name, self.when
        middle = f"the middle force had {self.middle:.2f}"
        if self.ours is None:
            return f"For {name} there is no figure of {when}; {middle}."
        return (
            f"{name} had {self.ours:.2f} {self._what} for every {PER:,} residents in {when}; "
            f"{middle}. {more_than_ours(self.above, self.count - 1)}"
        )

    def figure(self) -> Figure:
        measure, forces = self.result.measure, self.forces
        codes = [area.code for area in forces]
        ours = self.site.force.code
        at = codes.index(ours) if ours in codes else None
        drawn = charts.responsive(
            charts.bar_interval,
            [area.name for area in forces],
            [self._rates[code] for code in codes],
            key=f"{measure.id}-c",
            title=f"{measure.title} for every {PER:,} residents, {self.when}",
            description=self.sentence,
            unit=f"{self._what} per {PER:,} residents",
            highlight=at,
            average=self.middle,
            average_label="middle force",
            decimals=2,
            from_zero=True,
        )
        return Figure(
            f"{measure.id}-figure",
            self.sentence,
            drawn,
            table=self._table(codes, at),
            source=self.site.source_view(measure),
        )

    def _table(self, codes: list[str], at: int | None) -> Table:
        found, measure = self.result.found, self.result.measure
        assert found is not None
        rows: list[list[Cell]] = [
            [
                Link(area.name, area_href(area.code)),
                words.number(found.window.value[found.series.row[area.code]]),
                f"{self._rates[area.code]:.2f}",
            ]
            for area in self.forces
        ]
        columns = (
            Column("Force"),
            Column(self._what[:1].upper() + self._what[1:], number=True),
            Column(f"Per {PER:,} residents", number=True),
        )
        caption = f"{measure.title} by force, {found.window.words}"
        return Table(f"{measure.id}-table", caption, columns, rows, ours=at, sortable=True)


def _kinds(ranked: Sequence[_Ranked]) -> Table | None:
    """Officers, PCSOs and staff side by side."""
    if not ranked:
        return None
    rows: list[list[Cell]] = [
        [
            Link(one.result.measure.title, measure_href(one.result.measure.id)),
            "no data" if one.ours is None else f"{one.ours:.2f}",
            f"{one.middle:.2f}",
            "–" if one.ours is None else f"{one.above} of {one.count - 1}",
        ]
        for one in ranked
    ]
    columns = (
        Column("Who"),
        Column(ranked[0].site.force.name, number=True),
        Column("Middle force", number=True),
        Column("Other forces with more", number=True),
    )
    when = ranked[0].when
    return Table("kinds-table", f"People for every {PER:,} residents, {when}", columns, rows)


def _note(held: Stations | None) -> str:
    """Why no distance is shown, where none is."""
    if held is not None and held.reaches:
        return ""
    own = "" if held is None else held.settings.note
    return f"No list of stations is held here, so no distances are shown. {own}".strip()


def _summary(held: Stations | None) -> Table | None:
    if held is None or not held.reaches:
        return None
    rows: list[list[Cell]] = [
        [
            row["title"],
            str(row["stations"]),
            f"{row['km_mean']:.1f}",
            f"{row['km_median']:.1f}",
            f"{row['km_90']:.1f}",
            f"{row['minutes_mean']:.0f}",
            f"{row['within_10_km']:.0f} %",
        ]
        for row in reach.option_rows(held.reaches, held.listed, held.how)
    ]
    columns = (
        Column("Option"),
        *(Column(text, number=True) for text in ("Stations", "Mean km", "Half within")),
        *(Column(text, number=True) for text in ("Nine in ten within", "Mean minutes")),
        Column("Within 10 km", number=True),
    )
    return Table("options-table", "How far people have to go, by option", columns, rows)


def _options(site: Site, held: Stations) -> Iterator[Page]:
    """What each option changes: sentences, a map, and tables by area and by deprivation."""
    if not held.reaches:
        return
    today, *others = held.reaches
    layout = charts.hex_layout(today.demand.metres)
    for after in others:
        wards = reach.groups(today, after, site.areas, "ward")
        deciles = reach.groups(today, after, site.areas, "decile")
        told = (reach.words.hardest(wards), reach.words.fairness(deciles))
        yield page(
            href(after.option),
            "station-option.html",
            f"Stations: {after.option.title[0].lower()}{after.option.title[1:]}",
            f"Who in {site.force.name} would have further to go to a police station, and who less.",
            section="places",
            crumbs=(*CRUMBS, Link("Stations and strength", HOME)),
            finding=reach.words.change(today, after),
            told=[text for text in told if text],
            map=_map(held, today, after, layout),
            areas=_groups(after.option.id, "areas", _most(wards), "ward", "Ward"),
            deciles=_groups(
                after.option.id, "deciles", deciles, "deprivation", "Tenth of the country"
            ),
            stations=_stations(held, after.option),
            method=_METHOD,
            residents=_residents(site, held),
            caveats=[f"{held.how}.", *reach.words.ABOUT],
        )


def _stations(held: Stations, option: reach.Option) -> Table:
    """The stations that would be open, each with the document that says so."""
    rows: list[list[Cell]] = [
        [held.listed[at].name, held.listed[at].status.capitalize(), held.listed[at].source]
        for at in option.stations
    ]
    columns = (Column("Station"), Column("Status"), Column("Source"))
    return Table("stations-table", "Stations that would be open", columns, rows)


def _most(found: Sequence[reach.Group]) -> list[reach.Group]:
    """The areas with the largest changes, longer ways first."""
    changed = [group for group in found if group.nearer or group.further]
    ordered = sorted(changed, key=lambda group: (-abs(group.change), group.code))[:LISTED]
    return sorted(ordered, key=lambda group: (-group.change, group.code))


def _map(
    held: Stations, today: reach.Reach, after: reach.Reach, layout: charts.HexLayout
) -> Figure:
    nearer, further = reach.compare(today, after)
    styles = [
        "concerning" if lost else "improving" if won else "faint"
        for won, lost in zip(nearer > 0, further > 0, strict=True)
    ]
    legend = {
        "concerning": "Further to go",
        "improving": "Less far to go",
        "faint": "No change",
    }
    key, used = after.option.id, set(styles)
    told = (
        f"{after.option.title}: who has further to go. Every neighbourhood is one hexagon, as near "
        "as can be to its place; rings are the stations that would be open."
    )
    drawn = charts.responsive(
        charts.hex_map,
        layout.centres,
        styles,
        key=f"map-{key}",
        title=after.option.title,
        description=reach.words.change(today, after),
        pitch=layout.pitch,
        legend={style: text for style, text in legend.items() if style in used},
        labels=[_ring(held.listed[at], today, layout) for at in after.option.stations],
        metres=False,
    )
    return Figure(f"map-{key}-figure", told, drawn)


def _ring(station: reach.Station, today: reach.Reach, layout: charts.HexLayout) -> charts.MapLabel:
    """A station on the hexagon of the neighbourhood that it is nearest to."""
    where = np.array((station.easting, station.northing))
    at = int(np.linalg.norm(today.demand.metres - where, axis=1).argmin())
    x, y = layout.centres[at].tolist()
    return charts.MapLabel(x, y, station.name, "station")


def _groups(
    option: str, part: str, found: Sequence[reach.Group], by: str, heading: str
) -> Table | None:
    if not any(group.nearer or group.further for group in found):
        return None
    rows: list[list[Cell]] = [
        [
            Link(group.name, area_href(group.code)) if by == "ward" and group.code else group.name,
            f"{group.people:,.0f}",
            f"{group.before:.1f}",
            f"{group.after:.1f}",
            f"{group.further:,.0f}",
            f"{group.nearer:,.0f}",
        ]
        for group in found
    ]
    columns = (
        Column(heading),
        *(Column(text, number=True) for text in ("People", "Km today", "Km then")),
        *(Column(text, number=True) for text in ("Further to go", "Less far to go")),
    )
    most = f", the {LISTED} with the largest changes" if by == "ward" else ""
    caption = f"Who gains and who loses, by {by}{most}"
    return Table(f"{option}-{part}-table", caption, columns, rows)


def _residents(site: Site, held: Stations | None) -> Link | None:
    if held is None or not held.reaches or POPULATION not in site.held:
        return None
    year = held.reaches[0].demand.year
    return Link(f"residents by neighbourhood, mid-{year}", source_href(POPULATION))


def _caveats(site: Site, ranked: Sequence[_Ranked], held: Stations | None) -> list[Text]:
    told: list[Text] = []
    if held is not None and held.reaches:
        told += [f"{held.how}.", *reach.words.ABOUT]
    if ranked:
        told.append(CITY_WHY)
        told += [text for text in ranked[0].result.measure.caveats if "31 March" in text]
        told.append(f"Residents are the mid-year estimates of {ranked[0].residents}.")
        stale = ranked[0].result.score(site.force.code).reason
        if stale.startswith("out of date"):
            told.append(f"{stale[0].upper()}{stale[1:]}.")
    return told
