"""FP112: how old one must be to read a text with ease.

The Automated Readability Index (Smith and Senter, AMRL-TR-66-220, 1967) counts letters, words and
sentences, which gives the same answer everywhere, where syllables depend on who counts them:

    4.71 * characters / words + 0.5 * words / sentences - 21.43

is a school year of the United States; five years more is the age of the children in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.passages import Document, Passage

FEWEST_WORDS = 100
AGE_AT_SCHOOL_YEAR_0 = 5

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_SENTENCE = re.compile(r"(?<=[.!?])[\s\"'”’)]+(?=[A-Z0-9\"'“‘(])")


def readability_index(characters: int, words: int, sentences: int) -> float:
    """The Automated Readability Index, a school year."""
    return 4.71 * characters / words + 0.5 * words / sentences - 21.43


def sentences(text: str) -> list[str]:
    """The sentences of a text; what has no full stop at its end is one too."""
    return [part for part in _SENTENCE.split(text) if _WORD.search(part)]


def reading_age(document: Document) -> float | None:
    """Reading age in years of the running text; None when there are under 100 words of it."""
    every = [sentence for passage in _running(document) for sentence in sentences(passage.text)]
    words = [word for sentence in every for word in _WORD.findall(sentence)]
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(sum(map(str.isalnum, word)) for word in words)
    return AGE_AT_SCHOOL_YEAR_0 + readability_index(letters, len(words), len(every))


def hard_to_read(document: Document, limit: float) -> Iterator[Hit]:
    """One hit for the document when its reading age is above the limit, at its longest sentence."""
    age = reading_age(document)
    if age is None or round(age) <= limit:
        return
    passage, start, end = max(_longest(document), key=_words)
    count = _words((passage, start, end))
    yield passage.hit(
        "FP112",
        f"the text asks for a reading age of {age:.0f} (at most {limit:g}); its longest sentence, "
        f"here, has {count} words",
        start,
        end,
    )


def _words(found: tuple[Passage, int, int]) -> int:
    passage, start, end = found
    return len(_WORD.findall(passage.text[start:end]))


def _longest(document: Document) -> Iterator[tuple[Passage, int, int]]:
    """The longest sentence of each passage, by offsets."""
    for passage in _running(document):
        longest = max(sentences(passage.text), key=lambda text: len(_WORD.findall(text)))
        start = passage.text.find(longest)
        yield passage, start, start + len(longest)


def _running(document: Document) -> Iterator[Passage]:
    for passage in document.passages:
        if passage.body and passage.kind in ("paragraph", "item") and _WORD.search(passage.text):
            yield passage
