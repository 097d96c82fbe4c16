"""What a control chart says in words, whoever draws it: pages, slides and printed packs."""

from __future__ import annotations

import numpy as np

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.measures import words
from frankpledge.measures.assessing import MINIMUM_POINTS, Assessments
from frankpledge.measures.definition import Measure

# How a point is drawn, and what is said of it.
VARIATION = {
    st.Variation.ABSENT: ("absent", "Too few points to say"),
    st.Variation.IMPROVING: ("improving", "Improving"),
    st.Variation.CONCERNING: ("concerning", "Concerning"),
    st.Variation.COMMON_CAUSE: ("ordinary", "Ordinary variation"),
    st.Variation.NEUTRAL_HIGH: ("notable", "Unusually high"),
    st.Variation.NEUTRAL_LOW: ("notable", "Unusually low"),
}
RULES = {
    st.Rule.NONE: "no special cause",
    st.Rule.OUTSIDE: "a point outside the limits",
    st.Rule.TREND: "seven points in a row rising or falling",
    st.Rule.TWO_IN_THREE: "two of three points near a limit",
    st.Rule.SHIFT: "seven points in a row on one side of the mean",
}
_EACH = {"month": "a month", "quarter": "a quarter", "year": "a year", "financial year": "a year"}


def chart_unit(measure: Measure) -> str:
    """What a point of the chart is: 'offences a quarter', 'per cent'."""
    if measure.kind == "proportion":
        return "per cent"
    each = _EACH.get(measure.period, "") if measure.kind == "count" else ""
    return f"{measure.unit} {each}".strip()


def chart_finding(found: Assessments, row: int) -> str:
    """What the control chart says, in a sentence."""
    chart, measure = found.chart, found.series.measure
    known = int(np.isfinite(chart.values[row]).sum())
    latest = periods.parse(found.at).words
    if known < MINIMUM_POINTS:
        return (
            f"{known} {measure.period}{'' if known == 1 else 's'} of figures: too few for a "
            "control chart to say what is ordinary and what is not."
        )
    season = " Adjusted for the time of year." if chart.seasonal[row] else ""
    season += f" {words.limits_sentence(found, row)}".rstrip()
    code = st.Variation(int(found.variation[row]))
    why = RULES[st.Rule(int(chart.rules[row, -1]))]
    if code == st.Variation.ABSENT:
        return f"There is no figure for {latest}.{season}"
    if code == st.Variation.COMMON_CAUSE:
        return f"{latest} lies within the ordinary variation of this series.{season}"
    return f"{latest} is {VARIATION[code][1].lower()}: {why}.{season}"
