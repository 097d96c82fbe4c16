"""Maps of hexagons, and the cartogram that gives each place a cell of its own."""

from __future__ import annotations

import re

import numpy as np
import pytest

from frankpledge import charts


def points(path):
    """The places that a path repeats its mark at."""
    found = re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))
    return list(zip(map(float, found[::2]), map(float, found[1::2]), strict=True))


def draw(centres, styles, **more):
    """A map with little else on it."""
    options = {"key": "m", "title": "t", "description": "d", "pitch": 1000.0, "legend": {}}
    return charts.hex_map(centres, styles, **{**options, **more})


def test_north_is_up_and_distances_keep_their_proportions(read):
    """What lies north is higher; a kilometre is as long in either direction."""
    drawing = read(draw([(0, 0), (3000, 0), (0, 3000)], ["strong"] * 3))
    (path,) = drawing.inside("cells-strong")
    west, east, north = points(path)
    assert west[1] == east[1] > north[1]
    assert west[0] == north[0] < east[0]
    assert east[0] - west[0] == pytest.approx(west[1] - north[1], abs=0.2)


def test_every_cell_is_drawn_once_by_its_style(read):
    """A path per style with a point per cell; the marks that it uses are defined."""
    styles = ["faint", "strongest", "faint", "mild", "faint"]
    drawing = read(draw([(i * 1000, 0) for i in range(5)], styles))
    assert len(points(drawing.inside("cells-faint")[0])) == 3
    for name in ("strongest", "mild"):  # a cell alone is a line that leads nowhere
        assert len(set(points(drawing.inside(f"cells-{name}")[0]))) == 1
    assert {m.get("id") for m in drawing.all("marker")} == {"m-faint", "m-strongest", "m-mild"}


def test_more_is_larger_and_darker():
    """Size and shade rise together, so the classes can be told apart without colour."""
    steps = [charts.STYLES[name] for name in ("faint", "mild", "strong", "strongest")]
    sizes = [step.size for step in steps]
    shades = [sum(int(step.fill[i : i + 2], 16) for i in (1, 3, 5)) for step in steps]
    assert sizes == sorted(sizes)
    assert shades == sorted(shades, reverse=True)


def test_the_scale_is_as_long_as_it_says(read):
    """The bar of so many kilometres has their length on the map."""
    drawing = read(draw([(0, 0), (40_000, 0)], ["faint"] * 2))
    (bar,) = drawing.lengths("scale")
    kilometres = float(next(t for t in drawing.said if t.endswith(" km")).removesuffix(" km"))
    west, east = points(drawing.inside("cells-faint")[0])
    per_kilometre = (east[0] - west[0]) / 40
    assert bar[2] - bar[0] == pytest.approx(kilometres * per_kilometre, abs=0.3)
    assert not [t for t in read(draw([(0, 0)], ["faint"], metres=False)).said if "km" in t]


def test_bad_input_is_refused():
    """An unknown style, and more styles than places."""
    with pytest.raises(ValueError, match="'loud'"):
        draw([(0, 0)], ["loud"])
    with pytest.raises(ValueError, match="expected 1 styles"):
        draw([(0, 0)], ["faint", "faint"])


