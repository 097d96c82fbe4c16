"""Local priorities: what a neighbourhood asked for, what was done, and what came of it.

A workspace keeps them as documents, `priorities/*.yaml`, each a list of entries:

    - neighbourhood: E05013418
      date: 2026-03-14
      priority: Speeding on the High Street
      action: A speed survey, then Community Speedwatch twice a month
      outcome: Mean speed fell from 38 to 34 mph by September 2026
      source: Minutes of the Town Council, 14 March 2026, item 7

What data.police.uk publishes for a neighbourhood (`/{force}/{id}/priorities`) is kept as it was
downloaded, `priorities/police-uk/{force}-{id}.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from frankpledge import periods
from frankpledge.areas import Areas
from frankpledge.documents import Fields, nearest, not_yaml
from frankpledge.errors import DocumentError, DocumentsError, Place

FOLDER = "priorities"
PUBLISHED = "police-uk"
SOURCE = "data.police.uk, neighbourhood priorities"
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, order=True)
class LocalPriority:
    """One priority of one neighbourhood. `action` and `outcome` are '' where none is known."""

    neighbourhood: str
    date: date
    priority: str
    action: str
    outcome: str
    source: str


def read_priorities(workspace: Path, areas: Areas) -> dict[str, tuple[LocalPriority, ...]]:
    """Local priorities of a workspace by code of the area, the oldest first.

    Raises DocumentsError with the faults of all files: a field that is missing, unknown or no date,
    a place that is not among the areas, an answer of the publisher that is not one.
    """
    folder, faults = priorities_folder(workspace), list[DocumentError]()
    found: list[LocalPriority] = []
    for path in sorted(folder.glob("*.yaml")):
        found += _document(path, areas, faults)
    for path in sorted((folder / PUBLISHED).glob("*.json")):
        found += _published(path, areas, faults)
    if faults:
        raise DocumentsError(faults)
    by_area: dict[str, list[LocalPriority]] = {}
    for one in sorted(set(found)):
        by_area.setdefault(one.neighbourhood, []).append(one)
    return {code: tuple(some) for code, some in by_area.items()}


def priorities_folder(workspace: Path) -> Path:
    """Where a workspace keeps its local priorities; it need not be there."""
    return workspace / FOLDER


def told(one: LocalPriority) -> str:
    """A priority in a few sentences, its source last."""
    when = f"{periods.MONTHS[one.date.month - 1]} {one.date.year}"
    done = f" Done: {_stop(one.action)}" if one.action else " No action is on record."
    came = f" Outcome: {_stop(one.outcome)}" if one.outcome else " No outcome is on record yet."
    said = f"{_stop(one.priority)[:-1]} (set in {when}).{done}{came if one.action else ''}"
    return f"{said} Source: {_stop(one.source)}"


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _document(path: Path, areas: Areas, faults: list[DocumentError]) -> Iterator[LocalPriority]:
    for fields in _entries(path, faults):
        known: dict[str, Any] = {}
        for key in ("neighbourhood", "date", "priority", "action", "outcome", "source"):
            try:
                known[key] = _field(fields, key, areas)
            except DocumentError as error:
                faults.append(error)
        try:
            fields.close()
        except DocumentError as error:
            faults.append(error)
        if len(known) == 6:
            yield LocalPriority(**known)


def _entries(path: Path, faults: list[DocumentError]) -> Iterator[Fields]:
    try:
        raw = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        faults.append(DocumentError(Place(str(path)), "UTF-8 text", str(error)))
        return
    except YAMLError as error:
        faults.append(not_yaml(str(path), error))
        return
    except ValueError as error:  # a date that is none
        faults.append(DocumentError(Place(str(path)), "a date", str(error)))
        return
    if not isinstance(raw, list):
        faults.append(DocumentError(Place(str(path), 1), "a list of priorities", raw))
        return
    for index, entry in enumerate(raw):
        if isinstance(entry, dict):
            yield Fields(path, entry, (index,))
        else:
            place = Place(str(path), field=str(index))
            faults.append(DocumentError(place, "a mapping of fields", entry))


def _field(fields: Fields, key: str, areas: Areas) -> Any:
    if key == "neighbourhood":
        code = fields.text(key)
        if code not in areas:
            raise fields.error(key, "the code of an area of this workspace", code)
        return code
    if key == "date":
        return _date(fields, fields.take(key))
    return fields.text(key, "") if key in ("action", "outcome") else fields.text(key)


def _date(fields: Fields, value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise fields.error("date", "a date such as 2026-03-14", value) from error


def _published(path: Path, areas: Areas, faults: list[DocumentError]) -> Iterator[LocalPriority]:
    """What data.police.uk says of one neighbourhood. Its texts are HTML; dates may be blank."""

    def fault(expected: str, value: object = None, field: str | None = None) -> None:
        faults.append(DocumentError(Place(str(path), field=field), expected, value))

    code = path.stem
    if code not in areas:
        known = (a.code for a in areas.of_kind("neighbourhood"))
        return fault(f"a file named after a police neighbourhood; {nearest(code, known)}", code)
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return fault("JSON", str(error))
    if not isinstance(rows, list):
        return fault("a list of priorities", type(rows).__name__)
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or not row.get("issue"):
            fault("a priority with an issue", row, f"[{index}]")
        elif (day := _day(row.get("issue-date"))) is None:
            fault("a date such as 2026-03-14", row.get("issue-date"), f"[{index}].issue-date")
        else:
            yield LocalPriority(
                code, day, _plain(row["issue"]), _plain(row.get("action") or ""), "", SOURCE
            )
    return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())


def of_area(
    priorities: Mapping[str, tuple[LocalPriority, ...]], codes: Iterable[str]
) -> tuple[LocalPriority, ...]:
    """Priorities of a place and of the police neighbourhoods that it lies in."""
    return tuple(one for code in codes for one in priorities.get(code, ()))
