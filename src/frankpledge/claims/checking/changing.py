"""Changes: a percentage, a number or a word such as 'doubled', against the two values it is about.

A claim and a pair of values are taken together only when each is the other's nearest, nothing
between them begins another thought, and they are close. Where the text leaves open which value came
first, nothing is accused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.claims.checking import lexicon
from frankpledge.claims.checking.numerals import (
    Interval,
    Number,
    overlap,
    percent_change,
    signed,
)
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.quantities import Pair, pairs
from frankpledge.claims.checking.tokens import Sentence, Token
from frankpledge.claims.checking.verdicts import Finding, found

KIND = "change"
REACH = 14  # tokens between a claim and its pair
OVER = 0.975
_BREAKS = frozenset({"while", "whereas", "but", "although", "whilst", "separately", "meanwhile"})
# Another value between the two belongs to another thought.
_OTHERS = frozenset({"PCT", "POINTS", "NUM"})
_LEADS = frozenset({"UP", "DOWN", "OF", "IN", "IS", "FROM", "TO", "OPEN", "CLOSE", "BETTER"})
_LEADING = frozenset(
    {"a", "an", "the", "or", "this", "that", "which", "representing", "equivalent", "around"}
    | {"about", "just", "over", "net", "nearly", "almost", "overall", "total"}
)
_OVER = frozenset({"more than", "over", "least", "at least"})
_WAYS = {"UP": 1, "DOWN": -1, "MORETHAN": 1, "LESSTHAN": -1}


@dataclass(frozen=True)
class Change:
    """A change as the text states it: the token that says how much, and which way.

    `over` says that a word such as 'doubled' is a lower bound ('more than doubled').
    """

    token: Token
    way: int
    over: bool = False

    @property
    def number(self) -> Number | None:
        """The stated size, None for a word."""
        return self.token.number


# 'p' says how much, 'u' which way.
_CLAIMS = (
    "u=UP|DOWN ~4 p=PCT|POINTS",
    "p=PCT|POINTS W? W? u=UP|DOWN",
    "p=PCT|POINTS u=MORETHAN|LESSTHAN",
    "u=UP|DOWN IN|OF p=FRACTION",
    "p=FRACTION W? u=UP|DOWN|MORETHAN|LESSTHAN",
    "u=UP|DOWN OF|IN p=NUM",
)


def changes(sentence: Sentence) -> list[Change]:
    """The changes that a sentence states, in order."""
    held = {end for pair in pairs(sentence) for end in (pair.before.start, pair.after.start)}
    claims: dict[int, Change] = {}
    for pattern in _CLAIMS:
        for match in matches(pattern, sentence):
            token = match["p"]
            if token.start not in held and not _denied(sentence, match.first):
                claims.setdefault(token.start, Change(token, _WAYS[match["u"].name]))
    for at, token in enumerate(sentence.tokens):
        signed_ = token.number.sign if token.number and token.name in ("PCT", "POINTS") else 0
        if signed_ and token.start not in held:
            claims.setdefault(token.start, Change(token, signed_))
        if token.text in lexicon.MULTIPLES:
            way = -1 if token.text.startswith("halv") else 1
            over = sentence.tokens[at - 1].text in _OVER if at else False
            claims[token.start] = Change(token, way, over)
    return [claims[start] for start in sorted(claims)]


def _denied(sentence: Sentence, at: int) -> bool:
    return any(token.name == "NOT" for token in sentence.tokens[max(0, at - 3) : at])


def linked(sentence: Sentence) -> list[tuple[Change, Pair | None]]:
    """Each stated change with the pair of values that it is about, if there is a sure one."""
    all_pairs, all_changes = pairs(sentence), changes(sentence)
    links: list[tuple[Change, Pair | None]] = []
    for change in all_changes:
        near = [pair for pair in all_pairs if _close(sentence, change, pair)]
        best = min(near, key=lambda pair: _gap(change.token, pair), default=None)
        if best is not None:
            mine = best
            rivals = [c for c in all_changes if _close(sentence, c, mine)]
            nearest = min(rivals, key=lambda c: _gap(c.token, mine))
            best = best if nearest is change else None
        links.append((change, best))
    return links


def _gap(token: Token, pair: Pair) -> int:
    return max(pair.start - token.end, token.start - pair.end, 0)


def _close(sentence: Sentence, change: Change, pair: Pair) -> bool:
    """Whether nothing stands between the two but what belongs to both."""
    low, high = sorted([(change.token.start, change.token.end), (pair.start, pair.end)])
    between = [t for t in sentence.tokens if low[1] <= t.start < high[0]]
    if len(between) > REACH or any(t.name in ("SEMI", "STOP", "ASK") for t in between):
        return False
    if any(t.text in _BREAKS or t.name in _OTHERS for t in between):
        return False
    # After a comma only what leads from one to the other: ', a fall of', ', from', ', up'.
    last = max((i for i, t in enumerate(between) if t.name == "COMMA"), default=-1)
    after = between[last + 1 :] if last >= 0 else []
    return all(t.name in _LEADS or t.text in _LEADING for t in after)


def check_changes(sentence: Sentence) -> Iterator[Finding]:
    """Stated changes against stated values, then values whose word of movement must fit."""
    used: set[int] = set()
    for change, pair in linked(sentence):
        if pair is not None:
            used.add(pair.start)
            yield from judged_pair(change, pair)
    for pair in pairs(sentence):
        if pair.start not in used and pair.way and pair.sure and not _unsettled(sentence, pair):
            yield _direction(pair)


def _unsettled(sentence: Sentence, pair: Pair) -> bool:
    """Hours of the day, hedges and denials: no reason to accuse."""
    after = sentence.text[pair.end : pair.end + 4].strip().casefold()
    hedged = any(number.hedge for number in pair.numbers)
    return after.startswith(("am", "pm")) or hedged or sentence.has("NOT")


def _direction(pair: Pair) -> Finding:
    before, after = pair.numbers
    told = "rose" if pair.way > 0 else "fell"
    working = f"{_sides(pair)}: {_size(pair)}"
    if (after.value - before.value) * pair.way > 0:
        return found(KIND, "agrees", working, pair.start, pair.end)
    return found(KIND, "wrong", f"{working}; the text says it {told}", pair.start, pair.end)


def _sides(pair: Pair) -> str:
    before, after = pair.numbers
    return f"{before.text} to {after.text}"


def _size(pair: Pair, change: Change | None = None) -> str:
    """The change in the unit in which it is stated: a number, points or per cent."""
    before, after = pair.numbers
    if change and change.token.name == "NUM":
        return f"{after.value - before.value:+,.10g}".replace("-", "−")
    if before.unit == "%":
        points = after.value - before.value
        return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points):.3g} points"
    if not before.value:
        return "no percentage can be taken of 0"
    return signed(100 * (after.value / before.value - 1))


def judged_pair(change: Change, pair: Pair) -> Iterator[Finding]:
    """A stated change against the values that it is about."""
    start, end = min(change.token.start, pair.start), max(change.token.end, pair.end)
    before, after = pair.numbers
    asked = stated(change)
    if asked is None or not before.value:
        return
    orders = [pair] if pair.sure else [pair, _turned(pair)]
    for order in orders:
        working = f"{_sides(order)} is {_size(order, change)}; stated {_said(change)}"
        if any(overlap(asked, real) for real in _real(change, order)):
            yield found(KIND, "agrees", working, start, end)
            return
    if pair.sure and not (before.hedge or after.hedge):
        working = f"{_sides(pair)} is {_size(pair, change)}, not {_said(change)}"
        yield found(KIND, "wrong", working, start, end)


def _turned(pair: Pair) -> Pair:
    return Pair(pair.after, pair.before, pair.sure, pair.way, pair.after_span, pair.before_span)


def _real(change: Change, pair: Pair) -> Iterator[Interval]:
    """What the change really was, in every unit in which it may have been meant."""
    before, after = pair.numbers
    relative = percent_change(before, after)
    if change.token.name in ("NUM", "POINTS"):
        yield _difference(before, after)
        return
    yield relative
    # 'From 70 % to 77 %, up 7 %' means points; that is loose, and no wrong arithmetic.
    if change.token.name == "PCT" and before.unit == "%":
        yield _difference(before, after)


def _difference(before: Number, after: Number) -> Interval:
    (low_before, high_before), (low_after, high_after) = before.interval, after.interval
    return low_after - high_before, high_after - low_before


def stated(change: Change) -> Interval | None:
    """A stated change as an interval with its sign: in per cent, in points or in numbers."""
    if change.token.text in lexicon.MULTIPLES:
        low, high = lexicon.MULTIPLES[change.token.text]
        if change.over:
            # 'More than doubled' is at least twice, but for what a careless writer rounds.
            turn = (low + high) / 2
            low, high = (OVER * turn, math.inf) if change.way > 0 else (0.0, turn / OVER)
        return 100 * (low - 1), 100 * (high - 1)
    if change.token.text in lexicon.FRACTIONS:
        low, high = (100 * part for part in lexicon.FRACTIONS[change.token.text])
    elif change.number is not None:
        low, high = change.number.loose
    else:
        return None
    return (low, high) if change.way > 0 else (-high, -low)


def _said(change: Change) -> str:
    if change.number is None:
        return f"'{change.token.text}'"
    mark = "+" if change.way > 0 else "−"
    return f"{mark}{change.number.text}"
