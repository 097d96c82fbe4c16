"""A page for each source: what it is, how complete, what was wrong with it, which vintages."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from frankpledge import periods
from frankpledge.lake import Gap
from frankpledge.releases.site.coverage import Coverage, coverage, span_words
from frankpledge.releases.site.model import Held, Site, measure_href, source_href
from frankpledge.releases.site.rows_chart import rows_figure
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.source_tables import (
    completeness_table,
    lying_table,
    lying_text,
    quality_table,
    rejected_table,
    vintages_table,
)
from frankpledge.releases.site.source_words import about
from frankpledge.releases.site.words import count_words

RECORDED = "Counted for the force that recorded it, wherever it happened."
LOCATED = "Counted for the place where it happened, whichever force recorded it."


def pages(site: Site) -> Iterator[Page]:
    """One page a source that the lake holds something of."""
    for held in site.held.values():
        yield _page(site, held)


def _page(site: Site, held: Held) -> Page:
    source, known = held.source, coverage(held.completeness)
    plain = about(source.id, source.title)
    return page(
        source_href(source.id),
        "source.html",
        source.title,
        f"{source.title}, {source.publisher}: what it is, how complete it is and what is wrong "
        "with it.",
        section="data",
        crumbs=(Link("Data", "data/"),),
        finding=_finding(held),
        about=_about(site, held),
        completeness=completeness_table(site, held, known),
        complete_text=_complete_text(site, held, known),
        figure=rows_figure(site, held, plain.things),
        quality=quality_table(held),
        rejected=rejected_table(held.quality),
        lying=lying_table(held, _force(site, site.workspace.force)),
        lying_text=lying_text(held, _force(site, site.workspace.force)) if held.lying else "",
        vintages=vintages_table(held),
        caveats=[*plain.more, *source.caveats, *_layout_notes(held)],
    )


def held_span(held: Held) -> str:
    """From the first period held to the last, in words. Kinds of periods may be mixed."""
    ends = [row[name] for row in held.imports for name in ("first_period", "last_period")]
    known = sorted({end for end in ends if end}, key=lambda end: periods.parse(end).last)
    return span_words(known[0], known[-1]) if known else ""


def held_rows(held: Held) -> int:
    """How many rows all imports of a source gave, superseded ones too."""
    return sum(int(row["rows"]) for row in held.imports)


def _finding(held: Held) -> str:
    rows = count_words(held_rows(held), "row")
    files = count_words(len(held.imports), "file")
    last = f", the newest as it stood on {held.vintage}" if held.vintage else ""
    return f"{rows} for {held_span(held)}, read from {files}{last}."


def _about(site: Site, held: Held) -> list[tuple[str, str | Markup]]:
    source, plain = held.source, about(held.source.id, held.source.title)
    counted = RECORDED if source.by_force else LOCATED if "crime_type" in source.names else ""
    entries: list[tuple[str, str | Markup]] = [
        ("What it is", plain.plain),
        ("Publisher", source.publisher),
        ("Licence", source.licence),
        ("Address", _link(source.url) if source.url else "In the body's own workspace."),
        ("One row", plain.row),
        ("Whose", counted),
        ("Columns", _columns(held)),
        ("Known gaps", _gaps(site, source.gaps)),
        ("Falls that are real", " ".join(f"{d.reason} ({d.source})." for d in source.dips)),
        ("Used by", _users(site, source.id)),
    ]
    return [entry for entry in entries if entry[1]]


def _link(address: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(address)


def _columns(held: Held) -> Markup:
    items = Markup("").join(
        Markup("<li><code>{}</code>: {}</li>").format(column.name, column.words)
        for column in held.source.columns
    )
    return Markup("<ul>{}</ul>").format(items)


def _gaps(site: Site, gaps: tuple[Gap, ...]) -> str:
    texts = []
    for gap in gaps:
        since = f"from {periods.parse(gap.first).words}"
        until = f" to {periods.parse(gap.last).words}" if gap.last else ""
        texts.append(f"{_force(site, gap.force)}, {since}{until}: {gap.reason}. {gap.source}.")
    return " ".join(texts)


def _users(site: Site, source: str) -> Markup:
    """Links to the measures that have figures from it, and how many still wait for some."""
    results = [r for r in site.results.by_measure.values() if r.measure.source == source]
    links = [
        Markup('<li><a href="../../{}">{}</a></li>').format(measure_href(m.id), m.title)
        for m in sorted((r.measure for r in results if r.found), key=lambda m: m.title)
    ]
    items = Markup("").join(links)
    users = Markup('<ul class="fp-columns">{}</ul>').format(items) if links else Markup("")
    waiting = len(results) - len(links)
    if not waiting:
        return users
    told = count_words(waiting, "measure waits", "measures wait")
    return users + Markup("<p>{} for figures from it.</p>").format(told)


def _force(site: Site, code: str) -> str:
    """A force as people call it. The tables of areas name every force that the gate judges."""
    return site.areas.force_name(code)


def _layout_notes(held: Held) -> list[str]:
    used = {row["layout"] for row in held.imports}
    return [layout.note for layout in held.source.layouts if layout.note and layout.id in used]


def _complete_text(site: Site, held: Held, known: Coverage) -> str:
    if not known.runs:
        return (
            "These figures do not come force by force, so they are not judged against a force's "
            "usual number; this is what is held."
        )
    grain, codes = held.source.grain, {run.force for run in known.runs}
    own = _own_text(site, held, known)
    text = f"Each {grain} is judged against the force's own usual number. {own}"
    if len(codes) > 1:
        told = ", ".join(f"{count:,} {status}" for status, count in known.counts().items())
        text += f" Over all {len(codes)} forces and bodies together: {told}."
    if known.unheld:
        have = len(known.periods) - known.unheld
        span = span_words(known.periods[0], known.periods[-1])
        text += (
            f" Of the {len(known.periods)} {grain}s from {span}, {have} are held; the others were "
            "not published, or not imported here."
        )
    return text


def _own_text(site: Site, held: Held, known: Coverage) -> str:
    name, grain = _force(site, site.workspace.force), held.source.grain
    runs = known.of(site.workspace.force)
    total = sum(run.periods for run in runs)
    good = sum(run.periods for run in runs if run.status == "complete")
    if not total:
        return f"Nothing is held for {name}."
    if good == total:
        return f"For {name} all {count_words(total, grain)} held are complete."
    return f"For {name}, {good} of {count_words(total, grain)} are complete."
