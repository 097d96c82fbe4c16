"""Reading the directory of a workspace: YAML documents, their tables, and Open Referral files."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from frankpledge.documents import REQUIRED, Fields, nearest
from frankpledge.errors import DocumentError, DocumentsError, InputError, Place
from frankpledge.money.amounts import gathered, tried
from frankpledge.money.columns import RowFields, table_rows
from frankpledge.money.directory.exchange import entry_of
from frankpledge.money.directory.hsds import DirectoryError, read_hsds
from frankpledge.money.directory.model import (
    DAYS,
    ID,
    STATUSES,
    Address,
    Booking,
    Directory,
    Entry,
    Opening,
    Venue,
)
from frankpledge.money.directory.needs import needs

FOLDER = "directory"
LISTS = ("needs", "places", "languages")
TABLE = (
    *("id", "name", "by", "summary", "needs", "places", "phone", "email", "web", "line", "town"),
    *("county", "postcode", "opening_note", "eligibility", "cost", "how", "languages", "access"),
    *("status", "confirmed", "source", "note"),
)
KINDS = {**dict.fromkeys(LISTS, "list"), "confirmed": "day"}
PARTS = ("line", "town", "county", "postcode")
T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """What is known while a document is read: codes of areas, and what stands for a whole file."""

    places: Container[str] | None = None
    source: str = ""
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)


def read_directory(root: Path, places: Container[str] | None = None) -> Directory:
    """Read `directory/*.yaml` and `directory/*.json` of a workspace; without them it is empty.

    `places` are the codes of areas that exist; None leaves codes unchecked. Raises DirectoryError
    with every fault of every file.
    """
    known = Known(places)
    entries: list[Entry] = []
    venues: list[Venue] = []
    faults: list[InputError] = []
    for path in sorted((root / FOLDER).glob("*.*")):
        try:
            if path.suffix == ".yaml":
                found = _document(Fields.load(path), known, faults)
            elif path.suffix == ".json":
                found = _taken_over(path, known)
            else:
                continue
        except DocumentError as fault:
            faults.append(fault)
        except DocumentsError as error:
            faults += error.errors
        else:
            entries += found.entries
            venues += found.venues
    faults += _twice(root, [*entries, *venues])
    if faults:
        raise DirectoryError(faults)
    return Directory(tuple(entries), tuple(venues))


def read_entries(path: Path, places: Container[str] | None = None) -> Directory:
    """Read one YAML document of the directory. Raises DirectoryError with every fault."""
    faults: list[InputError] = []
    found = Directory()
    try:
        known = Known(places)
        found = _document(Fields.load(path), known, faults)
    except DocumentError as fault:
        faults.append(fault)
    if faults:
        raise DirectoryError(faults)
    return found


def _taken_over(path: Path, known: Known) -> Directory:
    """The services of an Open Referral file. Areas that nobody here knows are left out: others
    describe them in words, or by addresses of their own."""
    entries = [entry_of(one, path.name) for one in read_hsds(path).services]
    return Directory(
        tuple(
            replace(
                one,
                source=one.source or f"Open Referral file {path.name}",
                places=tuple(c for c in one.places if known.places is None or c in known.places),
            )
            for one in entries
        )
    )


def _twice(root: Path, found: Iterable[Entry | Venue]) -> Iterable[InputError]:
    seen: dict[str, Entry | Venue] = {}
    for one in found:
        if one.id in seen:
            place = Place(str(root / FOLDER / one.file), one.line, "id")
            expected = f"an id used once; {seen[one.id].file} has it too"
            yield InputError(place, expected, one.id)
        seen.setdefault(one.id, one)


def _document(fields_: Fields, known: Known, faults: list[InputError]) -> Directory:
    tried(fields_.identifier, faults, "")
    tried(lambda: fields_.text("title"), faults, "")
    source = tried(lambda: fields_.text("source", ""), faults, "")
    known = replace(known, source=source, lines=_lines_of(fields_.path))
    read = partial(_entry, known=known, faults=faults)
    entries = gathered(fields_, "services", read, faults)
    tabled = tried(lambda: fields_.part("table", partial(_table, faults=faults)), faults, None)
    for row in tabled or ():
        one = tried(lambda row=row: read(row), faults, None)  # type: ignore[misc]
        entries += (one,) if one else ()
    venues = gathered(fields_, "venues", partial(_venue, known=known, faults=faults), faults)
    tried(fields_.close, faults, None)
    return Directory(entries, venues)


def _table(fields_: Fields, faults: list[InputError]) -> list[Any]:
    columns = fields_.take("columns", {name: name for name in ("id", "name", "by", "summary")})
    if not isinstance(columns, dict):
        raise fields_.error("columns", "fields, each with the heading of its column", columns)
    faults += [
        fields_.error("columns", f"a field; {nearest(str(name), TABLE)}", name)
        for name in columns
        if name not in TABLE
    ]
    good = {name: str(heading) for name, heading in columns.items() if name in TABLE}
    return list(table_rows(fields_.path.parent / fields_.text("file"), good, KINDS, faults))


def _entry(fields_: Fields, known: Known, faults: list[InputError]) -> Entry:
    text, get = _texts(fields_, faults), partial(tried, faults=faults)
    one = Entry(
        id=get(lambda: identifier(fields_), otherwise=""),
        name=text("name", REQUIRED),
        by=text("by"),
        summary=text("summary", REQUIRED),
        needs=get(lambda: _needs(fields_), otherwise=()),
        places=get(lambda: _places(fields_, known), otherwise=()),
        phone=text("phone"),
        email=text("email"),
        web=get(lambda: _web(fields_), otherwise=""),
        address=get(lambda: _address(fields_), otherwise=None),
        opening=gathered(fields_, "opening", _opening, faults),
        opening_note=text("opening_note"),
        eligibility=text("eligibility"),
        cost=text("cost"),
        how=text("how"),
        languages=get(lambda: fields_.texts("languages"), otherwise=()),
        access=text("access"),
        status=get(lambda: fields_.choice("status", STATUSES, "active"), otherwise="active"),
        confirmed=get(lambda: day(fields_, "confirmed", None), otherwise=None),
        source=text("source", known.source) or known.source,
        note=text("note"),
        file=fields_.path.name,
        line=_line(fields_, known),
    )
    if not one.source:
        faults.append(fields_.error("source", "who stated this, here or for the whole document"))
    return one


def _venue(fields_: Fields, known: Known, faults: list[InputError]) -> Venue:
    text, get = _texts(fields_, faults), partial(tried, faults=faults)
    place = text("place", REQUIRED)
    get(lambda: _known_place(fields_, "place", place, known), otherwise="")
    return Venue(
        id=get(lambda: identifier(fields_), otherwise=""),
        name=text("name", REQUIRED),
        by=text("by", REQUIRED),
        summary=text("summary"),
        place=place,
        address=get(lambda: _address(fields_, needed=True), otherwise=None) or _NOWHERE,
        opening=gathered(fields_, "opening", _opening, faults),
        shut=get(lambda: _days(fields_, "shut"), otherwise=()),
        bookings=gathered(fields_, "bookings", _booking, faults),
        capacity=get(lambda: fields_.whole("capacity", None), otherwise=None),
        features=get(lambda: fields_.texts("features"), otherwise=()),
        cost=text("cost"),
        phone=text("phone"),
        email=text("email"),
        web=get(lambda: _web(fields_), otherwise=""),
        confirmed=get(lambda: day(fields_, "confirmed", None), otherwise=None),
        source=text("source", known.source) or known.source,
        file=fields_.path.name,
        line=_line(fields_, known),
    )


_NOWHERE = Address(line="", town="", county="", postcode="")


def identifier(fields_: Fields) -> str:
    """An id of small letters, digits and hyphens. Raises DocumentError."""
    found: str = fields_.text("id")
    if not ID.fullmatch(found):
        raise fields_.error("id", "small letters, digits and hyphens such as 'boxing-club'", found)
    return found


def _texts(fields_: Fields, faults: list[InputError]) -> Callable[..., str]:
    """Takes a text, '' by default; a fault is noted and reading goes on."""

    def text(key: str, default: Any = "") -> str:
        return tried(lambda: str(fields_.text(key, default)), faults, "")

    return text


def _line(fields_: Fields, known: Known) -> int | None:
    """Where an entry stands in its document or table."""
    return fields_.line if isinstance(fields_, RowFields) else known.lines.get(fields_.trail)


def _lines_of(path: Path) -> dict[tuple[str | int, ...], int]:
    """The lines of all items of a document's lists; asked one by one, each would parse it anew."""
    node = YAML().compose(path.read_text(encoding="utf-8"))
    return {
        (key.value, index): item.start_mark.line + 1
        for key, value in (node.value if isinstance(node, MappingNode) else ())
        if isinstance(value, SequenceNode)
        for index, item in enumerate(value.value)
    }


