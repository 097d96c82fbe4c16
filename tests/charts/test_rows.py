"""Bars with intervals, changes and the funnel: places against their axes as drawn."""

from __future__ import annotations

import math

import pytest

from frankpledge.charts import NARROW, Intervals, Limits, bar_interval, change_bar, funnel

NAMED = {"key": "k", "title": "t", "description": "d"}


def across(drawing, low, high):
    """From value to distance, by two of the axis's own labels."""

    def value(text):
        return float(text.replace(",", "").replace("\u2212", "-").strip("+%"))

    left, right = drawing.place(low)[0], drawing.place(high)[0]
    slope = (right - left) / (value(high) - value(low))
    return lambda number: left + (number - value(low)) * slope


def rows(values, lower=None, upper=None, **more):
    labels = [f"Force {index}" for index in range(len(values))]
    options = {"unit": "crimes per 1,000 people", **NAMED, **more}
    return bar_interval(labels, values, lower=lower, upper=upper, **options)


def test_rows_lie_where_the_axis_says(read):
    """Points and the ends of their intervals stand at their values."""
    drawing = read(rows([5.2, 9.7], [4.0, 8.5], [6.5, 12.0], from_zero=True))
    place = across(drawing, "5", "10")
    assert [x for x, _ in drawing.circles()] == pytest.approx([place(5.2), place(9.7)], abs=0.1)
    ends = drawing.lengths("interval")[0]
    assert [ends[0], ends[2]] == pytest.approx([place(4), place(6.5)], abs=0.1)
    assert [ends[3], ends[5]] == pytest.approx([place(8.5), place(12)], abs=0.1)


def test_every_row_has_its_name_and_number_on_its_line(read):
    """A row's name, point and number share one height."""
    drawing = read(rows([1234.0, 2345.0]))
    for index, (_, y) in enumerate(drawing.circles()):
        assert drawing.place(f"Force {index}")[1] == pytest.approx(y + 14 * 0.35, abs=0.2)
    assert drawing.place("1,234")[1] == drawing.place("Force 0")[1]


def test_rows_without_data_are_hatched(read):
    """A missing row says 'no data' and has neither point nor interval."""
    drawing = read(rows([5.0, math.nan], [4.0, math.nan], [6.0, math.nan]))
    assert len(drawing.circles()) == 1
    assert len(drawing.lengths("interval")[0]) == 3
    assert "no data" in drawing.said
    assert any(item.get("fill") == "url(#k-h)" for item in drawing.all("rect"))


def test_our_row_stands_out(read):
    """The highlighted row is shaded, edged and bold: not by colour alone."""
    drawing = read(rows([5.0, 6.0], highlight=1))
    shade = drawing.inside("highlight")[0][0]
    y = drawing.circles()[1][1]
    assert float(shade.get("y")) < y < float(shade.get("y")) + float(shade.get("height"))
    bold = [item.text for item in drawing.all("text") if item.get("font-weight")]
    assert bold == ["Force 1", "6"]


def test_average_stands_at_its_value(read):
    """The average's line crosses all rows at its value and is named."""
    drawing = read(
        rows([5.2, 9.7], average=7.5, average_label="average of 43 forces", from_zero=True)
    )
    x, top, bottom = drawing.lengths("average")[0]
    assert x == pytest.approx(across(drawing, "0", "10")(7.5), abs=0.1)
    ys = [y for _, y in drawing.circles()]
    assert top < min(ys)
    assert bottom > max(ys)
    assert "average of 43 forces" in drawing.said


def test_long_names_wrap(read):
    """A long name takes more lines instead of running into the plot."""
    name = "Crimes that led to a charge or a summons within the year"
    drawing = read(bar_interval([name], [5.0], unit="u", size=NARROW, **NAMED))
    lines = [text for text in drawing.said if text and text in name]
    assert " ".join(lines) == name
    assert len(lines) > 1


def changes(values, inner, outer, **more):
    labels = [f"Measure {index}" for index in range(len(values))]
    intervals = Intervals(
        [low for low, _ in inner],
        [high for _, high in inner],
        [low for low, _ in outer],
        [high for _, high in outer],
    )
    return change_bar(labels, values, intervals, **NAMED, **more)


