"""Figures that several pages share: the control chart, the changes, a measure's row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from frankpledge import charts, periods
from frankpledge import statistics as st
from frankpledge.measures import (
    Assessments,
    Compared,
    GroupScore,
    Measure,
    Result,
    Score,
    Target,
    charting,
    words,
)
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.shapes import (
    Cell,
    Column,
    Figure,
    Link,
    Row,
    ScoreView,
    Table,
    Verdict,
)
from frankpledge.releases.site.words import (
    NOT_SCORED,
    VARIATION,
    count_words,
    signed_change,
    with_sign,
)

_KIND = {
    st.Variation.IMPROVING: "improving",
    st.Variation.CONCERNING: "concerning",
    st.Variation.NEUTRAL_HIGH: "notable",
    st.Variation.NEUTRAL_LOW: "notable",
}


def kind_of(code: int) -> str:
    """The chart's kind of a point from its variation code."""
    return _KIND.get(st.Variation(code), "ordinary")


def control_figure(site: Site, result: Result, area: str, key: str) -> Figure | None:
    """The control chart of a measure in an area; None where nothing is known."""
    found = result.found
    if found is None or area not in found.series.row:
        return None
    row = found.series.row[area]
    if not np.isfinite(found.chart.values[row]).any() or len(found.chart.periods) < 3:
        return None
    finding = charting.chart_finding(found, row)
    return Figure(
        id=f"{key}-chart",
        finding=finding,
        chart=_control(found, row, f"{key}-c", finding, site.areas.get(area).name),
        key=_explained(found, row),
        table=_control_table(found, row, f"{key}-table"),
        source=site.source_view(result.measure, _method(found, row)),
    )


def _method(found: Assessments, row: int) -> Link:
    """By which method the lines were drawn."""
    if np.isfinite(found.chart.allowance[row]):
        return Link("Charts of low counts", "methods/low-counts/")
    return Link("XmR charts", "methods/xmr-charts/")


def _control(found: Assessments, row: int, key: str, finding: str, place: str) -> Markup:
    chart, measure = found.chart, found.series.measure
    target = measure.target
    level = None
    if target is not None:
        level = target.value / measure.window if measure.kind == "count" else target.value
    enough = np.isfinite(chart.values[row]).sum() >= 12
    return charts.responsive(
        charts.control_chart,
        chart.values[row],
        [periods.parse(period).words for period in chart.periods],
        key=key,
        title=f"{measure.title}, {place}",
        description=finding,
        unit=charting.chart_unit(measure) + (_ADJUSTED if chart.seasonal[row] else ""),
        mean=chart.mean[row] if enough else None,
        lower=chart.lower[row] if enough else None,
        upper=chart.upper[row] if enough else None,
        variation=[kind_of(code) if enough else "ordinary" for code in chart.flags[row]],
        target=level,
        baseline=_baseline(found),
    )


# The letter of a place gives the month's own count: the chart must say that its figures are others.
_ADJUSTED = ", adjusted for the time of year"


def _baseline(found: Assessments) -> tuple[int, int] | None:
    """The baseline's periods when all of them are on the chart."""
    baseline = found.series.measure.baseline
    if baseline is None or baseline.to not in found.chart.periods:
        return None
    last = found.chart.periods.index(baseline.to)
    first = last - baseline.periods + 1
    return (first, last) if first >= 0 else None


def _explained(found: Assessments, row: int) -> tuple[Verdict, ...]:
    """The shapes that this chart uses, with their meaning."""
    texts = {
        "improving": "Improving: unusual, on the better side",
        "concerning": "Concerning: unusual, on the worse side",
        "notable": "Unusual, where neither side is better",
        "ordinary": "Ordinary variation",
    }
    if np.isfinite(found.chart.values[row]).sum() < 12:
        return ()
    used = {kind_of(code) for code in found.chart.flags[row]}
    return tuple(Verdict(kind, text) for kind, text in texts.items() if kind in used)


