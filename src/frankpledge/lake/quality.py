"""What became of a file's rows: the quality report, stored with each import."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.arrow import encoded
from frankpledge.lake.rows import Rejection, Rows
from frankpledge.lake.source import Source


@dataclass(frozen=True)
class QualityReport:
    """Counts over one file.

    `rejections` lists the first rows left out, `reasons` counts them all. `repeated` counts rows
    whose key has been seen before in the file (more rows than keys), `identical` those that repeat
    a whole row; both were kept. `outside` counts rows that lie in a neighbourhood of another force,
    or is None where the force's neighbourhoods are not known. `notes` counts oddities.
    """

    file: str
    read: int
    accepted: int
    rejected: int
    reasons: dict[str, int] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()
    blanks: dict[str, int] = field(default_factory=dict)
    repeated: int = 0
    identical: int = 0
    first: str | None = None
    last: str | None = None
    outside: int | None = None
    notes: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> QualityReport:
        """From what `to_dict` gave."""
        rejections = tuple(Rejection(**item) for item in raw["rejections"])
        return cls(**{**raw, "rejections": rejections})


def assess(rows: Rows, source: Source, outside: int | None = None) -> QualityReport:
    """The quality report of a file that has been read."""
    table = rows.table
    _note_categories(rows, source)
    repeated, identical = _repeats(table, source)
    first, last = _ends(rows)
    return QualityReport(
        file=rows.file,
        read=rows.read,
        accepted=len(table),
        rejected=rows.rejected,
        reasons=dict(rows.reasons),
        rejections=tuple(rows.rejections),
        blanks={n: table[n].null_count for n in table.column_names if table[n].null_count},
        repeated=repeated,
        identical=identical,
        first=first,
        last=last,
        outside=outside,
        notes=dict(rows.notes),
    )


def _note_categories(rows: Rows, source: Source) -> None:
    """Count the rows of categories that the source's list does not have; they were kept."""
    for name, known in source.categories.items():
        array = rows.column(name)
        unknown = [v for v in array.dictionary.to_pylist() if v not in known]
        for value in unknown:
            count = pc.sum(pc.equal(array, value)).as_py() or 0
            rows.note(f"{name} unknown to this version: {value}", count)


def _ends(rows: Rows) -> tuple[str | None, str | None]:
    periods = sorted(rows.column("period").unique().to_pylist())
    return (periods[0], periods[-1]) if periods else (None, None)


def _repeats(table: pa.Table, source: Source) -> tuple[int, int]:
    """Surplus rows by key, and surplus rows by everything.

    Identical rows have the same key, so only rows whose key is blank or repeated are compared.
    """
    if not source.key:
        return 0, _surplus(table, table.column_names)
    repeated, suspects = 0, None
    if len(source.key) == 1:
        key = table[source.key[0]]
        repeated = len(key) - key.null_count - len(key.drop_null().unique())
        suspects = pc.is_null(key)
        if repeated:
            counts = key.value_counts()
            often = counts.filter(pc.greater(counts.field("counts"), pa.scalar(1))).field("values")
            suspects = pc.or_(suspects, pc.is_in(key, often))
    else:
        repeated = _surplus(table, source.key)
        if not repeated:
            return 0, 0
    return repeated, _surplus(table if suspects is None else table.filter(suspects))


def _surplus(table: pa.Table, names: Any = None) -> int:
    """How many rows more than different rows there are, by some columns or by all."""
    if not len(table):
        return 0
    chosen = table.select(list(names or table.column_names))
    for number, field_ in enumerate(chosen.schema):
        # Grouping wants plain codes; within one table equal texts have equal codes.
        if pa.types.is_dictionary(field_.type):
            codes, _ = encoded(chosen.column(number))
            chosen = chosen.set_column(number, field_.name, codes)
    distinct = chosen.group_by(chosen.column_names, use_threads=False).aggregate([])
    return len(chosen) - len(distinct)
