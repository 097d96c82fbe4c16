"""The front matter of a report: what it is, whose, of when, and for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml.error import YAMLError

from frankpledge import periods
from frankpledge.claims.marking import Marked
from frankpledge.claims.matrix import Matrix
from frankpledge.claims.matrix_reading import read_matrix
from frankpledge.documents import REQUIRED, Fields, load_yaml, nearest, not_yaml
from frankpledge.errors import DocumentError, InputError, Place

KINDS = {
    "panel": "Report to the Police and Crime Panel",
    "annual": "Annual report",
    "statement": "Statement on the national priorities",
    "assessment": "Strategic assessment",
    "note": "Report",
}
FIELDS = (
    *("title", "kind", "date", "dated", "body", "audience", "summary"),
    *("area", "as_of", "restates", "note", "matrix"),
)
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?$")
_NAME = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*$")
T = TypeVar("T")


@dataclass(frozen=True)
class Head:
    """What a report says of itself.

    `date` is ISO, a day or a month, and puts reports in order; `dated` is how it is printed.
    `area` is the area that a figure is for where it names none. `as_of` is the last month whose
    figures may be used, counted as `periods` counts; None for all. `restates` names the document
    that the report restates, `note` says how. `matrix` is the scoring matrix of an assessment.
    """

    id: str
    title: str
    kind: str
    date: str
    dated: str
    body: str = ""
    audience: str = ""
    summary: str = ""
    area: str = ""
    as_of: int | None = None
    restates: str = ""
    note: str = ""
    matrix: Matrix | None = None

    @property
    def kind_words(self) -> str:
        """What kind of report it is, in words."""
        return KINDS[self.kind]


class _Front(Fields):
    """Fields of the lines between the hyphens, at their place in the whole file."""

    lines: dict[str, int]

    def error(self, key: str, expected: str, value: object = None) -> DocumentError:
        place = Place(str(self.path), self.lines.get(key, 1), key)
        return DocumentError(place, expected, value)


def read_head(path: Path, marked: Marked) -> tuple[Head | None, list[InputError]]:
    """The front matter, or every fault in it."""
    fields = _fields(path, marked)
    if isinstance(fields, InputError):
        return None, [fields]
    faults: list[InputError] = []

    def take(read: Callable[[], T], default: T) -> T:
        try:
            return read()
        except InputError as error:
            faults.append(error)
            return default

    title = take(lambda: str(fields.text("title")), "")
    kind = take(lambda: fields.choice("kind", KINDS), "note")
    date = take(lambda: _date(fields), "")
    texts = {name: take(lambda name=name: str(fields.text(name, "")), "") for name in _TEXTS}  # type: ignore[misc]
    as_of = take(lambda: _month(fields), None)
    matrix, wrong = _matrix(fields)
    faults += wrong
    faults += [
        fields.error(str(key), f"no such field; {nearest(str(key), FIELDS)}")
        for key in sorted(fields.left, key=str)
    ]
    if not _NAME.match(path.stem):
        told = "a file name of small letters, digits, hyphens and dots"
        faults.append(InputError(Place(str(path)), told, path.name))
    if faults:
        return None, faults
    dated = texts.pop("dated") or date_words(date)
    return Head(path.stem, title, kind, date, dated, as_of=as_of, matrix=matrix, **texts), []


_TEXTS = ("dated", "body", "audience", "summary", "area", "restates", "note")


def _fields(path: Path, marked: Marked) -> _Front | InputError:
    if marked.head is None:
        told = "front matter between two lines of three hyphens (title, kind, date)"
        return InputError(Place(str(path), 1), told)
    try:
        # Only texts: a date stays as it is written.
        text = "\n" + marked.head["yaml"]
        raw: Any = load_yaml(text)
    except YAMLError as error:
        return not_yaml(str(path), error)
    except ValueError as error:
        return InputError(Place(str(path), 2), "dates that exist", str(error))
    if not isinstance(raw, dict):
        return InputError(Place(str(path), 2), "fields of the front matter", type(raw).__name__)
    fields = _Front(path, raw)
    fields.lines = {
        match[1]: number
        for number, line in enumerate(marked.head["yaml"].splitlines(), start=2)
        if (match := re.match(r"([A-Za-z_]+)\s*:", line))
    }
    return fields


def is_date(text: str) -> bool:
    """Whether a text is an ISO day that exists, or a month."""
    try:
        return bool(_DATE.match(text)) and bool(date.fromisoformat(f"{text}-01"[:10]))
    except ValueError:
        return False


def _date(fields: Fields) -> str:
    value = str(fields.take("date", REQUIRED))
    if not is_date(value):
        raise fields.error("date", "a day or a month such as 2023-05-31 or 2023-05", value)
    return value


def _month(fields: Fields) -> int | None:
    value = fields.take("as_of", None)
    if value is None:
        return None
    try:
        return periods.parse(str(value)).last
    except ValueError as error:
        raise fields.error("as_of", "a period such as 2022-09", value) from error


def _matrix(fields: _Front) -> tuple[Matrix | None, list[InputError]]:
    raw = fields.take("matrix", None)
    if raw is None:
        return None, []
    line = fields.lines.get("matrix", 1)

    def fault(at: str, expected: str, value: object) -> InputError:
        return DocumentError(Place(str(fields.path), line, at), expected, value)

    return read_matrix(raw, fault)


def date_words(date: str) -> str:
    """An ISO day or month in words: '31 May 2023', 'May 2023'."""
    found = _DATE.match(date)
    if found is None:
        return date
    month = f"{periods.MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month
