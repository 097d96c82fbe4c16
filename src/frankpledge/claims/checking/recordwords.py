"""How documents tell a record: 'highest since 2019', 'second lowest on record', 'a five-year low'.

Only a plain superlative of the measure itself is read: 'highest level since', not 'highest rate',
'one of the highest' or 'largest fall since'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.claims.checking import lexicon
from frankpledge.claims.checking.naming import Named, synonyms
from frankpledge.claims.checking.patterns import matches
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import Sentence, Token

_WAYS = {"highest": 1, "most": 1, "lowest": -1, "fewest": -1}
_RECORD = re.compile(
    r"\brecord (?P<end>high|low)\b|\b(?P<x>highest|lowest|most|fewest)\b(?P<between>[^.;:,]*?)\s"
    r"(?:on record|since (?:\w+ )?records began)\b",
    re.IGNORECASE,
)
_MANY = r"(?P<n>a|\d+|" + "|".join(lexicon.CARDINALS) + ")"
_YEARS = re.compile(
    r"\b(?P<x>highest|lowest|most|fewest)\b(?P<between>[^.;:,]*?)\s(?P<away>(?:for|in)"
    rf" (?:the (?:last|past) )?(?:more than |over |at least )?{_MANY} (?P<unit>years?|decades?))\b"
    r"(?! (?:ago|time))",
    re.IGNORECASE,
)
_LOW = re.compile(
    rf"\ba(?:n)? (?P<away>{_MANY}[ -]year) (?P<end>high|low)\b(?! of\b)", re.IGNORECASE
)
# Between 'highest' and 'since' only words that leave the measure what it is.
_PLAIN = re.compile(
    r"(?:\s|,|\b(?:levels?|numbers?|figures?|total|count|volume|of|recorded|offences|crimes?"
    r"|incidents|it|has|been|the|ever|seen|force|area|police)\b)*",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:in|for|across) (?:the )?(?:[A-Z]\w+(?: [A-Z]\w+)*|force area|force)")
# Words before the superlative that make it another claim: 'not the highest', 'below its highest'.
_TURNING = frozenset({"ORD", "NOT", "FROM", "VS", "MORETHAN", "LESSTHAN"})
_TURNING_WORDS = frozenset(
    {"one", "among", "near", "nearly", "almost", "close", "below", "above", "than", "off"}
    | {"beneath", "since", "until", "joint", "every", "each"}
)
_HEDGED = re.compile(
    r"\b(?:except|excluding|apart from|other than|outside|if|may|might|could|would|will|should"
    r"|forecast|expected|pandemic|covid\w*|lockdowns?|adjust\w*|seasonal\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Record:
    """A superlative: `way` is +1 for the highest, `place` 2 for the second highest.

    `since` and `years` are None for 'on record'; at most one of them is given.
    """

    way: int
    start: int
    end: int
    place: int = 1
    since: Span | None = None
    years: int | None = None

    @property
    def more(self) -> str:
        """'higher' or 'lower'."""
        return "higher" if self.way > 0 else "lower"

    @property
    def most(self) -> str:
        """'highest' or 'lowest'."""
        return "highest" if self.way > 0 else "lowest"


def read_record(sentence: Sentence, named: Named) -> Record | None:
    """The record that a sentence tells of its measure, None when it is another claim."""
    if _HEDGED.search(sentence.text) or sentence.has("NOT"):
        return None
    forms = (_since, _on_record, _for_years)
    record = next((found for form in forms for found in form(sentence, named)), None)
    return record if record and _straight(sentence, record.start) else None


def without_years(text: str) -> str:
    """A sentence without 'for five years', and with no hyphen in 'five-year low'."""
    for form in (_YEARS, _LOW):
        match = form.search(text)
        if match:
            text = text[: match.start("away")] + " " + text[match.end("away") :]
    return text


def _since(sentence: Sentence, named: Named) -> Iterator[Record]:
    match = next(matches("x=EXTREME ~8 SINCE p=PERIOD", sentence), None)
    if match is None or match["x"].text not in _WAYS:
        return
    word, period = match["x"], match["p"]
    since = next(t for t in sentence.tokens[match.first :] if t.name == "SINCE")
    if _plain(sentence.text[word.end : since.start], named):
        way = _WAYS[word.text]
        yield _placed(sentence, Record(way, word.start, period.end, since=period.span))


def _on_record(sentence: Sentence, named: Named) -> Iterator[Record]:
    match = _RECORD.search(sentence.text)
    if match and (match["end"] or _plain(match["between"], named)):
        way = _WAYS[_end(match["end"]) or match["x"].casefold()]
        yield _placed(sentence, Record(way, match.start(), match.end()))


def _for_years(sentence: Sentence, named: Named) -> Iterator[Record]:
    if match := _LOW.search(sentence.text):
        years, way = _number(match["n"]), _WAYS[_end(match["end"])]
        yield Record(way, match.start(), match.end(), years=years)
    match = _YEARS.search(sentence.text)
    if match and _plain(match["between"], named):
        years = _number(match["n"]) * (10 if match["unit"].casefold().startswith("d") else 1)
        way = _WAYS[match["x"].casefold()]
        yield _placed(sentence, Record(way, match.start(), match.end(), years=years))


def _end(word: str | None) -> str:
    return {"high": "highest", "low": "lowest"}.get((word or "").casefold(), "")


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return lexicon.CARDINALS.get(words.casefold(), 1)


def _placed(sentence: Sentence, record: Record) -> Record:
    """The same with the ordinal before it: 'second highest'."""
    order = _before(sentence, record.start)
    if order is None or order.number is None:
        return record
    place = int(order.number.value)
    return Record(record.way, order.start, record.end, place, record.since, record.years)


def _before(sentence: Sentence, start: int) -> Token | None:
    before = [token for token in sentence.tokens if token.end <= start]
    while before and before[-1].name == "DASH":
        before.pop()
    return before[-1] if before and before[-1].name == "ORD" else None


def _plain(between: str, named: Named) -> bool:
    names = (named.measure.title, *synonyms().get(named.measure.id, ()))
    rest = _HERE.sub(" ", between)
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest, flags=re.IGNORECASE)
    return bool(_PLAIN.fullmatch(rest))


def _straight(sentence: Sentence, start: int) -> bool:
    before = [token for token in sentence.tokens if token.end <= start][-4:]
    if before and before[-1].name == "NUM":
        return False
    turning = any(t.name in _TURNING or t.text in _TURNING_WORDS for t in before)
    return not turning
