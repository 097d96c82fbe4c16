"""The figures of a place for its pack: changes kind by kind, and the months of its chart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from frankpledge import charts, periods
from frankpledge import statistics as st
from frankpledge.measures import Assessments, Result, Results, charting
from frankpledge.packs.parish.model import Change, Drawing, Interval
from frankpledge.packs.places import Here, Located

# Wide and low: it stands on the first side, under the letter.
SIZE = charts.Size(720, 230, 14)
ALL = "All of these"
MONTHS = 12
_EXPLAINED = {
    "improving": "squares are unusually low months, on the better side",
    "concerning": "triangles unusually high ones",
    "notable": "diamonds are unusual months",
    "ordinary": "circles ordinary ones",
}


def changes(held: Located, here: Here, results: Results) -> Iterator[Change]:
    """Each kind that was recorded in either year, the most frequent first; then all of them."""
    for kind, now, before, says in here.kinds:
        if now or before:
            found = results.by_measure[kind.id].found
            yield _change(kind.id, kind.name, (before, now), says, found, here.area.code)
    whole = held.result.measure.id
    yield _change(whole, ALL, (here.before, here.now), here.says, held.found, here.area.code)


def _change(  # noqa: PLR0913, PLR0917 - what a change is made of
    measure: str,
    name: str,
    counts: tuple[float, float],
    says: str,
    found: Assessments | None,
    area: str,
) -> Change:
    before, now = counts
    chance = own = Interval()
    if found is not None and found.previous is not None and area in found.series.row:
        row, earlier = found.series.row[area], found.previous
        value = float(earlier.size[row])
        chance = Interval(value, float(earlier.lower[row]), float(earlier.upper[row]))
        own = Interval(value, float(earlier.wide_lower[row]), float(earlier.wide_upper[row]))
    return Change(measure, name, now, before, chance, own, says)


def months(found: Assessments, row: int) -> tuple[tuple[str, float], ...]:
    """The periods of the chart and the figures as they were counted."""
    values = (float(value) for value in found.chart.raw[row])
    return tuple(zip(found.chart.periods, values, strict=True))


def drawing(result: Result, row: int, place: str) -> Drawing | None:
    """The control chart of all crime; None where nothing is known or too little to draw."""
    found = result.found
    if found is None:
        return None
    chart = found.chart
    known = int(np.isfinite(chart.values[row]).sum())
    if not known or len(chart.periods) < 3:
        return None
    enough = known >= MONTHS
    finding = charting.chart_finding(found, row)
    kinds = [charting.VARIATION[st.Variation(int(code))][0] for code in chart.flags[row]]
    kinds = [kind if enough and kind in charts.KINDS else "ordinary" for kind in kinds]
    drawn = partial(
        charts.control_chart,
        chart.values[row],
        [periods.parse(period).words for period in chart.periods],
        title=f"{result.measure.title}, {place}",
        description=finding,
        unit=charting.chart_unit(result.measure),
        mean=chart.mean[row] if enough else None,
        lower=chart.lower[row] if enough else None,
        upper=chart.upper[row] if enough else None,
        variation=kinds,
    )
    return Drawing(
        f"{result.measure.title}, {place}, month by month",
        finding,
        drawn(key="pack-months", size=SIZE),
        drawn(key="pack-months-s", size=charts.NARROW),
        _key(kinds, bool(chart.seasonal[row])) if enough else "",
    )


def _key(kinds: list[str], seasonal: bool) -> str:
    used = [text for kind, text in _EXPLAINED.items() if kind in kinds]
    text = "; ".join(used)
    said = f"{text[0].upper()}{text[1:]}. Ordinary months lie in the shaded band."
    if seasonal:
        said += " The chart takes out the time of year; the table has the figures as counted."
    return said
