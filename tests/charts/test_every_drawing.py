"""What every drawing owes its readers."""

from __future__ import annotations

import re

import pytest

from frankpledge import charts
from frankpledge.charts import NARROW, WIDE, control_chart, responsive, sparkline

HOSTILE = "<script>alert('&\"')</script>"


def test_names_itself(draw, read):
    """The title and description are there, and aria-labelledby points at them."""
    drawing = read(draw(title="What it is", description="What it finds."))
    assert drawing.root.get("role") == "img"
    named = drawing.root.get("aria-labelledby").split()
    texts = {item.get("id"): item.text for item in drawing.root.iter() if item.get("id")}
    assert [texts[name] for name in named] == ["What it is", "What it finds."]


def test_without_a_title_is_decoration(read):
    """A drawing without a title is hidden from screen readers."""
    drawing = read(sparkline([1, 2], key="s"))
    assert drawing.root.get("aria-hidden") == "true"
    assert drawing.root.get("role") is None


def test_same_bytes(draw):
    """The same input draws the same bytes."""
    assert draw() == draw()


def test_hostile_words_are_escaped(draw, read):
    """Words that look like markup stay words."""
    drawing = read(draw(title=HOSTILE, description=HOSTILE))
    assert drawing.all("title")[0].text == HOSTILE
    assert drawing.all("desc")[0].text == HOSTILE
    assert not drawing.all("script")


def test_hostile_labels_are_escaped(draws, read):
    """Units, names and labels are words too."""
    for name in ("control", "bars", "funnel"):
        drawing = read(draws[name](unit=HOSTILE))
        assert not drawing.all("script")
        assert "".join(drawing.said).startswith("<script>")


def test_no_number_that_is_none(draw):
    """Missing values leave no NaN or infinity in the drawing, and no negative zero."""
    text = draw()
    assert not re.search(r"\b(nan|inf|infinity)\b", text, re.IGNORECASE)
    assert not re.search(r"[\s\"(,]-0[\s\",)]", text)


def test_ids_come_from_the_key(draw, read):
    """Two drawings with two keys share no id, and none occurs twice."""
    first, second = read(draw(key="first")).ids, read(draw(key="second")).ids
    assert len(set(first)) == len(first)
    assert all(name.startswith("first-") for name in first)
    assert not set(first) & set(second)


def test_references_resolve(draw, read):
    """Every pattern that is used is defined in the same drawing."""
    text = draw(key="own")
    used = set(re.findall(r"url\(#([^)]+)\)", text))
    assert used <= set(read(text).ids)


@pytest.mark.parametrize("key", ["", "1st", "a b", 'a"b', "é"])
def test_bad_key(draw, key):
    """A key that cannot begin an id is refused, with the key in the message."""
    with pytest.raises(ValueError, match=re.escape(repr(key))):
        draw(key=key)


def test_letters_stay_readable(chart, read):
    """At the narrowest width each layout is shown at, letters are 11 pixels high or more."""
    for size, shown in ((WIDE, 580), (NARROW, 290)):
        root = read(chart(size=size)).root
        across = float(root.get("viewBox").split()[2])
        assert float(root.get("font-size")) * shown / across >= 11
        smaller = [item for item in root.iter() if item is not root and item.get("font-size")]
        assert not smaller


def test_words_stay_inside(chart, read):
    """No text of the phone layout runs off its sides, by the fonts' own widths."""
    for size in (WIDE, NARROW):
        for content, left, right in _extents(read(chart(size=size)).root, size.font):
            assert left >= -2, content
            assert right <= size.width + 2, content


def _extents(root, font):
    """Left and right ends of every upright text, letters counted as half their height wide."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for item in (item for item in root.iter() if item.tag.endswith("text")):
        if parents[item].get("transform"):
            continue
        anchor = item.get("text-anchor") or parents[item].get("text-anchor") or "start"
        wide, x = len(item.text or "") * font * 0.46, float(item.get("x"))
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        yield item.text, start, start + wide


def test_responsive_draws_both_layouts(read):
    """Both layouts come with their own ids, each in the box that the stylesheet shows or hides."""
    html = responsive(
        control_chart, [1, 2], ["2024", "2025"], key="k", title="t", description="d", unit="u"
    )
    page = read(f"<div>{html}</div>")
    views = [item.get("viewBox").split()[2] for item in page.all("svg")]
    assert views == [str(WIDE.width), str(NARROW.width)]
    assert len(set(page.ids)) == len(page.ids) == 4
    boxes = [item.get("class") for item in page.root if item.get("class")]
    assert boxes == ["fp-chart-wide", "fp-chart-narrow"]


def test_each_kind_has_a_shape_and_a_colour_of_its_own():
    """No two kinds share a shape or a colour, and no colour is red or green."""
    assert set(charts.KINDS) == set(charts.SHAPES)
    assert len(set(charts.KINDS.values())) == len(set(charts.SHAPES.values())) == 4
    for code in charts.KINDS.values():
        red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
        assert green < max(red, blue)  # nothing leans to green
        assert not (red > 150 and green < red / 3)  # orange has a share of green, red has none


def test_all_public_names_are_there():
    """What the index lists can be imported, in order."""
    assert charts.__all__ == sorted(charts.__all__, key=lambda name: (not name.isupper(), name))
    assert all(hasattr(charts, name) for name in charts.__all__)
