"""Groups of like sentences, without chance: the same vectors always fall into the same groups.

A Ward tree (J. H. Ward, 1963) of an even sample gives the first groups, the silhouette
(P. J. Rousseeuw, 1987) chooses how many, and moving every sentence to its nearest centre until
nothing moves (S. P. Lloyd, 1982) settles them. Cosines are rounded before they are compared, so
that threads and processors do not decide ties.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from frankpledge.voice.themes.embedding import unit

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

SAMPLE = 2_000  # sentences in the tree: its cost grows with their square
FEWEST = 4  # groups: fewer say too little to be called themes
ROUNDS = 100
CLOSE = 0.3  # cosine to the middle of its group, below which a sentence belongs to none
_DECIMALS = 8


def cluster(vectors: NDArray[Any], most: int, number: int | None = None) -> Labels:
    """The group of each row, counted from 0; `number` of them, or else as the silhouette says.

    Rows far from the middle of every group are -1: an odd remark is not a theme. `vectors` has
    shape (rows, width), rows in an order of their own and none of zeros. At most `most` groups are
    tried; with few rows there are fewer.
    """
    points = centred(vectors)
    chosen = np.unique(
        np.linspace(0, len(points) - 1, min(SAMPLE, len(points))).round().astype(int)
    )
    sample = points[chosen]
    if len(sample) <= FEWEST:
        return np.zeros(len(points), np.intp)
    tree = linkage(sample, "ward")
    sizes = (
        [number] if number is not None else range(min(FEWEST, most), min(most, len(sample) - 1) + 1)
    )
    cuts = [np.asarray(fcluster(tree, size, "maxclust"), np.intp) for size in sizes]
    tried = [settle(sample, cut) for cut in cuts]
    apart = 1 - sample @ sample.T
    scores = [round(silhouette(apart, labels), 6) for labels in tried]
    best = tried[int(np.argmax(scores))]
    labels = settle(points, nearest(points, centres(sample, best)))
    own = (points * centres(points, labels)[labels]).sum(axis=1)
    return np.where(np.round(own, _DECIMALS) >= CLOSE, labels, -1)


def centred(vectors: NDArray[Any]) -> Floats:
    """Unit vectors of what sets each row apart from the mean of all, shape as given."""
    wide = unit(vectors)
    return unit(wide - wide.mean(axis=0))


def centres(points: Floats, labels: Labels) -> Floats:
    """The unit mean of each group that has rows, shape (groups, width), in order of label."""
    means = [points[labels == label].mean(axis=0) for label in np.unique(labels)]
    return unit(np.array(means))


def nearest(points: Floats, middle: Floats) -> Labels:
    """The centre with the highest cosine for each row; of equals the first."""
    return np.asarray(np.round(points @ middle.T, _DECIMALS).argmax(axis=1), np.intp)


def settle(points: Floats, labels: Labels) -> Labels:
    """Groups after every row has gone to its nearest centre, until none moves."""
    for _ in range(ROUNDS):
        moved = nearest(points, centres(points, labels))
        if np.array_equal(moved, labels):
            break
        labels = moved
    return np.asarray(np.unique(labels, return_inverse=True)[1], np.intp)


def silhouette(apart: Floats, labels: Labels) -> float:
    """Mean over rows of (b - a) / max(a, b): -1 to 1; a row alone in its group counts as 0.

    `apart` has the distance of each row from each, shape (rows, rows); a is
    the mean distance to the others of the row's own group, b that to the nearest other group.
    """
    groups, own = np.unique(labels, return_inverse=True)
    if len(groups) < 2:
        return -1.0
    member = np.eye(len(groups))[own]
    size = member.sum(axis=0)
    total = apart @ member
    rows = np.arange(len(apart))
    others = size[own] - 1
    within = total[rows, own] / np.where(others > 0, others, 1)
    mean = total / size
    mean[rows, own] = np.inf
    beyond = mean.min(axis=1)
    wider = np.maximum(within, beyond)
    score = np.where(
        (others > 0) & (wider > 0), (beyond - within) / np.where(wider > 0, wider, 1), 0
    )
    return float(score.mean())