def _needs(fields_: Fields) -> tuple[str, ...]:
    found = fields_.texts("needs")
    for name in found:
        if name not in needs():
            raise fields_.error("needs", f"a need; {nearest(name, needs())}", name)
    if not found:
        raise fields_.error("needs", f"one or more of {', '.join(needs())}")
    return found


def _places(fields_: Fields, known: Known) -> tuple[str, ...]:
    return tuple(_known_place(fields_, "places", code, known) for code in fields_.texts("places"))


def _known_place(fields_: Fields, key: str, code: str, known: Known) -> str:
    if code and known.places is not None and code not in known.places:
        raise fields_.error(key, "the code of an area that the workspace knows", code)
    return code


def _web(fields_: Fields) -> str:
    found: str = fields_.text("web", "")
    if found and not found.startswith(("https://", "http://")):
        raise fields_.error("web", "an address such as https://example.org/help", found)
    return found


def _address(fields_: Fields, needed: bool = False) -> Address | None:
    if isinstance(fields_.raw.get("address"), dict) or "address" in fields_.raw:
        return fields_.part("address", _lines)
    if needed:
        raise fields_.error("address", f"a mapping with {', '.join(PARTS)}")
    return _lines(fields_) if any(name in fields_.raw for name in PARTS) else None


def _lines(fields_: Fields) -> Address:
    return Address(**{part.name: fields_.text(part.name) for part in fields(Address)})


