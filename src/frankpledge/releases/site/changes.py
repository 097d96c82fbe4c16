"""What changed since the last release: scores, sources, rules; and what a first release says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frankpledge.errors import ReleaseError
from frankpledge.measures import RULE, assessment_row, words
from frankpledge.releases import feeds
from frankpledge.releases.history import (
    HISTORY,
    REVISIONS,
    History,
    read_history,
    told_areas,
    trusted,
)
from frankpledge.releases.manifest import Manifest, read_manifest
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.revised import releases_table, revised_words, revisions_table
from frankpledge.releases.site.shapes import Cell, Column, Group, Link, Page, Table, page
from frankpledge.releases.site.words import count_words, day

SCORES = "data/scores.json"
NEW, GONE = "not there", "no longer there"


@dataclass(frozen=True)
class PreviousRelease:
    """The release before: its manifest, the rows of its file of scores, and the history it has."""

    manifest: Manifest
    scores: tuple[Mapping[str, Any], ...]
    history: History = field(default_factory=History)


def read_previous(folder: Path) -> PreviousRelease:
    """Read a release to compare with. Raises ReleaseError when it is damaged."""
    path, manifest = folder / SCORES, read_manifest(folder)
    try:
        rows = json.loads(trusted(folder, SCORES, manifest))
        scores = tuple(dict(row) for row in rows)
    except (OSError, ValueError, TypeError) as error:
        raise ReleaseError(f"{path}: expected the scores of a release, found {error}") from error
    return PreviousRelease(manifest, scores, read_history(folder, manifest))


def changes_page(site: Site, previous: PreviousRelease | None) -> Page:
    """The page that compares two releases, or says that this is the first."""
    title, description = (
        "What changed since the last release",
        "What is different from the release before.",
    )
    context = _first(site) if previous is None else _compared(site, previous)
    return page("changes/", "changes.html", title, description, **context, **_ever(site))


def _ever(site: Site) -> dict[str, Any]:
    """What stands below in any case: the releases, the figures revised, and how to be told."""
    return {
        "revised": revisions_table(site, site.history.revisions, "revisions-table"),
        "revised_note": revised_words(site.history.revisions),
        "releases": releases_table(site),
        "follow": [
            Link("Feed of changes (Atom)", feeds.ALL),
            Link("This release as the text of an e-mail", feeds.DIGEST),
            Link("Every figure revised (CSV)", REVISIONS),
            Link("Every release (JSON)", HISTORY),
            Link("Corrections", "corrections/"),
        ],
        "places": [
            Link(feeds.area_words(site, area), feeds.feed_path(site, area.code))
            for area in told_areas(site)[1:]
        ],
    }


def _first(site: Site) -> dict[str, Any]:
    held = [f"{h.source.title}, as it stood on {h.vintage}" for h in site.held.values()]
    return {
        "finding": "This is the first release, so nothing has changed yet. From the next one on, "
        "this page will list every score that moved and every source that was revised.",
        "changed": [
            Group("What this release was made from", held or ["Nothing: the lake is empty."]),
            Group("By which rules", [f"Score rule {RULE}."]),
        ],
        "table": None,
        "before": None,
    }


def _compared(site: Site, previous: PreviousRelease) -> dict[str, Any]:
    moved = _moved(site, previous)
    sources = sources_changed(site, previous.manifest)
    rules = rules_changed(previous.manifest)
    scores = count_words(len(moved), "figure or score is", "figures and scores are")
    scores = scores if moved else "No figure and no score is"
    return {
        "finding": f"{scores} different from release {previous.manifest.id}. "
        "Figures move because time passes, because a publisher revises them, or because a rule "
        "changes; this page says which.",
        "changed": [
            Group("Sources", sources or ["No source has changed."]),
            Group("Rules", rules or ["No rule has changed."]),
        ],
        "table": _table(site, moved),
        "before": None,
    }


def sources_changed(site: Site, before: Manifest) -> list[str]:
    """Newest vintage of each source, then and now."""
    then: dict[str, str] = {}
    for item in before.inputs:
        if item.source:
            then[item.source] = max(then.get(item.source, ""), item.vintage)
    now = {name: held.vintage for name, held in site.held.items()}
    lines = []
    for name in sorted(then.keys() | now.keys()):
        title = site.held[name].source.title if name in site.held else name
        old = day(then[name]) if name in then else NEW
        new = now.get(name, GONE)
        if old != new:
            lines.append(f"{title}: then {old}; now {new}.")
        elif _files(site, name) != {i.sha256 for i in before.inputs if i.source == name}:
            lines.append(f"{title}: other files, as they stood on {new}.")
    return lines


def _files(site: Site, name: str) -> set[str]:
    return {row["content_sha256"] for row in site.held[name].imports}


def rules_changed(before: Manifest) -> list[str]:
    then = before.rules.get("score", "")
    return [] if then == RULE else [f"Scores: rule {then or NEW} then, rule {RULE} now."]


Moved = list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]


def _moved(site: Site, previous: PreviousRelease) -> Moved:
    """Measures of the site's own force whose figure, period or score is another."""
    force = site.force.code
    then = {row["measure"]: row for row in previous.scores if row.get("area") in {force, None}}
    now = {
        name: assessment_row(result, site.force)
        for name, result in site.results.by_measure.items()
        if result.found is not None and force in result.found.series.row
    }
    pairs = [
        (name, then.get(name, {}), now.get(name, {})) for name in sorted(then.keys() | now.keys())
    ]
    return [pair for pair in pairs if _seen(pair[1]) != _seen(pair[2])]


def _seen(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in ("window", "value", "score"))


def _table(site: Site, moved: Moved) -> Table | None:
    if not moved:
        return None
    rows: list[list[Cell]] = [
        [_name(site, name, then), *_cells(then), *_cells(now)] for name, then, now in moved
    ]
    return Table(
        id="changes-table",
        caption=f"{site.force.name}: figures and scores that moved",
        columns=(
            Column("Measure"),
            Column("Then"),
            Column("Figure then", number=True),
            Column("Score then", number=True),
            Column("Now"),
            Column("Figure now", number=True),
            Column("Score now", number=True),
        ),
        rows=rows,
    )


def _name(site: Site, name: str, then: Mapping[str, Any]) -> Cell:
    if name not in site.catalogue.measures:
        return str(then.get("title", name))
    return Link(site.catalogue.measures[name].title, measure_href(name))


def _cells(row: Mapping[str, Any]) -> list[Cell]:
    value, score = row.get("value"), row.get("score")
    return [
        str(row.get("window") or "no figures"),
        "not known"
        if value is None
        else words.number(value, 0 if float(value).is_integer() else 1),
        "not scored" if score is None else words.number(score),
    ]
