"""Findings in words: the statistics choose the verb, never the writer."""

from __future__ import annotations

import numpy as np

from frankpledge.measures.assessing import Assessments, Compared
from frankpledge.measures.definition import Measure

FEW = 10


def number(value: float, places: int = 0) -> str:
    """A figure with thousands commas; a true minus sign; 'not known' for NaN."""
    if not np.isfinite(value):
        return "not known"
    text = f"{abs(value):,.{places}f}"
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def figure(measure: Measure, value: float) -> str:
    """A figure with its unit: '3,316 offences', '9.4 %', '1,196 officers'."""
    if measure.kind == "proportion":
        return f"{number(value, 1)} %"
    places = 1 if measure.kind == "rate-supplied" and value % 1 else 0
    return f"{number(value, places)} {measure.unit}"


def percent(value: float) -> str:
    """The size of a change, without its direction: '10.1 %'."""
    return f"{number(abs(value), 1)} %"


def size(compared: Compared, row: int) -> str:
    """How large a change is, without its direction: '10.1 %', '3.4 percentage points'."""
    value = float(compared.size[row])
    return f"{number(abs(value), 1)} percentage points" if compared.points else percent(value)


def unit(compared: Compared) -> str:
    """What stands after a number of a change in tables and on charts: ' %' or ' points'."""
    return " points" if compared.points else " %"


def verdict(compared: Compared | None, row: int, before_few: bool = False) -> str:
    """What may be said of a change: fell, rose, little changed, too few to say, cannot be said."""
    if compared is None or not np.isfinite(compared.size[row]):
        return "cannot be said"
    if before_few:
        return "too few to say"
    lower, upper = compared.wide_lower[row], compared.wide_upper[row]
    if not (np.isfinite(lower) and np.isfinite(upper)):
        return "cannot be said"
    return "rose" if lower > 0 else "fell" if upper < 0 else "little changed"


def too_few(found: Assessments, compared: Compared, row: int) -> bool:
    """Whether both counts are under ten, so that a percentage would say more than they can."""
    if found.series.measure.kind != "count":
        return False
    return bool(max(compared.window.value[row], found.window.value[row]) < FEW)


def change_sentence(found: Assessments, compared: Compared | None, row: int, since: str) -> str:
    """One sentence on the change since an earlier window; '' when there is nothing to compare."""
    if compared is None or not np.isfinite(compared.size[row]):
        return ""
    measure = found.series.measure
    before = compared.window.value[row]
    few = too_few(found, compared, row)
    was = figure(measure, _shown(measure, before, compared.window.denominator, row))
    by = size(compared, row)
    way = "above" if compared.size[row] > 0 else "below"
    before_that = f"the {since}" if since.startswith("year") else since
    told = {
        "too few to say": f"There were {was} in {before_that}: too few to say whether that is a "
        "change.",
        "rose": f"That is {by} up on {before_that} ({was}), more than ordinary variation.",
        "fell": f"That is {by} down on {before_that} ({was}), more than ordinary variation.",
        "little changed": f"That is {by} {way} {before_that} ({was}), within the ordinary ups and "
        "downs of this series.",
        "cannot be said": f"That is {by} {way} {before_that} ({was}); the series is too short to "
        "judge it.",
    }
    if abs(compared.size[row]) < 0.05 and not few:
        return f"That is the same as in {before_that} ({was})."
    return told[verdict(compared, row, few)]


def limits_sentence(found: Assessments, row: int) -> str:
    """Why the lines of a chart are not those of the other charts; '' where they are."""
    allowance = found.chart.allowance[row]
    if not np.isfinite(allowance):
        return ""
    wide = "" if allowance == 1 else f", widened for a variance {allowance:.1f} times as large"
    return (
        f"There are fewer than ten a {found.series.measure.period} on average, so the lines show "
        f"what chance alone would give (Poisson limits{wide})."
    )


def _shown(measure: Measure, value: float, denominator: object, row: int) -> float:
    if measure.kind == "proportion" and isinstance(denominator, np.ndarray):
        return float(100 * value / denominator[row]) if denominator[row] > 0 else float("nan")
    return value