def test_every_place_has_a_cell_of_its_own():
    """No two places share a cell; all are a whole number of cells apart; moves are small."""
    rng = np.random.default_rng(3)
    where = np.vstack([rng.normal(0, 2000, (60, 2)), rng.uniform(-20_000, 20_000, (60, 2))])
    layout = charts.hex_layout(where)
    apart = np.linalg.norm(layout.centres[:, None] - layout.centres[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() == pytest.approx(layout.pitch)
    moved = np.linalg.norm(layout.centres - where, axis=1)
    shuffled = np.linalg.norm(layout.centres - where[::-1], axis=1)
    assert (moved**2).sum() < (shuffled**2).sum() / 5
    assert np.array_equal(charts.hex_layout(where).centres, layout.centres)


def test_no_exchange_of_two_places_would_be_shorter():
    """The assignment is the best one: no swap makes the squares of the moves less."""
    where = np.random.default_rng(9).uniform(0, 10_000, (25, 2))
    centres = charts.hex_layout(where).centres
    cost = ((where[:, None] - centres[None]) ** 2).sum(axis=2)
    own = np.diag(cost)
    swapped = cost + cost.T
    assert (swapped >= own[:, None] + own[None] - 1e-6).all()


def test_places_that_cannot_be_laid_out():
    """One place is a cell; none, or a missing one, is refused."""
    assert charts.hex_layout([(5.0, 5.0)]).centres.shape == (1, 2)
    with pytest.raises(ValueError, match="points"):
        charts.hex_layout([(0.0, np.nan)])


def test_numbers_stand_in_their_cells_or_nowhere(read):
    """Each number is at its cell, in letters to be read; where they do not fit there are none."""
    centres = [(i * 1000.0, 0.0) for i in range(10)]
    styles = ["one", "five"] * 5
    names = [str(n) for n in range(1, 11)]
    drawing = read(draw(centres, styles, numbers=names))
    assert [t for t in drawing.said if t.isdigit()] == [*names[1::2], *names[::2]]
    west = min(x for x, _ in points(drawing.inside("cells-one")[0]))
    assert drawing.place("1")[0] == pytest.approx(west, abs=0.1)
    sizes = [
        float(g.get("font-size")) for g in (*drawing.inside("on-dark"), *drawing.inside("on-light"))
    ]
    assert len(sizes) == 2
    assert min(sizes) >= 11
    many = [(i * 1000.0, 0.0) for i in range(100)]
    crowded = read(draw(many, ["one"] * 100, numbers=[str(n) for n in range(100)]))
    assert not [t for t in crowded.said if t.isdigit()]


def test_a_line_parts_groups_and_goes_round_nothing_else(read):
    """Two rows of two groups: as many edges as pairs of neighbours of different groups."""
    row = 1000 * 3**0.5 / 2
    centres = [(i * 1000.0, 0.0) for i in range(4)] + [(i * 1000.0 + 500, row) for i in range(4)]
    groups = ["a"] * 4 + ["b"] * 4
    (line,) = read(draw(centres, ["one"] * 8, groups=groups)).inside("outline")
    # The first cell below has one neighbour above, each of the other three has two.
    assert line.get("d").count("M") == 7
    assert not read(draw(centres, ["one"] * 8, groups=["a"] * 8)).inside("outline")


def test_five_classes_can_be_told_apart_without_colour():
    """The fifths grow and darken together; busy and unknown have shapes of their own."""
    steps = [charts.STYLES[name] for name in charts.FIFTHS]
    sizes = [step.size for step in steps]
    shades = [sum(int(step.fill[i : i + 2], 16) for i in (1, 3, 5)) for step in steps]
    assert sizes == sorted(set(sizes))
    assert shades == sorted(set(shades), reverse=True)


def test_numbers_and_groups_are_one_for_each_cell():
    """Too few are refused."""
    with pytest.raises(ValueError, match="expected 2 numbers"):
        draw([(0, 0), (1000, 0)], ["one", "two"], numbers=["1"])


def test_places_that_share_a_point_lie_beside_each_other():
    """Ties have cells of their own, the same ones each time, and neighbours of each other."""
    rng = np.random.default_rng(4)
    where = rng.uniform(0, 40_000, (60, 2))
    where[10:14] = where[10]
    layout = charts.hex_layout(where, fill=0.4)
    apart = np.linalg.norm(layout.centres[10:14, None] - layout.centres[None, 10:14], axis=2)
    assert len(np.unique(layout.centres.round(3), axis=0)) == 60
    assert apart.max() < 3.5 * layout.pitch
    assert np.array_equal(layout.centres, charts.hex_layout(where, fill=0.4).centres)
