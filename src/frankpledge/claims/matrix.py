"""The scoring matrix of a strategic assessment: what a partnership scored, by criteria of its own.

A partnership decides what matters, how much each criterion weighs, and what score each topic gets;
nothing of that is worked out from figures. What is worked out is the sum: each score times the
weight of its criterion, added up, with the working in every cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frankpledge.claims.shapes import Answer, Basis, Table
from frankpledge.documents import nearest
from frankpledge.errors import InputError

VIEWS = ("scores", "reasons")
Fault = Callable[[str, str, object], InputError]
_KEYS = ("by", "most", "criteria", "topics")
_NOTE = "Totals are worked out here: each score times its weight, added up."


@dataclass(frozen=True)
class Criterion:
    """What topics are scored on, and how much it counts beside the others."""

    id: str
    title: str
    weight: Decimal


@dataclass(frozen=True)
class Score:
    """The score of a topic on one criterion, and why."""

    score: int
    why: str


@dataclass(frozen=True)
class Topic:
    """What is scored; `scores` are in the order of the criteria."""

    title: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Matrix:
    """A scoring matrix: who scored, the highest score there is, criteria and topics."""

    by: str
    most: int
    criteria: tuple[Criterion, ...]
    topics: tuple[Topic, ...]

    def total(self, topic: Topic) -> Decimal:
        """Each score times the weight of its criterion, added up."""
        pairs = zip(self.criteria, topic.scores, strict=True)
        return sum((c.weight * s.score for c, s in pairs), Decimal(0))

    @property
    def highest(self) -> Decimal:
        """The total of a topic with the highest score on every criterion."""
        return self.most * sum((c.weight for c in self.criteria), Decimal(0))

    @property
    def ordered(self) -> list[tuple[str, Topic]]:
        """The topics by total, the highest first, each with its place; '2=' where it is shared."""
        totals = [self.total(topic) for topic in self.topics]
        found = []
        for topic in sorted(self.topics, key=self.total, reverse=True):
            mine = self.total(topic)
            place = 1 + sum(other > mine for other in totals)
            shared = totals.count(mine) > 1
            found.append((f"{place}=" if shared else str(place), topic))
        return found


def matrix_answer(matrix: Matrix, view: str) -> Answer:
    """The matrix as a table: the sums ('scores'), or why each score was given ('reasons')."""
    basis = Basis("stated", stated=matrix.by, note=_NOTE)
    table = _reasons(matrix) if view == "reasons" else _scores(matrix)
    return Answer(_sentence(matrix), basis, table=table)


def _sentence(matrix: Matrix) -> str:
    first = [topic for place, topic in matrix.ordered if place in {"1", "1="}]
    names = " and ".join(topic.title for topic in first)
    each = " each" if first[1:] else ""
    return (
        f"Scored by {matrix.by}: {_many(len(matrix.topics), 'topic', 'topics')} on "
        f"{_many(len(matrix.criteria), 'criterion', 'criteria')}. Highest: {names}, "
        f"{_plain(matrix.total(first[0]))} of {_plain(matrix.highest)}{each}."
    )


def _scores(matrix: Matrix) -> Table:
    heads = tuple(f"{one.title} (× {_plain(one.weight)})" for one in matrix.criteria)
    rows = [
        (
            place,
            topic.title,
            f"{_plain(matrix.total(topic))} of {_plain(matrix.highest)}",
            *(
                f"{one.score} × {_plain(criterion.weight)} = {_plain(criterion.weight * one.score)}"
                for criterion, one in zip(matrix.criteria, topic.scores, strict=True)
            ),
        )
        for place, topic in matrix.ordered
    ]
    columns = ("Place", "Topic", "Total", *heads)
    numbers = (False, False, True, *(True,) * len(heads))
    caption = f"{_sentence(matrix)} Scores go from 0 to {matrix.most}."
    return Table(caption, columns, numbers, tuple(rows))


def _reasons(matrix: Matrix) -> Table:
    rows = [
        (topic.title, criterion.title, str(one.score), one.why)
        for _, topic in matrix.ordered
        for criterion, one in zip(matrix.criteria, topic.scores, strict=True)
    ]
    columns = ("Topic", "Criterion", "Score", "Why")
    return Table("Why each score was given", columns, (False, False, True, False), tuple(rows))


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _plain(number: Decimal) -> str:
    """A number without zeros that say nothing: '2.5', '12'."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_matrix(raw: Any, fault: Fault) -> tuple[Matrix | None, list[InputError]]:
    """The matrix of the front matter, or every fault in it; `fault` makes one from a field."""
    reader = _Reader(fault)
    found = reader.matrix(raw)
    return (None if reader.faults else found), reader.faults


