"""Road safety: who is hurt, what is done, which roads stand out, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from frankpledge import charts
from frankpledge.measures import RankedSite, Result, words
from frankpledge.releases.gathering import roads
from frankpledge.releases.gathering.roads import Roads
from frankpledge.releases.site.figures import control_figure, measure_row
from frankpledge.releases.site.model import Site, measure_href, source_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Link,
    Page,
    Row,
    SourceView,
    Table,
    page,
)
from frankpledge.releases.site.words import count_words

HOME = "road-safety/"
KSI = "killed-or-seriously-injured"
HURT = (
    KSI,
    "pedestrians-killed-or-seriously-injured",
    "cyclists-killed-or-seriously-injured",
    "motorcyclists-killed-or-seriously-injured",
    "children-killed-or-seriously-injured",
    "road-collisions",
    "road-casualties",
    "road-collisions-fatal-or-serious",
    "killed-or-seriously-injured-located",
)
DONE = ("community-speedwatch-sessions", "endorsable-notices")
LISTED = 15
LIKELY = 0.5
UNKNOWN = (
    "Injuries that nobody reported to the police. Hospitals see more injured people, cyclists who "
    "fell alone above all.",
    "How much traffic each road carries. A stretch may lead the list because many people drive "
    "there, and be no more dangerous to each of them.",
    "Why collisions happened, and what would prevent them. The ranking says where to look first, "
    "and not where to place officers or cameras.",
    "Speeds, near misses, and what residents fear. Collisions with injuries are what is left of "
    "these.",
)
FETCH = (
    "No collisions or casualties are held here yet. The Department for Transport publishes every "
    "collision with an injury since 1979 (STATS19, Open Government Licence). Whoever makes this "
    "site can add them: frankpledge fetch stats19, then frankpledge ingest."
)


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    result = site.results.by_measure.get(KSI)
    yield page(
        HOME,
        "road-safety.html",
        "Road safety",
        f"Who is hurt on the roads of {site.force.name}, what is done, and which roads stand out.",
        section="places",
        crumbs=(Link("Scorecard", ""), Link("Your area", "places/")),
        finding=_finding(site, result),
        fetch="" if _held(site) else FETCH,
        hurt=_rows(site, HURT) if _held(site) else [],
        chart=None if result is None else control_figure(site, result, site.force.code, "ksi"),
        meaning=_meaning(site.roads),
        ranking=_ranking(site),
        done=_rows(site, [name for name in DONE if _known(site, name)]),
        undone=[_missing(site, name) for name in DONE if not _known(site, name)],
        unknown=list(UNKNOWN),
        downloads=_downloads(site),
    )


def _held(site: Site) -> bool:
    return "dft-collisions" in site.held or "dft-casualties" in site.held


def _finding(site: Site, result: Result | None) -> str:
    """How many were killed or seriously hurt, and whether that is a change."""
    police = site.areas.force_name(site.force.code)
    found = None if result is None else result.found
    if found is None or site.force.code not in found.series.row:
        return f"How many people are hurt on roads in the area of {police} is not known here yet."
    row = found.series.row[site.force.code]
    value = found.window.value[row]
    if not np.isfinite(value):
        return f"For {found.window.words} no complete figure is held."
    told = (
        f"{words.number(value)} people were killed or seriously injured on roads in the area of "
        f"{police} in {found.window.words}."
    )
    if found.previous is None:
        return told
    return f"{told} {words.change_sentence(found, found.previous, row, 'year before')}".strip()


def _known(site: Site, name: str) -> bool:
    result = site.results.by_measure.get(name)
    found = None if result is None else result.found
    return found is not None and site.force.code in found.series.row


def _missing(site: Site, name: str) -> Link:
    """A measure without figures, and who could supply them."""
    measure = site.catalogue.measure(name)
    return Link(measure.title, measure_href(name), measure.no_data or "")


def _rows(site: Site, names: Sequence[str]) -> list[Row]:
    results = (site.results.by_measure.get(name) for name in names)
    return [measure_row(result, site.force.code) for result in results if result is not None]


def _meaning(roads: Roads | None) -> list[str]:
    """What the ranking does and does not say, by rule."""
    if roads is None:
        return []
    if not roads.sites:
        return ["There are too few collisions here to tell one stretch of road from another."]
    top, worst = roads.sites[0], roads.sites[0].worst
    sure = [site for site in roads.sites if site.chance >= LIKELY]
    raw = sorted(roads.sites, key=lambda site: (-site.collisions, site.site))[:worst]
    both = sum(site.chance >= LIKELY for site in raw)
    told = [
        f"{top.site} stands out most: {words.number(top.collisions)} collisions with injuries, "
        f"{roads.words}. Part of that is chance: in another five years "
        f"{words.number(top.estimate, 1)} are to be expected "
        f"({words.number(top.lower, 1)} to {words.number(top.upper, 1)}).",
        f"{_sites(len(sure))} more likely than not among the {worst} worst. The others cannot be "
        "told from those that come next, so their order means little.",
    ]
    if both < worst:
        told.append(
            f"Of the {worst} stretches with most collisions only {both} are among these: the rest "
            "are on roads where as many are usual, or had a bad few years."
        )
    told.append(f"A question worth asking: what has been looked at on {top.site}, and by whom?")
    return told


def _sites(many: int) -> str:
    if many == 0:
        return "No stretch is"
    return f"{count_words(many, 'stretch', 'stretches')} {'is' if many == 1 else 'are'}"


def _ranking(site: Site) -> Figure | None:
    roads = site.roads
    if roads is None or not roads.sites:
        return None
    shown = roads.sites[:LISTED]
    finding = (
        f"The {count_words(len(shown), 'stretch', 'stretches')} most likely to be among the "
        f"{shown[0].worst} worst: collisions to be expected in five years, with 95 % limits."
    )
    drawn = charts.responsive(
        charts.bar_interval,
        [each.site for each in shown],
        [each.estimate for each in shown],
        key="roads-c",
        title="Stretches of road with more collisions than roads like them",
        description=finding,
        unit="collisions in five years",
        lower=[each.lower for each in shown],
        upper=[each.upper for each in shown],
        decimals=1,
        from_zero=True,
    )
    return Figure("roads-figure", finding, drawn, table=_table(roads, shown), source=_source(site))


def _table(roads: Roads, shown: tuple[RankedSite, ...]) -> Table:
    rows: list[list[Cell]] = [
        [
            each.site,
            each.group.capitalize() if each.group.startswith(("minor", "motorway")) else each.group,
            words.number(each.collisions),
            words.number(each.ksi or 0, 1),
            words.number(each.estimate, 1),
            f"{words.number(each.lower, 1)} to {words.number(each.upper, 1)}",
            f"{words.number(100 * each.chance)} %",
            f"{each.best_rank} to {each.worst_rank}",
        ]
        for each in shown
    ]
    columns = (
        Column("Stretch"),
        Column("Roads like it"),
        Column("Collisions", number=True),
        Column("Fatal or serious", number=True),
        Column("To be expected", number=True),
        Column("95 % limits", number=True),
        Column(f"Chance to be among the {shown[0].worst} worst", number=True),
        Column("Rank, 95 % limits", number=True),
    )
    return Table("roads-table", f"Stretches of road, {roads.words}", columns, rows)


def _source(site: Site) -> SourceView:
    held = site.held[roads.SOURCE]
    return SourceView(
        name=Link(held.source.title, source_href(roads.SOURCE)),
        publisher=held.source.publisher,
        vintage=held.vintage,
        licence=held.source.licence,
        method=Link("Empirical Bayes", "methods/empirical-bayes/"),
    )


def _downloads(site: Site) -> list[Download]:
    if site.roads is None:
        return []
    return [Download("Every stretch of road, ranked", roads.PATH, "CSV")]
