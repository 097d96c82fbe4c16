"""Changes told over two sentences: 'There were 480 in 2021. In 2022 there were 360, down 25 %.'

The second sentence must say nothing of its own: every word of it stands in the first, or in a short
list here. 'Of these', 'in the north' or another noun make it a sentence about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.claims.checking.changing import Change, changes, judged_pair, linked
from frankpledge.claims.checking.comparing import check_comparisons
from frankpledge.claims.checking.quantities import Pair, pairs, unit_after, valued
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence, Token, tokenise
from frankpledge.claims.checking.verdicts import Finding

_VALUES = ("NUM", "PCT", "POINTS")
# Classes that add no other thing to a sentence about the same one.
_EMPTY = frozenset(
    {"UP", "DOWN", "IS", "IN", "TO", "OF", "COMMA", "STOP", "OPEN", "CLOSE", "COLON", "DASH"}
    | {"PERIOD", "TIMES", "FRACTION", *_VALUES}
)
_WORDS = frozenset(
    {"a", "an", "the", "there", "had", "has", "have", "it", "this", "that", "they", "we", "our"}
    | {"so", "which", "means", "meaning", "representing", "represents", "equivalent", "equating"}
    | {"figure", "figures", "number", "numbers", "total", "count", "volume", "level", "year"}
    | {"recorded", "reported", "received", "saw", "seen", "further", "now", "only", "just"}
)
# Sentences that state no fact, or one of a part.
_NO_FACT = re.compile(
    r"\b(?:will|would|should|could|(?-i:may)|might|aims?|targets?|plans? to|expect\w*|forecast\w*"
    r"|if|estimat\w+|average|per(?! cent)|each|survey\w*|respectively)\b",
    re.IGNORECASE,
)
# How years are told without a date, the earlier ones first.
_RELATIVE = (
    re.compile(
        r"\b(?:previous|preceding|prior) year\b|\byear (?:before|earlier)\b(?! last)", re.IGNORECASE
    ),
    re.compile(r"\blast year\b", re.IGNORECASE),
    re.compile(r"\bthis year\b", re.IGNORECASE),
    re.compile(r"\b(?:following|next) year\b|\byear (?:later|after)\b", re.IGNORECASE),
)
_BEFORE, _AFTER = 0, 3
_NEXT_DOOR = 12  # months from 'the previous year' to the year
# A value three times the other is seldom of the same thing, whatever the words are.
_FAR = 3.0


@dataclass(frozen=True)
class Told:
    """A change of the second of two sentences with its pair; places are those in `both`.

    `place` is the part of it that lies in the second sentence.
    """

    both: Sentence
    change: Change
    pair: Pair
    place: tuple[int, int]


@dataclass(frozen=True)
class _When:
    """When a value was: a period, or a place in `_RELATIVE`."""

    span: Span | None = None
    turn: int | None = None


def told_across(text: str, cut: int) -> Told | None:
    """The change that two sentences tell together, if it is sure. `cut`: where the second begins.

    None when the second has the two values of its change itself, or says anything of its own.
    """
    both = tokenise(text)
    first, second = _split(both, cut)
    if _NO_FACT.search(text) or both.has("NOT", "VS", "ASK") or second.has("SINCE", "FROM"):
        return None
    links = linked(second) if second.has(*_VALUES, "FRACTION", "TIMES") else []
    if len(links) != 1 or links[0][1] is not None or not _empty(first, second):
        return None
    change = links[0][0]
    pair = _one_each(first, second, change) or _both_before(first, second, change)
    if pair is None or not pair.alike or not _of_one_kind(change, pair):
        return None
    inside = [t for t in (change.token, pair.before, pair.after) if t.start >= cut]
    return Told(both, change, pair, (min(t.start for t in inside), max(t.end for t in inside)))


def _of_one_kind(change: Change, pair: Pair) -> bool:
    """A count has no percentage points."""
    return change.token.name != "POINTS" or pair.numbers[0].unit == "%"


def _split(both: Sentence, cut: int) -> tuple[Sentence, Sentence]:
    """The two sentences, their tokens with the places that they have in both."""
    halves = ([t for t in both.tokens if t.end <= cut], [t for t in both.tokens if t.start >= cut])
    first, second = (Sentence(both.text, tuple(tokens)) for tokens in halves)
    return first, second


def _values(sentence: Sentence) -> list[Token]:
    """The values that are no change."""
    stated = {change.token.start for change in changes(sentence)}
    return [t for t in sentence.tokens if t.name in _VALUES and t.start not in stated]


def _empty(first: Sentence, second: Sentence) -> bool:
    """Whether the second has only words of the first, and those that add nothing."""
    before = {token.text for token in first.tokens if token.name == "W"}
    own = second.text[second.tokens[0].start :] if second.tokens else ""
    away = [m.span() for form in _RELATIVE for m in form.finditer(own)]
    base = second.tokens[0].start if second.tokens else 0
    return all(
        token.name in _EMPTY
        or token.text in _WORDS
        or (token.name == "W" and token.text in before)
        or any(base + start <= token.start < base + end for start, end in away)
        for token in second.tokens
    )


def _one_each(first: Sentence, second: Sentence, change: Change) -> Pair | None:
    """One value in each sentence, and which was first is said."""
    mine, theirs = _values(first), _values(second)
    if len(mine) != 1 or len(theirs) != 1 or changes(first):
        return None
    if unit_after(second, theirs[0]) not in ("", unit_after(first, mine[0])):
        return None
    one, other = _when(first, mine[0]), _when(second, theirs[0])
    order = _order(one, other)
    if not order:
        return None
    early, late = (0, 1) if order > 0 else (1, 0)
    values, spans = (mine[0], theirs[0]), (one.span, other.span)
    pair = Pair(values[early], values[late], True, change.way, spans[early], spans[late])
    return pair if _near(pair) else None


def _near(pair: Pair) -> bool:
    before, after = (number.value for number in pair.numbers)
    return before > 0 and after > 0 and 1 / _FAR <= after / before <= _FAR


def _both_before(first: Sentence, second: Sentence, change: Change) -> Pair | None:
    """Both values in the first; the second is 'That is a reduction of 17 %'."""
    found = pairs(first)
    plain = not second.has("PERIOD") and not any(f.search(_own(second)) for f in _RELATIVE)
    if len(found) != 1 or len(_values(first)) != 2 or _values(second) or not plain:
        return None
    (pair,) = found
    return pair if pair.sure and not changes(first) and change.token.start > pair.end else None


def _own(sentence: Sentence) -> str:
    tokens = sentence.tokens
    return sentence.text[tokens[0].start : tokens[-1].end] if tokens else ""


def _when(sentence: Sentence, value: Token) -> _When:
    """The one period of a sentence, dated or not."""
    spans = [token.span for token in sentence.tokens if token.span is not None]
    turns = [turn for turn, form in enumerate(_RELATIVE) if form.search(_own(sentence))]
    tied = next((one.span for one in valued(sentence) if one.token.start == value.start), None)
    if len(spans) == 1 and (tied or spans[0].last is not None):
        return _When(spans[0], turns[0] if turns else None)
    return _When(None, turns[0]) if len(turns) == 1 and not spans else _When()


def _order(one: _When, other: _When) -> int:
    """+1 when the first value is the earlier, -1 when the second is, 0 when that is not sure."""
    if one.span and other.span:
        return _dated(one, other)
    if one.span or other.span:
        # 'In 2022/23 there were 412. The previous year there were 371.'
        undated, way = (other, -1) if one.span else (one, 1)
        return {_BEFORE: way, _AFTER: -way}.get(-1 if undated.turn is None else undated.turn, 0)
    if one.turn is None or other.turn is None:
        return 0
    return (other.turn > one.turn) - (other.turn < one.turn)


def _dated(one: _When, other: _When) -> int:
    assert one.span is not None
    assert other.span is not None
    first, second = one.span.last, other.span.last
    if first is None or second is None or first == second:
        return 0
    # 'Up 10 % on the previous year' is no change from three years before.
    if other.turn is not None and abs(second - first) != _NEXT_DOOR:
        return 0
    return 1 if second > first else -1


def check_across(told: Told) -> Iterator[Finding]:
    """The arithmetic, and whether the two periods can be set side by side."""
    spans = (told.pair.before_span, told.pair.after_span)
    months = {span.months for span in spans if span is not None}
    for finding in judged_pair(told.change, told.pair):
        # Of periods that are not alike the percentage may be of another pair.
        if finding.verdict.id == "agrees" or len(months) == 1 or None in spans:
            yield Finding(finding.kind, finding.verdict, finding.working, *told.place)
            for doubt in check_comparisons(told.both):
                yield Finding(doubt.kind, doubt.verdict, doubt.working, *told.place)
