"""From series to assessments: level, change, variation, assurance and peers, for all areas at once.

The order of the work is the order of this module: the window's figure with its interval, the change
from the year before and from the baseline, the control chart on separate periods, the target, the
peers. Each is a function of arrays; the statistics themselves live in their own room.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge import periods as calendar
from frankpledge import statistics as st
from frankpledge.measures.definition import Measure
from frankpledge.measures.limits import Limits, limits
from frankpledge.measures.series import Codes, Floats, Series, Window, window

MINIMUM_POINTS = 12
SD_OF_RANGE = 1.128  # mean moving range over standard deviation, for normal scores
# City of London: some 10,000 residents and half a million people at work; the ONS does not print
# rates per resident for it. It keeps its counts and its chart, and stays out of peer averages.
NO_RESIDENT_RATE = frozenset({"E23000034"})


@dataclass(frozen=True)
class Chart:
    """The control chart: arrays of shape (areas, points) over the separate `periods`.

    `values` is what is drawn and judged; for areas where `seasonal` is true the time of year has
    been taken out of it, and `raw` holds the figures as they were. `flags` are codes of
    `statistics.Variation`, `rules` of `statistics.Rule`. `allowance`, per area, is NaN for XmR
    limits; for the limits of low counts it is how many times the Poisson variance they allow for.
    """

    periods: tuple[str, ...]
    raw: Floats
    seasonal: NDArray[np.bool_]
    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    flags: Codes
    rules: Codes
    allowance: Floats


@dataclass(frozen=True)
class Compared:
    """A window against an earlier one, with the interval by chance and the wider one.

    In per cent of the earlier figure; where `points` is true, in percentage points, because a
    percentage of a percentage is read as points by most and as neither by the rest.
    """

    window: Window
    size: Floats
    lower: Floats
    upper: Floats
    z: Floats
    wide_lower: Floats
    wide_upper: Floats
    wide_z: Floats
    points: bool = False


@dataclass(frozen=True)
class Peers:
    """The position among peers: `code` per area; the average is per resident or per denominator."""

    average: float
    tau2: float
    code: Codes
    compared: NDArray[np.bool_]


@dataclass(frozen=True)
class Assessments:
    """What can be said of one measure in each of `series.areas` at the period `at`."""

    series: Series
    at: str
    window: Window
    level: st.Estimate
    rate: st.Estimate
    dispersion: Floats
    previous: Compared | None
    baseline: Compared | None
    chart: Chart
    variation: Codes
    assurance: Codes
    peers: Peers | None


def assess(series: Series, at: str | None = None) -> Assessments | None:
    """Assess a series at a period (its last when None). None when the series holds nothing."""
    if at is not None:
        series = series.until(at)
    if not series.periods or not series.areas:
        return None
    measure, last = series.measure, series.periods[-1]
    now = window(series, last, measure.window)
    phi = _dispersion(series)
    chart, lines = _chart(series)
    verdicts = st.variation(lines.causes, measure.direction, minimum_points=MINIMUM_POINTS)
    earlier = str(calendar.parse(last).shift(-_year(measure)))
    return Assessments(
        series=series,
        at=last,
        window=now,
        level=_level(measure, now),
        rate=_rate(series, now),
        dispersion=phi,
        previous=_compare(series, now, window(series, earlier, measure.window), phi),
        baseline=_from_baseline(series, now, phi),
        chart=chart,
        variation=verdicts[..., -1],
        assurance=_assurance(measure, lines, last),
        peers=_peers(series, now),
    )


def _year(measure: Measure) -> int:
    """How many of the measure's periods make a year: like is compared with like."""
    return {"month": 12, "quarter": 4, "year to": 12}.get(measure.period, 1)


def _level(measure: Measure, now: Window) -> st.Estimate:
    """The window's figure with its interval: exact or Byar for counts, Wilson for shares."""
    if measure.kind == "count":
        counts = np.where(now.value >= 0, now.value, np.nan)
        return st.rate(counts, np.ones_like(counts), per=1)
    if measure.kind == "proportion" and now.denominator is not None:
        usable = (now.denominator > 0) & (now.value >= 0) & (now.value <= now.denominator)
        share = np.where(usable, now.value, np.nan), np.where(usable, now.denominator, np.nan)
        return st.proportion(*share, per=100)
    nothing = np.full_like(now.value, np.nan)
    return st.Estimate(now.value, nothing, nothing)


