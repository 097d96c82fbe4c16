"""The control chart: places against the axis as drawn, gaps, phases, labels."""

from __future__ import annotations

import math

import numpy as np
import pytest

from frankpledge.charts import NARROW, control_chart

YEARS = [str(year) for year in range(2000, 2030)]


def chart(values, **more):
    labels = YEARS[: len(values)]
    options = {"key": "k", "title": "t", "description": "d", "unit": "crimes"}
    return control_chart(values, labels, **{**options, **more})


def axis(drawing, low, high):
    """From value to height, by two of the axis's own labels: an independent reading."""
    bottom, top = drawing.place(low)[1], drawing.place(high)[1]
    first, last = float(low.replace(",", "")), float(high.replace(",", ""))
    shift = 14 * 0.35  # a label's baseline lies below its line
    return lambda value: bottom - shift + (value - first) * (top - bottom) / (last - first)


def test_points_lie_where_the_axis_says(read):
    """Each point's height is that of its value between two labels of the axis."""
    values = [0, 250, 500, 1000, 130]
    drawing = read(chart(values))
    height = axis(drawing, "0", "1,000")
    for (_, y), value in zip(drawing.circles(), values, strict=True):
        assert y == pytest.approx(height(value), abs=0.1)


def test_periods_are_evenly_spaced(read):
    """Points stand the same distance apart, from left to right."""
    xs = [x for x, _ in read(chart([1, 2, 3, 4, 5])).circles()]
    assert np.diff(xs) == pytest.approx(np.full(4, xs[1] - xs[0]), abs=0.11)
    assert xs[1] > xs[0]


def test_mean_and_limits_lie_where_the_axis_says(read):
    """The mean and both limits are level lines at their values."""
    drawing = read(chart([40, 60, 50], mean=50, lower=20, upper=80))
    height = axis(drawing, "0", "100")
    mean = drawing.lengths("mean")[0]
    assert mean[1] == pytest.approx(height(50), abs=0.1)
    limits = drawing.lengths("limit")[0]
    assert sorted([limits[1], limits[4]]) == pytest.approx([height(80), height(20)], abs=0.1)


def test_a_new_phase_steps(read):
    """Where the mean changes, its line ends and a new one begins at the same place across."""
    drawing = read(chart([5, 5, 9, 9], mean=[5, 5, 9, 9]))
    x1, y1, end1, x2, y2, _ = drawing.lengths("mean")[0]
    assert end1 == x2
    assert x1 < x2
    assert y1 > y2


def test_missing_periods_are_gaps(read):
    """A run without data breaks the line, is hatched over its whole width, and says so."""
    drawing = read(chart([3, 4, math.nan, None, 5, 6]))
    assert len(drawing.circles()) == 4
    line = drawing.inside("line")[0].get("d")
    assert line.count("M") == 2
    band = next(item for item in drawing.all("rect") if item.get("fill") == "url(#k-h)")
    xs = [x for x, _ in drawing.circles()]
    pitch = xs[1] - xs[0]
    assert float(band.get("width")) == pytest.approx(2 * pitch, abs=0.2)
    assert float(band.get("x")) == pytest.approx(xs[1] + pitch / 2, abs=0.2)
    assert drawing.said.count("no data") == 1


def test_missing_is_not_zero(read):
    """A missing value draws nothing at the foot of the axis."""
    drawing = read(chart([30, math.nan, 10]))
    foot = axis(drawing, "0", "20")(0)
    assert all(y < foot - 5 for _, y in drawing.circles())


def test_points_have_the_shape_of_their_kind(read):
    """Ordinary points are circles, improving squares, concerning triangles, notable diamonds."""
    kinds = ["ordinary", "improving", "concerning", "notable"]
    drawing = read(chart([1, 2, 3, 4], variation=kinds))
    assert len(drawing.circles()) == 1
    square = drawing.inside("improving")[0][0]
    assert square.get("width") == square.get("height")
    corners = {
        kind: drawing.inside(kind)[0][0].get("d").count("L") + 1
        for kind in ("concerning", "notable")
    }
    assert corners == {"concerning": 3, "notable": 4}


def test_unknown_kind_is_refused():
    """A kind that no chart knows is an error that lists those it knows."""
    with pytest.raises(ValueError, match=r"improving.*'better'"):
        chart([1], variation=["better"])


def test_unequal_rows_are_refused():
    """A row that is not one value per period is an error, not a shorter chart."""
    with pytest.raises(ValueError, match="expected 3 values, found 2"):
        chart([1, 2, 3], mean=[1, 2])


