"""Reading grants: YAML documents in `money/grants` of a workspace, and the tables they name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, SequenceNode

from frankpledge.documents import REQUIRED, Fields, nearest
from frankpledge.errors import DocumentError, DocumentsError, InputError, Place
from frankpledge.money.amounts import MoneyError, amount, gathered, tried
from frankpledge.money.columns import RowFields, table_rows
from frankpledge.money.grants.model import (
    WAYS,
    Award,
    Evaluation,
    Organisation,
    Programme,
    Report,
)
from frankpledge.money.grants.organisations import wrong_identifier

FOLDER = Path("money") / "grants"
COLUMNS = (
    *("id", "title", "purpose", "amount", "awarded", "recipient", "recipient_id", "individual"),
    *("reasons", "conditions", "start", "end", "applied", "paid", "open_call", "places"),
    *("commitments", "measures"),
)
KINDS = {
    **dict.fromkeys(("amount", "applied", "paid"), "sum"),
    **dict.fromkeys(("awarded", "start", "end"), "day"),
    **dict.fromkeys(("places", "commitments", "measures"), "list"),
    **dict.fromkeys(("individual", "open_call"), "yes"),
}
T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """What references may lead to; None where that is not known, so that nothing is refused."""

    places: Container[str] | None = None
    commitments: Container[str] | None = None
    measures: Container[str] | None = None


def read_grants(root: Path, known: Known | None = None) -> tuple[Programme, ...]:
    """Every programme of the workspace at `root`, in the order of the names of files.

    Raises MoneyError with every fault of every document and table.
    """
    found: list[Programme] = []
    faults: list[InputError] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            found.append(read_programme(path, known))
        except DocumentsError as error:
            faults += error.errors
    faults += _twice(root, found)
    if faults:
        raise MoneyError(faults)
    return tuple(found)


def read_programme(path: Path, known: Known | None = None) -> Programme:
    """Read one programme. Raises MoneyError with all faults found, each with line and field."""
    faults: list[InputError] = []
    found: Programme | None = None
    try:
        found = _programme(Fields.load(path), _Reader(known or Known(), faults), faults)
    except DocumentError as fault:
        faults.append(fault)
    if faults or found is None:
        raise MoneyError(faults)
    return found


def _twice(root: Path, programmes: Iterable[Programme]) -> Iterable[InputError]:
    """An award's id becomes part of its identifier in the world, so it is used once."""
    seen: dict[str, str] = {}
    for one in (award for programme in programmes for award in programme.awards):
        if one.id in seen:
            place = Place(str(root / FOLDER / one.file), one.line, "id")
            yield InputError(place, f"an id used once; {seen[one.id]} has it too", one.id)
        seen.setdefault(one.id, one.file)


def _programme(fields: Fields, read: _Reader, faults: list[InputError]) -> Programme:
    take, text = partial(tried, faults=faults), read.texts(fields)
    way = take(lambda: fields.choice("way", WAYS), otherwise="promised")
    awards = gathered(fields, "awards", read.award, faults)
    rows = take(lambda: fields.part("table", read.table), otherwise=None)
    awards += tuple(
        one
        for row in rows or ()
        if (one := take(lambda row=row: read.award(row), otherwise=None))  # type: ignore[misc]
    )
    if awards and way == "promised":
        faults.append(fields.error("way", "given or received, where there are awards", way))
    made = Programme(
        path=fields.path,
        id=take(fields.identifier, otherwise=""),
        title=text("title", REQUIRED),
        way=way,
        description=text("description", REQUIRED),
        source=text("source", REQUIRED),
        funder=take(lambda: fields.part("funder", read.organisation), otherwise=None)
        or Organisation(name=""),
        address=text("address"),
        total=take(lambda: positive(fields, "total", None), otherwise=None),
        crime_reduction=take(lambda: yes(fields, "crime_reduction") or False, otherwise=False),
        note=text("note"),
        evaluation=take(lambda: fields.part("evaluation", evaluation), otherwise=None),
        awards=tuple(sorted(awards, key=lambda one: (one.awarded, one.id))),
        **read.links(fields),
    )
    if not made.funder.name:
        faults.append(fields.error("funder", "who gives the money: a mapping with name and id"))
    if way == "given" and made.awards and not made.funder.id:
        faults.append(fields.error("funder", "the id of the funder in a register (GB-LAE-...)"))
    take(fields.close, otherwise=None)
    return made


