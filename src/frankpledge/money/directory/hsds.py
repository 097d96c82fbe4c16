"""Open Referral files: HSDS 3.0, of which Open Referral UK 3.0 is a profile, in and out.

Whatever a file holds is kept, fields that the standard does not know included, so that reading and
writing again gives the same JSON values. What is required, and of which type, is told by the table
in `data/hsds-3.0.toml`. Names of fields are the standard's own: organization, with a z.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from frankpledge.errors import DocumentsError, InputError, NotFoundError, Place

LIMIT = 50_000_000  # bytes; a directory of a whole county is a tenth of it
DEEPEST = 40  # the standard's own way down is 8 steps
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_LIST = ("contents",)  # the field in which a page of a list has its services


class DirectoryError(DocumentsError):
    """Entries of the directory that cannot be read."""

    what = "the directory"


@dataclass(frozen=True)
class Record:
    """One object of HSDS. `values` are by field: texts, numbers, Records, or tuples of Records.

    A field that is not there is not among them; one that is null is None.
    """

    kind: str
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A field as text; '' when it is not there."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def many(self, name: str) -> tuple[Record, ...]:
        """The records in a field; none when it is not there."""
        found = self.values.get(name)
        return found if isinstance(found, tuple) else ()

    def one(self, name: str) -> Record | None:
        """The record in a field; None when it is not there."""
        found = self.values.get(name)
        return found if isinstance(found, Record) else None


@dataclass(frozen=True)
class Document:
    """A file: its records, and what stood around them where it was a page of a list."""

    records: tuple[Record, ...]
    listed: bool = False
    envelope: Mapping[str, Any] = field(default_factory=dict)

    @property
    def services(self) -> tuple[Record, ...]:
        """Every service, those inside organizations included, each with its organization."""
        return tuple(_services(self.records))


def read_hsds(path: Path) -> Document:
    """Read a service, an organization, a list of either, or a page of a list with `contents`.

    Raises NotFoundError when there is no file, and DirectoryError with everything that the standard
    forbids, each by its place in the JSON ('/phones/0/number').
    """
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    return parse_hsds(path.read_bytes(), str(path))


def parse_hsds(data: bytes, file: str) -> Document:
    """The same from the bytes of a file. Raises DirectoryError."""
    raw = _load(data, file)
    faults: list[InputError] = []
    document = _document(raw, file, faults)
    if faults:
        raise DirectoryError(faults)
    return document


def hsds_json(document: Document) -> Any:
    """The JSON value of a document: what was read is what comes out."""
    records = [plain(record) for record in document.records]
    if document.envelope:
        return {**document.envelope, _LIST[0]: records}
    return records if document.listed else records[0]


def plain(value: Any) -> Any:
    """A record as plain JSON values."""
    if isinstance(value, Record):
        return {name: plain(inner) for name, inner in value.values.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def _services(records: tuple[Record, ...]) -> Iterator[Record]:
    for record in records:
        if record.kind == "service":
            yield record
            continue
        inside = {name: value for name, value in record.values.items() if name != "services"}
        for service in record.many("services"):
            whole = {"organization": Record("organization", inside), **service.values}
            yield Record("service", whole)


@cache
def shapes() -> Mapping[str, Mapping[str, str]]:
    """The table of the standard: kind, field, type."""
    path = Path(__file__).parent / "data" / "hsds-3.0.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _load(data: bytes, file: str) -> Any:
    if len(data) > LIMIT:
        raise _fault(file, f"at most {LIMIT:,} bytes")
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DirectoryError([InputError(Place(file, line), "UTF-8 text", error.reason)]) from None
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, column=error.colno)
        raise DirectoryError([InputError(place, f"JSON ({error.msg})")]) from None
    except RecursionError:
        raise _fault(file, f"at most {DEEPEST} steps down") from None
    except ValueError as error:
        raise _fault(file, f"JSON ({error})") from None


def _fault(file: str, expected: str) -> DirectoryError:
    return DirectoryError([InputError(Place(file), expected)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Of a name given twice one value would be lost in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice!r} stands twice in one object")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _document(raw: Any, file: str, faults: list[InputError]) -> Document:
    listed = raw[_LIST[0]] if isinstance(raw, dict) and _LIST[0] in raw else raw
    envelope = {} if listed is raw else {k: v for k, v in raw.items() if k != _LIST[0]}
    if not isinstance(listed, list):
        record = _Reader(file, faults).top(listed, "")
        return Document((record,) if record else ())
    reader = _Reader(file, faults)
    records = [reader.top(one, f"/{index}") for index, one in enumerate(listed)]
    return Document(tuple(r for r in records if r), listed=True, envelope=envelope)


class _Reader:
    """Reads records; what the standard forbids joins the faults."""

    def __init__(self, file: str, faults: list[InputError]) -> None:
        self.file, self.faults = file, faults

    def top(self, raw: Any, way: str) -> Record | None:
        """A record that nothing above it says the kind of: only services have a status."""
        if not isinstance(raw, dict):
            self.error(way, "a service or an organization", raw)
            return None
        kind = "service" if "status" in raw else "organization"
        return self.record(kind, raw, way)

    def record(self, kind: str, raw: dict[str, Any], way: str) -> Record:
        """A record with all below it."""
        shape = shapes()[kind]
        for name, type_ in shape.items():
            if type_.endswith("!") and raw.get(name) is None:
                self.error(f"{way}/{name}", f"a value; each {kind} has one")
        values = {
            name: self.value(shape.get(name, "").removesuffix("!"), value, f"{way}/{name}")
            for name, value in raw.items()
        }
        return Record(kind, values)

    def value(self, type_: str, value: Any, way: str) -> Any:
        """A value of a field; one that the standard does not know ('') stays as it is."""
        if value is None or not type_:
            return value
        how, _, kind = type_.partition(" ")
        if how in ("one", "many") and way.count("/") > DEEPEST:
            self.error(way, f"at most {DEEPEST} steps down")
            return value
        if how == "one":
            return self.part(kind, value, way)
        if how == "many":
            return self.parts(kind, value, way)
        expected = _wrong(type_, value)
        if expected:
            self.error(way, expected, value)
        return value

    def part(self, kind: str, value: Any, way: str) -> Any:
        if isinstance(value, dict):
            return self.record(kind, value, way)
        self.error(way, f"an object, {kind}", value)
        return value

    def parts(self, kind: str, value: Any, way: str) -> Any:
        if not isinstance(value, list):
            self.error(way, f"a list of {kind}", value)
            return value
        return tuple(self.part(kind, one, f"{way}/{index}") for index, one in enumerate(value))

    def error(self, way: str, expected: str, value: Any = None) -> None:
        """Note what is wrong, with no more of the value than one line."""
        shown = value if value is None or len(repr(value)) < 80 else f"{value!r}"[:80] + "..."
        self.faults.append(InputError(Place(self.file, field=way or "/"), expected, shown))


def _wrong(type_: str, value: Any) -> str:
    """What was expected in place of a value; '' when nothing is wrong with it."""
    if type_ == "number":
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if good else "a number"
    if not isinstance(value, str):
        return "a text"
    if " | " in type_:
        return "" if value in type_.split(" | ") else f"one of {type_}"
    return "" if _fits(type_, value) else _WORDS[type_]


_WORDS = {
    "uuid": "a UUID such as 4d5a6ba2-7c3e-4c71-9d2f-0a6f0b4f2f0e",
    "uri": "an address such as https://example.org/help",
    "email": "an e-mail address",
    "instant": "a date and time such as 2026-03-15T10:30:45Z",
    "date": "a day such as 2026-03-15",
}


def _fits(type_: str, value: str) -> bool:
    if type_ == "uri":
        return bool(_URI.fullmatch(value))
    if type_ == "email":
        return bool(_EMAIL.fullmatch(value))
    readers: dict[str, Callable[[str], object]] = {
        "uuid": UUID,
        "instant": datetime.fromisoformat,
        "date": date.fromisoformat,
    }
    try:
        readers.get(type_, str)(value)
    except ValueError:
        return False
    return True
