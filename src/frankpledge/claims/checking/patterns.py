"""The grammar: patterns over the classes of tokens.

A pattern is written as classes with spaces between them:

- `UP` is one token of that class; `UP|DOWN` of either; `UP?` may be left out;
- `a=NUM` gives the token a name;
- `~3` is up to three tokens that say nothing of their own: words, small words, periods, commas;
- `VAL` is any value: NUM, PCT or POINTS.

`match` gives the named tokens of every place where a pattern fits, from left to right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from frankpledge.claims.checking.tokens import Sentence, Token

VALUES = "NUM|PCT|POINTS"
# What a gap may not step over: another value or movement would make the reading unsure.
_SOLID = ("NUM", "PCT", "POINTS", "UP", "DOWN", "VS", "FROM", "TIMES", "NOT", "SEMI", "STOP", "ASK")
_ITEM = re.compile(r"(?:(?P<name>\w+)=)?(?P<classes>[A-Z|]+)(?P<maybe>\?)?$")


@dataclass(frozen=True)
class Match:
    """Where a pattern fits: its named tokens, and the places of its first and last token."""

    named: Mapping[str, Token]
    first: int
    last: int

    def __getitem__(self, name: str) -> Token:
        return self.named[name]

    def get(self, name: str) -> Token | None:
        """A named token that may be left out."""
        return self.named.get(name)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression over `Sentence.classes`."""
    return re.compile(r"(?<!\S)" + "".join(_item(part) for part in pattern.split()))


def _item(part: str) -> str:
    if part.startswith("~"):
        solid = "|".join(f"{name} " for name in _SOLID)
        return rf"(?:(?!{solid})[A-Z]+ ){{0,{int(part[1:])}}}?"
    match = _ITEM.match(part)
    assert match is not None, part
    classes = match["classes"].replace("VAL", VALUES)
    name = f"?P<{match['name']}>" if match["name"] else "?:"
    return rf"({name}(?:{classes}) ){match['maybe'] or ''}"


def matches(pattern: str, sentence: Sentence) -> Iterator[Match]:
    """Every place of a sentence where a pattern fits; places do not overlap."""
    ends = sentence.ends
    for found in compiled(pattern).finditer(sentence.classes):
        named = {
            name: sentence.tokens[bisect_right(ends, found.start(name))]
            for name, text in found.groupdict().items()
            if text is not None
        }
        first = bisect_right(ends, found.start())
        yield Match(named, first, bisect_right(ends, found.end() - 1))
