"""What is new in a release, in sentences: measure by measure and area by area, and what else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from frankpledge.measures import assessment_rows, words
from frankpledge.releases.history import (
    History,
    Moved,
    Revision,
    Told,
    dated_of,
    hidden_cells,
    new_corrections,
    revisions_since,
    told_areas,
    without_hidden,
)
from frankpledge.releases.site.changes import rules_changed, sources_changed

if TYPE_CHECKING:
    from pathlib import Path

    from frankpledge.releases.manifest import Manifest
    from frankpledge.releases.site.changes import PreviousRelease
    from frankpledge.releases.site.model import Site

SEEN = ("window", "value", "denominator", "score", "variation")
Row = Mapping[str, Any]


def history_of(
    site: Site, manifest: Manifest, last: Path | None, before: PreviousRelease | None
) -> History:
    """The history that a release carries: that of the one before, and its own on top.

    Raises ReleaseError when files of the release before are damaged.
    """
    if last is None or before is None:
        return History((_first(site, manifest),))
    earlier = before.history
    dated = dated_of(site, manifest, earlier.releases)
    found = tuple(revisions_since(site, last, before.manifest, manifest, dated))
    told = Told(
        id=manifest.id,
        dated=dated,
        newest=manifest.newest,
        before=before.manifest.id,
        revised=len(found),
        corrections=tuple(one.id for one in new_corrections(site, before.manifest)),
        notes=(*sources_changed(site, before.manifest), *rules_changed(before.manifest)),
        changes=tuple(_moved(site, before.scores)),
    )
    revisions: tuple[Revision, ...] = (*earlier.revisions, *found)
    history = History((told, *earlier.releases), revisions)
    return without_hidden(history, hidden_cells(site))


def _first(site: Site, manifest: Manifest) -> Told:
    return Told(
        id=manifest.id,
        dated=dated_of(site, manifest, ()),
        newest=manifest.newest,
        corrections=tuple(one.id for one in site.corrections),
    )


def _moved(site: Site, scores: tuple[Row, ...]) -> Iterator[Moved]:
    codes = {area.code: area for area in told_areas(site)}
    then = {(row["measure"], row["area"]): row for row in scores if row.get("area") in codes}
    rows = assessment_rows(site.results, site.areas, lambda area: area.code in codes)
    now: dict[tuple[str, str], Row] = {(r["measure"], r["area"]): r for r in rows if r["area"]}
    for code in codes:
        for measure in sorted({name for name, area in then.keys() | now.keys() if area == code}):
            old, new = then.get((measure, code), {}), now.get((measure, code), {})
            if [old.get(key) for key in SEEN] != [new.get(key) for key in SEEN]:
                yield Moved(code, measure, sentence(old, new))


def sentence(old: Row, new: Row) -> str:
    """What is different between two rows of scores of one measure and area; {} for none."""
    title = str((new or old)["title"])
    if not new:
        return f"{title}: no longer published."
    if not old:
        return f"{title}: {_figure(new)} in the {_when(new)}, published for the first time."
    parts = [_figures(old, new)] if _key(old) != _key(new) else []
    if old.get("score") != new.get("score"):
        parts.append(f"score {_score(new)}, was {_score(old)}")
    if old.get("variation") != new.get("variation"):
        parts.append(f"the chart says {_variation(new)}, said {_variation(old)}")
    return f"{title}: {'; '.join(parts)}."


def _key(row: Row) -> tuple[Any, ...]:
    return row.get("window"), row.get("value"), row.get("denominator")


def _figures(old: Row, new: Row) -> str:
    if old.get("window") == new.get("window"):
        return f"{_figure(new)} in the {_when(new)}, revised from {_figure(old)}"
    return f"{_figure(new)} in the {_when(new)}, after {_figure(old)} in the {_when(old)}"


def _figure(row: Row) -> str:
    share, value = row.get("percent"), row.get("value")
    if share is not None:
        return f"{words.number(share, 1)} %"
    if value is None:
        return "not known"
    return f"{words.number(value, 0 if float(value).is_integer() else 1)} {row['unit']}"


def _when(row: Row) -> str:
    return str(row.get("window") or "latest period")


def _score(row: Row) -> str:
    score = row.get("score")
    return "not scored" if score is None else words.number(score)


def _variation(row: Row) -> str:
    return str(row.get("variation") or "nothing yet")
