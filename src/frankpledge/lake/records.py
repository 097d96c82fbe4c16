"""What the lake remembers of each import: where it came from and what it holds.

The set of these records *is* the state of the lake. A file of rows that no record names is
rubbish from an import that did not finish.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from frankpledge.errors import LakeError

Key = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A piece that newer vintages replace as a whole: its key, its rows and their sum."""

    key: Key
    rows: int
    total: float


@dataclass(frozen=True)
class Member:
    """One file of an import.

    `identity` is the checksum of its content with the claims of its name; a file with the same
    identity says the same thing.
    """

    file: str
    sha256: str
    content_sha256: str
    identity: str
    bytes: int
    layout: str
    url: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many rows it gave."""
        return sum(part.rows for part in self.parts)


@dataclass(frozen=True)
class Record:
    """One import: files of one source that entered the lake together, or not at all."""

    source: str
    sequence: int
    vintage: str
    members: tuple[Member, ...]

    @property
    def id(self) -> str:
        """Its name, which is also that of its files."""
        return f"{self.source}/{self.sequence:06d}"

    @property
    def age(self) -> tuple[str, int]:
        """What orders imports: the vintage, then the order of importing."""
        return self.vintage, self.sequence

    def to_json(self) -> str:
        """As it is kept on disk."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Read what `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        raw = json.loads(text)
        raw["members"] = tuple(_member(item) for item in raw["members"])
        return cls(**raw)


def _member(raw: Mapping[str, Any]) -> Member:
    parts = (Part(tuple(p["key"]), p["rows"], p["total"]) for p in raw["parts"])
    return Member(**{**raw, "parts": tuple(parts)})


@dataclass(frozen=True)
class State:
    """All imports of one source, in the order in which they were made."""

    records: tuple[Record, ...]

    @cached_property
    def current(self) -> dict[Key, Record]:
        """For each part the import whose rows count now."""
        return self.as_of(None)

    def as_of(self, date: str | None) -> dict[Key, Record]:
        """For each part the import whose rows counted on that date (YYYY-MM-DD)."""
        latest: dict[Key, Record] = {}
        for record, _, part in self.parts():
            if date is None or record.vintage <= date:
                held = latest.get(part.key)
                if held is None or record.age > held.age:
                    latest[part.key] = record
        return latest

    def parts(self) -> Iterator[tuple[Record, Member, Part]]:
        """Every part of every import, superseded ones too."""
        for record in self.records:
            for member in record.members:
                for part in member.parts:
                    yield record, member, part

    @cached_property
    def _by_identity(self) -> dict[str, list[tuple[Record, Member]]]:
        found: dict[str, list[tuple[Record, Member]]] = {}
        for record in self.records:
            for member in record.members:
                found.setdefault(member.identity, []).append((record, member))
        return found

    def holding(self, identity: str, vintage: str) -> Record | None:
        """The import that already holds such a file, so that importing it would change nothing.

        A file that was held once but has been superseded since is news again when its vintage is
        later: the publisher has gone back to it.
        """
        for record, member in self._by_identity.get(identity, []):
            latest = all(self.current[part.key] is record for part in member.parts)
            if latest or vintage <= record.vintage:
                return record
        return None

    def sizes(self) -> dict[Key, tuple[int, float]]:
        """Rows and total of each part as it counts now."""
        current = self.current
        found: dict[Key, tuple[int, float]] = {}
        for record, _, part in self.parts():
            if current[part.key] is record:
                rows, total = found.get(part.key, (0, 0.0))
                found[part.key] = rows + part.rows, total + part.total
        return found


def read_records(paths: Iterable[Path]) -> State:
    """Read records from disk. Raises LakeError for one that is damaged."""
    records = []
    for path in sorted(paths):
        try:
            records.append(Record.from_json(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise LakeError(f"{path}: a damaged import record: {error}") from error
    return State(tuple(sorted(records, key=lambda record: record.sequence)))
