"""Ranks and superlatives: 'third of 43', 'second lowest in the country', 'highest since 2015'.

A rank means something only with the number of those ranked, what was counted and per what. The 43
territorial forces of England and Wales are the list that an unexplained number is held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.claims.checking.lexicon import CARDINALS
from frankpledge.claims.checking.numerals import Number
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.tokens import Sentence, Token
from frankpledge.claims.checking.verdicts import Finding, found

KIND, SUPERLATIVE = "rank", "superlative"
FORCES = 43

_RANKS = (
    "r=ORD ~1 EXTREME",
    "RANKED ~3 r=ORD",
    "RANKED ~3 r=NUM OUTOF",
    "r=ORD OUTOF|OF ~2 NUM",
    "r=ORD ~2 OUTOF ~2 NUM",
)
_PLACES = re.compile(
    r"\b(?:forces?|country|countries|england|wales|uk|britain|nationally|national|region\w*"
    r"|constabular\w+|areas?|counties|districts|partnerships|quartile|commissioners)\b",
    re.IGNORECASE,
)
_WORDS = "|".join(CARDINALS)
_MANY = re.compile(
    rf"\b(?:of|out of|among|amongst)\s+(?:the\s+|all\s+)*(\d+|{_WORDS})\b"
    rf"|\b(\d+|{_WORDS})\s+(?:territorial\s+)?(?:police\s+)?(?:forces?|areas|districts|partnerships|counties|constabularies)\b",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\b(?:similar|excluding|except|without|that (?:supplied|submitted|reported|responded)"
    r"|which (?:supplied|submitted|reported)|including|participating|responding|region\w*)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\bper\s+\S+|\brates?\b|\bproportion\b|\bpercentage\b|\bshare\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:volumes?|number of|numbers of|total|most)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\bsince (?:\w+ )?(?:19|20)\d\d\b|\bon record\b|\bsince records began\b"
    r"|\b(?:for|in) (?:the (?:last|past) )?\w+ (?:years|decades?)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\b(?:country|uk|england|national\w*|wales|forces)\b", re.IGNORECASE)
# 'Our second best result' ranks one's own years, no places.
_OWN = frozenset({"our", "its", "their", "my"})
_SUPERLATIVES = (
    "x=EXTREME ~6 SINCE p=PERIOD",
    "x=EXTREME ~5 SINCE",
)
_RECORD = re.compile(r"\b(?:record (?:high|low)|on record|all-time (?:high|low))\b", re.IGNORECASE)
_LEAGUE = re.compile(
    r"\b(?:lowest|highest|best|worst|safest)\b(?:\s+\S+){0,3}?\s+(?:in|of)\s+(?:the\s+)?"
    r"(?:country|uk|england|wales|britain)\b|\b(?:top|bottom)\s+(?:quartile|decile)\b",
    re.IGNORECASE,
)


def check_ranks(sentence: Sentence) -> Iterator[Finding]:
    """Ranks with what they lack; superlatives as claims that need the figures of others."""
    seen: set[int] = set()
    for pattern in _RANKS:
        for match in matches(pattern, sentence):
            rank = match["r"]
            before = sentence.tokens[max(0, match.first - 1)].text
            if (before in _OWN and match.first) or _record(sentence, match.last):
                continue
            if rank.start not in seen and _about_places(sentence, match.first, match.last):
                seen.add(rank.start)
                yield _rank(rank, sentence, sentence.tokens[match.last].end)
    if not seen:
        yield from _superlatives(sentence)


def _record(sentence: Sentence, last: int) -> bool:
    """'The second highest number in the force area since 2017' ranks years, no places."""
    rest = sentence.text[sentence.tokens[last].end :]
    return bool(_YEARS.search(rest)) and not (_MANY.search(rest) or _COUNTRY.search(rest))


def _about_places(sentence: Sentence, first: int, last: int) -> bool:
    around = sentence.text[max(0, sentence.tokens[first].start - 40) :]
    listed = {"RANKED", "OUTOF"} & {t.name for t in sentence.tokens[first : last + 1]}
    return bool(_PLACES.search(around) or (listed and _MANY.search(around)))


def _rank(token: Token, sentence: Sentence, end: int) -> Finding:
    rank: Number | None = token.number
    assert rank is not None
    clause = sentence.text[token.start :]
    match = _MANY.search(clause)
    many = _count(next(group for group in match.groups() if group)) if match else None
    end = max(end, token.start + match.end()) if match else end
    if many is not None and rank.value > many:
        working = f"place {rank.value:.0f} of {many} cannot be"
        return found(KIND, "wrong", working, token.start, end)
    basis = _basis(sentence.text)
    if many is None:
        working = f"of how many is not said: {_told_list(sentence.text)}; {basis}"
        return found(KIND, "not-comparable", working, token.start, end)
    national = re.search(r"\bforces?\b.*\bengland and wales\b", clause, re.IGNORECASE)
    if many != FORCES and national and not _EXPLAINED.search(sentence.text):
        working = (
            f"England and Wales have {FORCES} territorial forces, not {many}: which were left out "
            f"is not said; {basis}"
        )
        return found(KIND, "not-comparable", working, token.start, end)
    working = f"place {rank.value:.0f} of {many}: the figures of the others are not stated; {basis}"
    return found(KIND, "unchecked", working, token.start, end)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else CARDINALS[words.casefold()]


def _told_list(text: str) -> str:
    if re.search(r"\b(?:country|uk|england|national\w*|wales)\b", text, re.IGNORECASE):
        return "the country has 43 territorial forces in England and Wales, and others beside them"
    return "a rank needs the list it is taken from"


def _basis(text: str) -> str:
    if _RATE.search(text):
        return "a rate: what was counted, and over which period, decides the rank"
    if _COUNT.search(text):
        return "a count and no rate: a larger force has more of everything"
    return "per what is not said"


def _superlatives(sentence: Sentence) -> Iterator[Finding]:
    for pattern in _SUPERLATIVES:
        for match in matches(pattern, sentence):
            start, end = match["x"].start, sentence.tokens[match.last].end
            yield found(SUPERLATIVE, "unchecked", "the earlier figures are not stated", start, end)
            return
    for form in (_RECORD, _LEAGUE):
        if match_ := form.search(sentence.text):
            why = "the figures that it is compared with are not stated"
            yield found(SUPERLATIVE, "unchecked", why, match_.start(), match_.end())
            return
