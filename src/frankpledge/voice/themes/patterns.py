"""What a codebook's words match, without anybody having to write a regular expression.

`patrol` is that word; `patrol*` any word that begins so; `speed camera*` those words side by side;
`school + parking` both somewhere in the sentence. Capitals, punctuation and apostrophes are not
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from frankpledge.voice.themes.words import normal


@dataclass(frozen=True)
class Patterns:
    """Patterns any one of which is enough."""

    texts: tuple[str, ...] = ()

    def match(self, words: str) -> bool:
        """Whether a sentence in normal form (`words.normal`) has any of them."""
        if self._simple is not None and self._simple.search(words):
            return True
        return any(all(part.search(words) for part in parts) for parts in self._together)

    @cached_property
    def _simple(self) -> re.Pattern[str] | None:
        single = [text for text in self.texts if "+" not in text]
        return re.compile("|".join(map(_expression, single))) if single else None

    @cached_property
    def _together(self) -> list[list[re.Pattern[str]]]:
        several = [text for text in self.texts if "+" in text]
        return [[re.compile(_expression(part)) for part in text.split("+")] for text in several]


def fault(text: str) -> str | None:
    """What is wrong with a pattern, as what was expected; None when nothing is."""
    for part in text.split("+"):
        words = part.split()
        if not words or not all(normal(word) for word in words):
            return "words on both sides of every '+' and before every '*'"
        if any("*" in word[:-1] for word in words):
            return "'*' at the end of a word only"
    return None


def matching(texts: Iterable[str]) -> Patterns:
    """Patterns in one order, each once."""
    return Patterns(tuple(sorted(set(texts))))


def _expression(text: str) -> str:
    words = []
    for word in text.split():
        ending = r"\w*" if word.endswith("*") else ""
        words.append(" ".join(map(re.escape, normal(word).split())) + ending)
    return rf"\b{' '.join(words)}\b"
