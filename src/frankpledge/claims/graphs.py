"""The charts and tables of bound figures, as numbers and texts; `draw` makes them SVG."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from markupsafe import Markup

from frankpledge import charts, periods
from frankpledge import statistics as st
from frankpledge.claims import sentences as say
from frankpledge.claims.plain_graphs import PLAIN, plain_drawing
from frankpledge.claims.shapes import Basis, Chart, Table
from frankpledge.measures import Assessments, Compared, Measure, charting, words
from frankpledge.statistics import Variation

MINIMUM = 12  # points that a control chart's lines need


def _title(basis: Basis) -> str:
    assert basis.measure is not None and basis.area is not None
    return f"{basis.measure.title}, {basis.area.name}"


def _kind(code: int) -> str:
    kind = charting.VARIATION[st.Variation(int(code))][0]
    return "ordinary" if kind == "absent" else kind


def control_chart(basis: Basis, found: Assessments) -> Chart:
    """The control chart of an area alone in its assessments."""
    chart, measure = found.chart, found.series.measure
    enough = bool(np.isfinite(chart.values[0]).sum() >= MINIMUM)
    lines = {
        name: tuple(getattr(chart, name)[0].tolist()) if enough else ()
        for name in ("mean", "lower", "upper")
    }
    return Chart(
        kind="control",
        title=_title(basis),
        finding=charting.chart_finding(found, 0),
        unit=charting.chart_unit(measure),
        labels=tuple(periods.parse(period).words for period in chart.periods),
        values=tuple(chart.values[0].tolist()),
        kinds=tuple(_kind(code) if enough else "ordinary" for code in chart.flags[0]),
        target=_target(measure),
        baseline=_baseline(measure, chart.periods),
        **lines,
    )


def _target(measure: Measure) -> float:
    if measure.target is None:
        return math.nan
    return measure.target.value / (measure.window if measure.kind == "count" else 1)


def _baseline(measure: Measure, shown: tuple[str, ...]) -> tuple[int, int] | None:
    """The baseline's points when all of them are on the chart."""
    baseline = measure.baseline
    if baseline is None or baseline.to not in shown:
        return None
    last = shown.index(baseline.to)
    first = last - baseline.periods + 1
    return (first, last) if first >= 0 else None


def control_table(basis: Basis, found: Assessments) -> Table:
    """The chart's points, the latest first, with the adjusted figures where they differ."""
    chart, measure = found.chart, found.series.measure
    places = 1 if measure.kind in {"proportion", "rate-supplied"} else 0
    adjusted = bool(chart.seasonal[0])
    rows = []
    for i, period in enumerate(chart.periods):
        cells = [periods.parse(period).words, _shown(chart.raw[0, i], places)]
        cells += [_shown(chart.values[0, i], places)] if adjusted else []
        said = charting.VARIATION[Variation(int(chart.flags[0, i]))][1]
        rows.append((*cells, "–" if np.isnan(chart.values[0, i]) else said))
    middle = ("Adjusted for the time of year",) if adjusted else ()
    unit = say.capital(charting.chart_unit(measure))
    columns = ("Period", unit, *middle, "What the chart says")
    numbers = (False, *(True,) * (len(columns) - 2), False)
    return Table(f"{_title(basis)}, by {measure.period}", columns, numbers, tuple(rows[::-1]))


def _shown(value: float, places: int) -> str:
    return "no data" if np.isnan(value) else words.number(value, places)


def change_chart(basis: Basis, sentence: str, compared: Compared, told: say.Change) -> Chart:
    """One change with both intervals."""
    return Chart(
        kind="change",
        title=f"{_title(basis)}: change from {say.the(told.since)} to {say.the(told.until)}",
        finding=sentence,
        unit="percentage points" if compared.points else "per cent",
        labels=(_title(basis),),
        values=(float(compared.size[0]),),
        kinds=(_side(basis, told.says),),
        lower=(float(compared.lower[0]),),
        upper=(float(compared.upper[0]),),
        wide_lower=(float(compared.wide_lower[0]),),
        wide_upper=(float(compared.wide_upper[0]),),
    )


def _side(basis: Basis, says: str) -> str:
    assert basis.measure is not None
    if says not in {"rose", "fell"}:
        return "ordinary"
    if basis.measure.better == 0:
        return "notable"
    return "improving" if (says == "rose") == (basis.measure.better > 0) else "concerning"


def change_table(basis: Basis, compared: Compared, told: say.Change) -> Table:
    """Both figures, the change and both of its intervals."""
    chance = float(compared.lower[0]), float(compared.upper[0])
    between = say.between(compared, *chance)
    size = told.percent if compared.points else f"{told.difference} ({told.percent})"
    rows = (
        (say.capital(told.since), told.before.words),
        (say.capital(told.until), told.now.words),
        ("Change", size),
        ("95 % interval by chance alone", between if np.isfinite(chance).all() else "not known"),
        ("95 % interval by the series' own variation", told.interval or "not known"),
        ("What may be said", say.capital(told.verb)),
    )
    return Table(f"{_title(basis)}: the change", ("What", "Figure"), (False, True), rows)


def draw(chart: Chart, key: str) -> Markup:
    """The chart as SVG, wide and narrow, of which a page shows one."""
    drawing, values, words_of = _drawing(chart, key)
    return charts.responsive(drawing, *values, **words_of)


def draw_wide(chart: Chart, key: str) -> Markup:
    """The chart as one SVG, for paper."""
    drawing, values, words_of = _drawing(chart, key)
    return drawing(*values, size=charts.WIDE, **words_of)


def draw_narrow(chart: Chart, key: str) -> Markup:
    """The chart as one SVG, for phones."""
    drawing, values, words_of = _drawing(chart, key)
    return drawing(*values, size=charts.NARROW, **words_of)


def _drawing(chart: Chart, key: str) -> tuple[Callable[..., Markup], list[Any], dict[str, Any]]:
    """What draws it, and from what: the same drawing as on every other page."""
    told: dict[str, Any] = {"key": key, "title": chart.title, "description": chart.finding}
    if chart.kind == "change":
        limits = chart.lower, chart.upper, chart.wide_lower, chart.wide_upper
        values = [chart.labels, chart.values, charts.Intervals(*limits)]
        unit = "%" if chart.unit == "per cent" else " points"
        told |= {"kinds": chart.kinds, "units": [unit] * len(chart.labels)}
        return charts.change_bar, values, told
    if chart.kind in PLAIN:
        return plain_drawing(chart, told)
    told |= {name: getattr(chart, name) or None for name in ("mean", "lower", "upper")}
    told |= {"unit": chart.unit, "variation": chart.kinds, "baseline": chart.baseline}
    target = None if math.isnan(chart.target) else chart.target
    return charts.control_chart, [chart.values, chart.labels], told | {"target": target}
