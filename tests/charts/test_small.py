"""Sparkline, icons and score bar."""

from __future__ import annotations

import math

import pytest

from frankpledge.charts import assurance_icon, score_bar, sparkline, variation_icon

NAMED = {"key": "k", "title": "t", "description": "d"}


def test_sparkline_rises_and_falls_with_its_values(read):
    """Heights are in the order of the values, lowest value lowest."""
    path = read(sparkline([1, 5, 3], key="k")).lengths("line")[0]
    ys = path[1::2]
    assert ys[1] < ys[2] < ys[0]


def test_sparkline_marks_its_latest_point(read):
    """The newest point has the shape of its kind, at the end of the line."""
    drawing = read(sparkline([1, 5, 3], key="k", variation="ordinary"))
    assert drawing.circles() == [tuple(drawing.lengths("line")[0][-2:])]
    assert read(sparkline([1, 5], key="k", variation="improving")).all("rect")


def test_sparkline_keeps_gaps(read):
    """A missing period breaks the line; a missing latest period has no mark."""
    drawing = read(sparkline([1, 2, None, 4, math.nan], key="k"))
    assert drawing.inside("line")[0].get("d").count("M") == 2
    assert not drawing.circles()


def test_sparkline_of_nothing_is_empty(read):
    """No figure, no line."""
    for values in ([], [math.nan, None]):
        drawing = read(sparkline(values, key="k"))
        assert not drawing.all("path")
        assert not drawing.circles()


def test_sparkline_is_light():
    """Three years of months take under a kilobyte: tables hold many."""
    assert len(sparkline([100 + index % 7 for index in range(36)], key="k")) < 1000


@pytest.mark.parametrize(
    ("kind", "side", "letters"),
    [
        ("improving", "low", ["L"]),
        ("concerning", "high", ["H"]),
        ("notable", "high", ["H"]),
        ("ordinary", "", []),
        ("absent", "", ["\u2013"]),
    ],
)
def test_variation_icons_have_letters(read, kind, side, letters):
    """Each icon says by letter and shape what it says by colour."""
    assert read(variation_icon(kind, side=side, **NAMED)).said == letters


def test_variation_icons_differ_without_colour(read):
    """With letters and colours taken away, shapes still differ."""
    shapes = set()
    for kind in ("improving", "concerning", "notable", "ordinary", "absent"):
        root = read(variation_icon(kind, **NAMED)).root
        shape = next(item for item in root.iter() if item.get("class") == f"fp-{kind}")[0]
        dashed = "absent" if kind == "absent" else ""
        shapes.add((shape.tag, shape.get("d"), dashed))
    assert len(shapes) == 5


@pytest.mark.parametrize(
    ("kind", "letter"),
    [("passing", "P"), ("failing", "F"), ("hit and miss", "?"), ("absent", "\u2013")],
)
def test_assurance_icons_have_letters(read, kind, letter):
    """Passing, failing, hit and miss and absent each have their letter."""
    assert read(assurance_icon(kind, **NAMED)).said == [letter]


def test_unknown_icons_are_refused():
    """A kind or side that is none is an error that lists those there are."""
    with pytest.raises(ValueError, match="passing"):
        assurance_icon("good", **NAMED)
    with pytest.raises(ValueError, match="improving"):
        variation_icon("good", **NAMED)
    with pytest.raises(ValueError, match="high, low"):
        variation_icon("improving", side="up", **NAMED)


def bar(drawing):
    """The two ends of the track."""
    track = drawing.inside("track")[0][0]
    return float(track.get("x")), float(track.get("x")) + float(track.get("width"))


@pytest.mark.parametrize("score", [0, 12.5, 50, 100])
def test_score_stands_at_its_share_of_the_bar(read, score):
    """A score's stem lies at its hundredth of the way, and 50 in the middle."""
    drawing = read(score_bar(score, **NAMED))
    left, right = bar(drawing)
    stem = drawing.inside("value")[0][0]
    centre = float(stem.get("x")) + float(stem.get("width")) / 2
    assert centre == pytest.approx(left + (right - left) * score / 100, abs=0.1)
    assert drawing.lengths("fifty")[0][0] == pytest.approx((left + right) / 2, abs=0.1)
    assert "50 no change" in drawing.said


def test_score_range_is_a_band(read):
    """The range lies behind the score from its low to its high end."""
    drawing = read(score_bar(58, low=40, high=70, **NAMED))
    left, right = bar(drawing)
    band = drawing.inside("range")[0][0]
    start = float(band.get("x"))
    ends = [start, start + float(band.get("width"))]
    assert ends == pytest.approx([left + (right - left) * share for share in (0.4, 0.7)], abs=0.15)


@pytest.mark.parametrize("score", [None, math.nan])
def test_not_scored_is_not_zero(read, score):
    """Without a score the bar is hatched, says so, and has no stem."""
    drawing = read(score_bar(score, **NAMED))
    assert drawing.said == ["not scored"]
    assert not drawing.inside("value")
    assert any(item.get("fill") == "url(#k-h)" for item in drawing.all("rect"))
