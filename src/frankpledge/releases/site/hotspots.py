"""Hot spots: where crime of each type lies together, whether it lasts, which places repeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.measures import hotspots, words
from frankpledge.measures.hotspots import Cluster, HotSpotMap
from frankpledge.releases.downloads import hot_spots
from frankpledge.releases.gathering.hot_spots import Grounds
from frankpledge.releases.site.model import Site, area_href, source_href
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
    Verdict,
    page,
)

HOME = "hot-spots/"
ALL = "Every type"
LISTED, REPEATED = 12, 12
MANY = 12  # records at one map point: with one a month a point is no chance find
STYLE = {
    st.Heat.ABSENT: "faint",
    st.Heat.HOT_99: "strongest",
    st.Heat.HOT_95: "strong",
    st.Heat.HOT_90: "mild",
    st.Heat.ORDINARY: "faint",
    st.Heat.COLD_90: "faint",
    st.Heat.COLD_95: "low",
    st.Heat.COLD_99: "low",
}
LEGEND = {
    "strongest": "Hot, 99 % sure",
    "strong": "Hot, 95 % sure",
    "mild": "Perhaps hot, 90 %",
    "faint": "Nothing unusual",
    "low": "Cold, 95 % or more",
}
_METHOD = Link("Hot spots", "methods/hot-spots/")


def sentence(text: str) -> str:
    """With a capital letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def slug(name: str) -> str:
    """'anti-social-behaviour'."""
    return "-".join(name.lower().split())


def href(name: str) -> str:
    """Where the map of a crime type stands; of all types at the top."""
    return HOME if name == ALL else f"{HOME}{slug(name)}/"


def pages(site: Site) -> Iterator[Page]:
    """A page for all types that are mapped, and one for each; none without figures."""
    grounds = site.hotspots
    if grounds is None:
        return
    places = _places(grounds)
    for name in (ALL, *hotspots.MAPPED):
        yield _View(site, grounds, name, places).page()


def _places(grounds: Grounds) -> charts.HexLayout:
    """Where each unit is drawn: cells in their places, neighbourhoods on a cartogram."""
    ground = grounds.now
    if ground.pitch is not None:
        return charts.HexLayout(ground.metres, ground.pitch)
    return charts.hex_layout(ground.metres)


