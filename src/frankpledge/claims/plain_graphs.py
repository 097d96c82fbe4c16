"""Drawings of the charts that judge nothing: bars, lines, and what years to come may bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from frankpledge import charts
from frankpledge.claims.shapes import Chart

PLAIN = ("bars", "line", "fan", "tornado")
BANDS = ("9 in 10", "half")  # what the outer and the inner band of a fan hold


def plain_drawing(
    chart: Chart, told: dict[str, Any]
) -> tuple[Callable[..., Markup], list[Any], dict[str, Any]]:
    """What draws a chart of one of the kinds in PLAIN, from what, and in which words."""
    told = told | {"unit": chart.unit}
    match chart.kind:
        case "bars":
            limits = {name: getattr(chart, name) or None for name in ("lower", "upper")}
            places = 0 if chart.unit.startswith("%") else 1
            told |= limits | {"decimals": places, "from_zero": True}
            return charts.bar_interval, [chart.labels, chart.values], told
        case "fan":
            outer = charts.FanBand(chart.wide_lower, chart.wide_upper, BANDS[0])
            inner = charts.FanBand(chart.lower, chart.upper, BANDS[1])
            return charts.fan, [chart.values, chart.labels, (outer, inner)], told
        case "tornado":
            return charts.tornado, [chart.labels, chart.lower, chart.upper, chart.target], told
        case _:
            return charts.control_chart, [chart.values, chart.labels], told | {"from_zero": True}