def test_both_intervals_lie_where_the_axis_says(read):
    """The Poisson interval is a bar, the wider one a line with end strokes, at their values."""
    drawing = read(changes([-10.0], [(-14.0, -6.0)], [(-20.0, 1.0)]))
    place = across(drawing, "\u221210%", "0%")
    bar = drawing.inside("inner")[0][0]
    start, wide = float(bar.get("x")), float(bar.get("width"))
    assert [start, start + wide] == pytest.approx([place(-14), place(-6)], abs=0.15)
    line = drawing.lengths("outer")[0]
    assert [line[0], line[2]] == pytest.approx([place(-20), place(1)], abs=0.1)
    assert drawing.circles()[0][0] == pytest.approx(place(-10), abs=0.1)


def test_no_change_is_marked(read):
    """Zero has a line of its own, named in words, and lies inside the chart on either side."""
    for value in (-10.0, 10.0):
        drawing = read(changes([value], [(value - 1, value + 1)], [(value - 2, value + 2)]))
        assert "no change" in drawing.said
        zero = drawing.lengths("zero")[0][0]
        labels = [text for text in drawing.said if text.endswith("%")]
        assert zero == pytest.approx(drawing.place("0%")[0], abs=0.1)
        assert any(text.startswith("+") for text in labels)
        assert any(text.startswith("\u2212") for text in labels)


def test_signs_are_written(read):
    """A rise has a plus, a fall a true minus, no change neither."""
    flat = [(0.0, 0.0)] * 3
    said = read(changes([8.5, -10.1, 0.0], flat, flat, decimals=1)).said
    assert {"+8.5%", "\u221210.1%", "0.0%"} <= set(said)


def test_an_interval_off_the_chart_has_no_end_stroke(read):
    """A very wide interval runs to the edge, and its missing end stroke says that it goes on."""
    within = read(changes([10.0], [(5.0, 15.0)], [(-50.0, 250.0)])).lengths("outer")[0]
    beyond = read(changes([10.0], [(5.0, 15.0)], [(-50.0, 9000.0)])).lengths("outer")[0]
    assert len(within) == 9
    assert len(beyond) == 6


def places(**more):
    limits = Limits([100, 200, 400], [1, 4, 6], [3, 6, 7], [17, 14, 13], [19, 16, 14])
    options = {"unit": "rate", "denominator_unit": "people", "average": 10.0, **NAMED, **more}
    return funnel([100, 300, 400], [12, 8, 15], ["North", "Wiltshire", "South"], limits, **options)


def test_funnel_points_lie_where_the_axes_say(read):
    """Each area stands at its size and its rate."""
    drawing = read(places())
    x = across(drawing, "100", "400")
    bottom, top = drawing.place("0")[1], drawing.place("20")[1]
    zero = [item for item in drawing.all("text") if item.text == "0"]
    foot = min(float(item.get("y")) for item in zero) - 14 * 0.35
    height = (foot - (top - 14 * 0.35)) / 20
    assert bottom >= foot
    for (at, y), (size, rate) in zip(
        drawing.circles(), [(100, 12), (300, 8), (400, 15)], strict=True
    ):
        assert at == pytest.approx(x(size), abs=0.1)
        assert y == pytest.approx(foot - rate * height, abs=0.1)


def test_funnel_names_our_area_and_the_limits(read):
    """Our area is ringed and named; limits and average are labelled at their ends."""
    drawing = read(places(highlight=1))
    ring = drawing.inside("ours")[0][0]
    assert (float(ring.get("cx")), float(ring.get("cy"))) == drawing.circles()[1]
    assert "Wiltshire" in drawing.said
    assert drawing.said.count("95% limit") == drawing.said.count("99.8% limit") == 2
    assert "average 10" in drawing.said


def test_funnel_says_what_it_leaves_out(read):
    """Areas without data are not drawn at zero; their number is under the chart."""
    limits = Limits([100, 200], [1, 4], [3, 6], [17, 14], [19, 16])
    options = {"unit": "rate", "denominator_unit": "people", "average": 10.0, **NAMED}
    drawing = read(funnel([100, 150], [12, math.nan], ["A", "B"], limits, **options))
    assert len(drawing.circles()) == 1
    assert "people (1 without data left out)" in drawing.said


def test_funnel_curves_end_where_they_leave_the_chart(read):
    """A limit below zero is not drawn along the foot of the chart as if it were zero."""
    limits = Limits([100, 200, 400], [-5, -1, 2], [-2, 3, 4], [17, 14, 13], [19, 16, 14])
    options = {"unit": "rate", "denominator_unit": "people", "average": 8.0, **NAMED}
    drawing = read(funnel([100, 400], [8, 9], ["A", "B"], limits, **options))
    outer = drawing.inside("limit")[0].get("d")
    assert outer.count("M") == 1  # the lower curve has one point in view, which is no line
