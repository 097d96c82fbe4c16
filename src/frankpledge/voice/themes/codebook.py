"""The codebook: a person's themes, which win over the machine's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from frankpledge.voice.themes.patterns import Patterns, matching
from frankpledge.voice.themes.words import normal


@dataclass(frozen=True)
class CodeTheme:
    """One theme of a codebook.

    `words` put a sentence in and `but_not` keeps it out; `examples` are sentences in whose likeness
    others may join; `answers` are ids of answers that a person has put here, whatever they say.
    """

    id: str
    label: str
    about: str | None = None
    words: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    def has(self, words: str) -> bool:
        """Whether a sentence in normal form has its words, and none that keep it out."""
        return self._words.match(words) and not self._but_not.match(words)

    def refuses(self, words: str) -> bool:
        """Whether a sentence has words that keep it out."""
        return self._but_not.match(words)

    @cached_property
    def _words(self) -> Patterns:
        return matching(self.words)

    @cached_property
    def _but_not(self) -> Patterns:
        return matching(self.but_not)


@dataclass(frozen=True)
class Codebook:
    """Themes of one open question, in the order of the file.

    `nothing` are whole answers that say nothing; `not_quoted` are ids of answers that must
    not be quoted; `new_themes` says whether the machine may look for more in what is left;
    `vectors` (`model` or `words`) what sentences are compared by, None for the best there is.
    """

    id: str
    themes: tuple[CodeTheme, ...]
    question: str | None = None
    nothing: tuple[str, ...] = ()
    not_quoted: tuple[str, ...] = ()
    new_themes: bool = True
    vectors: str | None = None

    @cached_property
    def pinned(self) -> Mapping[str, tuple[str, ...]]:
        """The themes that a person has given an answer, by its id; they are all that it has."""
        found: dict[str, tuple[str, ...]] = {}
        for theme in self.themes:
            for answer in theme.answers:
                found[answer] = (*found.get(answer, ()), theme.id)
        return found

    @cached_property
    def silent(self) -> frozenset[str]:
        """Whole answers, in normal form, that say nothing."""
        return frozenset(map(normal, self.nothing))

    def by_words(self, words: str) -> Iterator[int]:
        """The places of the themes whose words a sentence in normal form has."""
        for place, theme in enumerate(self.themes):
            if theme.has(words):
                yield place
