"""FP205 and FP206: commitments that repeat or contradict one another.

Two promises are compared as sorted lists of words, cut to their stems, without small words,
numbers and the verbs of promising. Their likeness is the Indel similarity: twice the words in
common over all words of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from rapidfuzz.distance import Indel

from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.tables import table
from frankpledge.plans.promises import Commitment

ALIKE = 0.8
FEWEST_WORDS = 3

_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True)
class _Promise:
    commitment: Commitment
    words: tuple[str, ...]
    sides: frozenset[tuple[str, int]]
    numbers: tuple[str, ...]


def duplicated(context: Context) -> Iterator[Hit]:
    """FP205: the same promise twice."""
    for first, second in _pairs(context):
        if not _conflict(first, second):
            yield context.hit(
                "FP205",
                f"'{second.commitment.id}' says nearly the same as '{first.commitment.id}'",
                second.commitment.id,
            )


def contradictory(context: Context) -> Iterator[Hit]:
    """FP206: two promises about one thing that cannot both be kept."""
    for first, second in _pairs(context):
        if conflict := _conflict(first, second):
            yield context.hit(
                "FP206",
                f"'{second.commitment.id}' contradicts '{first.commitment.id}': {conflict}",
                second.commitment.id,
            )


def _pairs(context: Context) -> Iterator[tuple[_Promise, _Promise]]:
    """Promises that are alike, in the order of the plan; a part is not compared with its whole."""
    promises = [_promise(commitment) for commitment in context.plan.all_commitments]
    wide = {c.id: {w.id for w in context.chain(c)} for c in context.plan.all_commitments}
    for first, second in combinations(promises, 2):
        related = wide[first.commitment.id] & wide[second.commitment.id]
        if not related and _likeness(first.words, second.words) >= ALIKE:
            yield first, second


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if min(len(a), len(b)) < FEWEST_WORDS:
        return 0.0
    return Indel.normalized_similarity(a, b, score_cutoff=ALIKE)


def _promise(commitment: Commitment) -> _Promise:
    text = commitment.text.lower()
    stems = [_stem(word) for word in _WORD.findall(text) if word not in _skipped()]
    sides = {(axis, side) for stem in stems for axis, side in _sides().get(stem, ())}
    # Opposites count as the same word: "open" and "close a station" are about one thing.
    words = tuple(sorted("±" if stem in _sides() else stem for stem in stems))
    target = commitment.target
    extra = [f"{target.value:g}"] if target and target.value is not None else []
    return _Promise(commitment, words, frozenset(sides), (*_NUMBER.findall(text), *extra))


def _conflict(first: _Promise, second: _Promise) -> str:
    """What two promises about one thing disagree on; '' when they agree."""
    if any((axis, -side) in second.sides for axis, side in first.sides):
        return "one undoes the other"
    a, b = set(first.numbers), set(second.numbers)
    if a and b and a.isdisjoint(b):
        return f"{', '.join(first.numbers)} there, {', '.join(second.numbers)} here"
    if first.commitment.due and second.commitment.due:
        dates = first.commitment.due, second.commitment.due
        return "" if len(set(dates)) == 1 else f"due {dates[0]} there, {dates[1]} here"
    return ""


@cache
def _skipped() -> frozenset[str]:
    return frozenset(table("words")["same"]["skip"])


@cache
def _sides() -> dict[str, tuple[tuple[str, int], ...]]:
    """Stems of opposite verbs: on which axis they stand, and on which side."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for verb, others in table("words")["verbs"]["opposites"].items():
        found[_stem(verb)] = (*found.get(_stem(verb), ()), (verb, 1))
        for other in others:
            found[_stem(other)] = (*found.get(_stem(other), ()), (verb, -1))
    return found


def _stem(word: str) -> str:
    """A word without its commonest endings, so that 'recruiting officers' is 'recruit officer'."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
