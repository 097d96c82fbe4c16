"""One file from bytes to a table ready for the lake: read, checked, counted, sorted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.errors import InputError, Place
from frankpledge.lake.arrow import encoded, texts
from frankpledge.lake.containers import Content, Entry
from frankpledge.lake.quality import QualityReport, assess
from frankpledge.lake.reading import read
from frankpledge.lake.recognise import Guess
from frankpledge.lake.records import Member, Part, Record
from frankpledge.lake.rows import Rows
from frankpledge.lake.source import Context, Layout, Source

if TYPE_CHECKING:
    from frankpledge.lake.protocols import AreaTables


@dataclass(frozen=True)
class Prepared:
    """A file that can go into the lake."""

    entry: Entry
    source: Source
    vintage: str
    table: pa.Table
    member: Member
    quality: QualityReport


@dataclass(frozen=True)
class Held:
    """A file whose content the lake already has."""

    entry: Entry
    source: Source
    record: Record


@dataclass(frozen=True)
class Home:
    """Which neighbourhoods are a force's own, to count the rows that lie elsewhere.

    Neighbourhoods go by the codes of 2011 and of 2021, because rows come with either.
    """

    own: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: AreaTables) -> Home:
        """From the tables of areas; empty where they do not reach down to neighbourhoods."""
        members, changes = areas.members("force"), areas.changes
        old: dict[str, list[str]] = {}
        for lsoa11, lsoa21 in zip(texts(changes["lsoa11"]), texts(changes["lsoa21"]), strict=True):
            old.setdefault(lsoa21, []).append(lsoa11)
        own: dict[str, list[str]] = {}
        for area, lsoa in zip(texts(members["area"]), texts(members["lsoa"]), strict=True):
            own.setdefault(area, []).extend([lsoa, *old.get(lsoa, ())])
        return cls({force: pa.array(codes) for force, codes in own.items()})

    def outside(self, rows: Rows, source: Source) -> int | None:
        """How many rows lie in another force's neighbourhood; None when that is not known."""
        if not (source.by_force and source.by_lsoa):
            return None
        forces = rows.column("force").unique().to_pylist()
        if len(forces) != 1 or forces[0] not in self.own:
            return None
        lsoa = rows.column("lsoa")
        inside = pc.is_in(lsoa.dictionary, self.own[forces[0]]).take(lsoa.indices)
        return int(pc.sum(pc.invert(inside)).as_py() or 0)


@dataclass(frozen=True)
class Preparer:
    """Prepares files, several at a time; changes nothing."""

    force_code: Callable[[str], str | None]
    home: Home
    holding: Callable[[str, str, str], Record | None]
    vintage: str | None

    def prepare(self, entry: Entry, guess: Guess) -> Prepared | Held:
        """Read one file. Raises InputError when it cannot be used at all."""
        content = entry.read()
        digest = content.content_sha256()
        vintage = entry.vintage(self.vintage)
        identity = _identity(digest, guess)
        held = self.holding(guess.source.id, identity, vintage)
        if held is not None:
            return Held(entry, guess.source, held)
        layout, rows = self._read(content, entry, guess)
        report = assess(rows, guess.source, self.home.outside(rows, guess.source))
        if rows.rejected and not len(rows.table):
            first = report.rejections[0]
            place = Place(first.file, first.line, first.column)
            raise InputError(
                place, f"{first.expected} (no row of the file can be used)", first.value
            )
        member = Member(
            file=entry.file,
            sha256=content.sha256,
            content_sha256=digest,
            identity=identity,
            bytes=content.size,
            layout=layout.id,
            url=str(entry.origin().get("url", "")),
            parts=parts_of(rows.table, guess.source),
        )
        return Prepared(entry, guess.source, vintage, rows.table, member, report)

    def _read(self, content: Content, entry: Entry, guess: Guess) -> tuple[Layout, Rows]:
        context = Context(entry.file, guess.says, self.force_code)
        self._check_claims(guess, entry)
        first: InputError | None = None
        for layout in guess.layouts:
            try:
                return layout, read(content.data, guess.source, layout, context)
            except InputError as error:
                first = first or error
        raise first or InputError(Place(entry.file), "a layout that reads it")

    def _check_claims(self, guess: Guess, entry: Entry) -> None:
        slug = guess.says.get("force")
        if slug is not None and self.force_code(slug) is None:
            raise InputError(Place(entry.file), "the name of a police force in the file name", slug)


def _identity(digest: str, guess: Guess) -> str:
    """What a file says: its content, with what its name adds to that."""
    said = "".join(f"|{key}={value}" for key, value in sorted(guess.says.items()))
    return hashlib.sha256(f"{guess.source.id}|{digest}{said}".encode()).hexdigest()


def parts_of(table: pa.Table, source: Source) -> tuple[Part, ...]:
    """Rows and total of each part that a table holds, in the order of their keys."""
    if not len(table):
        return ()
    columns = [encoded(table[name]) for name in source.part]
    keys = pa.table({str(number): codes for number, (codes, _) in enumerate(columns)})
    amounts: Any = pa.array(np.ones(len(table), dtype=np.int64))
    if source.adds:
        amounts = table[source.adds[0]]
    sums = (
        keys.append_column("amount", amounts)
        .group_by(keys.column_names, use_threads=False)
        .aggregate([([], "count_all"), ("amount", "sum")])
    )
    found = []
    for row in sums.to_pylist():
        key = tuple(values[row[str(number)]] for number, (_, values) in enumerate(columns))
        found.append(Part(key, row["count_all"], float(row["amount_sum"] or 0)))
    return tuple(sorted(found, key=lambda part: part.key))
