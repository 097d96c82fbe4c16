"""The page of each measure: chart, change, peers, definition, caveats, what others stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from markupsafe import Markup, escape

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.lake import SOURCES
from frankpledge.measures import Assessments, Measure, Result, words
from frankpledge.packs.places import kind_words
from frankpledge.packs.places.letters import sentence
from frankpledge.releases.site.change_words import changes_told
from frankpledge.releases.site.figures import (
    change_figure,
    control_figure,
    latest_figure,
    reason_of,
    score_view,
    target_figure,
)
from frankpledge.releases.site.measure_index import index_page
from frankpledge.releases.site.model import (
    Site,
    area_href,
    framework_href,
    measure_href,
    score_href,
    source_href,
)
from frankpledge.releases.site.plans.links import promises_for
from frankpledge.releases.site.revised import revised_here
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Download,
    Figure,
    Link,
    Page,
    Table,
    Tile,
    page,
)
from frankpledge.releases.site.words import (
    ASSURANCE,
    POSITION,
    VARIATION,
    count_words,
    signed_change,
    the_window,
)

LIMITS = {
    "force": "the police force area",
    "district": "a council area (district)",
    "partnership": "a community safety partnership",
    "neighbourhood": "a police neighbourhood",
    "msoa": "a group of neighbourhoods (MSOA)",
}
TIMING = {
    "leading": "Leading measure: it tells early whether the work is being done",
    "lagging": "Lagging measure: it tells late whether it helped",
}
DIRECTION = {
    "increase": "More is better",
    "decrease": "Less is better",
    "neutral": "Neither way is better",
}


def pages(site: Site) -> Iterator[Page]:
    """The index, and each measure for the site's own force, districts and partnerships."""
    yield index_page(site)
    for result in site.results.by_measure.values():
        yield _page(site, result, site.force.code)
        for area in (*site.districts, *site.partnerships):
            if result.found is not None and area.code in result.found.series.row:
                yield _page(site, result, area.code)


def _page(site: Site, result: Result, code: str) -> Page:
    measure, own = result.measure, code == site.force.code
    area = site.areas.get(code)
    found = result.found if result.found and code in result.found.series.row else None
    row = found.series.row[code] if found else -1
    key = "m"
    score = result.score(code)
    context: dict[str, Any] = {
        "kicker": f"{area.name} {kind_words(area)}",
        "question": measure.question,
        "finding": finding(found, row) if found else _nothing(measure),
        "tiles": _tiles(found, row) if found else [],
        "figure": control_figure(site, result, code, key),
        "missing": "" if found else _missing(measure),
        "change": _change(result, found, row) if found else None,
        "peers": None,
        "how": _how(found, row) if found else [],
        "score": replace(
            score_view(score, "score", score_href(measure.id) if own else "", "Score"),
            reason=sentence(f"{why}.") if (why := reason_of(result, code)) else "",
        ),
        "definition": _definition(site, measure, "../../" if own else "../../../"),
        "caveats": list(measure.caveats),
        "revisions": _stated(site, result, code),
        "revised": revised_here(site, measure.id, code),
        "areas": _other_areas(site, result, code),
        "areas_text": "The same measure in other places",
        "promises": promises_for(site, measure.id) if own else [],
        "beside": _beside(site, measure) if own else [],
        "here": measure_href(measure.id),
        "before": None,
        "after": None,
        "downloads": _downloads(measure) if result.found else [],
    }
    crumbs: tuple[Link, ...] = (Link("Scorecard", ""), Link("Measures", "measures/"))
    path = measure_href(measure.id, "" if own else code)
    template = "measure.html"
    if not own:
        crumbs = (*crumbs, Link(measure.title, measure_href(measure.id)))
        context["area"] = Link(area.name, area_href(code))
        template = "measure-area.html"
    title = measure.title if own else f"{measure.title}, {area.name}"
    return page(
        path, template, title, measure.question, section="measures", crumbs=crumbs, **context
    )


def finding(found: Assessments, row: int) -> str:
    """The answer: the latest figure, and what may be said of the change since a year before."""
    value, unit = latest_figure(found, row)
    if not np.isfinite(found.window.value[row]):
        known = int(found.window.known[row])
        return f"There is data for only {known} of the latest {found.window.size} periods."
    measure = found.series.measure
    first = f"{value} {unit} in the {found.window.words}"
    if not found.window.words.startswith("year to"):
        first = f"{value} {unit}, {found.window.words}"
    compared = found.previous
    since = compared.window.words if compared is not None else ""
    said = words.change_sentence(found, compared, row, since)
    if measure.better == 0 and said:
        said += " For this measure neither way is better."
    return f"{first}. {said}".strip()


