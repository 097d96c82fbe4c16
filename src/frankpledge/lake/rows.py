"""Rows on their way into the lake: a table, and the rows that had to be left out of it.

Every operation works on whole columns. Columns of categories are dictionaries, so a rule about a
value is asked once for each different value and not once for each row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.errors import InputError, Place
from frankpledge.lake.arrow import encoded, one_array
from frankpledge.lake.source import Between, Form

CATEGORY = pa.dictionary(pa.int32(), pa.string())
LISTED = 20  # rejected rows told one by one; the others are only counted
Where = Callable[[Sequence[int]], list[Place]]


@dataclass(frozen=True)
class Rejection:
    """A row left out: where it stands, what was expected there and what was found."""

    file: str
    line: int | None
    column: str | None
    expected: str
    value: str | None


class Rows:
    """A table whose rows are checked, counted and left out where they cannot be used.

    `where` turns record numbers (from 0, in file order) into places in the file; it is only called
    when there is something to reject, because finding lines costs another reading.
    """

    def __init__(self, table: pa.Table, file: str, where: Where) -> None:
        self.table = table.combine_chunks()
        self.file = file
        self.read = len(table)
        self.rejections: list[Rejection] = []
        self.reasons: Counter[str] = Counter()
        self.notes: dict[str, int] = {}
        self._where = where
        self._records: np.ndarray[Any, np.dtype[np.int64]] | None = None

    @property
    def rejected(self) -> int:
        """How many rows were left out."""
        return sum(self.reasons.values())

    def column(self, name: str) -> Any:
        """One column as a single array."""
        return one_array(self.table[name])

    def note(self, what: str, count: int) -> None:
        """Remember a count for the quality report; zero is not worth telling."""
        if count:
            self.notes[what] = self.notes.get(what, 0) + int(count)

    def drop(self, good: Any, column: str, expected: str) -> None:
        """Leave out the rows for which `good` is false."""
        keep = _mask(good)
        if keep.all():
            return
        bad = np.flatnonzero(~keep)
        self._list(self._numbers(len(keep))[bad], bad, column, expected)
        self.reasons[f"{column}: expected {expected}"] += len(bad)
        self._filter(keep)

    def omit(self, good: Any, what: str) -> None:
        """Leave out the rows for which `good` is false: no faults, only none of this table's rows.

        They are told as a note.
        """
        keep = _mask(good)
        self.note(what, int(np.count_nonzero(~keep)))
        self._filter(keep)

    def _numbers(self, length: int) -> np.ndarray[Any, np.dtype[np.int64]]:
        return np.arange(length) if self._records is None else self._records

    def _filter(self, keep: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        self._records = self._numbers(len(keep))[keep]
        self.table = self.table.filter(pa.array(keep))

    def _list(self, records: Any, bad: Any, column: str, expected: str) -> None:
        room = max(0, LISTED - len(self.rejections))
        has = column in self.table.column_names
        for place, row in zip(self._where(records[:room].tolist()), bad[:room], strict=True):
            value = self.table[column][int(row)].as_py() if has else None
            text = None if value is None else str(value)
            self.rejections.append(Rejection(place.file, place.line, column, expected, text))

    def reject_records(self, places: Sequence[tuple[Place, str]], expected: str) -> None:
        """Count records that never became rows, for instance lines with too few columns."""
        if not places:
            return
        self.read += len(places)
        self.reasons[expected] += len(places)
        for place, value in places[: max(0, LISTED - len(self.rejections))]:
            self.rejections.append(Rejection(place.file, place.line, place.field, expected, value))

    def require(self, column: str) -> None:
        """Leave out rows in which the column is blank."""
        if self.table[column].null_count:
            self.drop(self.table[column].is_valid(), column, "a value")

    def expect(self, column: str, value: str | None, expected: str) -> None:
        """Leave out rows in which the column is not `value`; None expects nothing."""
        if value is not None:
            self.check(column, lambda found: found == value, f"{value}, {expected}")

    def check(self, column: str, good: Callable[[str], bool], expected: str) -> None:
        """Leave out rows whose category is not good. Blanks are let through."""
        codes, values = encoded(self.table[column])
        verdicts = [good(value) for value in values]
        if not all(verdicts):
            self.drop(pa.array(verdicts, pa.bool_()).take(codes), column, expected)

    def map(
        self, column: str, target: str, rule: Callable[[str], str | None], expected: str
    ) -> None:
        """Set `target` to the rule's answer for each category; rows without one are left out."""
        self.require(column)
        codes, values = encoded(self.table[column])
        answers = pa.array([rule(value) for value in values], pa.string())
        if answers.null_count:
            self.drop(answers.is_valid().take(codes), column, expected)
            codes, _ = encoded(self.table[column])
        self.set(target, answers.take(codes).dictionary_encode())

    def set(self, name: str, array: Any) -> None:
        """Add or replace a column."""
        at = self.table.schema.get_field_index(name)
        if at < 0:
            self.table = self.table.append_column(name, array)
        else:
            self.table = self.table.set_column(at, name, array)

    def fill(self, name: str, value: str | None, expected: str) -> None:
        """Set a column to one value. Raises InputError when the file's name does not say it."""
        if value is None:
            raise InputError(Place(self.file, field=name), expected)
        codes = np.zeros(len(self.table), dtype=np.int32)
        self.set(name, pa.DictionaryArray.from_arrays(codes, pa.array([value])))

    def join(self, columns: Sequence[str], target: str) -> None:
        """Set `target` to the texts of several columns with a bar between them."""
        texts = [self.column(name).cast(pa.string()) for name in columns]
        self.set(target, pc.binary_join_element_wise(*texts, "|").dictionary_encode())

    def differing(self, left: str, right: str) -> int:
        """How many rows have other values in one column than in another (blanks do not count)."""
        (one, values), (other, also) = encoded(self.table[left]), encoded(self.table[right])
        if values != also or len(set(values)) < len(values):
            one, other = (self.column(name).cast(pa.string()) for name in (left, right))
        return int(pc.sum(pc.not_equal(one, other)).as_py() or 0)

    def replace(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Put a table of another shape in place of the rows, once nothing more can be rejected."""
        self.table = pa.table({name: pa.array(values) for name, values in columns.items()})
        self._records = np.zeros(len(self.table), dtype=np.int64)

    def apply(self, rule: Between | Form) -> None:
        """Leave out rows that break a source's check. Blanks are let through."""
        if isinstance(rule, Form):
            form = re.compile(rule.pattern)
            self.check(rule.column, lambda text: form.fullmatch(text) is not None, rule.expected)
            return
        array: Any = self.table[rule.column]
        span: Any = pc.min_max(array).as_py()
        if span["min"] is None or rule.low <= span["min"] <= span["max"] <= rule.high:
            return
        low, high = pa.scalar(rule.low), pa.scalar(rule.high)
        inside = pc.and_(pc.greater_equal(array, low), pc.less_equal(array, high))
        self.drop(inside, rule.column, rule.expected)


def _mask(good: Any) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """True or false for each row; what is not known counts as good."""
    return np.asarray(pc.fill_null(good, True).to_numpy(zero_copy_only=False), dtype=bool)
