"""Stored answers as arrays: for each question, who answered it and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.voice.model import Consultation, Question
from frankpledge.voice.storing import Responses

if TYPE_CHECKING:
    import pyarrow as pa

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Counted:
    """Answers to one question of those who gave one.

    `people` are their places among all; `values` has shape (options, people): 1 for a chosen
    option, else 0; the amount given to each; or the rank, NaN where there is none.
    """

    question: Question
    people: Places
    values: Floats

    @property
    def chosen(self) -> Flags:
        """Shape (options, people): chosen, or ranked first."""
        return np.asarray(self.values == 1)


class Book:
    """The answers to a consultation of those who live in the area, question by question."""

    def __init__(self, one: Consultation, responses: Responses) -> None:
        self.consultation, self.responses = one, responses
        told = responses.people["outside"].to_pylist()
        outside = np.array([place is True for place in told], dtype=np.bool_)
        self.outside = int(outside.sum())
        self._place = np.full(outside.size, -1, dtype=np.intp)
        self._place[~outside] = np.arange(outside.size - self.outside)
        self._here = ~outside

    @property
    def size(self) -> int:
        """How many answered who do not live elsewhere."""
        return self._place.size - self.outside

    @cached_property
    def doubtful(self) -> Flags:
        """Whose answers hurried, repeat others or came in a flood."""
        names = ("speeder", "exact", "near", "flooded")
        people = self.responses.people
        flags = [people[name].to_numpy(zero_copy_only=False) for name in names]
        return np.asarray(np.logical_or.reduce(flags)[self._here])

    def of(self, question: Question) -> Counted:
        """The answers to a question that is not open."""
        rows = self._rows(question)
        persons = self._place[rows["person"].to_numpy()]
        options = _index(rows["option"], [option.code for option in question.options])
        # An option that the document no longer has cannot be counted under any other.
        good = (persons >= 0) & (options >= 0)
        people, column = np.unique(persons[good], return_inverse=True)
        shape = len(question.options), people.size
        ranked = question.kind == "ranking"
        values = np.full(shape, np.nan) if ranked else np.zeros(shape)
        values[options[good], column] = (
            rows["value"].to_numpy()[good] if question.kind in ("ranking", "money") else 1.0
        )
        return Counted(question, people, values)

    def places(self, question: Question) -> Places:
        """Everybody's option of a question with one answer: its place, -1 where there is none."""
        counted = self.of(question)
        found = np.full(self.size, -1, dtype=np.intp)
        if counted.people.size:
            found[counted.people] = np.argmax(counted.values, axis=0)
        return found

    def texts(self, question: Question) -> dict[str, tuple[int, str]]:
        """The open answers to a question by the answer's number in the import: r1, r2, ...

        Each with the place of who gave it among all who are counted.
        """
        rows = self._rows(question)
        persons = rows["person"].to_numpy()
        told = zip(persons, self._place[persons], rows["text"].to_pylist(), strict=True)
        return {f"r{at + 1}": (int(here), text) for at, here, text in told if here >= 0 and text}

    def _rows(self, question: Question) -> pa.Table:
        import pyarrow as pa

        return self.responses.answers.filter(pa.array(_index(self._asked, [question.id]) == 0))

    @cached_property
    def _asked(self) -> Any:
        return self.responses.answers["question"]


def _index(column: Any, names: Sequence[str]) -> Places:
    """The place of each text of a column among some names, -1 for others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(column.cast(pa.string()), value_set=pa.array(names, pa.string()))
    return np.asarray(found.fill_null(-1).to_numpy(), dtype=np.intp)
