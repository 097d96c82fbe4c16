"""Native charts and cells of what nothing judges: bars, lines, and what years to come may bring."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from frankpledge.charts import KINDS
from frankpledge.claims import Chart
from frankpledge.packs.theme import Theme

PLAIN = ("bars", "line", "fan", "tornado")
SIZE = 12  # points
INK = "1C1E26"
NAMED = {  # what the numbers of a chart are called, after its labels
    "line": ("Value",),
    "fan": ("As planned", "Half: from", "Half: to", "9 in 10: from", "9 in 10: to"),
    "tornado": ("If low", "If high", "As planned"),
}
Numbers = Sequence[float]


def plain_columns(chart: Chart) -> tuple[str, ...]:
    """The head of a sheet with the chart's numbers."""
    if chart.kind == "bars":
        limits = ("Lower 95 % limit", "Upper 95 % limit") if chart.lower else ()
        return ("What", "Value", *limits)
    first = "Assumption" if chart.kind == "tornado" else "Period"
    return (first, *NAMED[chart.kind])


def plain_numbers(chart: Chart) -> tuple[Numbers, ...]:
    """The columns of numbers below that head."""
    match chart.kind:
        case "bars":
            limits = (chart.lower, chart.upper) if chart.lower else ()
            return (chart.values, *limits)
        case "fan":
            inner, outer = (chart.lower, chart.upper), (chart.wide_lower, chart.wide_upper)
            return (chart.values, *inner, *outer)
        case "tornado":
            return (chart.lower, chart.upper, (chart.target,) * len(chart.labels))
    return (chart.values,)


def add_plain(slide: Any, chart: Chart, room: Sequence[Any], theme: Theme) -> Any:
    """Add a chart of one of these kinds to a slide; gives its frame."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    across = chart.kind in {"bars", "tornado"}
    data = CategoryChartData(number_format="#,##0.0")
    data.categories = list(chart.labels)
    for name, values in _series(chart):
        data.add_series(name, [None if math.isnan(v) else round(v, 6) for v in values])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if across else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *room, data)
    if across:
        _bars(frame.chart, chart, theme)
    else:
        _lines(frame.chart, theme)
    _axes(frame.chart, chart, theme, across=across)
    return frame


def _series(chart: Chart) -> Iterator[tuple[str, Numbers]]:
    match chart.kind:
        case "tornado":
            # Bars begin at nought in every program, so what is shown is how far off the plan it is.
            yield "If it is low", [value - chart.target for value in chart.lower]
            yield "If it is high", [value - chart.target for value in chart.upper]
        case "fan":
            yield from zip(NAMED["fan"], plain_numbers(chart), strict=True)
        case _:
            yield capital(chart.unit), chart.values


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def _rgb(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text.lstrip("#").upper())


def _bars(drawn: Any, chart: Chart, theme: Theme) -> None:
    plot = drawn.plots[0]
    plot.gap_width = 60
    for series, colour in zip(plot.series, (theme.accent, KINDS["ordinary"]), strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
        series.invert_if_negative = False
    if chart.kind == "tornado":
        plot.overlap = 100
    elif chart.lower:
        intervals(plot.series[0], chart.values, chart.lower, chart.upper)
    # The first row on top, as it is read; the axis stays below.
    drawn.category_axis.reverse_order = True


def _lines(drawn: Any, theme: Theme) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    for number, series in enumerate(drawn.plots[0].series):
        series.smooth = False
        series.format.line.width = Pt(2.5 if number == 0 else 1.5)
        series.format.line.color.rgb = _rgb(theme.accent if number == 0 else KINDS["ordinary"])
        if number:
            dash = MSO_LINE.DASH if number < 3 else MSO_LINE.ROUND_DOT
            series.format.line.dash_style = dash


def _axes(drawn: Any, chart: Chart, theme: Theme, *, across: bool) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    drawn.font.size, drawn.font.color.rgb = Pt(SIZE), _rgb(theme.ink)
    drawn.has_title = False
    drawn.has_legend = chart.kind in {"fan", "tornado"}
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    value, names = drawn.value_axis, drawn.category_axis
    value.has_title = True
    more = ", more or less than as planned" if chart.kind == "tornado" else ""
    value.axis_title.text_frame.text = capital(chart.unit) + more
    run = value.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(SIZE), False
    value.major_gridlines.format.line.color.rgb = _rgb(theme.rule)
    value.format.line.fill.background()
    value.tick_labels.number_format = "#,##0" if _wide(chart) else "#,##0.0"
    value.tick_labels.number_format_is_linked = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if across:
        value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if chart.kind in {"bars", "line"}:
        value.minimum_scale = 0


def _wide(chart: Chart) -> bool:
    """Whether the axis runs far enough to do without decimals."""
    numbers = [v for column in plain_numbers(chart) for v in column if math.isfinite(v)]
    return max(numbers, default=0.0) - min(numbers, default=0.0) >= 10


def intervals(series: Any, values: Numbers, lower: Numbers, upper: Numbers) -> None:
    """Native error bars from `lower` to `upper`; missing ones have no length."""
    from lxml import etree
    from pptx.oxml.ns import qn

    bars = etree.Element(qn("c:errBars"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    for name, ends in (("plus", upper), ("minus", lower)):
        numbers = etree.SubElement(etree.SubElement(bars, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(values)))
        for place, (middle, end) in enumerate(zip(values, ends, strict=True)):
            far = abs(end - middle)
            point = etree.SubElement(numbers, qn("c:pt"))
            point.set("idx", str(place))
            etree.SubElement(point, qn("c:v")).text = str(0 if math.isnan(far) else round(far, 6))
    look = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"))
    look.set("w", "19050")
    fill = etree.SubElement(look, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", INK)
    series._element.find(qn("c:cat")).addprevious(bars)  # the schema fixes the order
