"""The labelled set and the two ways of making vectors."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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


@pytest.fixture(scope="session")
def counts() -> WordCounts:
    """Word counts, which need nothing beyond numpy and scipy."""
    return WordCounts()
