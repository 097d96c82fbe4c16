"""Groups of vectors."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from frankpledge.voice.themes.clustering import centred, cluster, silhouette


def planted(groups: int, each: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors round planted middles, and which they belong to."""
    chance = np.random.default_rng(5)
    middles = chance.normal(size=(groups, 40))
    labels = np.repeat(np.arange(groups), each)
    points = middles[labels] + noise * chance.normal(size=(groups * each, 40))
    return points / np.linalg.norm(points, axis=1, keepdims=True), labels


def test_silhouette_agrees_with_scikit_learn() -> None:
    """Mean silhouette by cosine distance, with a group of one among them."""
    points, labels = planted(5, 20, 1.0)
    labels[0] = 9
    theirs = silhouette_score(points, labels, metric="cosine")
    assert silhouette(1 - points @ points.T, labels) == pytest.approx(theirs, abs=1e-12)


def test_planted_groups_are_found_and_counted() -> None:
    """Seven groups that stand apart are seven groups, whole."""
    points, labels = planted(7, 30, 0.5)
    assert adjusted_rand_score(labels, cluster(points, most=24)) == 1


def test_more_rows_than_the_tree_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample finds the groups of all rows."""
    monkeypatch.setattr("frankpledge.voice.themes.clustering.SAMPLE", 100)
    points, labels = planted(6, 100, 0.5)
    assert adjusted_rand_score(labels, cluster(points, most=24)) == 1


def test_a_stray_belongs_to_no_group() -> None:
    """A vector unlike all others is not forced into a theme."""
    points, _ = planted(5, 40, 0.3)
    stray = np.linalg.svd(points)[2][-1:]  # at right angles to nearly all of them
    labels = cluster(np.concatenate([points, stray]), most=24, number=5)
    assert labels[-1] == -1
    assert (labels[:-1] >= 0).all()


def test_rows_that_are_all_the_same_are_no_theme() -> None:
    """Nothing sets one apart from another."""
    assert set(cluster(np.ones((50, 8)), most=24)) == {-1}


def test_centring_takes_off_what_all_share() -> None:
    """A common part of all vectors does not count as likeness."""
    points, _ = planted(4, 10, 0.5)
    assert np.abs(centred(points).sum(axis=0)).max() < 0.5 * len(points)
    assert np.linalg.norm(centred(points), axis=1) == pytest.approx(np.ones(40))
