"""The fan and the tornado."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from frankpledge import charts

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ["2026/27", "2027/28", "2028/29", "2029/30"]


def fan(**more):
    """A fan of four years."""
    outer = charts.FanBand([0, -2, -3, -4], [0, 2, 5, 8], "9 in 10")
    inner = charts.FanBand([0, -1, -1, -2], [0, 1, 2, 4], "half")
    words = {"key": "f", "title": "Gap", "description": "It grows.", "unit": "£ million"}
    return charts.fan([0, 0.5, 1, 2], YEARS, (outer, inner), **{**words, **more})


def tornado(**more):
    """A tornado of two rows."""
    words = {"key": "t", "title": "What matters", "description": "Pay.", "unit": "£ million"}
    return charts.tornado(["Pay awards", "Prices"], [-4, 1], [9, 3], 2, **{**words, **more})


@pytest.mark.parametrize("draw", [fan, tornado])
@pytest.mark.parametrize("size", [charts.WIDE, charts.NARROW])
def test_drawn_within_its_box(draw, size):
    """No coordinate of a bar, band or mark lies outside; names and numbers are there."""
    root = ElementTree.fromstring(draw(size=size))
    _, _, wide, tall = map(float, root.get("viewBox").split())
    for box in root.iter(SVG + "rect"):
        assert 0 <= float(box.get("x")) <= float(box.get("x")) + float(box.get("width")) <= wide
    for path in root.iter(SVG + "path"):
        pairs = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.get("d"))
        assert all(0 <= float(x) <= wide and 0 <= float(y) <= tall for x, y in pairs)
    assert draw(size=size) == draw(size=size)


def test_the_bars_of_a_tornado_meet_at_the_plan():
    """Outlined from the plan to the left, filled to the right, in proportion."""
    root = ElementTree.fromstring(tornado())
    low, high = (
        next(g for g in root.iter(SVG + "g") if g.get("class") == f"fp-{name}")
        for name in ("low", "high")
    )
    first, second = (next(iter(part.iter(SVG + "rect"))) for part in (low, high))
    end = float(first.get("x")) + float(first.get("width"))
    assert end == pytest.approx(float(second.get("x")), abs=0.2)
    ratio = float(second.get("width")) / float(first.get("width"))
    assert ratio == pytest.approx(7 / 6, rel=0.01)


def test_the_outer_band_holds_the_inner():
    """At each year the outer band is at least as wide, and the line lies in both."""
    root = ElementTree.fromstring(fan())
    spans = {}
    for name in ("outer", "inner"):
        part = next(g for g in root.iter(SVG + "g") if g.get("class") == f"fp-{name}")
        path = next(iter(part.iter(SVG + "path"))).get("d")
        ys = [float(y) for _, y in re.findall(r"[ML]?([\d.]+) ([\d.]+)", path)]
        spans[name] = (ys[3], ys[4])  # the last year: upper end, then lower end
    assert spans["outer"][0] < spans["inner"][0] < spans["inner"][1] < spans["outer"][1]


def test_what_cannot_be_drawn_is_refused():
    """A gap in the plan, or no rows."""
    with pytest.raises(ValueError, match="finite"):
        charts.tornado([], [], [], 0, key="t", title="", description="", unit="")
    with pytest.raises(ValueError, match="finite"):
        charts.tornado(["a"], [math.nan], [1], 0, key="t", title="", description="", unit="")
    band = charts.FanBand([0, math.nan], [1, 1], "x")
    with pytest.raises(ValueError, match="finite"):
        charts.fan([0, 1], YEARS[:2], (band, band), key="f", title="", description="", unit="")
