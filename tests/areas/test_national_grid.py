"""Degrees to metres of the national grid and back."""

from __future__ import annotations

import multiprocessing
import sys

import numpy as np
import pytest

from frankpledge.areas import to_degrees, to_grid
from frankpledge.areas._load import LATITUDES, LONGITUDES

# Salisbury Cathedral's spire and the middle of Swindon, roughly, and a place in the Atlantic.
LONGITUDE, LATITUDE = [-1.7975, -1.7797, -30.0], [51.0649, 51.5558, 40.0]


def test_there_and_back():
    """Metres and degrees undo one another, and what is not in Great Britain is missing."""
    metres = to_grid(LONGITUDE, LATITUDE)
    assert metres.shape == (3, 2)
    assert np.isnan(metres[2]).all()
    # The grid squares SU1429 and SU1584, known from any map.
    assert (metres[:2] // 1000).tolist() == [[414, 129], [415, 184]]
    back = to_degrees(metres[:2, 0], metres[:2, 1])
    np.testing.assert_allclose(back, np.column_stack([LONGITUDE[:2], LATITUDE[:2]]), atol=1e-6)


def _in_a_fork(queue: multiprocessing.Queue[object]) -> None:
    queue.put((to_grid(LONGITUDE, LATITUDE), to_degrees([414200.0], [129600.0])))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_a_forked_process_has_the_same_answers():
    """The library's threads do not live in a fork; waiting for them would never end."""
    here = to_grid(LONGITUDE, LATITUDE), to_degrees([414200.0], [129600.0])
    fork = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[object] = fork.Queue()
    process = fork.Process(target=_in_a_fork, args=(queue,))
    process.start()
    try:
        there = queue.get(timeout=60)
    finally:
        process.kill()
    for one, other in zip(here, there, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_a_table_of_areas_may_hold_can_be_put_on_the_grid():
    """Every corner that the reader of areas.csv lets pass has metres; a little further none has."""
    west, east, south, north = *LONGITUDES, *LATITUDES
    corners = to_grid([west, west, east, east], [south, north, south, north])
    assert np.isfinite(corners).all()
    beyond = to_grid([west - 0.01, east + 0.01, 0, 0], [53, 53, south - 0.01, north + 0.01])
    assert np.isnan(beyond).all()
