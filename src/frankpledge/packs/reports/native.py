"""Charts of slides, drawn by whatever shows them: their data can be opened and edited."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from frankpledge.charts import KINDS
from frankpledge.claims import Chart
from frankpledge.packs.reports.plain import PLAIN, add_plain
from frankpledge.packs.theme import Theme
from frankpledge.periods import MONTHS

SIZE = 12  # points
NAMES = {
    "improving": "Improving",
    "concerning": "Concerning",
    "notable": "Unusual, neither way is better",
    "ordinary": "Ordinary variation",
}
LINE_SAYS = "The line across the bar is the wider 95 % interval of the change."
AXIS, YEAR = 720, 40  # points: the length of the axis, and what a year's name takes of it
LABELS = 8  # about as many periods have room below the axis


def add_chart(slide: Any, chart: Chart, room: Sequence[Any], theme: Theme) -> Any:
    """Add a chart to a slide at (left, top, width, height); gives its frame."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    if chart.kind in PLAIN:
        return add_plain(slide, chart, room, theme)
    data = CategoryChartData(number_format="#,##0.0" if chart.kind == "change" else "#,##0")
    _categories(data, [short(label) for label in chart.labels])
    if chart.kind == "change":
        data.add_series(f"Change, {chart.unit}", _finite(chart.values))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *room, data)
        _bars(frame.chart, chart)
        _intervals(frame.chart, chart)
    else:
        for name, values in (*_lines(chart), *_kinds(chart)):
            data.add_series(name, _finite(values))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *room, data)
        _series(frame.chart, len(_lines(chart)), _kinds(chart), theme)
    _axes(frame.chart, chart, theme)
    return frame


_IN_YEAR = re.compile(r"(?!year )(\D+) (\d{4})\Z")  # not a year, nor a financial one


def _categories(data: Any, labels: Sequence[str]) -> None:
    """The names below the axis: months and quarters in a row of their own above their years.

    In one row the names of 24 quarters do not fit, and not every program leaves some of them out.
    """
    found = [_IN_YEAR.match(label) for label in labels]
    if not all(found):
        data.categories = labels
        return
    years = [match[2] for match in found if match]
    group, last = None, ""
    for match, year in zip(found, years, strict=True):
        if group is None or year != last:
            # a year of which only a quarter or two is shown has room for two letters
            narrow = YEAR * len(labels) > AXIS * years.count(year)
            group, last = data.add_category(f"’{year[2:]}" if narrow else year), year
        group.add_sub_category(match[1] if match else "")


def short(label: str) -> str:
    """A period in few letters: 'Jul–Sep 2022'."""
    for month in MONTHS:
        label = label.replace(month, month[:3])
    return label.replace(" to ", "–") if not label.startswith("year") else label


def _finite(values: Sequence[float]) -> list[float | None]:
    """Values as a chart takes them: None where there is none."""
    return [None if math.isnan(value) else round(value, 6) for value in values]


def _lines(chart: Chart) -> list[tuple[str, Sequence[float]]]:
    """The figures themselves, then the lines that they are judged by."""
    found: list[tuple[str, Sequence[float]]] = [(sentence(chart.unit), chart.values)]
    if chart.mean:
        found += [("Mean", chart.mean), ("Upper limit", chart.upper)]
        found.append(("Lower limit", tuple(max(0.0, value) for value in chart.lower)))
    if not math.isnan(chart.target):
        found.append(("Target", (chart.target,) * len(chart.values)))
    return found


def _kinds(chart: Chart) -> list[tuple[str, Sequence[float]]]:
    """The points of each kind as a series of marks: then the legend says what the shapes mean."""
    return [
        (
            name,
            [v if k == kind else math.nan for v, k in zip(chart.values, chart.kinds, strict=True)],
        )
        for kind, name in NAMES.items()
        if kind in chart.kinds
    ]