class _Reader:
    """Reads parts of a programme; what is wrong with a field joins the faults."""

    def __init__(self, known: Known, faults: list[InputError]) -> None:
        self.known, self.faults = known, faults
        self.lines: dict[Path, dict[int, int]] = {}

    def texts(self, fields: Fields) -> Callable[..., str]:
        """Takes a text, '' by default."""

        def text(key: str, default: Any = "") -> str:
            return tried(lambda: str(fields.text(key, default)), self.faults, "")

        return text

    def table(self, fields: Fields) -> list[RowFields]:
        """The rows of a table of awards, by the columns that the document names."""
        columns = fields.take("columns")
        if not isinstance(columns, dict):
            raise fields.error("columns", "fields, each with the heading of its column", columns)
        self.faults += [
            fields.error("columns", f"a field; {nearest(str(name), COLUMNS)}", name)
            for name in columns
            if name not in COLUMNS
        ]
        good = {name: str(heading) for name, heading in columns.items() if name in COLUMNS}
        path = fields.path.parent / fields.text("file")
        return table_rows(path, good, KINDS, self.faults)

    def award(self, fields: Fields) -> Award:
        """One award, from a mapping or a row."""
        text, take = self.texts(fields), partial(tried, faults=self.faults)
        named = text("id", REQUIRED)
        made = Award(
            id=named,
            title=text("title", REQUIRED),
            purpose=text("purpose", REQUIRED),
            amount=take(lambda: positive(fields, "amount"), otherwise=Decimal(0)),
            awarded=take(lambda: day(fields, "awarded"), otherwise=date.min),
            recipient=take(lambda: self.recipient(fields, named), otherwise=None),
            reasons=text("reasons"),
            conditions=text("conditions"),
            start=take(lambda: day(fields, "start", None), otherwise=None),
            end=take(lambda: day(fields, "end", None), otherwise=None),
            applied=take(lambda: positive(fields, "applied", None), otherwise=None),
            paid=take(lambda: positive(fields, "paid", None), otherwise=None),
            open_call=take(lambda: yes(fields, "open_call"), otherwise=None),
            evaluation=take(lambda: fields.part("evaluation", evaluation), otherwise=None),
            reports=gathered(fields, "reports", report, self.faults),
            file=fields.path.name,
            line=self.line(fields),
            **self.links(fields),
        )
        if made.start and made.end and made.end < made.start:
            self.faults.append(fields.error("end", f"a day after {made.start}", str(made.end)))
        return made

    def recipient(self, fields: Fields, named: str) -> Organisation | None:
        """Who was given the grant: one organisation, or one person, who is not named."""
        individual = yes(fields, "individual") or False
        raw = fields.take("recipient", None)
        told = fields.text("recipient_id", "")
        if individual == (raw is not None):
            expected = "either a recipient (an organisation) or 'individual: true', and not both"
            raise fields.error("recipient", expected, f"award {named}")
        if raw is None:
            return None
        if isinstance(raw, dict):
            return fields.part("recipient", self.organisation)
        self.identified(fields, "recipient_id", told)
        return Organisation(name=str(raw), id=told)

    def organisation(self, fields: Fields) -> Organisation:
        """An organisation with its name, and its id where that is known."""
        found = Organisation(name=fields.text("name"), id=fields.text("id", ""))
        self.identified(fields, "id", found.id)
        return found

    def identified(self, fields: Fields, key: str, identifier: str) -> None:
        """Note an identifier that no register has."""
        expected = wrong_identifier(identifier) if identifier else ""
        if expected:
            self.faults.append(fields.error(key, expected, identifier))

    def links(self, fields: Fields) -> dict[str, tuple[str, ...]]:
        """Places, commitments and measures, each checked against what is known."""
        return {
            key: tried(lambda key=key, known=known: _known(fields, key, known), self.faults, ())  # type: ignore[misc]
            for key, known in vars(self.known).items()
        }

    def line(self, fields: Fields) -> int | None:
        """Where an award stands in its document or table."""
        if isinstance(fields, RowFields):
            return fields.line
        if fields.path not in self.lines:
            self.lines[fields.path] = _lines(fields.path)
        return self.lines[fields.path].get(int(fields.trail[-1]))


def _lines(path: Path) -> dict[int, int]:
    """The lines of all awards of a document; asked one by one, each would parse it anew."""
    node = YAML().compose(path.read_text(encoding="utf-8"))
    return {
        index: item.start_mark.line + 1
        for key, value in (node.value if isinstance(node, MappingNode) else ())
        if key.value == "awards" and isinstance(value, SequenceNode)
        for index, item in enumerate(value.value)
    }


def _known(fields: Fields, key: str, known: Container[str] | None) -> tuple[str, ...]:
    found = fields.texts(key)
    for name in found:
        if known is not None and name not in known:
            raise fields.error(key, f"{key} that exist in the workspace", name)
    return found


def evaluation(fields: Fields) -> Evaluation:
    """An evaluation. Raises DocumentError."""
    return Evaluation(
        title=fields.text("title"),
        address=fields.text("address", ""),
        finding=fields.text("finding", ""),
    )


def report(fields: Fields) -> Report:
    """A report. Raises DocumentError."""
    return Report(
        on=day(fields, "on"),
        text=fields.text("text"),
        spent=positive(fields, "spent", None),
        address=fields.text("address", ""),
    )


def positive(fields: Fields, key: str, default: Any = REQUIRED) -> Any:
    """Pounds, more than none. Raises DocumentError."""
    found = amount(fields, key, default)
    if found is not default and found <= 0:
        raise fields.error(key, "an amount of more than 0", str(found))
    return found


def day(fields: Fields, key: str, default: Any = REQUIRED) -> Any:
    """A day such as 2026-03-31. Raises DocumentError."""
    value = fields.take(key, default)
    if value is not default and (not isinstance(value, date) or isinstance(value, datetime)):
        raise fields.error(key, "a day such as 2026-03-31", value)
    return value


def yes(fields: Fields, key: str) -> bool | None:
    """True or false; None when it is not there. Raises DocumentError."""
    value = fields.take(key, None)
    if value is not None and not isinstance(value, bool):
        raise fields.error(key, "true or false", value)
    return value