def test_axis_that_does_not_start_at_zero_says_so(read):
    """High values that vary little get an axis of their own, and a warning in words."""
    assert "crimes; axis starts at 320, not zero" in read(chart([330, 350, 340])).said
    assert "crimes" in read(chart([330, 350, 340], from_zero=True)).said
    assert "0" in read(chart([330, 350, 340], from_zero=True)).said


def test_axis_starts_at_zero_when_values_vary_much(read):
    """When the smallest value is under half of the largest, the axis starts at zero."""
    assert "0" in read(chart([10, 30, 100])).said


def test_a_lower_limit_below_zero_is_not_drawn(read):
    """Counts have no values below zero, so neither axis nor label shows one."""
    drawing = read(chart([1, 0, 3, 2], mean=1.5, lower=-4, upper=7))
    assert not any("lower" in text for text in drawing.said)
    assert not any("\u2212" in text for text in drawing.said)
    assert len(drawing.lengths("limit")[0]) == 3


def test_values_below_zero_are_drawn(read):
    """Revisions can make a count negative: it is drawn below zero, with a true minus sign."""
    drawing = read(chart([-10, 0, 10]))
    assert "\u221210" in drawing.said
    ys = [y for _, y in drawing.circles()]
    assert ys[0] > ys[1] > ys[2]


def test_lines_are_labelled_at_their_ends(read):
    """Mean, limits, target, baseline and the latest value are named, with their numbers."""
    drawing = read(
        chart([1200, 1300], mean=1250, lower=1000, upper=1500, target=1100, baseline_level=1450)
    )
    for words in (
        "mean 1,250",
        "upper limit 1,500",
        "lower limit 1,000",
        "target 1,100",
        "baseline 1,450",
        "latest 1,300",
    ):
        assert words in drawing.said


def test_end_labels_do_not_overlap(read):
    """Labels of levels that lie close together are kept a line apart."""
    drawing = read(chart([100, 101], mean=100.5, target=100, lower=99, upper=102, size=NARROW))
    heads = ("mean", "target", "lower", "upper", "latest")
    ys = sorted(
        float(item.get("y")) for item in drawing.all("text") if (item.text or "").startswith(heads)
    )
    assert len(ys) == 5
    assert min(np.diff(ys)) >= NARROW.font


def test_baseline_is_bracketed(read):
    """The baseline's periods stand under a bracket with its name."""
    drawing = read(chart([1, 2, 3, 4], baseline=(0, 1)))
    bracket = drawing.lengths("bracket")[0]
    xs = [x for x, _ in drawing.circles()]
    assert min(bracket[0::2]) < xs[0]
    assert xs[1] < max(bracket[0::2]) < xs[2]
    assert "baseline" in drawing.said


def test_the_latest_period_is_always_labelled(read):
    """Labels of periods count back from the newest and do not touch."""
    for count in (3, 13, 30):
        drawing = read(chart(list(range(1, count + 1)), size=NARROW))
        places = sorted(drawing.place(text)[0] for text in drawing.said if text in YEARS)
        assert places[-1] == pytest.approx(drawing.circles()[-1][0], abs=0.1)
        assert all(gap > 30 for gap in np.diff(places))


def test_months_step_by_parts_of_a_year(read):
    """Of three years of months, labels show the same months each year."""
    months = ["January", "February", "March", "April", "May", "June"]
    months += ["July", "August", "September", "October", "November", "December"]
    labels = [f"{month} {year}" for year in (2023, 2024, 2025) for month in months]
    options = {"key": "k", "title": "t", "description": "d", "unit": "u"}
    drawing = read(control_chart(range(36), labels, size=NARROW, **options))
    shown = [text for text in drawing.said if text in {m[:3] for m in months}]
    assert "Dec" in shown
    assert {shown.count(month) for month in shown} == {3}


def test_empty_and_single_series_are_drawn(read):
    """No point and one point are charts too."""
    assert read(chart([])).circles() == []
    assert len(read(chart([5])).circles()) == 1
    assert read(chart([math.nan, math.nan])).said.count("no data") == 1


def test_all_equal_values_are_drawn_inside(read):
    """A flat series has a scale with room on it."""
    drawing = read(chart([7, 7, 7]))
    _, _, _, bottom = map(float, drawing.root.get("viewBox").split())
    assert all(0 < y < bottom for _, y in drawing.circles())
