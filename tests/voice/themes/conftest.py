"""The labelled set and the two ways of making vectors."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from frankpledge.voice.themes import Codebook, SentenceModel, WordCounts, read_codebook
from frankpledge.voice.themes.sentence_model import model_folder

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Labelled:
    """An invented answer, and what a reader says it is about."""

    answer: str
    text: str
    themes: frozenset[str]
    odd: bool


@pytest.fixture(scope="session")
def labelled() -> list[Labelled]:
    """All 366 answers of the labelled set."""
    with (FOLDER / "labelled.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["answer"],
                row["text"],
                frozenset({row["theme"], row["also"]} - {""}),
                int(row["answer"][1:]) % 2 == 1,
            )
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="session")
def answers(labelled: Sequence[Labelled]) -> dict[str, str]:
    """The texts of the labelled set by id."""
    return {one.answer: one.text for one in labelled}


@pytest.fixture(scope="session")
def survey() -> Codebook:
    """The codebook written from the odd-numbered answers."""
    return read_codebook(FOLDER / "policing-survey.yaml")


@pytest.fixture(scope="session")
def model() -> SentenceModel:
    """The sentence model, where its extra is installed."""
    if model_folder() is None:
        pytest.skip("the sentence model's extra is not installed (frankpledge[themes])")
    return SentenceModel.load(threads=2)


@dataclass(frozen=True)
class Remembering:
    """The model, which works out each text once in a run of the tests."""

    model: SentenceModel
    known: dict[str, np.ndarray]
    near: float = SentenceModel.near
    kind: str = SentenceModel.kind

    @property
    def name(self) -> str:
        """The model's own name."""
        return self.model.name

    def embed(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        """The model's vectors."""
        new = sorted(set(texts) - set(self.known))
        if new:
            self.known.update(zip(new, self.model.embed(new), strict=True))
        return np.array([self.known[text] for text in texts])


@pytest.fixture(scope="session")
def remembering(model: SentenceModel) -> Remembering:
    """The model for tests of what is done with its vectors."""
    return Remembering(model, {})


@pytest.fixture(scope="session")
def counts() -> WordCounts:
    """Word counts, which need nothing beyond numpy and scipy."""
    return WordCounts()