def _control_table(found: Assessments, row: int, key: str) -> Table:
    """The chart's points; with the adjusted figures beside the real ones where they differ."""
    chart, measure = found.chart, found.series.measure
    places = 1 if measure.kind in {"proportion", "rate-supplied"} else 0
    adjusted = bool(chart.seasonal[row])
    rows: list[list[Cell]] = []
    for i, period in enumerate(chart.periods):
        raw, value = chart.raw[row, i], chart.values[row, i]
        shown = "no data" if np.isnan(raw) else words.number(raw, places)
        cells: list[Cell] = [periods.parse(period).words, shown]
        if adjusted:
            cells.append("no data" if np.isnan(value) else words.number(value, 0))
        rows.append([*cells, VARIATION[st.Variation(int(chart.flags[row, i]))]])
    middle = [Column("Adjusted for the time of year", number=True)] if adjusted else []
    head = [Column("Period"), Column(charting.chart_unit(measure).capitalize(), number=True)]
    low, high = max(chart.lower[row, -1], 0), chart.upper[row, -1]
    limits = f"mean {words.number(chart.mean[row, -1], 1)}, limits {words.number(low, 1)} to "
    limits += words.number(high, 1)
    caption = f"{measure.title}: {limits}"
    return Table(key, caption, (*head, *middle, Column("What the chart says")), rows[::-1])


def change_figure(
    rows: Sequence[tuple[str, Measure, Compared, int]], key: str, finding: str
) -> Figure | None:
    """Changes of several measures (label, measure, comparison, row), with both intervals."""
    known = [item for item in rows if np.isfinite(item[2].size[item[3]])]
    if not known:
        return None
    pick = [[float(getattr(c, name)[i]) for _, _, c, i in known] for name in _INTERVALS]
    sizes, *limits = pick
    labels = [label for label, _, _, _ in known]
    kinds = [_change_kind(measure, compared, i) for _, measure, compared, i in known]
    drawn = charts.responsive(
        charts.change_bar,
        labels,
        sizes,
        charts.Intervals(*limits),
        key=f"{key}-c",
        title=finding,
        description="Change, with the interval by chance and the wider one by the series' own "
        "variation.",
        kinds=kinds,
        units=[words.unit(compared).replace(" %", "%") for _, _, compared, _ in known],
    )
    texts: list[list[Cell]] = [
        [label, signed_change(c, i), _between(c, i, "lower"), _between(c, i, "wide_lower")]
        for label, _, c, i in known
    ]
    columns = (
        Column("Measure"),
        Column("Change", number=True),
        Column("By chance alone", number=True),
        Column("By its own variation", number=True),
    )
    table = Table(f"{key}-table", "Change with 95 % intervals", columns, texts)
    explained = tuple(Verdict(kind, _SIDES[kind]) for kind in _SIDES if kind in kinds)
    return Figure(f"{key}-figure", finding, drawn, explained, table, note=_BOTH)


_BOTH = (
    "Each has two ranges, both 95 % intervals: the box is what chance alone allows, the line what "
    "the series' own ups and downs allow. The wider of the two decides."
)
_INTERVALS = ("size", "lower", "upper", "wide_lower", "wide_upper")
_SIDES = {
    "improving": "Better, by more than its own ups and downs",
    "concerning": "Worse, by more than its own ups and downs",
    "notable": "Changed by more than that, where neither way is better",
    "ordinary": "Little changed, within its own ups and downs",
}


def _change_kind(measure: Measure, compared: Compared, row: int) -> str:
    says = words.verdict(compared, row)
    if says not in {"rose", "fell"}:
        return "ordinary"
    if measure.better == 0:
        return "notable"
    return "improving" if (says == "rose") == (measure.better > 0) else "concerning"


def _between(compared: Compared, row: int, lower: str) -> str:
    limits = [float(getattr(compared, name)[row]) for name in (lower, lower.replace("low", "upp"))]
    if not all(np.isfinite(limits)):
        return "not known"
    return " to ".join(with_sign(limit, compared) for limit in limits)


