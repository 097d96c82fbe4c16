"""The lake as a reader sees it: tables as they are now or were on a date, and their provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frankpledge.errors import LakeError, NotFoundError
from frankpledge.lake.completeness import completeness
from frankpledge.lake.engines import connect
from frankpledge.lake.quality import QualityReport
from frankpledge.lake.records import Key, Record
from frankpledge.lake.sources import find_source
from frankpledge.lake.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.lake.protocols import AreaTables
    from frankpledge.lake.source import Source


class Lake:
    """A folder of imports, read as tables.

    `engine` names what runs the queries. `areas` is needed only for the completeness of sources
    whose rows say where they lie but not which force recorded them.
    """

    def __init__(
        self, path: Path | str, engine: str = "duckdb", *, areas: AreaTables | None = None
    ) -> None:
        self.path = Path(path)
        self.areas = areas
        self.store = Store(self.path)
        self._engine = engine
        self._tables: dict[tuple[Any, ...], Any] = {}
        self._gates: dict[tuple[str, int], tuple[AreaTables | None, pa.Table]] = {}

    @cached_property
    def connection(self) -> Any:
        """The Ibis backend that runs the queries."""
        return connect(self._engine)

    def table(self, source_id: str, as_of: str | None = None) -> Any:
        """The rows of a source that count now, or counted on a date, as an Ibis table.

        Empty when the lake holds nothing of it. Raises NotFoundError for an unknown source,
        LakeError when files of the lake are gone.
        """
        source = find_source(source_id)
        state = self.store.state(source_id)
        key = (source_id, as_of, len(state.records))
        if key not in self._tables:
            self._tables[key] = self._view(source, as_of)
        return self._tables[key]

    def _view(self, source: Source, as_of: str | None) -> Any:
        """Files that count as a whole are read as one table; of others only the parts that do."""
        chosen = self.store.state(source.id).as_of(as_of)
        by_record: dict[str, tuple[Record, list[Key]]] = {}
        for key, record in chosen.items():
            by_record.setdefault(record.id, (record, []))[1].append(key)
        whole, pieces = [], []
        for record, keys in by_record.values():
            path = self.store.rows_file(record)
            if len(keys) == len({part.key for m in record.members for part in m.parts}):
                whole.append(path)
            else:
                pieces.append(_only(self._read([path]), source, keys))
        tables = ([self._read(sorted(whole))] if whole else []) + pieces
        return reduce(lambda left, right: left.union(right), tables) if tables else _empty(source)

    def _read(self, paths: Sequence[Path]) -> Any:
        return self.connection.read_parquet([str(path) for path in paths])

    def holding(self, source_id: str, identity: str, vintage: str) -> Record | None:
        """The import that already holds a file of that identity (see `records.State.holding`)."""
        return self.store.state(source_id).holding(identity, vintage)

    def imports(self, source: str | None = None) -> pa.Table:
        """One row a file imported, in the order of importing, superseded ones too.

        Columns: import_id, source, file, url, layout, sha256, content_sha256, bytes, vintage,
        sequence, rows, first_period, last_period.
        """
        import pyarrow as pa

        names = [find_source(source).id] if source else self.store.sources()
        rows = [
            _import_row(record, member)
            for name in names
            for record in self.store.state(name).records
            for member in record.members
        ]
        return pa.Table.from_pylist(rows, schema=_imports_schema())

    def quality(self, import_id: str) -> tuple[QualityReport, ...]:
        """The quality reports of an import, one a file. Raises NotFoundError."""
        return self.store.quality(self._record(import_id))

    def _record(self, import_id: str) -> Record:
        source = import_id.partition("/")[0]
        for record in self.store.state(find_source(source).id).records:
            if record.id == import_id:
                return record
        raise NotFoundError(f"no import called {import_id!r}")

    def vintages(self, source_id: str, period: str, force: str | None = None) -> pa.Table:
        """The imports that hold a period (of a force), oldest first.

        Columns: import_id, vintage, sequence, rows, total, current.
        """
        import pyarrow as pa

        source, state = find_source(source_id), self.store.state(source_id)
        at = source.part.index("period")
        rows = [
            {
                "import_id": record.id,
                "vintage": record.vintage,
                "sequence": record.sequence,
                "rows": part.rows,
                "total": part.total,
                "current": state.current[part.key] is record,
            }
            for record, _, part in sorted(state.parts(), key=lambda item: item[0].age)
            if part.key[at] == period and (force is None or force in part.key)
        ]
        return pa.Table.from_pylist(rows, schema=_vintages_schema())

    def completeness(self, source_id: str, *, areas: AreaTables | None = None) -> pa.Table:
        """Which force's periods are complete, partial or missing, and why.

        Columns: force, period, status, rows (or the sum that stands for them), median, reason.
        Raises LakeError when the source needs the tables of areas and there are none.
        """
        source = find_source(source_id)
        tables = areas or self.areas
        key = source_id, len(self.store.state(source_id).records)
        held = self._gates.get(key)
        if held is None or held[0] is not tables:
            if source.by_lsoa and not source.by_force and tables is None:
                raise LakeError(f"completeness of {source_id}: needs the tables of areas")
            held = tables, completeness(self, source, tables)
            self._gates[key] = held
        return held[1]


def _only(table: Any, source: Source, keys: Sequence[Key]) -> Any:
    """The rows of some parts. Parts are grouped by all but their last column, to keep it short."""
    import ibis

    grouped: dict[Key, list[str]] = {}
    for key in sorted(keys):
        grouped.setdefault(key[:-1], []).append(key[-1])
    *heads, last = source.part
    rules = []
    for head, values in grouped.items():
        rule = table[last].isin(values)
        for name, value in zip(heads, head, strict=True):
            rule &= table[name] == value
        rules.append(rule)
    return table.filter(ibis.or_(*rules))


def _empty(source: Source) -> Any:
    import ibis

    from frankpledge.lake.reading import schema_of

    return ibis.memtable(schema_of(source, stored=True).empty_table())


def _import_row(record: Record, member: Any) -> Mapping[str, Any]:
    at = find_source(record.source).part.index("period")
    periods = sorted(part.key[at] for part in member.parts)
    return {
        "import_id": record.id,
        "source": record.source,
        "file": member.file,
        "url": member.url,
        "layout": member.layout,
        "sha256": member.sha256,
        "content_sha256": member.content_sha256,
        "bytes": member.bytes,
        "vintage": record.vintage,
        "sequence": record.sequence,
        "rows": member.rows,
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
    }


def _imports_schema() -> pa.Schema:
    texts = ("import_id", "source", "file", "url", "layout", "sha256", "content_sha256")
    return _schema(
        [
            (texts, "string"),
            (("bytes",), "int64"),
            (("vintage",), "string"),
            (("sequence", "rows"), "int64"),
            (("first_period", "last_period"), "string"),
        ]
    )


def _vintages_schema() -> pa.Schema:
    return _schema(
        [
            (("import_id", "vintage"), "string"),
            (("sequence", "rows"), "int64"),
            (("total",), "float64"),
            (("current",), "bool"),
        ]
    )


def _schema(groups: Sequence[tuple[Sequence[str], str]]) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([pa.field(name, kind) for names, kind in groups for name in names])
