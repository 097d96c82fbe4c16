"""A theme in numbers and words: share, keywords, quotations, coherence, a name if need be."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.statistics import weighted_share
from frankpledge.voice.themes.codebook import Codebook
from frankpledge.voice.themes.coding import Coded
from frankpledge.voice.themes.embedding import unit
from frankpledge.voice.themes.keywords import keywords, sentences_with, telling
from frankpledge.voice.themes.model import Quotation, Settings, Share, Source, Theme, Way
from frankpledge.voice.themes.pieces import Pieces

SHORTEST, LONGEST = 20, 300  # letters of a quotation
ALIKE = 0.9  # cosine from which two quotations say the same


@dataclass(frozen=True)
class Draft:
    """A theme before it is described: how each answer came to it, and (answer, sentence) pairs."""

    place: int
    ways: Mapping[str, Way]
    rows: tuple[tuple[str, int], ...]

    @property
    def pieces(self) -> list[int]:
        """Its different sentences, in order."""
        return sorted({piece for _, piece in self.rows})


def described(  # noqa: PLR0913, PLR0917 - all that is known of the answers
    drafts: Sequence[Draft],
    found: Pieces,
    coded: Coded,
    weights: Mapping[str, float],
    book: Codebook,
    settings: Settings,
) -> list[tuple[int, Theme]]:
    """Each theme with its draft's place, the largest share first."""
    grouped = [[found.texts[piece] for piece in draft.pieces] for draft in drafts]
    ids = {theme.id for theme in book.themes}
    uses = sentences_with(found.texts)
    result = []
    for draft, texts, top in zip(drafts, grouped, keywords(grouped), strict=True):
        own = draft.place < len(book.themes)
        head = _of_codebook(book, draft) if own else _of_machine(top, texts, uses, ids)
        ids.add(head.id)
        theme = Theme(
            *(head.id, head.label, head.about),
            source=Source.CODEBOOK if own else Source.MACHINE,
            count=len(draft.ways),
            share=share(draft.ways, weights, settings.confidence),
            ways=_counted(draft.ways),
            keywords=top,
            words=head.words,
            quotations=_quotations(draft, found, coded.vectors, book, settings),
            coherence=_coherence(coded.vectors[draft.pieces]),
        )
        result.append((draft.place, theme))
    return sorted(result, key=_order)


def _order(pair: tuple[int, Theme]) -> tuple[float, int, str]:
    """By the share that is printed: weighted where answers are, the count for those alike."""
    theme = pair[1]
    return -round(theme.share.value, 9), -theme.count, theme.id


def share(inside: Mapping[str, Way], weights: Mapping[str, float], confidence: float) -> Share:
    """The weighted share of the answers that are inside, with Wilson's interval.

    The interval takes Kish's effective sample size for the number of answers; with equal weights
    the two are the same.
    """
    chosen = np.array([name in inside for name in weights])
    found = weighted_share(chosen, np.array(list(weights.values())), confidence=confidence)
    return Share(float(found.value), float(found.lower), float(found.upper))


@dataclass(frozen=True)
class _Head:
    id: str
    label: str
    about: str | None
    words: tuple[str, ...]


def _of_codebook(book: Codebook, draft: Draft) -> _Head:
    theme = book.themes[draft.place]
    return _Head(theme.id, theme.label, theme.about, theme.words)


def _of_machine(
    top: tuple[str, ...], texts: list[str], uses: Counter[str], taken: set[str]
) -> _Head:
    stem = _slug("-".join(top[:2])) or "group"
    free = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    name = next(name for name in free if name not in taken)
    label = ", ".join(top[:3]).capitalize() or "Without telling words"
    return _Head(name, label, None, telling(texts, uses))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(part for part in plain.split("-") if part)


def _counted(ways: Mapping[str, Way]) -> dict[Way, int]:
    counts = Counter(ways.values())
    return {way: counts[way] for way in Way}


def _coherence(vectors: NDArray[np.float64]) -> float | None:
    number = len(vectors)
    if number < 2:
        return None
    total = vectors.sum(axis=0)
    own = (vectors**2).sum()
    return round(float((total @ total - own) / (number * (number - 1))), 4)


def _quotations(
    draft: Draft, found: Pieces, vectors: NDArray[np.float64], book: Codebook, settings: Settings
) -> tuple[Quotation, ...]:
    """The sentences nearest to the middle of the theme, of different people, no two alike.

    None of a theme of very few people, who might be known by them.
    """
    if len(draft.ways) < settings.smallest:
        return ()
    middle = unit(vectors[draft.pieces].mean(axis=0))
    rows = sorted(
        (-round(float(vectors[piece] @ middle), 6), piece, answer)
        for answer, piece in draft.rows
        if answer not in book.not_quoted and SHORTEST <= len(found.texts[piece]) <= LONGEST
    )
    chosen: list[tuple[int, str]] = []
    for _, piece, answer in rows:
        if len(chosen) == settings.quotations:
            break
        if not any(
            answer == other or float(vectors[piece] @ vectors[place]) >= ALIKE
            for place, other in chosen
        ):
            chosen.append((piece, answer))
    return tuple(Quotation(answer, found.texts[piece]) for piece, answer in chosen)
