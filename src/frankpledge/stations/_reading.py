"""Reading a list of stations from YAML or CSV, with all its faults at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.documents import Fields, nearest
from frankpledge.errors import DocumentError, DocumentsError, InputError, NotFoundError, Place
from frankpledge.stations._model import STATUSES, Settings, Station
from frankpledge.stations._postcodes import place_of
from frankpledge.workspace import FILE, Workspace

FILES = ("stations.yaml", "stations.csv")
KNOWN = (
    *("name", "status", "source", "postcode", "longitude", "latitude"),
    *("easting", "northing", "note"),
)
# The land of England and Wales on the national grid, with a little sea.
EAST, NORTH = (80_000, 660_000), (0, 660_000)


class StationsError(DocumentsError):
    """A list of stations that cannot be read."""

    what = "the list of stations"


def find_file(workspace: Workspace) -> Path:
    """The workspace's list of stations. Raises NotFoundError that says how to make one."""
    named = _settings(workspace).get("file")
    paths = [workspace.root / str(named)] if named else [workspace.root / name for name in FILES]
    for path in paths:
        if path.is_file():
            return path
    raise NotFoundError(
        f"no list of stations at {' or '.join(map(str, paths))}: see the documentation of "
        "'frankpledge stations' for a template"
    )


def read_settings(workspace: Workspace) -> Settings:
    """The table [stations] of frankpledge.toml. Raises DocumentError that names the field."""
    raw, file = _settings(workspace), str(workspace.root / FILE)
    limits = {"detour": (1.0, 3.0), "speed": (3.0, 120.0)}
    known = ("file", "osrm_url", "note", *limits)
    for key in raw:
        if key not in known:
            raise DocumentError(Place(file, field=f"stations.{key}"), nearest(key, known))
    found = {name: getattr(Settings, name) for name in limits}
    for name, (low, high) in limits.items():
        value = raw.get(name, found[name])
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            place = Place(file, field=f"stations.{name}")
            raise DocumentError(place, f"a number from {low:g} to {high:g}", value)
        found[name] = float(value)
    url = str(raw.get("osrm_url", "")).rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise DocumentError(Place(file, field="stations.osrm_url"), "an http(s) address", url)
    return Settings(found["detour"], found["speed"], url, str(raw.get("note", "")).strip())


def _settings(workspace: Workspace) -> dict[str, Any]:
    raw = workspace.raw.get("stations", {})
    if not isinstance(raw, dict):
        place = Place(str(workspace.root / FILE), field="stations")
        raise DocumentError(place, "a table of settings", raw)
    return raw


def read_stations(path: Path) -> tuple[Station, ...]:
    """Every station of a file, in its order.

    A station needs `name`, `status`, `source` and a place: `postcode`, `longitude` and `latitude`,
    or `easting` and `northing`. Raises StationsError (a DocumentsError) with every fault, its line,
    field, expectation and value; NotFoundError where there is no such file, or a postcode is given
    and the package of postcodes is not installed.
    """
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file")
    rows = _csv_rows(path) if path.suffix == ".csv" else _yaml_rows(path)
    stations, errors, names = list[Station](), list[InputError](), dict[str, int]()
    for row in rows:
        stations += row.station(errors)
        if row.name in names:
            errors.append(row.error("name", "each name once", row.name))
        names[row.name] = row.number
    if not names:
        errors.append(DocumentError(Place(str(path)), "one station or more"))
    if errors:
        raise StationsError(errors)
    return tuple(stations)


