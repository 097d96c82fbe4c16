"""Assessments of small series, against arithmetic done here in plain Python."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.measures import Assessments, Series, assess, window, words
from frankpledge.measures.definition import Baseline, Measure, Target
from frankpledge.measures.scoring import parts, score
from frankpledge.measures.series import COMPLETE, MISSING

RAW = {
    "id": "things",
    "title": "Things",
    "question": "Fewer?",
    "direction": "decrease",
    "timing": "lagging",
    "unit": "things",
    "kind": "count",
    "basis": "recorded",
    "source": "home-office-crime",
    "areas": ("force",),
    "period": "quarter",
    "window": 4,
    "chart": 24,
}


def series(
    values: list[list[float]], below: list[list[float]] | None = None, **fields: object
) -> Series:
    """A series of quarters that end with 2025-Q4."""
    array = np.array(values, dtype=float)
    last = periods.parse("2025-Q4")
    names = tuple(str(last.shift(i - array.shape[1] + 1)) for i in range(array.shape[1]))
    codes = tuple(f"E2300000{i}" for i in range(len(array)))
    return Series(
        measure=Measure(**{**RAW, **fields}),  # type: ignore[arg-type]
        areas=codes,
        kinds=("force",) * len(codes),
        periods=names,
        values=array,
        denominators=None if below is None else np.array(below, dtype=float),
        status=np.where(np.isfinite(array), COMPLETE, MISSING).astype(np.int8),
        populations=np.full(len(codes), 100_000.0),
        population_years=("2024",) * len(codes),
    )


def judged(found: Assessments | None) -> Assessments:
    assert found is not None
    return found


def test_a_window_with_a_gap_has_no_sum() -> None:
    """One missing quarter makes the year unknown: missing is never read as zero."""
    one = series([[5.0, 6.0, math.nan, 8.0], [1.0, 2.0, 3.0, 4.0]])
    year = window(one, "2025-Q4", 4)
    assert math.isnan(year.value[0])
    assert (year.value[1], year.known.tolist()) == (10.0, [3, 4])
    found = judged(assess(one))
    assert score(found)[0].value is None
    assert score(found)[0].reason == "data for only 3 of 4 quarters to the latest figures"


def test_a_missing_year_is_not_scored_and_not_zero() -> None:
    """Nothing known at all gives no figure, no score and a reason."""
    found = judged(assess(series([[math.nan] * 8, [3.0] * 8])))
    first = score(found)[0]
    assert (first.value, first.reason) == (None, "no data for the 4 quarters to the latest figures")


def test_dispersion_of_shares_is_laneys() -> None:
    """The variance of standard scores from their moving ranges, worked out by hand."""
    above = [30.0, 42, 25, 38, 29, 45, 31, 40]
    below = [100.0, 120, 90, 110, 105, 130, 95, 100]
    found = judged(assess(series([above], [below], kind="proportion", denominator={}, chart=8)))
    mean = sum(above) / sum(below)
    z = [
        (a / b - mean) / math.sqrt(mean * (1 - mean) / b) for a, b in zip(above, below, strict=True)
    ]
    ranges = [abs(b - a) for a, b in itertools.pairwise(z)]
    kept = [r for r in ranges if r < 3.267 * sum(ranges) / len(ranges)]
    assert found.dispersion[0] == pytest.approx((sum(kept) / len(kept) / 1.128) ** 2)
    assert found.level.value[0] == pytest.approx(100 * sum(above[-4:]) / sum(below[-4:]))


def test_the_change_part_follows_the_wider_interval() -> None:
    """A fall that chance alone calls real is 'touching' where the series itself swings more."""
    swing = [900.0, 1300] * 12
    steady = [1000.0, 1002] * 12
    lower = [*swing[:20], *(v - 110 for v in swing[20:])], [*steady[:20], 890.0, 892, 890, 892]
    base = Baseline("2024-Q4", 4, "test")
    found = judged(assess(series([list(lower[0]), list(lower[1])], baseline=base)))
    assert found.baseline is not None
    assert (found.baseline.upper < 0).all(), "chance alone calls both falls real"
    assert parts(found)[:, 2].tolist() == [0.0, 1.0]


def test_the_change_of_a_share_is_in_points() -> None:
    """From 71 to 85 in a hundred is 14 points and never 20 %; counts stay in per cent."""
    above = [17, 18, 17, 19, 21, 22, 20, 22]
    shares = {"kind": "proportion", "denominator": {}, "chart": 8, "unit": "calls"}
    found = judged(assess(series([above], [[25.0] * 8], **shares)))
    assert found.previous is not None
    assert found.previous.points
    assert found.previous.size[0] == pytest.approx(100 * (85 - 71) / 100)
    plain = st.share_difference(71, 100, 85, 100)
    assert found.previous.lower[0] == pytest.approx(100 * plain.lower)
    assert found.previous.z[0] == pytest.approx(plain.z)
    said = words.change_sentence(found, found.previous, 0, "year before")
    assert "14.0 percentage points" in said
    assert "(71.0 %)" in said
    counts = judged(assess(series([above])))
    assert counts.previous is not None
    assert not counts.previous.points
    assert counts.previous.size[0] == pytest.approx(100 * (85 / 71 - 1))
    impossible = judged(assess(series([above], [[20.0] * 8], **shares)))
    assert impossible.previous is not None
    assert np.isnan(impossible.previous.size[0]), "more cases than there were in all"


def test_a_level_in_per_cent_changes_in_points_too() -> None:
    """So does a percentage that a body supplies without its cases."""
    supplied = {"kind": "rate-supplied", "unit": "per cent of cases", "window": 1, "chart": 8}
    found = judged(assess(series([[70.0, 71, 72, 71, 70, 72, 71, 75]], **supplied)))
    assert found.previous is not None
    assert (found.previous.points, found.previous.size[0]) == (True, 4.0)
    half = 1.959963984540054 * math.sqrt(2) * (sum((1, 1, 1, 1, 2, 1, 4)) / 7) / 1.128
    assert found.previous.wide_lower[0] == pytest.approx(4 - half, rel=1e-6)


def test_a_neutral_measure_has_no_part() -> None:
    """Where neither way is better nothing is scored, whatever the chart says."""
    rising = [float(v) for v in range(100, 124)]
    found = judged(assess(series([rising], direction="neutral")))
    assert st.Variation(int(found.variation[0])) == st.Variation.NEUTRAL_HIGH
    assert np.isnan(parts(found)).all()


def test_a_target_for_a_year_is_shared_over_its_quarters() -> None:
    """Counts of 95 to 105 a quarter: 480 a year is met for sure, 300 never, 400 now and then."""
    values = [100.0, 104, 97, 102, 96, 101, 99, 103, 98, 100, 102, 99] * 2
    verdicts = []
    for value in (480.0, 300.0, 400.0):
        target = Target(value, "2020-Q1", "test")
        found = judged(assess(series([values], target=target)))
        verdicts.append(st.Assurance(int(found.assurance[0])))
    assert verdicts == [st.Assurance.PASSING, st.Assurance.FAILING, st.Assurance.HIT_AND_MISS]


def test_until_looks_no_further_than_the_period_asked_for() -> None:
    """`at` gives the assessment as it would have been, with today's figures up to then."""
    values = [float(100 + i) for i in range(24)]
    found = judged(assess(series([values]), "2024-Q4"))
    assert found.at == "2024-Q4"
    assert found.window.value[0] == sum(values[16:20])
    assert assess(series([values]), "1999-Q1") is None


def test_a_season_is_taken_out_of_the_chart_and_not_of_the_figure(tmp_path: Path) -> None:
    """The chart shows adjusted points and says so; the year's sum stays the sum."""
    rng = np.random.default_rng(3)
    values = (1000 * np.tile([0.7, 1.0, 1.4, 0.9], 6) * rng.normal(1, 0.01, 24)).round()
    found = judged(assess(series([values.tolist()])))
    assert found.chart.seasonal[0]
    assert np.ptp(found.chart.values[0]) < np.ptp(found.chart.raw[0]) / 3
    assert found.window.value[0] == values[-4:].sum()
