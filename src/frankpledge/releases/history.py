"""What was published before: every release, every figure that was revised, and what moved.

Each release carries the whole story in two files, `data/history.json` and `data/revisions.csv`. The
next one reads them, adds itself, and carries them on; so the story needs no database, and `verify`
proves it link by link.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge.errors import ReleaseError
from frankpledge.measures import SUPPRESSED
from frankpledge.releases.downloads.csvw import About, Field, as_json
from frankpledge.releases.downloads.series_csv import series_csv, shown
from frankpledge.releases.manifest import hash_file

if TYPE_CHECKING:
    from pathlib import Path

    from frankpledge.areas import Area
    from frankpledge.measures import Result
    from frankpledge.releases.manifest import Manifest
    from frankpledge.releases.site.model import Site

HISTORY, REVISIONS = "data/history.json", "data/revisions.csv"
# What a release needs of the one before, as patterns below its folder.
NEEDED = ("data/scores.json", HISTORY, REVISIONS, "data/measures/*.csv")
# How many releases keep what moved word for word; all keep their figures that were revised.
DETAILED = 20
WITHDRAWN = "withdrawn"
FIELDS = (
    Field("release", "Release that first had the new figure", required=True),
    Field("dated", "Day of that release", "date", required=True),
    Field("measure", "Id of the measure", required=True),
    Field("area", "Code of the area", required=True),
    Field("area_name", "Name of the area"),
    Field("area_kind", "Kind of the area"),
    Field("period", "Period of the figure", required=True),
    Field("was", "The figure before; blank where none was known", "number"),
    Field("now", "The figure since; blank where none is known", "number"),
    Field("was_denominator", "For shares: of how many, before", "number"),
    Field("now_denominator", "For shares: of how many, since", "number"),
    Field("was_status", "Complete, partial, missing or suppressed, before"),
    Field("now_status", f"The same, since; {WITHDRAWN}: no longer published"),
    Field("why", "What else changed between the two releases", required=True),
)
NAMES = tuple(one.name for one in FIELDS)
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Revision:
    """A figure that a release published otherwise than the one before. All are texts of CSV."""

    release: str
    dated: str
    measure: str
    area: str
    area_name: str
    area_kind: str
    period: str
    was: str
    now: str
    was_denominator: str
    now_denominator: str
    was_status: str
    now_status: str
    why: str


@dataclass(frozen=True)
class Moved:
    """What moved for one measure in one area, in words."""

    area: str
    measure: str
    text: str


@dataclass(frozen=True)
class Told:
    """One release: its day, how many figures it revised, what moved and what else was new.

    `dated` is the day of the newest thing that it was made of, not of the build, which has no clock
    (ISO; '' where nothing has a date). `notes` are sentences on sources and rules.
    """

    id: str
    dated: str
    newest: str
    before: str = ""
    revised: int = 0
    corrections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class History:
    """Every release, the newest first, and every revision, the oldest first."""

    releases: tuple[Told, ...] = ()
    revisions: tuple[Revision, ...] = field(default=(), repr=False)

    def of_measure(self, measure: str) -> tuple[Revision, ...]:
        """The revisions of one measure."""
        return tuple(one for one in self.revisions if one.measure == measure)

    def to_json(self) -> bytes:
        """As a release keeps it; the revisions stand in a table of their own."""
        kept = [
            asdict(one) | ({} if place < DETAILED else {"changes": []})
            for place, one in enumerate(self.releases)
        ]
        return as_json(kept)


def read_history(folder: Path, manifest: Manifest) -> History:
    """The history that a release carries; an empty one where it was made without.

    Raises ReleaseError when a file is not what the manifest says, or cannot be read.
    """
    if not (folder / HISTORY).is_file():
        return History()
    try:
        raw = json.loads(trusted(folder, HISTORY, manifest))
        releases = tuple(_told(one) for one in raw)
        text = trusted(folder, REVISIONS, manifest).decode()
        revisions = tuple(Revision(**row) for row in csv.DictReader(io.StringIO(text)))
    except (OSError, ValueError, TypeError, KeyError) as error:
        told = "expected the history of a release"
        raise ReleaseError(f"{folder / HISTORY}: {told}, found {error}") from error
    return History(releases, revisions)


def trusted(folder: Path, path: str, manifest: Manifest) -> bytes:
    """The bytes of a file of a release. Raises ReleaseError when its manifest says others."""
    said = {item.path: item.sha256 for item in manifest.outputs}.get(path)
    if said is not None and hash_file(folder / path) != said:
        raise ReleaseError(f"{folder / path}: is not what the release's manifest says")
    return (folder / path).read_bytes()


def _told(raw: Mapping[str, Any]) -> Told:
    lists: dict[str, Any] = {key: tuple(raw[key]) for key in ("corrections", "notes")}
    changes = tuple(Moved(**one) for one in raw["changes"])
    return Told(**{**raw, **lists, "changes": changes})


def revisions_since(
    site: Site, folder: Path, before: Manifest, now: Manifest, dated: str
) -> Iterator[Revision]:
    """Every figure that is published otherwise than in the release before.

    Figures for periods that were not there before are news, not revisions. Raises ReleaseError for
    a table of the release before that is damaged.
    """
    listed = {item.path for item in before.outputs}
    for name, result in site.results.by_measure.items():
        path = f"data/measures/{name}.csv"
        if path not in listed:
            continue
        series = shown(site, result)
        text = b"" if series is None else series_csv(site.areas, series)
        old = trusted(folder, path, before)
        if old == text:
            continue
        why = _why(site, result, before, now)
        corrected = _corrected(site, name, before)
        for key, was, is_now in _differing(old.decode(), text.decode()):
            area, period = key[0], key[3]
            yield Revision(
                release=now.id,
                dated=dated,
                measure=name,
                area=area,
                area_name=key[1],
                area_kind=key[2],
                period=period,
                was=was[0],
                now=is_now[0],
                was_denominator=was[1],
                now_denominator=is_now[1],
                was_status=was[2],
                now_status=is_now[2],
                why=corrected.get((area, period), why),
            )


def _differing(old: str, new: str) -> Iterator[tuple[Cells, Cells, Cells]]:
    """(area, name, kind, period), cells before and cells after, of every figure that is another.

    A figure that was not known is no figure: filling it in revises nothing. An area that is only
    called otherwise has the same figures.
    """
    then, now = old.splitlines()[1:], new.splitlines()[1:]
    fresh = dict(_parts(row) for row in csv.reader(sorted(set(now) - set(then))))
    same = set(now)
    for row in csv.reader(line for line in then if line not in same):
        key, was = _parts(row)
        found = fresh.get(key, ("", "", WITHDRAWN))
        if was[0] and found[:2] != was[:2]:
            yield (*row[:3], row[3]), was, found


def _parts(row: list[str]) -> tuple[Cells, Cells]:
    """Of area, area_name, area_kind, period, period_words, value, denominator, status."""
    return (row[0], row[3]), (row[5], row[6], row[7])


def hidden_cells(site: Site) -> set[tuple[str, str, str]]:
    """(measure, area, period) of every figure that is suppressed now.

    What is suppressed now must not be found in the history either, though it was published once.
    """
    found = set()
    for name, result in site.results.by_measure.items():
        if result.found is None:
            continue
        series = result.found.series
        for row, column in np.argwhere(series.status == SUPPRESSED).tolist():
            found.add((name, series.areas[row], series.periods[column]))
    return found


def without_hidden(history: History, hidden: set[tuple[str, str, str]]) -> History:
    """The same history, with nothing of figures that are suppressed now."""
    if not hidden:
        return history
    pairs = {(area, measure) for measure, area, _period in hidden}
    releases = (
        replace(told, changes=tuple(m for m in told.changes if (m.area, m.measure) not in pairs))
        for told in history.releases
    )
    revisions = (
        replace(one, **_HIDDEN) if (one.measure, one.area, one.period) in hidden else one
        for one in history.revisions
    )
    return History(tuple(releases), tuple(revisions))


_HIDDEN: dict[str, Any] = dict.fromkeys(("was", "now", "was_denominator", "now_denominator"), "")


def _why(site: Site, result: Result, before: Manifest, now: Manifest) -> str:
    source = result.measure.source
    if _of(now, source) != _of(before, source):
        held = site.held.get(source)
        title = source if held is None else held.source.title
        vintages = [i.vintage for i in now.inputs if i.source == source] or [""]
        return f"{title}: newer figures, as published on {max(vintages)}"
    if before.software != now.software:
        return f"Made by {now.software}, before by {before.software}"
    return "Documents of the workspace changed"


def _of(manifest: Manifest, source: str) -> set[str]:
    return {f"{i.name} {i.sha256}" for i in manifest.inputs if i.source == source}


def _corrected(site: Site, measure: str, before: Manifest) -> dict[tuple[str, str], str]:
    """Figures of a measure that a correction names which the release before did not have."""
    return {
        (figure.area, figure.period): f"Correction: {one.title}"
        for one in new_corrections(site, before)
        for figure in one.figures
        if figure.measure == measure
    }


def new_corrections(site: Site, before: Manifest | None) -> list[Any]:
    """The corrections that this release has and the one before had not."""
    had = set() if before is None else {i.name for i in before.inputs if i.kind == "document"}
    return [one for one in site.corrections if f"corrections/{one.id}.yaml" not in had]


def dated_of(site: Site, manifest: Manifest, earlier: Iterable[Told]) -> str:
    """The day of the newest thing that a release is made of, never before that of an earlier one.

    '' where nothing has a date.
    """
    days = [item.vintage[:10] for item in manifest.inputs if item.vintage]
    days += [one.date.isoformat() for one in site.corrections]
    days += [one.dated for one in earlier]
    if site.following.on is not None and not days:
        days.append(site.following.on.isoformat())
    return max(days, default="")


def told_areas(site: Site) -> tuple[Area, ...]:
    """The areas whose changes are told one by one: the force area, its partnerships, districts.

    Partnerships that are one district would tell the same twice under another code; they stay,
    because the people who read them are others.
    """
    return (site.force, *site.partnerships, *site.districts)


def about(site: Site) -> About:
    """What the table of revisions is."""
    return About(
        title="Figures that were revised",
        description="Every figure that a release published otherwise than the release before it, "
        "since the first release.",
        fields=FIELDS,
        publisher=site.workspace.body,
        licence="Open Government Licence v3.0",
    )