def score_view(score: Score, key: str, href: str, title: str) -> ScoreView:
    """The score of a measure."""
    value = "" if score.value is None else words.number(score.value, 0)
    sentence = f"{score.present} of 4 parts could be judged"
    return ScoreView(
        value=value,
        sentence=sentence,
        bar=_bar(score.value, score.low, score.high, key, title),
        range=_range(score.low, score.high, "any one part is left out"),
        reason=f"Not scored: {score.reason}." if score.value is None else "",
        href=href,
    )


def group_score_view(score: GroupScore, key: str, href: str, title: str) -> ScoreView:
    """The score of a priority."""
    value = "" if score.value is None else words.number(score.value, 0)
    return ScoreView(
        value=value,
        sentence=f"{score.scored} of {count_words(score.measures, 'measure')} scored",
        bar=_bar(score.value, score.low, score.high, key, title),
        range=_range(score.low, score.high, "any one part or measure is left out"),
        href=href,
    )


def _bar(
    value: float | None, low: float | None, high: float | None, key: str, title: str
) -> Markup:
    told = "Not scored" if value is None else f"{words.number(value, 0)} of 100; 50 is no change"
    return charts.score_bar(value, key=key, title=title, description=told, low=low, high=high)


def _range(low: float | None, high: float | None, when: str) -> str:
    if low is None or high is None or round(low) == round(high):
        return ""
    return f"{words.number(low, 0)} to {words.number(high, 0)} when {when}"


def latest_figure(found: Assessments, row: int) -> tuple[str, str]:
    """The published figure and its unit, as texts."""
    measure = found.series.measure
    if measure.kind == "proportion":
        return f"{words.number(found.level.value[row], 1)} %", f"of {measure.unit}"
    value = found.window.value[row]
    places = 1 if measure.kind == "rate-supplied" and value % 1 else 0
    return words.number(value, places), measure.unit


def target_figure(measure: Measure, target: Target) -> tuple[str, str]:
    """The target and its unit, as texts."""
    if measure.kind == "proportion":
        return f"{words.number(target.value, 1).removesuffix('.0')} %", f"of {measure.unit}"
    return words.number(target.value, 1).removesuffix(".0"), measure.unit


def measure_row(result: Result, area: str, href: str = "", wording: str = "") -> Row:
    """A measure as a line of a scorecard for an area."""
    measure, score = result.measure, result.score(area)
    name, where = wording or measure.title, href or measure_href(measure.id)
    found = result.found
    if found is None or area not in found.series.row:
        return Row(name, where, reason=reason_words(score), verdict=NOT_SCORED)
    row = found.series.row[area]
    value, unit = latest_figure(found, row)
    compared = found.previous
    change = ""
    if compared is not None and np.isfinite(compared.size[row]):
        few = words.too_few(found, compared, row)
        change = "too few to say" if few else signed_change(compared, row)
    code = st.Variation(int(found.variation[row]))
    return Row(
        name=name,
        href=where,
        value=value,
        unit=unit,
        period=found.window.words,
        change=change or "–",
        verdict=VARIATION[code],
        score="" if score.value is None else words.number(score.value, 0),
        reason=reason_words(score),
        spark=charts.sparkline(
            found.chart.values[row], key=f"s-{measure.id}", variation=kind_of(int(code))
        ),
    )


def reason_words(score: Score) -> str:
    """Why a measure is not scored, as a sentence; '' where it is scored."""
    if score.value is not None or not score.reason:
        return ""
    return score.reason[0].upper() + score.reason[1:]


def reason_of(result: Result, area: str) -> str:
    """Why a measure is not scored, within a sentence; '' where it is scored."""
    score = result.score(area)
    if score.value is not None or not score.reason:
        return ""
    if result.found is not None and result.measure.better == 0:
        return "not scored, as neither way is better"
    return f"not scored: {score.reason}"
