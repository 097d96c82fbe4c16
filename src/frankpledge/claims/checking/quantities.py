"""Values, the periods they belong to, and pairs of a value before and a value after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from frankpledge.claims.checking.numerals import Number, matched
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence, Token


@dataclass(frozen=True)
class Valued:
    """A value and the period that the sentence ties it to."""

    token: Token
    span: Span

    @property
    def number(self) -> Number:
        """The value."""
        assert self.token.number is not None
        return self.token.number


@dataclass(frozen=True)
class Pair:
    """Two values of one thing. `sure` says that the text itself tells which was first.

    `way` is +1 or -1 when a word of movement governs the pair, else 0.
    """

    before: Token
    after: Token
    sure: bool = True
    way: int = 0
    before_span: Span | None = None
    after_span: Span | None = None

    @property
    def start(self) -> int:
        """Where the pair begins."""
        return min(self.before.start, self.after.start)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(self.before.end, self.after.end)

    @property
    def numbers(self) -> tuple[Number, Number]:
        """Both values, the earlier first, as exact as the more exact of the two."""
        assert self.before.number is not None
        assert self.after.number is not None
        return matched(self.before.number, self.after.number)

    @property
    def alike(self) -> bool:
        """Whether both are of one unit, and neither is printed as a change."""
        one, other = self.numbers
        return one.unit == other.unit and not (one.sign or other.sign)


# Each pattern ties a value to a period: '3,917 in 2022', '2022 (3,917)', '2023 to date are 2,021'.
_TIES = (
    "p=PERIOD OPEN v=VAL CLOSE",
    "v=VAL OPEN p=PERIOD CLOSE",
    "p=PERIOD IS v=VAL",
    "v=VAL W? W? IN W? p=PERIOD",
    "v=VAL W? W? W? IN p=PERIOD",
    "IN W? p=PERIOD COMMA? W? W? IS v=VAL",
    "p=PERIOD COLON v=VAL",
    "p=PERIOD v=NUM W",
    "v=NUM ~7 IN W? p=PERIOD",
)


def valued(sentence: Sentence) -> list[Valued]:
    """Values with their periods, in the order of the text; each value once."""
    ties: dict[int, Valued] = {}
    taken: set[int] = set()
    for pattern in _TIES:
        for match in matches(pattern, sentence):
            value, period = match["v"], match["p"]
            assert period.span is not None
            if value.start not in ties and period.start not in taken:
                ties[value.start] = Valued(value, period.span)
                taken.add(period.start)
    return [ties[start] for start in sorted(ties)]


# 'a' is the value before, 'b' the value after, 'u' a word of movement.
_PAIRS = (
    "u=UP|DOWN|TIMES|BETTER ~4 PCT? ~4 FROM ~4 a=VAL ~6 TO ~4 b=VAL",
    "u=UP|DOWN|TIMES ~3 IN ~1 VAL ~3 FROM ~3 a=VAL ~6 TO ~3 b=VAL",
    "FROM ~3 a=VAL ~6 TO ~4 b=VAL",
    "u=UP|DOWN ~3 TO ~2 b=VAL ~7 FROM ~3 a=VAL",
    "u=UP|DOWN ~2 PCT|POINTS ~2 TO ~2 b=VAL ~7 FROM ~3 a=VAL",
    "b=VAL ~4 u=UP|DOWN PCT|NUM|POINTS? ~1 FROM ~2 a=VAL",
    "b=VAL ~2 OPEN u=UP|DOWN ~1 PCT? FROM ~2 a=VAL",
)


def pairs(sentence: Sentence) -> list[Pair]:
    """Pairs of values that the text sets side by side as before and after."""
    found: list[Pair] = []
    for pattern in _PAIRS:
        for match in matches(pattern, sentence):
            if not any(_shares(match["a"], match["b"], pair) for pair in found):
                found.append(_pair(match["a"], match["b"], match.get("u"), sentence))
    for pair in (*_by_period(sentence), *_compared(sentence)):
        if not any(_shares(pair.before, pair.after, other) for other in found):
            found.append(pair)
    kept = (p for p in found if p.alike and not _hours(p, sentence))
    return sorted(kept, key=lambda pair: pair.start)


# 'The team works from 8 to 6' are hours of the day.
_CLOCK = re.compile(
    r"\b(?:works?|working|opens?|opening|runs?|hours?|shifts?|staffed|patrols?|o['’]clock)\b",
    re.IGNORECASE,
)


def _hours(pair: Pair, sentence: Sentence) -> bool:
    hours = all(number.value <= 24 and not number.unit for number in pair.numbers)
    return hours and bool(_CLOCK.search(sentence.text))


def _shares(a: Token, b: Token, pair: Pair) -> bool:
    return bool({a.start, b.start} & {pair.before.start, pair.after.start})


def _pair(a: Token, b: Token, moved: Token | None, sentence: Sentence) -> Pair:
    way = {"UP": 1, "DOWN": -1}.get(moved.name, 0) if moved else 0
    spans = {one.token.start: one.span for one in valued(sentence)}
    return Pair(a, b, True, way, spans.get(a.start), spans.get(b.start))


def _by_period(sentence: Sentence) -> Iterator[Pair]:
    """Exactly two values with different periods, ordered by the periods."""
    ties = valued(sentence)
    if len(ties) != 2 or ties[0].number.unit != ties[1].number.unit:
        return
    dated = [one for one in ties if one.span.last is not None]
    if len(dated) != 2 or dated[0].span.last == dated[1].span.last:
        return
    early, late = sorted(dated, key=lambda one: one.span.last or 0)
    yield Pair(early.token, late.token, True, 0, early.span, late.span)


def _compared(sentence: Sentence) -> Iterator[Pair]:
    """'3,205, compared with 3,312 the year before': before and after if the text says so."""
    for match in matches("b=VAL ~8 VS ~6 a=VAL", sentence):
        rest = sentence.text[match["a"].end :].casefold()
        head = sentence.text[match["b"].end : match["a"].start].casefold()
        led = _LED.search(sentence.text[: match["b"].start])
        sure = bool(led) or any(word in head + rest[:60] for word in _EARLIER)
        yield replace(_pair(match["a"], match["b"], None, sentence), sure=sure)


# '22 % higher than last year (61,600 calls against 55,000)'.
_LED = re.compile(r"\bthan (?:in )?(?:the )?(?:last|previous) year \($", re.IGNORECASE)
_EARLIER = ("previous", "year before", "last year", "year earlier", "prior year", "preceding")


def unit_after(sentence: Sentence, token: Token) -> str:
    """The noun that follows a value, '' where none does."""
    at = sentence.tokens.index(token)
    for following in sentence.tokens[at + 1 : at + 4]:
        if following.name == "W" and following.text.isalpha() and len(following.text) > 3:
            return following.text.removesuffix("s")
        if following.name not in ("W", "OF"):
            return ""
    return ""
