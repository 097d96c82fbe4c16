"""The scoring matrix of a strategic assessment: topics by criteria, added up.

A partnership decides what matters, how much each criterion weighs, and what score each topic gets.
What can be counted may be scored by a rule instead, which the front matter states: then the score
follows from a bound figure, and nobody can give another. A cell whose figure is not known has no
score, and its topic no place: not scored is not 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from frankpledge.claims.shapes import Answer, Basis, Table

VIEWS = ("scores", "reasons", "rules")
NOT_SCORED = "not scored"
_NOTE = "Totals are worked out here: each score times its weight, added up."
_RULED = "Scores of these criteria are worked out here by their rule: {}."


@dataclass(frozen=True)
class Rule:
    """How a score follows from a figure.

    Of a value (in the window `to`) it is the number of `bounds` that the figure reaches. Of a
    change (from the window `since` to the window `to`) it is one of three: `worse` and `better`
    where the series' own variation lets it be said, else `same`. `words` says so to readers.
    """

    figure: str
    to: str
    words: str
    since: str = ""
    bounds: tuple[float, ...] = ()
    worse: int = 0
    same: int = 0
    better: int = 0

    def expression(self, measure: str) -> str:
        """The bound figure that a topic is scored by."""
        if self.figure == "value":
            return f"value {measure} for {self.to}"
        return f"change {measure} from {self.since} to {self.to}"


@dataclass(frozen=True)
class Criterion:
    """What topics are scored on, and how much it counts beside the others; `rule` if by one."""

    id: str
    title: str
    weight: Decimal
    rule: Rule | None = None


@dataclass(frozen=True)
class Score:
    """The score of a topic on one criterion, and why; None where there is none."""

    score: int | None
    why: str


@dataclass(frozen=True)
class Topic:
    """What is scored, and by which measure where a rule scores; `scores` are as the criteria."""

    title: str
    scores: tuple[Score, ...]
    measure: str = ""


@dataclass(frozen=True)
class Matrix:
    """A scoring matrix: who scored, the highest score there is, criteria and topics."""

    by: str
    most: int
    criteria: tuple[Criterion, ...]
    topics: tuple[Topic, ...]

    def total(self, topic: Topic) -> Decimal | None:
        """Each score times the weight of its criterion, added up; None when one is missing."""
        pairs = zip(self.criteria, topic.scores, strict=True)
        parts = [None if s.score is None else c.weight * s.score for c, s in pairs]
        known = [part for part in parts if part is not None]
        return sum(known, Decimal(0)) if len(known) == len(parts) else None

    @property
    def highest(self) -> Decimal:
        """The total of a topic with the highest score on every criterion."""
        return self.most * sum((c.weight for c in self.criteria), Decimal(0))

    @property
    def ordered(self) -> list[tuple[str, Topic]]:
        """The topics by total, the highest first, each with its place; '2=' where it is shared.

        A topic without a total has no place and comes last.
        """
        totals = [total for topic in self.topics if (total := self.total(topic)) is not None]
        found = []
        for topic in sorted(self.topics, key=self._rank, reverse=True):
            mine = self.total(topic)
            if mine is None:
                found.append(("–", topic))
                continue
            place = 1 + sum(other > mine for other in totals)
            found.append((f"{place}=" if totals.count(mine) > 1 else str(place), topic))
        return found

    def _rank(self, topic: Topic) -> Decimal:
        total = self.total(topic)
        return Decimal(-1) if total is None else total

    @property
    def ruled(self) -> tuple[tuple[int, int, str], ...]:
        """The cells that a rule scores: topic, criterion, and the figure that it asks for."""
        return tuple(
            (at, column, criterion.rule.expression(topic.measure))
            for at, topic in enumerate(self.topics)
            for column, criterion in enumerate(self.criteria)
            if criterion.rule is not None
        )

    def scored(self, cells: Mapping[tuple[int, int], Score]) -> Matrix:
        """The matrix with these scores, by topic and criterion, in place of what was there."""
        topics = tuple(
            replace(
                topic,
                scores=tuple(cells.get((at, i), score) for i, score in enumerate(topic.scores)),
            )
            for at, topic in enumerate(self.topics)
        )
        return replace(self, topics=topics)


def matrix_answer(matrix: Matrix, view: str, basis: Basis) -> Answer:
    """The matrix as a table: the sums, why each score was given, or how criteria are scored."""
    table = {"scores": _scores, "reasons": _reasons, "rules": _rules}[view](matrix)
    return Answer(_sentence(matrix), basis, table=table)


def matrix_note(matrix: Matrix, view: str) -> str:
    """What must be said beside a view of a matrix: what in it was worked out here."""
    if view == "rules":
        return ""
    rules = "; ".join(f"{c.title} – {c.rule.words}" for c in matrix.criteria if c.rule)
    return f"{_NOTE} {_RULED.format(rules)}" if rules else _NOTE


def _sentence(matrix: Matrix) -> str:
    return (
        f"Scored by {matrix.by}: {_many(len(matrix.topics), 'topic', 'topics')} on "
        f"{_many(len(matrix.criteria), 'criterion', 'criteria')}. {_highest(matrix)}"
    )


def _highest(matrix: Matrix) -> str:
    first = [topic for place, topic in matrix.ordered if place in {"1", "1="}]
    names = " and ".join(topic.title for topic in first)
    each = " each" if first[1:] else ""
    total = matrix.total(first[0]) if first else None
    if total is None:
        return "No topic has a score on every criterion."
    return f"Highest: {names}, {_plain(total)} of {_plain(matrix.highest)}{each}."


def _scores(matrix: Matrix) -> Table:
    heads = tuple(f"{one.title} (× {_plain(one.weight)})" for one in matrix.criteria)
    rows = [
        (
            place,
            topic.title,
            _total(matrix, topic),
            *(
                _cell(criterion, one)
                for criterion, one in zip(matrix.criteria, topic.scores, strict=True)
            ),
        )
        for place, topic in matrix.ordered
    ]
    columns = ("Place", "Topic", "Total", *heads)
    numbers = (False, False, True, *(True,) * len(heads))
    caption = _highest(matrix)
    return Table(caption, columns, numbers, tuple(rows))


def _total(matrix: Matrix, topic: Topic) -> str:
    total = matrix.total(topic)
    return "not complete" if total is None else f"{_plain(total)} of {_plain(matrix.highest)}"


def _cell(criterion: Criterion, one: Score) -> str:
    if one.score is None:
        return NOT_SCORED
    return f"{one.score} × {_plain(criterion.weight)} = {_plain(criterion.weight * one.score)}"


def _reasons(matrix: Matrix) -> Table:
    rows = [
        (
            topic.title,
            criterion.title,
            NOT_SCORED if one.score is None else str(one.score),
            one.why,
        )
        for _, topic in matrix.ordered
        for criterion, one in zip(matrix.criteria, topic.scores, strict=True)
    ]
    columns = ("Topic", "Criterion", "Score", "Why")
    return Table("Why each score was given", columns, (False, False, True, False), tuple(rows))


def _rules(matrix: Matrix) -> Table:
    rows = [
        (one.title, _plain(one.weight), one.rule.words if one.rule else f"by {matrix.by}")
        for one in matrix.criteria
    ]
    caption = f"How topics are scored, from 0 to {matrix.most}: by {matrix.by}"
    columns = ("Criterion", "Weight", "How it is scored")
    return Table(caption, columns, (False, True, False), tuple(rows))


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _plain(number: Decimal) -> str:
    """A number without zeros that say nothing: '2.5', '12'."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