def _nothing(measure: Measure) -> str:
    done = "supplied" if measure.supplied else "read"
    return f"We do not know. No figures for this measure have been {done}."


def _missing(measure: Measure) -> str:
    return measure.no_data or "The lake holds no figures of this source."


def _tiles(found: Assessments, row: int) -> list[Tile]:
    measure = found.series.measure
    value, unit = latest_figure(found, row)
    tiles = [Tile("Latest", value, unit, found.window.words)]
    if np.isfinite(found.rate.value[row]):
        per = f"per {measure.per:,} residents"
        low, high = found.rate.lower[row], found.rate.upper[row]
        note = f"95 % interval {words.number(low, 1)} to {words.number(high, 1)}"
        people = f"population of {found.series.population_years[row]}"
        tiles.append(Tile("Rate", words.number(found.rate.value[row], 1), per, f"{note}; {people}"))
    for label, compared in (
        ("Since the year before", found.previous),
        ("Since the baseline", found.baseline),
    ):
        if compared is None or not np.isfinite(compared.size[row]):
            continue
        few = words.too_few(found, compared, row)
        says = words.verdict(compared, row, few)
        size = "–" if few else signed_change(compared, row)
        tiles.append(Tile(label, size, "", f"{says} since {the_window(compared.window.words)}"))
    verdict = VARIATION[st.Variation(int(found.variation[row]))]
    tiles.append(Tile("Control chart", "", "", periods.parse(found.at).words, verdict))
    if measure.target is not None:
        name = ASSURANCE[st.Assurance(int(found.assurance[row]))]
        tiles.append(Tile("Target", *target_figure(measure, measure.target), "", name))
    if found.peers is not None and found.peers.compared[row]:
        place = POSITION[st.Position(int(found.peers.code[row]))]
        link = Link("Compare all forces", f"compare/{measure.id}/")
        tiles.append(Tile("Among all forces", "", "", "", place, link))
    return tiles


def _change(result: Result, found: Assessments, row: int) -> Figure | None:
    pairs = (("Year before", found.previous), ("Baseline", found.baseline))
    rows = [
        (f"{label} ({compared.window.words})", result.measure, compared, row)
        for label, compared in pairs
        if compared is not None
    ]
    told = changes_told(found, row)
    return change_figure(rows, "change", told or f"The change of {result.measure.title.lower()}.")


def _how(found: Assessments, row: int) -> list[str]:
    """How this was worked out, with the numbers that a reader needs to do it again."""
    measure, phi = found.series.measure, found.dispersion[row]
    size = found.window.size
    told = [
        f"The figure is the sum of {size} {measure.period}s, {found.window.words}; each of them is "
        "complete."
        if measure.kind == "count" and size > 1
        else f"The figure is for {found.window.words}."
    ]
    if np.isfinite(phi):
        told.append(
            f"The last {len(found.chart.periods)} {measure.period}s vary {phi:.1f} times as much "
            "as chance alone would make them (their dispersion). So the interval of the change is "
            f"widened by the square root of that, {phi**0.5:.1f}."
        )
    compared = found.previous
    if compared is not None and np.isfinite(compared.z[row]) and np.isfinite(compared.wide_z[row]):
        told.append(
            f"Against the {compared.window.words} the change is {signed_change(compared, row)}: "
            f"z = {words.number(compared.z[row], 1)} by chance alone, "
            f"{words.number(compared.wide_z[row], 1)} by the series' own variation. Beyond 1.96 "
            "either way it is called a change; the second decides."
        )
    return told