@dataclass(frozen=True, eq=False)
class _View:
    site: Site
    grounds: Grounds
    name: str
    places: charts.HexLayout

    @property
    def types(self) -> tuple[str, ...]:
        return () if self.name == ALL else (self.name,)

    @cached_property
    def found(self) -> HotSpotMap:
        return hotspots.find(self.grounds.now, self.types)

    @cached_property
    def before(self) -> HotSpotMap | None:
        earlier = self.grounds.before
        return None if earlier is None else hotspots.find(earlier, self.types)

    @cached_property
    def compared(self) -> hotspots.Lasting | None:
        return None if self.before is None else hotspots.lasting(self.found, self.before)

    @property
    def what(self) -> str:
        return "crime and anti-social behaviour" if self.name == ALL else self.name.lower()

    def page(self) -> Page:
        title = "Hot spots" if self.name == ALL else f"Hot spots: {self.name.lower()}"
        crumbs = (Link("Scorecard", ""), Link("Your area", "places/"))
        return page(
            href(self.name),
            "hot-spots.html",
            title,
            f"Where {self.what} lies together in {self.site.force.name}, and where it lasts.",
            section="places",
            crumbs=crumbs if self.name == ALL else (*crumbs, Link("Hot spots", HOME)),
            finding=hotspots.words.finding(self.found),
            caution=hotspots.words.caution(self.found),
            kinds=[Link(name, href(name)) for name in (ALL, *hotspots.MAPPED)],
            here=href(self.name),
            map=self._map(),
            clusters=self._clusters(),
            meaning=self._meaning(),
            repeats=self._repeats(),
            repeated=self._repeated(),
            caveats=[*hotspots.words.CANNOT, *self._left_out()],
            downloads=[
                Download("Every place tested, for every type of crime", hot_spots.PATH, "CSV")
            ],
        )

    def _meaning(self) -> list[Text]:
        """What follows from it, by rule; the answer to 'so what?'."""
        say, found = hotspots.words, self.found
        told = [say.concentration(found)]
        if self.compared is not None and self.before is not None:
            told.append(say.lasted(found, self.compared, self.before.ground.window))
        elif found.clusters:
            told.append("Whether they lasted cannot be said: the year before is not complete here.")
        told.append(say.cold(found))
        if found.clusters:
            top = found.ground.names[found.clusters[0].units[0]]
            stays = self.compared is not None and self.compared.clusters[0]
            since = ", where it stood out the year before as well" if stays else ""
            told.append(
                f"A question worth asking: what is being done about {self.what} around {top}"
                f"{since}?"
            )
        return [text for text in told if text]

    def _map(self) -> Figure:
        found, ground = self.found, self.found.ground
        used = {STYLE[st.Heat(code)] for code in found.found.code.tolist()}
        moved = (
            ""
            if ground.pitch is not None
            else " Every neighbourhood is one hexagon of the same size, as near as can be to its "
            "place: towns look larger than they are."
        )
        told = (
            f"{sentence(self.what)} in {self.site.force.name}, {ground.window.words}. Larger and "
            f"darker is hotter; numbers are those of the table.{moved}"
        )
        drawn = charts.responsive(
            charts.hex_map,
            self.places.centres,
            [STYLE[st.Heat(code)] for code in found.found.code.tolist()],
            key="hot-map",
            title=f"Hot spots of {self.what}",
            description=hotspots.words.finding(found),
            pitch=self.places.pitch,
            legend={style: text for style, text in LEGEND.items() if style in used},
            labels=[self._label(n, c) for n, c in enumerate(found.clusters[:LISTED], start=1)],
            metres=ground.pitch is not None,
        )
        return Figure("hot-figure", told, drawn, source=self._source())

    def _label(self, number: int, cluster: Cluster) -> charts.MapLabel:
        """The number of a cluster, to the right of it."""
        where = self.places.centres[list(cluster.units)]
        x, y = where[:, 0].max() + self.places.pitch * 1.5, where[:, 1].mean()
        return charts.MapLabel(float(x), float(y), str(number))

    def _source(self) -> SourceView:
        name = self.found.ground.source
        held = self.site.held[name]
        return SourceView(
            name=Link(held.source.title, source_href(name)),
            publisher=held.source.publisher,
            vintage=held.vintage,
            licence=held.source.licence,
            method=_METHOD,
        )

    def _clusters(self) -> Table | None:
        found = self.found
        if not found.clusters:
            return None
        unit = sentence(hotspots.words.unit(found.ground))
        columns = [
            Column("Around"),
            Column("No.", number=True),
            Column(unit, number=True),
            Column("Records", number=True),
            Column("Of all", number=True),
        ]
        if self.compared is not None:
            columns.append(Column("The year before"))
        rows = [self._row(at, cluster) for at, cluster in enumerate(found.clusters[:LISTED])]
        more = len(found.clusters) - LISTED
        rest = f" (the {LISTED} with most records; {more} smaller ones are left out)"
        caption = f"Where it stands out, {found.ground.window.words}{rest if more > 0 else ''}"
        return Table("clusters-table", caption, tuple(columns), rows)

    def _row(self, at: int, cluster: Cluster) -> list[Cell]:
        found = self.found
        lead = cluster.units[0]
        row: list[Cell] = [
            Link(found.ground.names[lead], area_href(found.ground.lsoas[lead])),
            str(at + 1),
            words.number(len(cluster.units)),
            words.number(cluster.count),
            f"{words.number(100 * cluster.count / found.total, 1)} %",
        ]
        if self.compared is not None:
            stays = self.compared.clusters[at]
            row.append(Verdict("notable", "Hot then too") if stays else "Not hot then")
        return row

    @cached_property
    def _points(self) -> hotspots.Repeats | None:
        if self.grounds.now.locations is None:
            return None
        return hotspots.repeats(self.grounds.now, self.types)

    def _repeated(self) -> str:
        found = self._points
        if found is None:
            return ""
        told = hotspots.words.repeated(found)
        if (found.count >= MANY).any():
            return told
        return f"{told} None has {MANY}, one a month: too few to single out any of them."

    def _repeats(self) -> Table | None:
        found = self._points
        if found is None or not (found.count >= MANY).any():
            return None
        rows: list[list[Cell]] = [
            [
                row["name"],
                row["place"],
                words.number(row["count"]),
                f"{words.number(row['lower'])} to {words.number(row['upper'])}",
                words.number(row["expected"]),
                str(row["months"]),
            ]
            for row in hotspots.repeat_rows(found)[:REPEATED]
            if row["count"] >= MANY
        ]
        columns = (
            Column("Map point"),
            Column("Neighbourhood"),
            Column("Records", number=True),
            Column("95 % by chance", number=True),
            Column("To be expected", number=True),
            Column("Months with any", number=True),
        )
        caption = f"Map points with most records, {found.ground.window.words}"
        return Table("repeats-table", caption, columns, rows)

    def _left_out(self) -> list[Text]:
        ground, told = self.found.ground, list[Text]()
        if ground.outside or ground.without_place:
            told.append(
                f"Of the records of {self.site.areas.force_name(self.site.force.code)} "
                f"{words.number(ground.outside)} lie outside its area and "
                f"{words.number(ground.without_place)} have no place: these are on no map here."
            )
        if ground.estimated:
            told.append(
                f"In {words.number(ground.estimated)} neighbourhoods some months came for areas of "
                "2011 that have been split since; they are shared out by households."
            )
        return told
