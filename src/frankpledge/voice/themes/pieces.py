"""The sentences of all answers, each different one once, in an order that no file decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.voice.themes.words import normal, says_nothing, sentences


@dataclass(frozen=True)
class Pieces:
    """`texts` in order of their normal form (`keys`); `of` gives each answer's, by place."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    of: Mapping[str, tuple[int, ...]]
    different: int  # answers that differ in more than capitals and punctuation
    silent: int


def pieces(answers: Mapping[str, str], silent: frozenset[str]) -> Pieces:
    """The sentences of the answers that say something, by id; `silent` are more that do not."""
    spoken = {
        name: text
        for name, text in sorted(answers.items())
        if not says_nothing(text) and normal(text) not in silent
    }
    parts = {name: sentences(text) for name, text in spoken.items()}
    written: dict[str, str] = {}
    for text in sorted({text for some in parts.values() for text in some}):
        written.setdefault(normal(text), text)
    keys = tuple(sorted(written))
    place = {key: number for number, key in enumerate(keys)}
    of = {
        name: tuple(dict.fromkeys(place[normal(text)] for text in some))
        for name, some in parts.items()
    }
    different = len({normal(text) for text in spoken.values()})
    texts = tuple(written[key] for key in keys)
    return Pieces(texts, keys, of, different, len(answers) - len(spoken))
