"""Hexagons, neighbours and hot spots, against brute force, scipy and esda."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import false_discovery_control, norm

from frankpledge import statistics as st

METRES = some.floats(-50_000, 700_000, allow_nan=False)


@given(some.lists(some.tuples(METRES, METRES), min_size=1, max_size=20), some.floats(100, 5000))
def test_a_point_is_in_the_cell_of_the_nearest_centre(points, pitch):
    """No centre of the cells around is nearer than that of its own."""
    cells = st.hex_cells(points, pitch)
    own = np.linalg.norm(st.hex_centres(cells, pitch) - np.array(points), axis=1)
    for right, up in ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)):
        other = st.hex_centres(cells + np.array([right, up]), pitch)
        apart = np.linalg.norm(other - np.array(points), axis=1)
        assert (own <= apart + 1e-6 * pitch).all()
    assert (own <= pitch / np.sqrt(3) + 1e-6 * pitch).all()


def test_neighbours_are_one_pitch_apart():
    """Cells share an edge where their centres are one pitch apart, found by all distances."""
    rng = np.random.default_rng(4)
    cells = np.unique(rng.integers(-6, 7, size=(90, 2)), axis=0)
    centres = st.hex_centres(cells, 250.0)
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    assert (
        st.hex_weights(cells).toarray().tolist() == (np.abs(apart - 250) < 1).astype(float).tolist()
    )
    block = [(q, r) for q in range(3) for r in range(3)]
    assert st.hex_weights(block).sum(axis=1).max() == 6


def test_corners_make_a_hexagon_that_tiles():
    """Six corners, anticlockwise; the area is that of a cell, and neighbours share two corners."""
    first, second = st.hex_corners([[3, 5], [4, 5]], 1000)
    x, y = first.T
    area = (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2
    assert area == pytest.approx(1000**2 * np.sqrt(3) / 2)
    shared = {tuple(np.round(p, 3)) for p in first} & {tuple(np.round(p, 3)) for p in second}
    assert len(shared) == 2


def test_bad_grids_are_refused():
    """A pitch of nothing, a point without a place, a cell given twice."""
    with pytest.raises(ValueError, match="pitch"):
        st.hex_cells([(0, 0)], 0)
    with pytest.raises(ValueError, match="points"):
        st.hex_cells([(0, np.nan)], 100)
    with pytest.raises(ValueError, match="repeated"):
        st.hex_weights([(1, 1), (1, 1)])


def test_nearest_neighbours_by_brute_force():
    """Weight 1 where either is among the nearest of the other."""
    points = np.random.default_rng(8).uniform(0, 1000, size=(60, 2))
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    expected = np.zeros((60, 60))
    for i in range(60):
        expected[i, np.argsort(apart[i])[:6]] = 1
    found = st.nearest_weights(points, 6).toarray()
    assert found.tolist() == np.maximum(expected, expected.T).tolist()
    with pytest.raises(ValueError, match="count"):
        st.nearest_weights(points, 60)


def test_places_at_one_point_are_not_their_own_neighbours():
    """Twenty places at one point and two elsewhere: three neighbours or more each, never itself."""
    points = [(5.0, 5.0)] * 20 + [(90.0, 0.0), (0.0, 90.0)]
    found = st.nearest_weights(points, 3)
    assert not found.diagonal().any()
    assert found.sum(axis=1).min() >= 3


def grid(side: int = 12):
    """Cells of a block, and counts with one corner far above the rest."""
    cells = np.array([(q, r) for r in range(side) for q in range(side)])
    counts = np.random.default_rng(11).poisson(3, size=len(cells)).astype(float)
    counts[(cells[:, 0] < 3) & (cells[:, 1] < 3)] += 15
    return cells, counts


def test_verdicts_follow_the_adjusted_p():
    """p by the normal distribution, q by scipy's Benjamini-Hochberg, verdicts by plain rules."""
    cells, counts = grid()
    found = st.hot_spots(counts, st.hex_weights(cells))
    p = 2 * norm.sf(np.abs(found.z))
    np.testing.assert_allclose(found.p, p, rtol=1e-12)
    q = false_discovery_control(p)
    np.testing.assert_allclose(found.q, q, rtol=1e-12)
    for z, adjusted, code in zip(found.z, q, found.code, strict=True):
        name = st.Heat(code).name
        side = "HOT" if z > 0 else "COLD"
        level = 99 if adjusted <= 0.01 else 95 if adjusted <= 0.05 else 90
        assert name == (f"{side}_{level}" if adjusted <= 0.10 else "ORDINARY")
    corner = (cells[:, 0] < 2) & (cells[:, 1] < 2)
    assert (found.code[corner] == st.Heat.HOT_99).all()
    assert (found.code == st.Heat.ORDINARY).sum() > 100


def test_nothing_but_chance_is_seldom_hot():
    """In 200 maps without any hot spot few have one: the correction holds the share near 5 %."""
    cells, _ = grid(10)
    weights = st.hex_weights(cells)
    maps = np.random.default_rng(5).poisson(20, size=(200, len(cells)))
    found = st.hot_spots(maps, weights)
    any_hot = np.isin(found.code, (1, 2, 6, 7)).any(axis=1).mean()
    uncorrected = (found.p <= 0.05).any(axis=1).mean()
    assert any_hot <= 0.10
    assert uncorrected > 0.9


def test_a_map_without_differences_has_no_verdicts():
    """Where nothing varies there is nothing to test, and nothing is called ordinary."""
    cells, counts = grid(4)
    found = st.hot_spots(np.full_like(counts, 2.0), st.hex_weights(cells))
    assert (found.code == st.Heat.ABSENT).all()
    assert np.isnan(found.q).all()


def test_esda_agrees():
    """z of esda with weights of 0 and 1, with the place itself, on hexagons."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        getisord = pytest.importorskip("esda.getisord")
        weights = pytest.importorskip("libpysal.weights")
        cells, counts = grid(8)
        ours = st.hex_weights(cells)
        near = {i: ours[[i]].indices.tolist() for i in range(len(cells))}
        theirs = getisord.G_Local(
            counts, weights.W(near, silence_warnings=True), transform="B", star=True, permutations=0
        )
    np.testing.assert_allclose(st.hot_spots(counts, ours).z, theirs.Zs, rtol=1e-9)
