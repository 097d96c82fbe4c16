"""Shares and sums: '20 of 76 (26.3 %)', '96 % of the 49', '49, made up of 33 and 16'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from frankpledge.claims.checking.numerals import Number, alike, overlap, whole_share
from frankpledge.claims.checking.patterns import Match, matches
from frankpledge.claims.checking.tokens import Sentence, Token
from frankpledge.claims.checking.verdicts import Finding, found

KIND, PARTS = "share", "parts"

# 'k' is the part, 'n' the whole, 'p' the share.
_WITH_PART = (
    "k=NUM ~4 OF|OUTOF ~3 n=NUM ~4 OPEN p=PCT CLOSE",
    "k=NUM ~1 OF|OUTOF ~2 n=NUM ~3 COMMA W? p=PCT",
    "k=NUM OPEN p=PCT CLOSE ~1 OF|OUTOF ~2 n=NUM",
    "p=PCT OPEN k=NUM ~2 OF|OUTOF ~2 n=NUM ~3 CLOSE",
    "OF ~1 n=NUM ~4 COMMA ~2 k=NUM ~3 OPEN p=PCT CLOSE",
    "n=NUM ~3 COMMA OF W k=NUM ~3 OPEN p=PCT CLOSE",
)
_WITHOUT = (
    "p=PCT OF ~3 n=NUM",
    "p=PCT OPEN OF ~2 n=NUM CLOSE",
    "p=PCT ~8 OPEN W EQ n=NUM",
    "p=PCT ~8 OPEN W OF n=NUM CLOSE",
)
# A weighted or estimated share need not be that of a whole number of people.
_WEIGHTED = re.compile(
    r"\b(?:weighted|survey\w*|respondents?|sample\w*|poll\w*|estimat\w+|projected|modelled)\b",
    re.IGNORECASE,
)
# After these a number is a measure of something else: an age, a time, a telephone line.
_NO_COUNT = re.compile(
    r"\s*(?:[-–]|to\b|year|hour|day|minute|month|week|mph|mile|calls|per\b|of\b|\+|%)",
    re.IGNORECASE,
)


def check_shares(sentence: Sentence) -> Iterator[Finding]:
    """Percentages of a stated whole, with or without the part."""
    seen: set[int] = set()
    for patterns, judge in ((_WITH_PART, _three), (_WITHOUT, _two)):
        for pattern in patterns:
            for match in matches(pattern, sentence):
                share = match["p"]
                if share.start in seen or not _usable(match, sentence):
                    continue
                seen.add(share.start)
                yield from judge(match, sentence)


def _usable(match: Match, sentence: Sentence) -> bool:
    whole, share = _of(match["n"]), _of(match["p"])
    rest = sentence.text[match["n"].end :]
    named = whole.value in (999, 101, 111) and re.match(r"\s*(?:and|/|calls)", rest)
    plain = not whole.unit and not share.sign and whole.value > 0 and share.value <= 100
    hedged = bool(share.hedge or whole.hedge)
    return plain and not hedged and not named and not _NO_COUNT.match(rest)


def _of(token: Token) -> Number:
    assert token.number is not None
    return token.number


def _ends(match: Match) -> tuple[int, int]:
    tokens = list(match.named.values())
    return min(t.start for t in tokens), max(t.end for t in tokens)


def _three(match: Match, sentence: Sentence) -> Iterator[Finding]:
    part, whole, share = _of(match["k"]), _of(match["n"]), _of(match["p"])
    if part.unit or part.hedge:
        return
    (low, high), (small, large) = part.interval, whole.interval
    real = 100 * low / large, 100 * high / max(small, 1e-12)
    exact = 100 * part.value / whole.value
    sum_ = f"{part.text} of {whole.text} is {exact:.1f} %"
    if overlap(real, share.loose):
        yield found(KIND, "agrees", f"{sum_}; stated {share.text}", *_ends(match))
    elif not _WEIGHTED.search(sentence.text):
        yield found(KIND, "wrong", f"{sum_}, not {share.text}", *_ends(match))


def _two(match: Match, sentence: Sentence) -> Iterator[Finding]:
    whole, share = _of(match["n"]), _of(match["p"])
    if _letter(match, sentence) is False:
        return
    count = whole_share(share, whole)
    if count is not None:
        exact = 100 * count / whole.value
        working = f"{share.text} of {whole.text} is {count:,} of {whole.text} ({exact:.1f} %)"
        yield found(KIND, "agrees", working, *_ends(match))
    elif _WEIGHTED.search(sentence.text):
        why = "weighted or estimated shares need not be those of whole numbers"
        working = f"no whole number of {whole.text} is {share.text}; {why}"
        yield found(KIND, "unchecked", working, *_ends(match))
    else:
        working = f"no whole number of {whole.text} is {share.text}; {_nearest(share, whole)}"
        yield found(KIND, "wrong", working, *_ends(match))


def _letter(match: Match, sentence: Sentence) -> bool | None:
    """Whether '(x = 76' has a letter that means a base; None when it has no such form."""
    tokens = sentence.tokens[match.first : match.last + 1]
    for before, mark in pairwise(tokens):
        if mark.name == "EQ":
            return before.text in ("n", "base")
    return None


def _nearest(share: Number, whole: Number) -> str:
    below = int(share.value * whole.value / 100)
    return " and ".join(
        f"{count:,} is {100 * count / whole.value:.1f} %"
        for count in (below, below + 1)
        if count <= whole.value
    )


def check_parts(sentence: Sentence) -> Iterator[Finding]:
    """Parts against the whole that they are said to make up.

    Numbers in a row after another are no parts of it by themselves: only words such as
    'comprising' and 'the remaining' make a wrong sum an error. A sum that fits is always shown.
    """
    for match in matches("w=NUM ~5 WHOLE", sentence):
        yield from _summed(match["w"], _list(sentence, match.last), exhaustive=True)
    for match in matches("OF ~2 w=NUM", sentence):
        if rest := _remaining(sentence, match.last):
            yield from _summed(match["w"], rest, exhaustive=True)
    for match in matches("w=NUM ~4 OPEN|DASH|COLON", sentence):
        yield from _summed(match["w"], _list(sentence, match.last), exhaustive=False)


def _list(sentence: Sentence, after: int) -> list[Token]:
    """The plain numbers from a place to the end of the clause; none when another kind is there."""
    found_: list[Token] = []
    for token in sentence.tokens[after + 1 :]:
        if token.name in ("SEMI", "STOP", "VS", "CLOSE") or token.name in ("PCT", "POINTS", "FROM"):
            break
        if token.name == "NUM":
            found_.append(token)
    return found_


def _remaining(sentence: Sentence, after: int) -> list[Token]:
    tokens = sentence.tokens[after + 1 :]
    at = next((i for i, token in enumerate(tokens) if token.name == "REST"), None)
    if at is None:
        return []
    last = next((token for token in tokens[at:] if token.name == "NUM"), None)
    if last is None or any(token.name in ("PCT", "STOP", "SEMI") for token in tokens[:at]):
        return []
    return [token for token in tokens[:at] if token.name == "NUM"] + [last]


def _summed(whole: Token, parts: list[Token], *, exhaustive: bool) -> Iterator[Finding]:
    total, *numbers = alike([_of(whole), *(_of(token) for token in parts)])
    plain = all(n.unit == total.unit and not n.sign for n in numbers)
    if len(numbers) < 2 or not plain:
        return
    low, high = (sum(n.interval[i] for n in numbers) for i in (0, 1))
    real = sum(n.value for n in numbers)
    working = " + ".join(n.text for n in numbers)
    start, end = whole.start, parts[-1].end
    if overlap((low, high), total.interval):
        fits = f"{working} = {real:,.10g}" + ("" if real == total.value else f" (~{total.text})")
        yield found(PARTS, "agrees", fits, start, end)
    # A sum far off is not of these things at all: '3 teams, comprising 12 officers and 8 staff'.
    elif exhaustive and not total.hedge and abs(real / total.value - 1) <= 0.25:
        yield found(PARTS, "wrong", f"{working} = {real:,.10g}, not {total.text}", start, end)
