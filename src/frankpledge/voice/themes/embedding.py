"""What turns sentences into vectors, and which of the two ways there are is to hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]  # how many are done, of how many


_NOTHING = 1e-9  # a length below which a vector is what rounding left over


MODEL, WORDS = "model", "words"  # what a codebook may ask for by name


class Embedder(Protocol):
    """Anything that gives each text a vector of length 1, so that a product is a cosine."""

    @property
    def kind(self) -> str:
        """What a codebook calls it: `model`, `words`, or what no codebook can ask for."""

    @property
    def name(self) -> str:
        """What the page says the vectors were made with, with its version."""

    @property
    def near(self) -> float:
        """The least cosine at which a sentence may join a codebook's theme without its words."""

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of shape (texts, width); a text that says nothing it knows gives zeros."""


def default_embedder(kind: str | None = None) -> Embedder:
    """The kind asked for; without one the sentence model where it is installed, else word counts.

    Raises NotFoundError where the model is asked for and its extra is not installed: a release
    must not change with what happens to be installed.
    """
    from frankpledge.voice.themes.sentence_model import SentenceModel, model_folder
    from frankpledge.voice.themes.word_counts import WordCounts

    if kind is None:
        kind = WORDS if model_folder() is None else MODEL
    return WordCounts() if kind == WORDS else SentenceModel.load()


def embedder_name(kind: str) -> str:
    """What vectors of a kind are made with, and its version, without loading it.

    Raises NotFoundError where the model is asked for and its extra is not installed.
    """
    from frankpledge.voice.themes.sentence_model import model_name
    from frankpledge.voice.themes.word_counts import WordCounts

    return WordCounts().name if kind == WORDS else model_name()


def one_thread() -> AbstractContextManager[object]:
    """Sums on one thread, so that they are never split differently, where that can be asked for."""
    if find_spec("threadpoolctl") is None:  # it comes with the extra
        return nullcontext()
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def unit(vectors: NDArray[Any]) -> NDArray[np.float64]:
    """Rows brought to length 1 (along the last axis); rows of nothing are zeros."""
    wide = np.asarray(vectors, np.float64)
    length = np.linalg.norm(wide, axis=-1, keepdims=True)
    return np.asarray(wide / np.where(length > _NOTHING, length, np.inf), np.float64)