def _rate(series: Series, now: Window) -> st.Estimate:
    """The figure per so many residents; NaN where the measure or the population has none."""
    per, people = series.measure.per, series.populations
    if per is None or series.measure.kind not in {"count", "level"}:
        nothing = np.full_like(now.value, np.nan)
        return st.Estimate(nothing, nothing, nothing)
    usable = (people > 0) & (now.value >= 0)
    return st.rate(np.where(usable, now.value, np.nan), np.where(usable, people, np.nan), per=per)


def _dispersion(series: Series) -> Floats:
    """How much more the chart's periods vary than chance; recorded crime is far above 1.

    Counts: variance over mean (Poisson is 1). Shares: the variance of their standard scores about
    the mean share, as Laney's P' chart takes it (binomial is 1).
    """
    size = series.measure.chart
    if series.denominators is None:
        return st.dispersion(series.values[:, -size:])
    above, below = series.values[:, -size:], series.denominators[:, -size:]
    known = np.isfinite(above) & (below > 0)
    above, below = np.where(known, above, np.nan), np.where(known, below, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (np.nansum(above, axis=1) / np.nansum(below, axis=1))[:, None]
        scores = (above / below - share) / np.sqrt(share * (1 - share) / below)
    scores[~np.isfinite(scores)] = np.nan
    chart = st.xmr(scores)
    ranges = np.isfinite(np.diff(scores, axis=1)).sum(axis=1)
    return np.where(ranges >= 2, (chart.ranges[:, 0] / SD_OF_RANGE) ** 2, np.nan)


def _points(series: Series) -> Floats:
    """What the chart shows: the counts themselves, or the share in each period in per cent."""
    if series.denominators is None:
        return series.values
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(series.denominators > 0, 100 * series.values / series.denominators, np.nan)


def _compare(series: Series, now: Window, before: Window, phi: Floats) -> Compared | None:
    """The change between two windows, judged by chance alone and by the series' own variation."""
    if not np.isfinite(before.value).any():
        return None
    if series.measure.kind in {"level", "rate-supplied"}:
        return _compare_levels(series, now, before)
    usable = np.isfinite(now.value) & np.isfinite(before.value)
    usable &= (now.value >= 0) & (before.value >= 0)
    if now.denominator is not None and before.denominator is not None:
        return _compare_shares(now, before, usable, phi)
    pick = [np.where(usable, v, np.nan) for v in (before.value, now.value)]
    found = st.change(*pick, dispersion=np.nan_to_num(phi, nan=1.0))
    own = np.isfinite(phi)
    return Compared(
        window=before,
        size=_percent(found.ratio),
        lower=_percent(found.lower),
        upper=_percent(found.upper),
        z=found.z,
        wide_lower=np.where(own, _percent(found.wide_lower), np.nan),
        wide_upper=np.where(own, _percent(found.wide_upper), np.nan),
        wide_z=np.where(own, found.wide_z, np.nan),
    )


def _compare_shares(
    now: Window, before: Window, usable: NDArray[np.bool_], phi: Floats
) -> Compared:
    """Two shares: their difference in percentage points."""
    pairs = [(one.value, one.denominator) for one in (before, now) if one.denominator is not None]
    for above, below in pairs:
        usable &= (below > 0) & (above <= below)
    numbers = [np.where(usable, number, np.nan) for pair in pairs for number in pair]
    found = st.share_difference(*numbers, dispersion=np.nan_to_num(phi, nan=1.0))
    own = np.isfinite(phi)
    return Compared(
        window=before,
        size=100 * found.difference,
        lower=100 * found.lower,
        upper=100 * found.upper,
        z=found.z,
        wide_lower=np.where(own, 100 * found.wide_lower, np.nan),
        wide_upper=np.where(own, 100 * found.wide_upper, np.nan),
        wide_z=np.where(own, found.wide_z, np.nan),
        points=True,
    )


def compare(series: Series, now: Window, before: Window) -> Compared | None:
    """Any two windows of a series, judged as at the end of the later one.

    None where the earlier one is not known in any area.
    """
    then = series.until(now.last)
    return _compare(then, now, before, _dispersion(then))


def _percent(ratio: Floats) -> Floats:
    return 100 * (ratio - 1)


def _compare_levels(series: Series, now: Window, before: Window) -> Compared:
    """Two stocks or supplied averages: there is no Poisson interval, only the own variation.

    The difference of two points has the standard deviation sqrt(2) times that of one, which the
    screened moving ranges give (mean range / 1.128). Levels in per cent differ in points.
    """
    points = series.measure.unit.startswith("per cent")
    spread = st.dispersion(series.values[:, -series.measure.chart :])
    sd = np.sqrt(2 * spread * np.nanmean(series.values[:, -series.measure.chart :], axis=1))
    nothing = np.full_like(now.value, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = 1.0 if points else 100 / before.value
        size, half = unit * (now.value - before.value), unit * 1.959963984540054 * sd
        z = (now.value - before.value) / sd
    wide = size - half, size + half, z
    return Compared(before, size, nothing, nothing, nothing, *wide, points=points)


def _from_baseline(series: Series, now: Window, phi: Floats) -> Compared | None:
    baseline = series.measure.baseline
    if baseline is None or calendar.parse(baseline.to).last >= calendar.parse(now.last).last:
        return None
    return _compare(series, now, window(series, baseline.to, baseline.periods), phi)


def _chart(series: Series) -> tuple[Chart, Limits]:
    """The control chart of the last `chart` separate periods."""
    measure, size = series.measure, series.measure.chart
    raw = _points(series)[:, -size:]
    seasons = {"month": 12, "quarter": 4}.get(measure.period, 0)
    values, seasonal = raw, np.zeros(len(series.areas), dtype=np.bool_)
    if seasons and measure.kind == "count":
        without = st.seasonal_adjustment(raw, seasons)
        values, seasonal = without.adjusted, without.seasonal
    found = limits(values, counts=measure.kind == "count")
    flags = st.variation(found.causes, measure.direction, minimum_points=1)
    lines = found.mean, found.lower, found.upper
    shown, rules = series.periods[-size:], found.causes.rule
    return Chart(shown, raw, seasonal, values, *lines, flags, rules, found.allowance), found


def _assurance(measure: Measure, found: Limits, last: str) -> Codes:
    """Passing, failing or hit and miss; absent without a target or with too few points."""
    absent = np.zeros(len(found.points), dtype=np.int8)
    target = measure.target
    if target is None or calendar.parse(last).last < calendar.parse(target.start).last:
        return absent
    # A target for a window of counts is shared evenly over the separate periods of the chart.
    share = target.value / measure.window if measure.kind == "count" else target.value
    codes = st.assurance(found.lower[:, -1], found.upper[:, -1], share, measure.direction)
    return np.where(found.points >= MINIMUM_POINTS, codes, absent).astype(np.int8)


def _peers(series: Series, now: Window) -> Peers | None:
    """Each area against the average of all that are compared, chance and spread allowed for."""
    measure = series.measure
    if measure.peers is None:
        return None
    exposure = series.populations if now.denominator is None else now.denominator
    among = np.isfinite(now.value) & np.isfinite(exposure) & (exposure > 0) & (now.value >= 0)
    among &= np.array(series.kinds) == measure.peers
    if now.denominator is None:
        among &= ~np.isin(np.array(series.areas), sorted(NO_RESIDENT_RATE))
    if among.sum() < 3:
        return None
    average = now.value[among].sum() / exposure[among].sum()
    found = st.peer_position(now.value[among], average * exposure[among], measure.direction)
    code = np.zeros(len(series.areas), dtype=np.int8)
    code[among] = found.code
    return Peers(float(average), float(found.tau2), code, among)
