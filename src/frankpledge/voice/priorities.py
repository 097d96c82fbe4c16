"""Local priorities: what a neighbourhood asked for, what was done, and what came of it.

A workspace keeps them as documents, `priorities/*.yaml`, each a list of entries:

    - neighbourhood: E05013418
      date: 2026-03-14
      priority: Speeding on the High Street
      action: A speed survey, then Community Speedwatch twice a month
      outcome: Mean speed fell from 38 to 34 mph by September 2026
      source: Minutes of the Town Council, 14 March 2026, item 7

What data.police.uk publishes for a neighbourhood (`/{force}/{id}/priorities`) is kept as it was
downloaded, `priorities/police-uk/{force}-{id}.json`. A document's own entry of the same place, day
and words stands instead of it, because nobody can answer in a file that the next download replaces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from ruamel.yaml.error import YAMLError

from frankpledge import periods
from frankpledge.areas import Areas
from frankpledge.documents import Fields, load_yaml, nearest, not_yaml
from frankpledge.errors import DocumentError, DocumentsError, Place
from frankpledge.plans import Plan

PRIORITIES = "priorities"
PUBLISHED = "police-uk"
SOURCE = "data.police.uk, neighbourhood priorities"
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, order=True)
class LocalPriority:
    """One priority of one neighbourhood. `action`, `outcome` and `reason` are '' where untold.

    `clauses` and `commitments` are the parts of `plan` that it shaped and led to; `at` is the file
    and the entry's place in it, from 0.
    """

    neighbourhood: str
    date: date
    priority: str
    action: str
    outcome: str
    source: str
    reason: str = ""
    plan: str = ""
    clauses: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    at: tuple[Path, int] = field(default=(Path(), 0), compare=False, repr=False)

    @property
    def answered(self) -> bool:
        """Whether anything is told of what was made of it."""
        return bool(self.action or self.reason or self.clauses or self.commitments)


def read_priorities(
    workspace: Path, areas: Areas, plans: Mapping[str, Plan] | None = None
) -> dict[str, tuple[LocalPriority, ...]]:
    """Local priorities of a workspace by code of the area, the oldest first.

    With `plans` the parts of plans that are named must be there. Raises DocumentsError with the
    faults of all files: a field that is missing, unknown or no date, a place that is not among the
    areas, a part that is not in its plan, an answer of the publisher that is not one.
    """
    folder, faults = priorities_folder(workspace), list[DocumentError]()
    own: list[LocalPriority] = []
    for path in sorted(folder.glob("*.yaml")):
        own += _document(path, areas, plans, faults)
    published: list[LocalPriority] = []
    for path in sorted((folder / PUBLISHED).glob("*.json")):
        published += _published(path, areas, faults)
    if faults:
        raise DocumentsError(faults)
    known = {_same(one) for one in own}
    found = {*own, *(one for one in published if _same(one) not in known)}
    by_area: dict[str, list[LocalPriority]] = {}
    for one in sorted(found):
        by_area.setdefault(one.neighbourhood, []).append(one)
    return {code: tuple(some) for code, some in by_area.items()}


def _same(one: LocalPriority) -> tuple[str, date, str]:
    return one.neighbourhood, one.date, " ".join(one.priority.split()).casefold().rstrip(".")


def priorities_folder(workspace: Path) -> Path:
    """Where a workspace keeps its local priorities; it need not be there."""
    return workspace / PRIORITIES


def priority_words(one: LocalPriority) -> str:
    """A priority in a few sentences, its source last."""
    when = f"{periods.MONTHS[one.date.month - 1]} {one.date.year}"
    done = f" Done: {_stop(one.action)}" if one.action else " No action is on record."
    if one.reason and not one.action:
        done = f" Not done: {_stop(one.reason)}"
    came = f" Outcome: {_stop(one.outcome)}" if one.outcome else " No outcome is on record yet."
    said = f"{_stop(one.priority)[:-1]} (set in {when}).{done}{came if one.action else ''}"
    return f"{said} Source: {_stop(one.source)}"


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


TEXTS = ("action", "outcome", "reason", "plan")


def _document(
    path: Path, areas: Areas, plans: Mapping[str, Plan] | None, faults: list[DocumentError]
) -> Iterator[LocalPriority]:
    for index, fields in _entries(path, faults):
        before = len(faults)
        known: dict[str, Any] = {"at": (path, index)}
        for key in ("neighbourhood", "date", "priority", "source", *TEXTS, *PARTS):
            try:
                known[key] = _field(fields, key, areas)
            except DocumentError as error:
                faults.append(error)
        try:
            fields.close()
        except DocumentError as error:
            faults.append(error)
        if len(faults) == before:
            faults += _unfit(fields, known, plans)
            yield LocalPriority(**known)


PARTS = ("clauses", "commitments")


def _unfit(
    fields: Fields, known: Mapping[str, Any], plans: Mapping[str, Plan] | None
) -> Iterator[DocumentError]:
    """What does not go together, and parts of plans that are not there."""
    if known["action"] and known["reason"]:
        yield fields.error("reason", "either 'action' or the 'reason' why nothing was done")
    named = [key for key in PARTS if known[key]]
    if named and not known["plan"]:
        yield fields.error(named[0], "'plan' beside it: whose parts these are")
    if plans is None or not known["plan"]:
        return
    plan = plans.get(known["plan"])
    if plan is None:
        hint = nearest(known["plan"], plans) if plans else "there is none"
        yield fields.error("plan", f"a plan package of the workspace; {hint}", known["plan"])
        return
    commitments = {one.id for one in plan.all_commitments}
    for key, there in (("clauses", plan.elements), ("commitments", commitments)):
        for name in known[key]:
            if name not in there:
                expected = f"the id of one of the {key} of {plan.id}; {nearest(name, there)}"
                yield fields.error(key, expected, name)


def _entries(path: Path, faults: list[DocumentError]) -> Iterator[tuple[int, Fields]]:
    try:
        text = path.read_text(encoding="utf-8")
        raw = load_yaml(text)
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
            yield index, Fields(path, entry, (index,))
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
    if key in PARTS:
        return fields.texts(key)
    return fields.text(key, "") if key in TEXTS else fields.text(key)


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
            action = _plain(row.get("action") or "")
            yield LocalPriority(
                code, day, _plain(row["issue"]), action, "", SOURCE, at=(path, index)
            )
    return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())


def priorities_of(
    priorities: Mapping[str, tuple[LocalPriority, ...]], codes: Iterable[str]
) -> tuple[LocalPriority, ...]:
    """Priorities of a place and of the police neighbourhoods that it lies in."""
    return tuple(one for code in codes for one in priorities.get(code, ()))
