"""Vectors from the words that sentences share: what there is without the sentence model.

Term frequency by inverse document frequency (K. Spärck Jones, 1972), damped and smoothed, then
brought down to a few dimensions so that words used together count as near (latent semantic
analysis, S. Deerwester and others, 1990).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from frankpledge.voice.themes.embedding import WORDS, Progress, Vectors, unit
from frankpledge.voice.themes.words import stems

_DECIMALS = 6  # the solver's last digits depend on the processor


@dataclass(frozen=True)
class WordCounts:
    """TF-IDF of word stems used in at least `least` sentences, in `dimensions` dimensions."""

    dimensions: int = 60
    least: int = 2
    near: float = 0.5
    kind: str = WORDS

    @property
    def name(self) -> str:
        """What the vectors were made with."""
        return f"word counts (TF-IDF in {self.dimensions} dimensions)"

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of shape (texts, up to `dimensions`), zeros for texts without known words.

        A text's vector depends on the other texts given with it.
        """
        weights = self._weights([stems(text) for text in texts])
        kept = min(self.dimensions, min(weights.shape) - 1)
        dense = _reduced(weights, kept) if kept >= 2 else weights.toarray()
        if progress is not None:
            progress(len(texts), len(texts))
        return np.round(unit(dense), _DECIMALS).astype(np.float32)

    def _weights(self, texts: list[tuple[str, ...]]) -> csr_array:
        used = Counter(stem for text in texts for stem in set(text))
        known = sorted(stem for stem, number in used.items() if number >= self.least)
        column = {stem: number for number, stem in enumerate(known)}
        counts = [Counter(stem for stem in text if stem in column) for text in texts]
        rows = [row for row, one in enumerate(counts) for _ in one]
        columns = [column[stem] for one in counts for stem in one]
        times = np.array([number for one in counts for number in one.values()], np.float64)
        rarity = np.log((1 + len(texts)) / (1 + np.array([used[s] for s in known]))) + 1
        data = (1 + np.log(times)) * rarity[columns] if columns else times
        table = csr_array((data, (rows, columns)), shape=(len(texts), max(len(known), 1)))
        length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        return csr_array(table.multiply(1 / np.where(length > 0, length, 1)[:, None]))


def _reduced(weights: csr_array, kept: int) -> NDArray[np.float64]:
    """The sentences on the `kept` strongest axes of the table."""
    start = np.ones(min(weights.shape))  # given, because the solver would draw one by chance
    left, strength, _ = svds(weights, k=kept, v0=start, solver="arpack")
    result = np.asarray(left * strength, np.float64)
    result[np.abs(result).sum(axis=1) < 1e-6] = 0.0
    return result
