"""What looking for themes gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Source(Enum):
    """Who thought of a theme."""

    CODEBOOK = "codebook"
    MACHINE = "machine"


class Way(Enum):
    """How an answer came to a theme; of several, the first of these."""

    PERSON = "put there by a person"
    WORDS = "has the codebook's words"
    LIKENESS = "is like others of the theme"


@dataclass(frozen=True)
class Settings:
    """How themes are looked for."""

    fewest: int = 30  # different answers, below which none are looked for
    smallest: int = 5  # answers of a theme of the machine; rarer ones stay without a theme
    most: int = 24  # themes of the machine
    number: int | None = None  # of groups, said by a person; else the silhouette chooses
    quotations: int = 3  # of each theme
    confidence: float = 0.95


DEFAULT = Settings()


@dataclass(frozen=True)
class Share:
    """A share of those who answered, 0 to 1, with its interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Quotation:
    """A sentence of an answer, as it came from the reader (personal details already taken out)."""

    answer: str
    text: str


@dataclass(frozen=True)
class Theme:
    """One theme, and who is in it.

    `words` are the codebook's patterns, or the words that hardly any other sentence uses;
    `keywords` what its sentences use more than others do, most telling first. `ways` counts answers
    by how they came; they add up to `count`. `coherence` is the mean cosine between two of its
    sentences (1: all alike; None with fewer than two).
    """

    id: str
    label: str
    about: str | None
    source: Source
    count: int
    share: Share
    ways: Mapping[Way, int]
    keywords: tuple[str, ...]
    words: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    coherence: float | None


@dataclass(frozen=True)
class Themes:
    """The themes of one open question, the largest share first.

    An answer may have several themes, so shares do not add up to 1. `members` gives each answer
    that said something its themes in that order, none for the `other` answers
    that fit nowhere. `silent` answers were blank or said nothing. `not_found` are ids that the
    codebook names and no answer has. `embedder` names what compared the sentences, `vectors` its
    kind. `weighted` says whether answers count by weights, and `lead` how far the first theme's
    share stands above the second's; None with fewer than two.
    """

    themes: tuple[Theme, ...]
    answered: int
    silent: int
    other: int
    members: Mapping[str, tuple[str, ...]]
    not_found: tuple[str, ...]
    embedder: str
    vectors: str
    codebook: str | None
    weighted: bool = False
    lead: Share | None = None

    def theme(self, name: str) -> Theme:
        """The theme of an id. Raises KeyError for any other."""
        return {theme.id: theme for theme in self.themes}[name]

    def of(self, source: Source) -> tuple[Theme, ...]:
        """The themes that a person, or the machine, thought of."""
        return tuple(theme for theme in self.themes if theme.source is source)
