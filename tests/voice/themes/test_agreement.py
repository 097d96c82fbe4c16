"""How well themes agree with a reader, on invented answers; printed with `pytest -s`.

The floors are a little under what was measured, so that a change for the worse is seen.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from frankpledge.voice.themes import Codebook, Embedder, SentenceModel, WordCounts, find_themes

NOTHING = frozenset({"nothing"})


def test_the_labelled_set_is_what_it_is_said_to_be(labelled: Sequence) -> None:
    """366 different answers, 15 themes, 14 answers with two, eight that say nothing."""
    assert len(labelled) == len({one.text for one in labelled}) == 366
    assert len({name for one in labelled for name in one.themes} - NOTHING) == 15
    assert sum(len(one.themes) == 2 for one in labelled) == 14
    assert sum(one.themes == NOTHING for one in labelled) == 8


def test_the_machine_alone(
    labelled: Sequence, answers: dict[str, str], remembering: Embedder, counts: WordCounts
) -> None:
    """Adjusted Rand index and normalised mutual information of the machine's themes.

    Over answers with one theme; those that the machine leaves without one are a group.
    """
    single = [one for one in labelled if len(one.themes) == 1 and one.themes != NOTHING]
    truth = [min(one.themes) for one in single]
    scores = {}
    for embedder in (remembering, counts):
        found = find_themes(answers, embedder=embedder)
        first = [(found.members[one.answer] or ("none",))[0] for one in single]
        scores[embedder.name] = (
            adjusted_rand_score(truth, first),
            normalized_mutual_info_score(truth, first),
        )
        _say(
            f"machine alone, {embedder.name}: ARI {scores[embedder.name][0]:.2f}, "
            f"NMI {scores[embedder.name][1]:.2f}, {len(found.themes)} themes, {found.other} without"
        )
    (index, information), (plain_index, plain_information) = scores.values()
    assert index > 0.33
    assert information > 0.53
    assert plain_index > 0.03
    assert plain_information > 0.25


def test_a_codebook_on_answers_it_was_not_written_from(
    labelled: Sequence,
    answers: dict[str, str],
    survey: Codebook,
    remembering: Embedder,
    counts: WordCounts,
) -> None:
    """Precision and recall of (answer, theme) pairs, on both halves and with both embedders."""
    book = replace(survey, new_themes=False)
    found = {
        (name, odd): _agreement(labelled, answers, book, embedder, odd)
        for name, embedder in (("model", remembering), ("counts", counts))
        for odd in (True, False)
    }
    for (name, odd), (precision, recall) in found.items():
        half = "odd (written from)" if odd else "even (not seen)"
        _say(f"codebook, {name}, {half}: precision {precision:.2f}, recall {recall:.2f}")
    assert found["model", False][0] > 0.84
    assert found["model", False][1] > 0.72
    assert found["counts", False][0] > 0.88
    assert found["counts", False][1] > 0.41
    assert min(found["model", True]) > 0.94
    assert found["model", False][1] > found["counts", False][1] + 0.2


def _agreement(
    labelled: Sequence, answers: dict[str, str], book: Codebook, embedder: Embedder, odd: bool
) -> tuple[float, float]:
    members = find_themes(answers, book, embedder).members
    said = [one for one in labelled if one.odd is odd and one.themes != NOTHING]
    right = sum(len(one.themes & set(members[one.answer])) for one in said)
    given = sum(len(members[one.answer]) for one in said)
    return right / given, right / sum(len(one.themes) for one in said)


@pytest.mark.slow
def test_two_thousand_answers(labelled: Sequence, model: SentenceModel, survey: Codebook) -> None:
    """2,000 different answers of two sentences, in seconds; 20,000 take ten times that."""
    texts = [one.text for one in labelled if one.themes != NOTHING]
    many = {
        f"a{n}": f"{texts[n % 358]} Road {n}. {texts[(n * 7 + n // 358) % 358]} House {n}."
        for n in range(2_000)
    }
    start, cpu = time.perf_counter(), time.process_time()
    found = find_themes(many, survey, model)
    took, used = time.perf_counter() - start, time.process_time() - cpu
    _say(f"2,000 answers: {took:.0f} s ({used:.0f} s of processor), {len(found.themes)} themes")
    assert used < 120


def _say(text: str) -> None:
    print(f"\n{text}", end="")