class _Reader:
    """Takes a matrix apart and remembers what is wrong with it."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.faults = fault, list[InputError]()

    def matrix(self, raw: Any) -> Matrix | None:
        if not self._mapping("matrix", raw, _KEYS):
            return None
        by = self._text("matrix.by", raw.get("by"))
        most = self._whole("matrix.most", raw.get("most"), 1, 100)
        criteria = tuple(self._criteria(raw.get("criteria")))
        topics = tuple(self._topics(raw.get("topics"), criteria, most))
        return Matrix(by, most, criteria, topics)

    def _criteria(self, raw: Any) -> Iterator[Criterion]:
        seen = set[str]()
        for at, one in self._entries("matrix.criteria", raw):
            if not self._mapping(at, one, ("id", "title", "weight")):
                continue
            name = self._text(f"{at}.id", one.get("id"))
            if name in seen:
                self._wrong(f"{at}.id", "an id that no other criterion has", name)
            seen.add(name)
            yield Criterion(
                name, self._text(f"{at}.title", one.get("title")), self._weight(at, one)
            )

    def _topics(self, raw: Any, criteria: tuple[Criterion, ...], most: int) -> Iterator[Topic]:
        for at, one in self._entries("matrix.topics", raw):
            if self._mapping(at, one, ("title", "scores")):
                title = self._text(f"{at}.title", one.get("title"))
                scores = one.get("scores")
                names = tuple(criterion.id for criterion in criteria)
                if self._mapping(f"{at}.scores", scores, names):
                    found = (self._score(f"{at}.scores.{n}", scores.get(n), most) for n in names)
                    yield Topic(title, tuple(found))

    def _score(self, at: str, raw: Any, most: int) -> Score:
        if not self._mapping(at, raw, ("score", "why")):
            return Score(0, "")
        score = self._whole(f"{at}.score", raw.get("score"), 0, most)
        return Score(score, self._text(f"{at}.why", raw.get("why")))

    def _weight(self, at: str, one: dict[str, Any]) -> Decimal:
        value = one.get("weight")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
            self._wrong(f"{at}.weight", "a number above 0", value)
            return Decimal(1)
        return Decimal(str(value))

    def _whole(self, at: str, value: Any, least: int, most: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._wrong(at, f"a whole number from {least} to {most}", value)
            return most
        return value

    def _text(self, at: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self._wrong(at, "a text", value)
            return ""
        return " ".join(value.split())

    def _entries(self, at: str, raw: Any) -> Iterator[tuple[str, Any]]:
        if not isinstance(raw, list) or not raw:
            self._wrong(at, "a list of one or more", raw)
            return
        yield from ((f"{at}.{number}", one) for number, one in enumerate(raw, start=1))

    def _mapping(self, at: str, raw: Any, known: tuple[str, ...]) -> bool:
        if not isinstance(raw, dict):
            self._wrong(at, f"fields: {', '.join(known)}", raw)
            return False
        for key in sorted(set(map(str, raw)) - set(known)):
            self._wrong(f"{at}.{key}", f"no such field; {nearest(key, known)}")
        return True

    def _wrong(self, at: str, expected: str, value: object = None) -> None:
        self.faults.append(self.fault(at, expected, value))
