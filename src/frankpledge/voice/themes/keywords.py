"""The words that tell a theme from the others.

Class-based TF-IDF (M. Grootendorst, *BERTopic*, 2022): all sentences of a theme are one document,
and a word weighs how often it stands there times log(1 + mean words of a theme / its uses in all).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from frankpledge.voice.themes.words import stem, stemmed, stems

KEYWORDS = 6
TELLING = 0.8  # of a word's sentences lie in the theme
USES = 3  # sentences, below which a word tells nothing


def keywords(groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The most telling words of each group of sentences, most telling first, as mostly written."""
    counted = [Counter(root for text in group for root, _ in stemmed(text)) for group in groups]
    uses: Counter[str] = sum(counted, Counter())
    mean = sum(uses.values()) / max(len(groups), 1)
    result = []
    for group, counts in zip(groups, counted, strict=True):
        spelt = _spellings(group)
        weight = {root: n * log(1 + mean / uses[root]) for root, n in counts.items()}
        order = sorted(weight, key=lambda root: (-round(weight[root], 9), root))
        result.append(tuple(spelt[root][0] for root in order[:KEYWORDS]))
    return result


def sentences_with(texts: Sequence[str]) -> Counter[str]:
    """In how many of the texts each stem is used."""
    return Counter(root for text in texts for root in set(stems(text)))


def telling(group: Sequence[str], uses: Counter[str]) -> tuple[str, ...]:
    """Words of a group's sentences that hardly any others use, the commonest first, as patterns.

    `uses` counts the sentences of all groups that have each stem.
    """
    inside = sentences_with(group)
    found = [r for r, n in inside.items() if n >= USES and n / uses[r] >= TELLING]
    spelt = _spellings(group)
    return tuple(_pattern(spelt[r]) for r in sorted(found, key=lambda r: (-inside[r], r)))


def _pattern(spellings: list[str]) -> str:
    """The word, or the beginning that all its spellings share."""
    return spellings[0] if len(spellings) == 1 else f"{_beginning(spellings)}*"


def _beginning(words: list[str]) -> str:
    first, last = min(words), max(words)  # what these two share, all between them share
    same = (number for number, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(same, len(first))]


def _spellings(texts: Sequence[str]) -> dict[str, list[str]]:
    """The words of each stem as written, the commonest first."""
    written = Counter(word for text in texts for _, word in stemmed(text))
    found: dict[str, list[str]] = {}
    for word, _ in sorted(written.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(stem(word), []).append(word)
    return found