def _definition(site: Site, measure: Measure, root: str) -> list[tuple[str, str | Markup]]:
    held = site.held.get(measure.source)
    source: str | Markup = SOURCES[measure.source].title
    if held is not None:
        link = f"{root}{source_href(measure.source)}"
        source = Markup('<a href="{}">{}</a>').format(link, held.source.title)
    counted = Markup("; ").join(
        escape(sentence(f"{column.replace('_', ' ')}: {', '.join(map(str, values))}"))
        for column, values in measure.counts.items()
    )
    entries: list[tuple[str, str | Markup]] = [
        (
            "Counts",
            counted or ("What the body supplies" if measure.supplied else "All rows of the source"),
        ),
        ("Whose", _BASIS[measure.basis]),
        ("Which way is better", DIRECTION[measure.direction]),
        ("Kind", TIMING[measure.timing]),
        ("Window", f"{count_words(measure.window, measure.period)} together"),
        ("Control chart", f"The last {measure.chart} {measure.period}s, each by itself"),
        ("Source", source),
    ]
    if measure.among is not None:
        entries.insert(2, ("Only in", f"{measure.among} neighbourhoods (classification of 2021)"))
    if measure.limit != "lsoa":
        lowest = LIMITS.get(measure.limit, f"a {measure.limit}")
        entries.append(("Never shown below", f"{lowest}, to protect people"))
    if measure.baseline is not None:
        base = measure.baseline
        window = sentence(periods.window_words(base.to, base.periods))
        entries.append(("Baseline", f"{window}. {base.why}"))
    if measure.target is not None:
        entries.append(
            (
                "Target",
                f"{words.number(measure.target.value)} {measure.unit}. {measure.target.source}",
            )
        )
    if measure.proxy_for is not None:
        entries.append(("Stands in for", site.catalogue.measure(measure.proxy_for).title))
    for framework, group, entry in site.catalogue.listed_in(measure.id):
        link = Markup('<a href="{}{}">{}</a>').format(
            root, framework_href(framework, group), group.title
        )
        words_of = f": ‘{entry.wording}’" if entry.wording else ""
        entries.append((framework.title, Markup("{}{}").format(link, words_of)))
    if measure.sources:
        told = [Markup("<p>{}</p>").format(text) for text in measure.sources]
        entries.append(("Where the definition comes from", Markup("").join(told)))
    return entries


_BASIS = {
    "recorded": "Recorded by a force, wherever it lay",
    "located": "Located in an area, whoever recorded it",
    "supplied": "Supplied by the body itself",
}


def _stated(site: Site, result: Result, code: str) -> Table | None:
    """What documents stated, beside what the source gives for the same window today."""
    rows: list[list[Cell]] = []
    series = result.found.series if result.found else None
    for stated in site.supplied.get(result.measure.id, []):
        if stated["area"] != code or (result.measure.supplied and not stated["note"]):
            continue
        now = (
            ""
            if series is None or result.measure.supplied
            else today(result, code, stated["period"])
        )
        period = periods.parse(stated["period"]).words
        rows.append(
            [
                period,
                _value(stated["value"]),
                now or "–",
                stated["note"],
            ]
        )
    if not rows:
        return None
    columns = (
        Column("Period"),
        Column("Stated", number=True),
        Column("Source today", number=True),
        Column("Where"),
    )
    return Table("stated", "Figures that documents state", columns, rows)


def _value(value: float | None) -> str:
    if value is None:
        return "suppressed"
    return words.number(value, 2).rstrip("0").rstrip(".") if value % 1 else words.number(value)


def today(result: Result, code: str, period: str) -> str:
    """The source's figure for a stated period, '' where the windows cannot be matched."""
    from frankpledge.measures import window

    assert result.found is not None
    series, wanted = result.found.series, periods.parse(period)
    for name in series.periods:
        here = periods.parse(name)
        if here.last == wanted.last and wanted.months % here.months == 0:
            value = window(series, name, wanted.months // here.months).value[series.row[code]]
            return words.number(value) if np.isfinite(value) else ""
    return ""


def _other_areas(site: Site, result: Result, code: str) -> list[Link]:
    if result.found is None:
        return []
    places = [site.force, *site.districts, *site.partnerships]
    held = [area for area in places if area.code in result.found.series.row and area.code != code]
    links = [
        Link(
            f"{area.name} ({kind_words(area)})",
            measure_href(result.measure.id, "" if area.code == site.force.code else area.code),
        )
        for area in held
    ]
    if result.found.peers is not None:
        links.append(Link("All forces", f"compare/{result.measure.id}/"))
    return links


def _beside(site: Site, measure: Measure) -> list[Link]:
    """The other measures of the first scorecard group that lists this one."""
    for framework in site.frameworks:
        for group in framework.groups:
            names = list(dict.fromkeys(entry.measure for entry in group.measures))
            if measure.id in names:
                return [Link(site.catalogue.measure(n).title, measure_href(n)) for n in names]
    return []


def _downloads(measure: Measure) -> list[Download]:
    base = f"data/measures/{measure.id}"
    return [
        Download("All figures of this measure", f"{base}.csv", "CSV"),
        Download("What its columns mean", f"{base}.csv-metadata.json", "CSVW"),
        Download("Definition and assessments", f"{base}.json", "JSON"),
    ]
