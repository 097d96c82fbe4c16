"""Vectors from the sentence model and from word counts."""

from __future__ import annotations

import builtins
from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from frankpledge.errors import NotFoundError
from frankpledge.voice.themes import SentenceModel, WordCounts, default_embedder, sentence_model
from frankpledge.voice.themes.words import stems

HAPPY = "That is a happy person"
# Printed by another implementation of the same model (sentence-transformers on PyTorch):
# S. Partee, gist.github.com/Spartee/52d91a87571f37e5b34555c1db987f5f, 2022.
PUBLISHED = {
    "That is a very happy person": 0.94291496,
    "That is a happy dog": 0.69457746,
    "Today is a sunny day": 0.25687605,
}


def test_the_model_gives_published_cosines(model: SentenceModel) -> None:
    """Cosines agree with those that PyTorch gave, to four places."""
    first, *others = model.embed([HAPPY, *PUBLISHED]).astype(np.float64)
    found = [float(first @ other) for other in others]
    assert found == pytest.approx(list(PUBLISHED.values()), abs=1e-4)


def test_vectors_do_not_depend_on_company_or_threads(
    model: SentenceModel, answers: dict[str, str]
) -> None:
    """Same bytes with one thread and several; alone or among others, the same to four places."""
    texts = sorted(answers.values())[:80]
    single = SentenceModel(model.tokenizer, model.encoder, threads=1)
    several = SentenceModel(model.tokenizer, model.encoder, threads=3)
    together = single.embed(texts)
    assert several.embed(texts).tobytes() == together.tobytes()
    alone = np.concatenate([single.embed([text]) for text in texts[:10]])
    assert alone == pytest.approx(together[:10], abs=1e-4)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(80), abs=1e-4)


def test_progress_counts_up_to_all(model: SentenceModel) -> None:
    """What a progress bar is told ends at the number of texts."""
    told: list[tuple[int, int]] = []
    model.embed([f"Sentence number {n}" for n in range(70)], lambda *step: told.append(step))
    assert [done for done, _ in told] == [32, 64, 70]
    assert {whole for _, whole in told} == {70}


def test_a_very_long_text_is_read_from_its_beginning(model: SentenceModel) -> None:
    """Text beyond the model's length does no harm."""
    vector = model.embed(["speeding cars " * 5_000])[0]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_without_the_model_there_are_word_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing word counts are used; asking for the model says what to do."""
    real = sentence_model.find_spec
    monkeypatch.setattr(
        sentence_model, "find_spec", lambda name: None if name == "safetensors" else real(name)
    )
    assert isinstance(default_embedder(), WordCounts)
    with pytest.raises(NotFoundError, match="not installed"):
        default_embedder("model")
    with pytest.raises(NotFoundError, match=r"frankpledge\[themes\]"):
        SentenceModel.load()


def test_word_counts_need_no_library_of_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """They run where scikit-learn, safetensors and tokenizers are not installed."""
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        assert name.partition(".")[0] not in {
            "sklearn",
            "safetensors",
            "tokenizers",
            "threadpoolctl",
        }
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert WordCounts().embed(["speeding cars", "cars speeding past", "more cars"]).shape[0] == 3


def _tokens(text: str) -> Sequence[str]:
    return stems(text)


def test_word_counts_agree_with_scikit_learn(answers: dict[str, str]) -> None:
    """The same cosines as scikit-learn's TF-IDF and truncated SVD, from our words."""
    texts = sorted(answers.values())
    ours = WordCounts(dimensions=40).embed(texts).astype(np.float64)
    table = TfidfVectorizer(analyzer=_tokens, min_df=2, sublinear_tf=True).fit_transform(texts)
    svd = TruncatedSVD(40, algorithm="arpack", random_state=1)
    theirs = svd.fit_transform(table)
    length = np.linalg.norm(theirs, axis=1, keepdims=True)
    theirs = np.where(length > 1e-6, theirs / np.where(length > 1e-6, length, 1), 0)
    assert ours @ ours.T == pytest.approx(theirs @ theirs.T, abs=1e-4)


def test_texts_without_a_word_in_common_are_zeros() -> None:
    """Nothing shared, nothing known: no vector is made up."""
    assert not WordCounts().embed(["alpha beta", "gamma delta", "epsilon zeta"]).any()
