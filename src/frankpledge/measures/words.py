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
    """A change in words: '10.1 % fewer', '8.5 % more', 'the same'. The caller picks the noun."""
    return f"{number(abs(value), 1)} %"


def verdict(compared: Compared | None, row: int, before_few: bool = False) -> str:
    """What may be said of a change: fell, rose, little changed, too few to say, cannot be said."""
    if compared is None or not np.isfinite(compared.percent[row]):
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
    if compared is None or not np.isfinite(compared.percent[row]):
        return ""
    measure = found.series.measure
    before = compared.window.value[row]
    few = too_few(found, compared, row)
    was = figure(measure, _shown(measure, before, compared.window.denominator, row))
    size = percent(compared.percent[row])
    way = "above" if compared.percent[row] > 0 else "below"
    told = {
        "too few to say": f"There were {was} in the {since}: too few to say whether that is a "
        "change.",
        "rose": f"That is {size} up on the {since} ({was}), more than ordinary variation.",
        "fell": f"That is {size} down on the {since} ({was}), more than ordinary variation.",
        "little changed": f"That is {size} {way} the {since} ({was}), within the ordinary ups and "
        "downs of this series.",
        "cannot be said": f"That is {size} {way} the {since} ({was}); the series is too short to "
        "judge it.",
    }
    if abs(compared.percent[row]) < 0.05 and not few:
        return f"That is the same as in the {since} ({was})."
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
