"""A sentence as tokens: numbers, periods, ordinals, marks and words, each with its class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from frankpledge.claims.checking import lexicon
from frankpledge.claims.checking.numerals import Number, step_of
from frankpledge.claims.checking.spans import Span, find_spans

_NUMBER = re.compile(
    r"(?P<bound>[<>≤≥]\s?)?(?P<sign>[-−+])?(?P<pound>£)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<tail>\s?(?:percentage points?|pp\b|p\.p\.)|\s?%(?:\s?points?\b)?|\s?per\s?cent(?!\w)"
    r"|\s?(?:million|billion|bn|m|k|thousand)\b|(?:st|nd|rd|th)\b)?",
    re.IGNORECASE,
)
_FACTORS = {
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "thousand": 1e3,
    "k": 1e3,
}
_WORD = re.compile(r"[^\W\d_](?:[\w’'&]|-(?=\w))*|\S")
# 'Second-highest' is two words.
_HYPHENED = re.compile(
    r"(?:" + "|".join(lexicon.ORDINALS) + r")(?=-(?:" + "|".join(lexicon.EXTREMES) + r")\b)",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, lexicon.PHRASES), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:" + "|".join(sorted(lexicon.FRACTIONS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
# A number glued to letters or to other digits is a name or a range: A36, 24/7, 4P, 10-15.
_NO_MORE = re.compile(r"\b(?:no|not) (more|less|fewer) than$")
_GLUED_AFTER = re.compile(r"[A-Za-z_]|[/:.–-]\d|-[A-Za-z]{1,2}\b")


@dataclass(frozen=True)
class Token:
    """One token: its class (see `lexicon`), its text in small letters, and its place."""

    name: str
    text: str
    start: int
    end: int
    number: Number | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence and its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def classes(self) -> str:
        """The classes of all tokens, each with a space after it: what patterns are matched on."""
        return "".join(f"{token.name} " for token in self.tokens)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where the class of each token ends in `classes`."""
        return tuple(accumulate(len(token.name) + 1 for token in self.tokens))

    def has(self, *names: str) -> bool:
        """Whether a token of one of these classes is there."""
        return any(token.name in names for token in self.tokens)


def tokenise(text: str) -> Sentence:
    """Read a sentence. Every character that is not a space belongs to one token."""
    spans = {span.start: span for span in find_spans(text)}
    return Sentence(text, tuple(_tokens(text, spans)))


def _tokens(text: str, spans: dict[int, Span]) -> Iterator[Token]:
    at, before = 0, ""
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at, spans, before)
        yield token
        at, before = token.end, token.text


def _next(text: str, at: int, spans: dict[int, Span], before: str) -> Token:
    if span := spans.get(at):
        name = "PERIOD"
        return Token(name, span.text.casefold(), at, span.end, span=span)
    if token := _amount(text, at, before):
        return token
    if match := _PHRASE.match(text, at):
        return Token(lexicon.PHRASES[match[0].casefold()], match[0].casefold(), at, match.end())
    if match := _FRACTION.match(text, at):
        return Token("FRACTION", match[0].casefold(), at, match.end())
    match = _HYPHENED.match(text, at) or _WORD.match(text, at)
    assert match is not None
    word = match[0].casefold()
    return _word(word, at, match.end(), before)


def _word(word: str, at: int, end: int, before: str) -> Token:
    # 'Round four' and 'priority two' are names.
    if word in lexicon.CARDINALS and before not in lexicon.NAMERS:
        return Token("NUM", word, at, end, number=Number(lexicon.CARDINALS[word], 0.0))
    if word in lexicon.ORDINALS:
        number = Number(lexicon.ORDINALS[word], 0.0, ordinal=True)
        return Token("ORD", word, at, end, number=number)
    if word in lexicon.MARKS:
        return Token(lexicon.MARKS[word], word, at, end)
    if word.endswith("n't") or word.endswith("n’t"):
        return Token("NOT", word, at, end)
    return Token(lexicon.WORDS.get(word, "W"), word, at, end)


def _amount(text: str, at: int, before: str) -> Token | None:
    """The number at this place, or None when there is none or it is part of a name."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    if at and (text[at - 1].isalnum() or text[at - 1] in "/_"):
        return Token("W", match[0].casefold(), at, match.end())
    tail = (match["tail"] or "").casefold().strip()
    if before.rstrip(".") in lexicon.NAMERS or _GLUED_AFTER.match(text, match.end()):
        return Token("W", match[0].casefold(), at, match.end())
    if tail in ("st", "nd", "rd", "th"):
        number = Number(float(match["digits"].replace(",", "")), 0.0, ordinal=True)
        return Token("ORD", match[0].casefold(), at, match.end(), number=number)
    number = _number(match, tail, text[:at])
    name = {"%": "PCT", "points": "POINTS"}.get(number.unit, "NUM")
    if before == "per" and name == "NUM":
        name = "BASE"  # '14.3 per 1,000' has one value
    return Token(name, match[0].casefold(), at, match.end(), number=number)


def _number(match: re.Match[str], tail: str, before: str) -> Number:
    digits = match["digits"].replace(",", "")
    factor = _FACTORS.get(tail, 1.0)
    unit = "£" if match["pound"] else ""
    if tail.startswith(("%", "per")) or tail in ("pp", "p.p."):
        unit = "points" if "point" in tail or tail in ("pp", "p.p.") else "%"
    step = step_of(digits, factor)
    if unit in ("%", "points") and "." not in digits:
        step = 1.0
    sign = {"-": -1, "−": -1, "+": 1}.get(match["sign"] or "", 0)
    hedge = _hedge(match["bound"], before)
    return Number(float(digits) * factor, step, unit, sign, hedge, short=factor > 1)


def _hedge(bound: str | None, before: str) -> str:
    if bound:
        return "under" if bound.strip() in "<≤" else "over"
    words = before.casefold().rstrip(" ~").split()
    if before.rstrip().endswith("~") or (words and words[-1] in lexicon.ABOUT):
        return "about"
    tail = " ".join(words[-3:])
    if denied := _NO_MORE.search(tail):
        return "under" if denied[1] == "more" else "over"
    if any(tail.endswith((f" {one}", one)) and _whole(tail, one) for one in lexicon.UNDER):
        return "under"
    return "over" if any(_whole(tail, one) for one in lexicon.OVER) else ""


def _whole(tail: str, phrase: str) -> bool:
    return tail == phrase or tail.endswith(f" {phrase}")
