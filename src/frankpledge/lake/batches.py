"""Prepared files of one source and month, gathered to be committed as one import."""

from __future__ import annotations

import pyarrow as pa

from frankpledge.lake.preparing import Prepared
from frankpledge.lake.reading import schema_of, sort
from frankpledge.lake.records import Record
from frankpledge.lake.source import Source
from frankpledge.lake.store import Store


class Batch:
    """Files that will become one import: one Parquet file and one record.

    A publisher's archive has one file a force and month. Kept like that they would be thousands of
    small files, which are slow to read; so those of one month go into one.
    """

    def __init__(self, store: Store) -> None:
        self.files: list[Prepared] = []
        self._store = store
        self._order: tuple[str, str] | None = None
        self._keys: set[tuple[str, ...]] = set()

    def accepts(self, file: Prepared, order: tuple[str, str]) -> bool:
        """Whether the file may join: of the same source, month and vintage, with new parts only.

        Two files that hold the same part are two vintages of it, so they cannot be one import.
        Files whose name gives no month are imported one by one.
        """
        if not self.files:
            return True
        if order != self._order or not order[1] or file.vintage != self.files[0].vintage:
            return False
        return self._keys.isdisjoint(part.key for part in file.member.parts)

    def add(self, file: Prepared, order: tuple[str, str]) -> None:
        """Let the file join."""
        self.files.append(file)
        self._order = order
        self._keys.update(part.key for part in file.member.parts)

    def commit(self) -> Record | None:
        """Put the files into the lake and start anew. Raises LakeError, with the lake unchanged."""
        files, self.files, self._keys = self.files, [], set()
        if not files:
            return None
        source = files[0].source
        record = Record(
            source=source.id,
            sequence=self._store.next_sequence(source.id),
            vintage=files[0].vintage,
            members=tuple(file.member for file in files),
        )
        texts = [c.name for c in source.columns if c.type == "category"]
        table = _together([file.table for file in files], source)
        self._store.commit(record, table, [file.quality for file in files], texts)
        return record


def _together(tables: list[pa.Table], source: Source) -> pa.Table:
    """One sorted table of several sorted ones, without sorting again where they follow on."""
    filled = [table for table in tables if len(table)]
    if len(filled) < 2:
        return (filled or tables)[0]
    filled.sort(key=lambda table: _first(table, source))
    joined = pa.concat_tables(filled).unify_dictionaries()
    ends = [_last(table, source) for table in filled]
    starts = [_first(table, source) for table in filled]
    follows = all(end < start for end, start in zip(ends, starts[1:], strict=False))
    return joined if follows else sort(joined.cast(schema_of(source)), source.sort)


def _first(table: pa.Table, source: Source) -> tuple[str, ...]:
    return tuple(str(table[name][0].as_py()) for name in source.sort[:2])


def _last(table: pa.Table, source: Source) -> tuple[str, ...]:
    return tuple(str(table[name][len(table) - 1].as_py()) for name in source.sort[:2])
