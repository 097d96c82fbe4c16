"""The list of all measures: the latest figure of each, whether that changed, and its score."""

from __future__ import annotations

from frankpledge.measures import Result, words
from frankpledge.releases.site.figures import measure_row, reason_of
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.shapes import Group, Link, Page, page


def index_page(site: Site) -> Page:
    """Every measure under the first document that asks for it, the body's own plan first."""
    groups, seen = [], set()
    for framework in site.every_framework:
        fresh = [name for name in framework.measures if name not in seen]
        seen.update(fresh)
        items = [_entry(site, site.results.by_measure[name]) for name in fresh]
        if items:
            groups.append(Group(framework.title, items, text=framework.note))
    rest = [r for name, r in site.results.by_measure.items() if name not in seen]
    if rest:
        groups.append(Group("Others", [_entry(site, result) for result in rest]))
    known = sum(result.found is not None for result in site.results.by_measure.values())
    return page(
        "measures/",
        "index.html",
        "Measures",
        "Every measure, by the document that asks for it.",
        section="measures",
        finding=f"{len(site.results.by_measure)} measures are defined here; figures are held for "
        f"{known} of them. The others say who could supply them.",
        groups=groups,
    )


def _entry(site: Site, result: Result) -> Link:
    """A measure in the list: its latest figure, whether that changed, and its score."""
    row = measure_row(result, site.force.code)
    href = measure_href(result.measure.id)
    if not row.value:
        return Link(row.name, href, f"{row.reason or 'No figures for the whole area'}.")
    scored = f"score {row.score}" if row.score else _unscored(result, site.force.code)
    told = f"{row.value} {row.unit}, {row.period}"
    moved = _moved(result, site.force.code)
    return Link(row.name, href, "; ".join(part for part in (told, moved, scored) if part))


def _unscored(result: Result, area: str) -> str:
    """Why there is no score, as short as a list needs it."""
    why, _, rest = reason_of(result, area).partition(": ")
    return f"{why}, {rest.partition(':')[0]}" if rest else why


def _moved(result: Result, area: str) -> str:
    """What may be said of the last year in a list; '' where nothing may."""
    found = result.found
    if found is None or found.previous is None or area not in found.series.row:
        return ""
    row = found.series.row[area]
    says = words.verdict(found.previous, row, words.too_few(found, found.previous, row))
    if says in {"rose", "fell"}:
        return f"{says} {words.size(found.previous, row)} in a year"
    return "little changed in a year" if says == "little changed" else ""
