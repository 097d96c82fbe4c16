"""Which themes each sentence has: by a codebook's words, by likeness to them, or by the machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.voice.redaction import without_marks
from frankpledge.voice.themes.clustering import cluster
from frankpledge.voice.themes.codebook import Codebook
from frankpledge.voice.themes.embedding import Embedder, Progress, unit
from frankpledge.voice.themes.model import Settings, Way
from frankpledge.voice.themes.pieces import Pieces

Floats = NDArray[np.float64]
_DECIMALS = 8


@dataclass(frozen=True)
class Coded:
    """Each sentence's vector, its codebook themes (by place) with the way, and its group or -1."""

    vectors: Floats
    themes: tuple[dict[int, Way], ...]
    groups: NDArray[np.intp]


def code(
    found: Pieces,
    book: Codebook,
    embedder: Embedder,
    settings: Settings,
    progress: Progress | None = None,
) -> Coded:
    """Codes every sentence; groups are numbered from 0, the codebook's sentences have none."""
    examples = [text for theme in book.themes for text in theme.examples]
    said = [" ".join(without_marks(text).split()) for text in found.texts]
    vectors = unit(embedder.embed([*said, *examples], progress))
    own, given = vectors[: len(found.texts)], vectors[len(found.texts) :]
    themes = [dict.fromkeys(book.by_words(key), Way.WORDS) for key in found.keys]
    _join(themes, own, _middles(book, themes, own, given), found, book, embedder.near)
    groups = np.full(len(found.texts), -1, np.intp)
    if book.new_themes:
        left = [n for n, some in enumerate(themes) if not some and own[n].any()]
        if len(left) >= settings.fewest:
            room = max(2, len(left) // (2 * settings.smallest))  # half may fit nowhere
            most = min(settings.most, room)
            groups[left] = cluster(own[left], most, settings.number)
    return Coded(own, tuple(themes), groups)


def _middles(
    book: Codebook, themes: Sequence[dict[int, Way]], own: Floats, given: Floats
) -> Floats:
    """The mean vector of each theme's sentences and examples; zeros where it has none."""
    middles = np.zeros((len(book.themes), own.shape[1]))
    start = 0
    for place, theme in enumerate(book.themes):
        end = start + len(theme.examples)
        mine = [n for n, some in enumerate(themes) if place in some]
        rows = np.concatenate([own[mine], given[start:end]])
        start = end
        if len(rows):
            middles[place] = rows.mean(axis=0)
    return unit(middles)


def _join(  # noqa: PLR0913, PLR0917 - what is joined, to what, and what forbids it
    themes: list[dict[int, Way]],
    own: Floats,
    middles: Floats,
    found: Pieces,
    book: Codebook,
    near: float,
) -> None:
    """Give each sentence without the codebook's words the theme that it is most like, if any."""
    if not len(middles):
        return
    cosines = np.round(own @ middles.T, _DECIMALS)
    for number, some in enumerate(themes):
        if some:
            continue
        place = int(cosines[number].argmax())
        if cosines[number, place] >= near and not book.themes[place].refuses(found.keys[number]):
            some[place] = Way.LIKENESS
