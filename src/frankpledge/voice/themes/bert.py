"""A small BERT encoder in numpy: token ids in, one unit vector for each text out.

The forward pass follows J. Devlin and others, *BERT* (2019), and the pooling N. Reimers and
I. Gurevych, *Sentence-BERT* (2019): the mean of the last layer over a text's own tokens, brought to
length 1. Only what sentences need is here: one segment, no training, no dropout.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

Array = NDArray[np.float32]
_FAR = np.float32(-1e9)  # what hides padding from the softmax


@dataclass(frozen=True)
class Encoder:
    """Weights by their published names, and the three numbers that shapes do not tell."""

    weights: Mapping[str, Array]
    layers: int
    heads: int
    epsilon: float

    def encode(self, tokens: NDArray[np.int64], mask: NDArray[np.bool_]) -> Array:
        """Unit vectors, shape (texts, width), of token ids padded to one length.

        `tokens` and `mask` have shape (texts, length); the mask is true where a token is real.
        """
        x = self._embedded(tokens)
        hidden = np.where(mask, np.float32(0), _FAR)[:, None, None, :]
        for number in range(self.layers):
            x = self._layer(x, hidden, f"encoder.layer.{number}.")
        weight = mask[:, :, None].astype(np.float32)
        mean = (x * weight).sum(axis=1) / weight.sum(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _embedded(self, tokens: NDArray[np.int64]) -> Array:
        w, name = self.weights, "embeddings."
        x = w[f"{name}word_embeddings.weight"][tokens]
        x = x + w[f"{name}position_embeddings.weight"][: tokens.shape[1]]
        x = x + w[f"{name}token_type_embeddings.weight"][0]
        return self._normal(x, f"{name}LayerNorm")

    def _layer(self, x: Array, hidden: Array, name: str) -> Array:
        attended = self._linear(
            self._attend(x, hidden, f"{name}attention.self."), f"{name}attention.output.dense"
        )
        x = self._normal(x + attended, f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._normal(
            x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm"
        )

    def _attend(self, x: Array, hidden: Array, name: str) -> Array:
        texts, length, width = x.shape
        size = width // self.heads

        def heads(part: str) -> Array:
            y = self._linear(x, name + part).reshape(texts, length, self.heads, size)
            return y.transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2)
        scores = scores * np.float32(1 / math.sqrt(size)) + hidden
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ heads("value")
        return np.ascontiguousarray(mixed.transpose(0, 2, 1, 3)).reshape(texts, length, width)

    def _linear(self, x: Array, name: str) -> Array:
        flat: Array = x.reshape(-1, x.shape[-1]) @ self.weights[f"{name}.weight"].T
        flat = flat + self.weights[f"{name}.bias"]
        return flat.reshape(*x.shape[:-1], flat.shape[-1])

    def _normal(self, x: Array, name: str) -> Array:
        middle: Array = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + np.float32(self.epsilon))
        middle = middle / spread
        return middle * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(x: Array) -> Array:
    return np.asarray(x * np.float32(0.5) * (1 + erf(x * np.float32(math.sqrt(0.5)))), np.float32)