def _opening(fields_: Fields) -> Opening:
    days = fields_.choices("days", DAYS)
    return Opening(days=days, **_span(fields_))


def _booking(fields_: Fields) -> Booking:
    return Booking(day=day(fields_, "day"), **_span(fields_))


def _span(fields_: Fields) -> Mapping[str, time]:
    start, end = clock(fields_, "start"), clock(fields_, "end")
    if end <= start:
        raise fields_.error("end", f"a time after {start:%H:%M} on the same day", f"{end:%H:%M}")
    return {"start": start, "end": end}


def clock(fields_: Fields, key: str) -> time:
    """A time of day such as 18:30, quoted or not. Raises DocumentError."""
    value = fields_.take(key)
    try:
        return datetime.strptime(str(value), "%H:%M").time()
    except ValueError:
        raise fields_.error(key, "a time of day such as '18:30'", value) from None


def day(fields_: Fields, key: str, default: Any = REQUIRED) -> Any:
    """A day such as 2026-03-31. Raises DocumentError."""
    value = fields_.take(key, default)
    if value is not default and (not isinstance(value, date) or isinstance(value, datetime)):
        raise fields_.error(key, "a day such as 2026-03-31", value)
    return value


def _days(fields_: Fields, key: str) -> tuple[date, ...]:
    values = fields_.take(key, [])
    if not isinstance(values, list) or not all(type(value) is date for value in values):
        raise fields_.error(key, "a list of days such as 2026-12-25", values)
    return tuple(values)