@dataclass(frozen=True)
class _Row:
    """One station as it was written: texts or numbers by field, and where it stands."""

    path: Path
    number: int
    line: int | None
    raw: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.raw.get("name") or f"station {self.number}").strip()

    def error(self, key: str, expected: str, value: object = None) -> DocumentError:
        """An error at the row's own line; `stations.3.postcode` counts from 1."""
        field = f"stations.{self.number}.{key}"
        return DocumentError(Place(str(self.path), self.line, field), expected, value)

    def station(self, errors: list[InputError]) -> list[Station]:
        """The station; none, and its errors, where anything is wrong."""
        before = len(errors)
        errors += [self.error(k, nearest(str(k), KNOWN)) for k in self.raw if k not in KNOWN]
        texts = {k: str(self.raw.get(k) or "").strip() for k in ("name", "status", "source")}
        errors += [self.error(k, "a text") for k, text in texts.items() if not text]
        if texts["status"] and texts["status"] not in STATUSES:
            errors.append(self.error("status", f"one of {', '.join(STATUSES)}", texts["status"]))
        point = self._place(errors)
        if len(errors) > before or point is None:
            return []
        more = {k: str(self.raw.get(k) or "").strip() for k in ("postcode", "note")}
        return [Station(**texts, easting=point[0], northing=point[1], **more)]

    def _place(self, errors: list[InputError]) -> tuple[float, float] | None:
        """Metres, by whichever way the place was given; easting comes before all others."""
        pairs = (("easting", "northing"), ("longitude", "latitude"))
        for first, second in pairs:
            if self._given(first) or self._given(second):
                x, y = (self._number(key, errors) for key in (first, second))
                if x is None or y is None:
                    return None
                return self._checked(first, second, x, y, errors)
        if self._given("postcode"):
            found = place_of(str(self.raw["postcode"]))
            if found is None:
                errors.append(
                    self.error("postcode", "a postcode that exists", self.raw["postcode"])
                )
            return found
        errors.append(self.error("postcode", "a place: postcode, longitude and latitude, or grid"))
        return None

    def _given(self, key: str) -> bool:
        return self.raw.get(key) not in {None, ""}

    def _number(self, key: str, errors: list[InputError]) -> float | None:
        value = self.raw.get(key)
        try:
            number = float(str(value).replace(",", "")) if value not in {None, ""} else None
        except ValueError:
            number = None
        if number is None:
            errors.append(self.error(key, "a number", value))
        return number

    def _checked(
        self, first: str, second: str, x: float, y: float, errors: list[InputError]
    ) -> tuple[float, float] | None:
        """In England or Wales; swapped numbers are named as such."""
        from frankpledge.areas import to_grid

        if first == "longitude":
            if 49 <= x <= 61 and -9 <= y <= 3:
                errors.append(self.error(first, "longitude, then latitude: they are swapped", x))
                return None
            x, y = to_grid([x], [y])[0].tolist()
        if not (EAST[0] <= x <= EAST[1] and NORTH[0] <= y <= NORTH[1]):
            told = f"{self.raw.get(first)}, {self.raw.get(second)}"
            errors.append(self.error(first, "a place in England or Wales", told))
            return None
        return x, y


def _yaml_rows(path: Path) -> Iterable[_Row]:
    fields = Fields.load(path)
    items = fields.take("stations")
    fields.close()
    if not isinstance(items, list):
        raise fields.error("stations", "a list", items)
    for index, item in enumerate(items):
        line = fields.error("stations", "").place.line
        if not isinstance(item, dict):
            place = Place(str(path), line, f"stations.{index + 1}")
            raise DocumentError(place, "a mapping of fields", item)
        inner = Fields(path, item, ("stations", index))
        first = next(iter(item), "name")
        yield _Row(path, index + 1, inner.error(str(first), "").place.line, item)


def _csv_rows(path: Path) -> Iterable[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(Place(str(path)), "UTF-8 text", str(error)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "name" not in (reader.fieldnames or ()):
        raise DocumentError(Place(str(path), 1), f"the columns {', '.join(KNOWN)}", text[:60])
    for index, raw in enumerate(reader, start=1):
        if None in raw:
            raise DocumentError(Place(str(path), reader.line_num), "as many cells as columns")
        yield _Row(path, index, reader.line_num, raw)