def sentence(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def _rgb(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def _series(
    drawn: Any, lines: int, kinds: Sequence[tuple[str, Sequence[float]]], theme: Theme
) -> None:
    """Lines without marks, then marks without lines.

    The figures' own line and the target judge nothing, so they have the body's accent.
    """
    from pptx.enum.chart import XL_MARKER_STYLE as MARK
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    shapes = {
        "improving": MARK.SQUARE,
        "concerning": MARK.TRIANGLE,
        "notable": MARK.DIAMOND,
        "ordinary": MARK.CIRCLE,
    }
    every = list(drawn.plots[0].series)
    for number, line in enumerate(every[:lines]):
        line.smooth = False
        line.marker.style = MARK.NONE
        line.format.line.width = Pt(2.25 if number == 0 else 1.25)
        ours = number == 0 or line.name == "Target"
        line.format.line.color.rgb = _rgb(theme.accent if ours else theme.ink)
        if line.name in {"Upper limit", "Lower limit", "Target"}:
            line.format.line.dash_style = MSO_LINE.DASH
    of_name = {name: kind for kind, name in NAMES.items()}
    for marks, (name, _) in zip(every[lines:], kinds, strict=True):
        kind = of_name[name]
        marks.smooth = False
        marks.format.line.fill.background()
        marks.marker.style, marks.marker.size = shapes[kind], 9
        for part in (marks.marker.format.fill, marks.marker.format.line.fill):
            part.solid()
            part.fore_color.rgb = _rgb(KINDS[kind])


def _bars(drawn: Any, chart: Chart) -> None:
    plot = drawn.plots[0]
    plot.gap_width = 150
    for number, kind in enumerate(chart.kinds):
        fill = plot.series[0].points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(KINDS[kind])


def _intervals(drawn: Any, chart: Chart) -> None:
    """The wider interval as native error bars, and axes that have room for it."""
    from lxml import etree
    from pptx.oxml.ns import qn

    limits = list(zip(chart.values, chart.wide_lower, chart.wide_upper, strict=True))
    if not all(math.isfinite(number) for one in limits for number in one):
        return
    series = drawn.plots[0].series[0]._element
    bars = etree.Element(qn("c:errBars"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    _lengths(bars, "plus", [upper - value for value, _, upper in limits])
    _lengths(bars, "minus", [value - lower for value, lower, _ in limits])
    look = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    look.set("w", "25400")
    ink = etree.SubElement(etree.SubElement(look, qn("a:solidFill")), qn("a:srgbClr"))
    ink.set("val", "1C1E26")
    series.find(qn("c:cat")).addprevious(bars)  # the schema fixes the order
    ends = [0.0, *(number for one in limits for number in one)]
    drawn.value_axis.minimum_scale = 10 * math.floor(min(ends) / 10)
    drawn.value_axis.maximum_scale = 10 * math.ceil(max(ends) / 10)


def _lengths(bars: Any, name: str, values: Sequence[float]) -> None:
    """How far the error bars reach on one side of each point."""
    from lxml import etree
    from pptx.oxml.ns import qn

    numbers = etree.SubElement(etree.SubElement(bars, qn(f"c:{name}")), qn("c:numLit"))
    etree.SubElement(numbers, qn("c:formatCode")).text = "General"
    etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(values)))
    for place, value in enumerate(values):
        point = etree.SubElement(numbers, qn("c:pt"))
        point.set("idx", str(place))
        etree.SubElement(point, qn("c:v")).text = str(round(max(0.0, value), 6))


def _axes(drawn: Any, chart: Chart, theme: Theme) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    drawn.font.size, drawn.font.color.rgb = Pt(SIZE), _rgb(theme.ink)
    drawn.has_title = False
    drawn.has_legend = False
    value, names = drawn.value_axis, drawn.category_axis
    value.has_title = True
    value.axis_title.text_frame.text = sentence(chart.unit)
    value.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(SIZE)
    value.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    value.major_gridlines.format.line.color.rgb = _rgb(theme.rule)
    value.format.line.fill.background()
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "#,##0", False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(SIZE)
    if chart.kind == "control":
        value.minimum_scale = 0
        drawn.has_legend = True
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
        if drawn.plots[0].categories.depth < 2:
            _skip(names, math.ceil(len(chart.labels) / LABELS))


def _skip(names: Any, every: int) -> None:
    """Only some of the periods have their name below the axis, always the same distance apart."""
    from lxml import etree
    from pptx.oxml.ns import qn

    axis = names._element
    for text in axis.iter(qn("a:bodyPr")):
        text.set("rot", "0")  # level, so that names which would overlap are left out
        text.set("vert", "horz")
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        for old in axis.findall(qn(tag)):
            axis.remove(old)
        made = etree.Element(qn(tag))
        made.set("val", str(every))
        after = axis.find(qn("c:noMultiLvlLbl"))
        after.addprevious(made) if after is not None else axis.append(made)
