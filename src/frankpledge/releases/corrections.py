"""Corrections: what an earlier release said wrongly, as documents, `corrections/*.yaml`.

A release never changes. A mistake is put right in the next one, and a document says so:

    date: 2026-05-14
    title: Endorsable notices of 2025 were a part-year
    wrong: The figure for 2025 counted the notices of January to September only.
    why: The return had been read before the last quarter was in.
    role: Performance analyst of the local policing body
    release: 2025-12-0a1b2c3d
    figures:
      - {measure: endorsable-notices, area: E23000038, period: 2025, was: 1,412}
    pages: [reports/panel-2026-03/]

What a figure is now is not written: it is read from the release that carries the correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from frankpledge import periods
from frankpledge.documents import Fields, nearest
from frankpledge.errors import DocumentError, DocumentsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frankpledge.areas import Areas
    from frankpledge.measures import Catalogue
    from frankpledge.workspace import Workspace

FOLDER = "corrections"
KNOWN = ("date", "title", "wrong", "why", "role", "release", "figures", "pages")
_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*$")
_PAGE = re.compile(r"(?:[A-Za-z0-9._-]+/)*(?:[A-Za-z0-9._-]+\.html)?$")
_RELEASE = re.compile(r"[a-z0-9-]+-[0-9a-f]{8}$")


@dataclass(frozen=True)
class WrongFigure:
    """A cell of a measure that was published wrongly; `was` is what it was, as printed then."""

    measure: str
    area: str
    period: str
    was: str


@dataclass(frozen=True)
class Correction:
    """One correction. `release` is the release that was wrong, '' where it is not said.

    `pages` are addresses from the site's root, of pages that are wrong in other ways than by the
    figures. `role` says who corrects: an office, never a name.
    """

    id: str
    date: date
    title: str
    wrong: str
    why: str
    role: str
    release: str = ""
    figures: tuple[WrongFigure, ...] = ()
    pages: tuple[str, ...] = ()


def corrections_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps its corrections; it need not be there."""
    return workspace.root / FOLDER


def read_corrections(
    workspace: Workspace, catalogue: Catalogue, areas: Areas
) -> tuple[Correction, ...]:
    """Every correction of a workspace, the newest first.

    Raises DocumentsError with the faults of all files: a field that is missing or unknown, a day,
    a measure, an area or a period that does not exist.
    """
    faults: list[DocumentError] = []
    found = [
        one
        for path in sorted(corrections_folder(workspace).glob("*.yaml"))
        if (one := _Reader(path, catalogue, areas, faults).read()) is not None
    ]
    if faults:
        raise DocumentsError(faults)
    return tuple(sorted(found, key=lambda one: (one.date, one.id), reverse=True))


@dataclass(frozen=True)
class _Reader:
    """Reads one file; faults are gathered, so that all are told at once."""

    path: Path
    catalogue: Catalogue
    areas: Areas
    faults: list[DocumentError]

    def read(self) -> Correction | None:
        before = len(self.faults)
        fields = self._take(lambda: Fields.load(self.path), None)
        if fields is None:
            return None
        take, text = self._take, fields.text
        one = Correction(
            id=take(lambda: _name(fields), ""),
            date=take(lambda: _day(fields), date.min),
            title=take(lambda: str(text("title")), ""),
            wrong=take(lambda: str(text("wrong")), ""),
            why=take(lambda: str(text("why")), ""),
            role=take(lambda: str(text("role")), ""),
            release=take(lambda: _release(fields), ""),
            figures=tuple(take(lambda: _figures(fields, self._figure), [])),
            pages=take(lambda: _pages(fields), ()),
        )
        for key in sorted(fields.left, key=str):
            self.faults.append(fields.error(str(key), f"no such field; {nearest(str(key), KNOWN)}"))
        return one if len(self.faults) == before else None

    def _take(self, read: Callable[[], Any], default: Any) -> Any:
        try:
            return read()
        except DocumentError as error:
            self.faults.append(error)
            return default

    def _figure(self, fields: Fields) -> WrongFigure:
        return WrongFigure(
            measure=self._take(partial(_known, fields, "measure", self.catalogue.measures), ""),
            area=self._take(partial(_place, fields, self.areas), ""),
            period=self._take(partial(_period, fields), ""),
            was=self._take(lambda: str(fields.text("was")), ""),
        )


def _name(fields: Fields) -> str:
    if not _NAME.match(fields.path.stem):
        told = "a file name of small letters, digits, hyphens and dots"
        raise DocumentError(fields.error("date", told).place, told, fields.path.name)
    return fields.path.stem


def _day(fields: Fields) -> date:
    value = fields.take("date")
    if not isinstance(value, date) or isinstance(value, datetime):
        raise fields.error("date", "a day such as 2026-05-14", value)
    return value


def _release(fields: Fields) -> str:
    value = str(fields.text("release", ""))
    if value and not _RELEASE.match(value):
        raise fields.error("release", "the name of a release such as 2025-12-0a1b2c3d", value)
    return value


def _figures(fields: Fields, read: Callable[[Fields], WrongFigure]) -> list[WrongFigure]:
    return fields.parts("figures", read) if fields.take("figures", None) is not None else []


def _pages(fields: Fields) -> tuple[str, ...]:
    found = fields.texts("pages")
    for value in found:
        if not _PAGE.match(value):
            told = "addresses from the site's root such as measures/homicide/"
            raise fields.error("pages", told, value)
    return found


def _known(fields: Fields, key: str, known: Iterable[str]) -> str:
    value = str(fields.text(key))
    if value not in known:
        raise fields.error(key, f"a {key}; {nearest(value, known)}", value)
    return value


def _place(fields: Fields, areas: Areas) -> str:
    value = str(fields.text("area"))
    if value not in areas:
        raise fields.error("area", "the code of an area", value)
    return value


def _period(fields: Fields) -> str:
    value = str(fields.take("period"))
    try:
        return str(periods.parse(value))
    except ValueError as error:
        raise fields.error("period", "a period such as 2025-12", value) from error
