"""Forces side by side: how far each stands from the average, and why a rank proves little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from frankpledge import charts
from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import words
from frankpledge.packs.places import sentence, spoken
from frankpledge.releases.site.comparison import (
    CITY,
    CITY_WHY,
    DISORDER,
    Comparison,
    compared,
    href,
)
from frankpledge.releases.site.forces_map import forces_map
from frankpledge.releases.site.model import Site, area_href, measure_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Group,
    Link,
    Page,
    Table,
    Text,
    Verdict,
    page,
)
from frankpledge.releases.site.words import count_words

_METHOD = Link("Comparing with peers", "methods/peers/")
_GRID = 60


def pages(site: Site) -> Iterator[Page]:
    """What can be compared, and a page for each measure."""
    results = compared(site)
    comparisons = [Comparison(site, result) for result in results]
    yield _index(site, comparisons)
    links = [Link(result.measure.title, href(result)) for result in results]
    for comparison in comparisons:
        yield _page(comparison, links)


def _page(comparison: Comparison, links: list[Link]) -> Page:
    result, measure = comparison.result, comparison.measure
    return page(
        href(result),
        "compare.html",
        f"Compare forces: {measure.title.lower()}",
        f"{measure.title} in every police force area, side by side.",
        section="compare",
        crumbs=(Link("Scorecard", ""), Link("Compare", "compare/")),
        finding=finding(comparison),
        caution=caution(comparison),
        measures=links,
        here=href(result),
        ranking=_ranking(comparison),
        funnel=_funnel(comparison),
        map=forces_map(comparison),
        caveats=_caveats(comparison),
        downloads=[
            Download("All figures of this measure", f"data/measures/{measure.id}.csv", "CSV")
        ],
    )


def finding(comparison: Comparison) -> str:
    """Our own force against the average, and when."""
    when, ours = comparison.found.window.words, comparison.ours
    name = comparison.site.force.name
    said = comparison.said(comparison.average)
    average = f"the average of {len(comparison.rows)} forces taken together is {said}"
    if ours is None:
        return f"{name} cannot be compared here: the figures for the {when} are missing."
    rate = comparison.said(comparison.rates.value[ours])
    dated = f"in the {when}" if when.startswith("year to") else f"in {when}"
    return (
        f"{name}: {rate} {comparison.unit.removeprefix('per cent ')} {dated}; {average}. "
        f"{_place(comparison, ours)}"
    )


def _place(comparison: Comparison, row: int) -> str:
    if comparison.kind(row) == "ordinary":
        return "That is no further from it than forces ordinarily are."
    side = "above" if comparison.rates.value[row] > comparison.average else "below"
    return f"That is {side} it by more than chance and the ordinary differences between forces."


def caution(comparison: Comparison) -> str:
    """Why a rank proves little."""
    total, apart = len(comparison.rows), comparison.apart
    if apart:
        first = (
            f"Of {total} forces {apart} really {'stand' if apart > 1 else 'stands'} apart from the "
            f"average; the order of the other {total - apart} means nothing."
        )
    else:
        first = (
            f"None of {total} forces really stands apart from the average: their order means "
            "nothing."
        )
    return (
        f"A place in a ranking proves little. {first} {_overlap(comparison)}Forces police "
        "different places, and each records in its own way."
    )


def _overlap(comparison: Comparison) -> str:
    """How many forces cannot be told from ours even by chance alone."""
    ours, rates = comparison.ours, comparison.rates
    if ours is None:
        return ""
    with np.errstate(invalid="ignore"):
        near = (rates.lower <= rates.upper[ours]) & (rates.upper >= rates.lower[ours])
    count = int(near.sum()) - 1
    if count < 1:
        return ""
    name = comparison.site.force.name
    if count == 1:
        return f"The interval of one other force overlaps with that of {name}. "
    return f"The intervals of {count} other forces overlap with that of {name}. "


def _ranking(comparison: Comparison) -> Figure:
    rows, rates = comparison.rows, comparison.rates
    shown = [*rows, *(row for row in comparison.absent if _is_missing(comparison, row))]
    told = _ranking_words(comparison)
    drawn = charts.responsive(
        charts.bar_interval,
        [spoken(comparison.forces[row]) for row in shown],
        rates.value[shown],
        key="ranking-c",
        title=f"{comparison.measure.title}, {comparison.found.window.words}",
        description=told,
        unit=comparison.unit,
        lower=rates.lower[shown],
        upper=rates.upper[shown],
        kinds=[comparison.kind(row) for row in shown],
        highlight=None if comparison.ours is None else shown.index(comparison.ours),
        average=comparison.average,
        decimals=comparison.places,
        suffix=comparison.suffix,
    )
    return Figure("ranking-figure", told, drawn, _explained(comparison), _ranking_table(comparison))


def _is_missing(comparison: Comparison, row: int) -> bool:
    return not np.isfinite(comparison.found.window.value[row])


def _ranking_words(comparison: Comparison) -> str:
    missing = sum(_is_missing(comparison, row) for row in comparison.absent)
    gaps = f" {count_words(missing, 'force')} without data: missing, not low." if missing else ""
    return (
        f"{sentence(comparison.unit)}, {comparison.found.window.words}, highest first, each with "
        f"its 95\u00a0% interval by chance alone.{gaps}"
    )


def _explained(comparison: Comparison) -> tuple[Verdict, ...]:
    """The verdicts that the chart uses, each once."""
    used = {comparison.verdict(row).text: comparison.verdict(row) for row in comparison.rows}
    return tuple(used.values())


def _ranking_table(comparison: Comparison) -> Table:
    rows: list[list[Cell]] = [_ranking_row(comparison, row) for row in comparison.rows]
    for row in comparison.absent:
        force = comparison.forces[row]
        value = comparison.found.window.value[row]
        count = words.number(value) if np.isfinite(value) else "no data"
        rows.append([_link(force), count, "–", "–", Verdict("absent", comparison.why_not(row))])
    columns = (
        Column("Force"),
        Column(comparison.measure.unit.capitalize(), number=True),
        Column(sentence(comparison.unit), number=True),
        Column("95 % interval", number=True),
        Column("Against the average"),
    )
    ours = None if comparison.ours is None else comparison.rows.index(comparison.ours)
    caption = f"{comparison.measure.title} by force, {comparison.found.window.words}"
    return Table("ranking-table", caption, columns, rows, ours=ours, sortable=True)


def _ranking_row(comparison: Comparison, row: int) -> list[Cell]:
    rates = comparison.rates
    return [
        _link(comparison.forces[row]),
        words.number(comparison.found.window.value[row]),
        comparison.said(rates.value[row]),
        f"{comparison.said(rates.lower[row])} to {comparison.said(rates.upper[row])}",
        comparison.verdict(row),
    ]


def _link(force: Area) -> Link:
    return Link(spoken(force), area_href(force.code))


def limits_at(comparison: Comparison, sizes: NDArray[np.float64]) -> list[st.Interval]:
    """The funnel at these sizes, 95 % and 99.8 %, with the ordinary differences allowed for."""
    expected = comparison.peers.average * sizes
    return [
        st.peer_limits(
            expected, comparison.peers.tau2, confidence=confidence, per=comparison.average
        )
        for confidence in (0.95, 0.998)
    ]


def _funnel(comparison: Comparison) -> Figure:
    rows, rates = comparison.rows, comparison.rates
    sizes = comparison.exposure[rows]
    grid = np.linspace(sizes.min() * 0.7, sizes.max() * 1.04, _GRID)
    inner, outer = limits_at(comparison, grid)
    told = _funnel_words(comparison)
    drawn = charts.responsive(
        charts.funnel,
        sizes,
        rates.value[rows],
        [spoken(comparison.forces[row]) for row in rows],
        charts.Limits(grid, outer.lower, inner.lower, inner.upper, outer.upper),
        key="funnel-c",
        title=f"{comparison.measure.title} against the size of each force",
        description=told,
        unit=comparison.unit,
        denominator_unit=comparison.measure.unit if comparison.share else "residents",
        average=comparison.average,
        kinds=[comparison.kind(row) for row in rows],
        highlight=None if comparison.ours is None else rows.index(comparison.ours),
        decimals=comparison.places,
        suffix=comparison.suffix,
    )
    source = comparison.site.source_view(comparison.measure, _METHOD)
    return Figure(
        "funnel-figure", told, drawn, _explained(comparison), _funnel_table(comparison), source
    )


def _funnel_words(comparison: Comparison) -> str:
    total = len(comparison.rows)
    return (
        f"{comparison.apart} of {total} forces lie outside the inner lines, which allow for chance "
        "and for how much forces ordinarily differ. Between these lines a force's place says "
        "nothing."
    )


def _funnel_table(comparison: Comparison) -> Table:
    rows = sorted(comparison.rows, key=lambda row: (comparison.exposure[row], row))
    inner = limits_at(comparison, comparison.exposure[rows])[0]
    texts: list[list[Cell]] = [
        [
            spoken(comparison.forces[row]),
            words.number(comparison.exposure[row]),
            comparison.said(comparison.rates.value[row]),
            f"{comparison.said(low)} to {comparison.said(high)}",
        ]
        for row, low, high in zip(rows, inner.lower, inner.upper, strict=True)
    ]
    size = comparison.measure.unit.capitalize() if comparison.share else "Residents"
    columns = (
        Column("Force"),
        Column(size, number=True),
        Column(sentence(comparison.unit), number=True),
        Column("Ordinary at that size", number=True),
    )
    return Table("funnel-table", "Each force and the 95 % limits for its size", columns, texts)


def _caveats(comparison: Comparison) -> list[Text]:
    told: list[Text] = []
    if not comparison.share and CITY in comparison.found.series.row:
        told.append(CITY_WHY)
    stale = comparison.result.score(comparison.site.force.code).reason
    if stale.startswith("out of date"):
        told.append(f"{stale[0].upper()}{stale[1:]}.")
    years = {comparison.found.series.population_years[row] for row in comparison.rows}
    if not comparison.share and len(years) == 1:
        told.append(f"Residents are the mid-year estimates of {years.pop()}.")
    return [*told, *comparison.measure.caveats]


def _index(site: Site, comparisons: Sequence[Comparison]) -> Page:
    return page(
        "compare/",
        "compare-index.html",
        "Compare forces",
        f"How {site.force.name} stands among all police forces in England and Wales.",
        section="compare",
        crumbs=(Link("Scorecard", ""),),
        finding=_index_finding(site, comparisons),
        table=_index_table(site, comparisons) if comparisons else None,
        groups=_left_out(site),
    )


def _index_finding(site: Site, comparisons: Sequence[Comparison]) -> str:
    judged = [c for c in comparisons if c.ours is not None]
    if not judged:
        return "No figures are held that can be compared between forces."
    apart = sum(c.ours is not None and c.kind(c.ours) != "ordinary" for c in judged)
    return (
        f"In {apart} of {count_words(len(judged), 'measure')} {site.force.name} stands apart from "
        "the average of all forces by more than chance and the ordinary differences between "
        "forces. In the others its place in a ranking means nothing."
    )


def _index_table(site: Site, comparisons: Sequence[Comparison]) -> Table:
    ordered = sorted(comparisons, key=lambda c: c.ours is None or c.kind(c.ours) == "ordinary")
    rows: list[list[Cell]] = [_index_row(comparison) for comparison in ordered]
    columns = (
        Column("Measure"),
        Column(site.force.name, number=True),
        Column("Average", number=True),
        Column("Unit"),
        Column("Period"),
        Column("Against the average"),
    )
    caption = f"{site.force.name} against the average of all forces"
    return Table("compare-table", caption, columns, rows)


def _index_row(comparison: Comparison) -> list[Cell]:
    ours = comparison.ours
    rate = "no data" if ours is None else comparison.said(comparison.rates.value[ours])
    verdict = Verdict("absent", "Missing") if ours is None else comparison.verdict(ours)
    return [
        Link(comparison.measure.title, href(comparison.result)),
        rate,
        comparison.said(comparison.average),
        comparison.unit,
        comparison.found.window.words,
        verdict,
    ]


def _left_out(site: Site) -> list[Group]:
    """What is never compared between forces, with the reason as its heading."""
    names = [name for name in (DISORDER,) if name in site.results.by_measure]
    items = [Link(site.catalogue.measure(name).title, measure_href(name)) for name in names]
    heading = "Not compared: each force logs anti-social behaviour in its own way"
    return [Group(heading, items)] if items else []
