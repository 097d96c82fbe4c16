"""Targets: 'exceeded the target of 1,189 with 1,196', 'the target was met'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.claims.checking.numerals import Number
from frankpledge.claims.checking.patterns import Match, matches
from frankpledge.claims.checking.tokens import Sentence
from frankpledge.claims.checking.verdicts import Finding, found

KIND = "target"

# 't' is the target, 'a' what was reached.
_PATTERNS = (
    "t=VAL TARGET ~2 VS ~1 a=VAL",
    "TARGET ~2 t=VAL ~3 VS ~2 a=VAL",
    "a=VAL ~5 VS ~3 TARGET OF? t=VAL",
    "EXCEED|MEET|MISS ~4 TARGET OF ~1 t=VAL ~4 COMMA? W ~2 a=VAL",
    "a=VAL ~9 EXCEED|MEET|MISS ~4 TARGET OF ~1 t=VAL",
)
# Where less is better 'exceeded' and 'beat' may mean less.
_LESS = re.compile(
    r"\b(?:minutes?|hours?|days?|seconds?|wait\w*|reduc\w+|crimes?|offences|incidents|response"
    r"|collisions?|casualties|deaths|reoffend\w*|complaints?|backlog|cost\w*|sickness)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:exceeded|surpassed|met|missed|achieved|beat|fell short of)\s+(?:\w+\s+){0,3}?targets?\b"
    r"|\btargets?\s+(?:was|were|has been|have been)\s+(?:\w+\s+)?"
    r"(?:exceeded|surpassed|met|missed|achieved|beaten)\b",
    re.IGNORECASE,
)
_IDEA = re.compile(
    r"\b(?:will|would|should|to be|if|aims?|must|whether|how|when|where|or|until)\b", re.IGNORECASE
)
_WORDS = {"EXCEED": "exceeded", "MEET": "met", "MISS": "missed"}


def check_targets(sentence: Sentence) -> Iterator[Finding]:
    """Stated targets against what is stated to have been reached."""
    if not sentence.has("TARGET"):
        return
    word = next((t.name for t in sentence.tokens if t.name in _WORDS), "")
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for match in matches(pattern, sentence):
            if match["t"].start in seen or _by(match, sentence):
                continue
            seen |= {match["t"].start, match["a"].start}
            yield from _judged(match, word, sentence)
    if not seen and word and not sentence.has("NUM", "PCT", "POINTS") and _past(sentence):
        start, end = _words_at(sentence, word)
        why = f"'{_WORDS[word]}' a target: neither the target nor what was reached is stated"
        yield found(KIND, "unquantified", why, start, end)


def _by(match: Match, sentence: Sentence) -> bool:
    """'Exceeded the target of 90 by 7' states a difference."""
    return sentence.text[: match["a"].start].casefold().rstrip().endswith((" by", "within", " in"))


def _judged(match: Match, word: str, sentence: Sentence) -> Iterator[Finding]:
    target, actual = match["t"].number, match["a"].number
    assert target is not None
    assert actual is not None
    if target.unit != actual.unit:
        return
    start = min(match["t"].start, match["a"].start)
    end = max(match["t"].end, match["a"].end)
    gap = actual.value - target.value
    working = f"target {target.text}, reached {actual.text} ({_gap(gap, actual)})"
    if not word:
        return
    if _fits(word, gap, target, actual):
        yield found(KIND, "agrees", working, start, end)
    elif _LESS.search(sentence.text) or sentence.has("NOT"):
        why = "the text does not say whether less is better"
        yield found(KIND, "unchecked", f"{working}; {why}", start, end)
    else:
        yield found(KIND, "wrong", f"{working}; the text says {_WORDS[word]}", start, end)


def _gap(gap: float, number: Number) -> str:
    mark = "+" if gap > 0 else "−" if gap < 0 else "±"
    return f"{mark}{abs(gap):,.4g}" + (" points" if number.unit == "%" else "")


def _fits(word: str, gap: float, target: Number, actual: Number) -> bool:
    slack = (target.step if target.unit == "%" else 0) / 2 + actual.step / 2
    if word == "EXCEED":
        return gap > 0 or bool(actual.hedge and gap >= -slack)
    return gap >= -slack if word == "MEET" else gap < slack


def _past(sentence: Sentence) -> bool:
    """Said of what was done, not of what is meant to be, of a rule or of a case."""
    return bool(_DONE.search(sentence.text)) and not _IDEA.search(sentence.text)


def _words_at(sentence: Sentence, word: str) -> tuple[int, int]:
    inside = [t for t in sentence.tokens if t.name in (word, "TARGET")]
    return min(t.start for t in inside), max(t.end for t in inside)
