"""What a release changed, for one place or one measure: asked of a release that stands anywhere."""

from __future__ import annotations

from pathlib import Path

from frankpledge.errors import NotFoundError
from frankpledge.releases.history import History, read_history
from frankpledge.releases.manifest import read_manifest

FIELDS = ("what", "area", "measure", "period", "was", "now", "text")
Row = dict[str, str]


def digest_rows(release: Path, area: str = "", measure: str = "") -> list[Row]:
    """What a release changed, as rows with the keys of `FIELDS`.

    `what` is correction, note, moved (a sentence on the latest figure, for the force area,
    partnerships and districts) or revised (a figure, of any area). With an area or a measure, only
    what is about it, and corrections.
    Raises ReleaseError where there is no release or it is damaged, NotFoundError where it was made
    by a version that kept no history.
    """
    history = read_history(release, read_manifest(release))
    if not history.releases:
        raise NotFoundError(f"{release}: this release was made without a history")
    every = (*_told(history), *_revised(history))
    return [row for row in every if _is_about(row, area, measure)]


def _is_about(row: Row, area: str, measure: str) -> bool:
    """Corrections are told to everybody."""
    asked = area in {"", row["area"]} and measure in {"", row["measure"]}
    return asked or row["what"] == "correction"


def _told(history: History) -> list[Row]:
    told = history.releases[0]
    rows = [_row("correction", text=name) for name in told.corrections]
    rows += [_row("note", text=text) for text in told.notes]
    return rows + [
        _row("moved", area=one.area, measure=one.measure, text=one.text) for one in told.changes
    ]


def _revised(history: History) -> list[Row]:
    return [
        _row(
            "revised",
            area=one.area,
            measure=one.measure,
            period=one.period,
            was=one.was,
            now=one.now,
            text=one.why,
        )
        for one in history.revisions
        if one.release == history.releases[0].id
    ]


def _row(what: str, **known: str) -> Row:
    return dict.fromkeys(FIELDS, "") | {"what": what} | known
