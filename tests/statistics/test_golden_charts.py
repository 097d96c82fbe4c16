"""Golden cases of control charts: XmR, rules, assurance, the other charts, runs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from frankpledge import statistics as st

WORDS = {
    (st.Rule.NONE, 0): "Common Cause",
    (st.Rule.OUTSIDE, 1): "Above UCL",
    (st.Rule.OUTSIDE, -1): "Below LCL",
    (st.Rule.TREND, 1): "7 Point Trend (Increasing)",
    (st.Rule.TREND, -1): "7 Point Trend (Decreasing)",
    (st.Rule.TWO_IN_THREE, 1): "2 in 3 Above CL",
    (st.Rule.TWO_IN_THREE, -1): "2 in 3 Below CL",
    (st.Rule.SHIFT, 1): "7 Points Above CL",
    (st.Rule.SHIFT, -1): "7 Points Below CL",
}
POINTS = {
    st.Variation.COMMON_CAUSE: "common_cause",
    st.Variation.IMPROVING: "special_cause_improvement",
    st.Variation.CONCERNING: "special_cause_concern",
    st.Variation.NEUTRAL_HIGH: "special_cause_neutral_high",
    st.Variation.NEUTRAL_LOW: "special_cause_neutral_low",
}
ASSURED = {
    "consistent_pass": st.Assurance.PASSING,
    "consistent_fail": st.Assurance.FAILING,
    "inconsistent": st.Assurance.HIT_AND_MISS,
    None: st.Assurance.ABSENT,
}


def charted(case):
    """The series, its chart and its special causes."""
    options = case["options"]
    y = np.array(case["y"], dtype=np.float64)
    chart = st.xmr(
        y,
        st.XmrOptions(screen=options["screen_outliers"], fix_after=options["fix_after_n_points"]),
        options["rebase_starts_at_index0"],
    )
    return y, chart, st.special_causes(y, chart)


def test_xmr_limits(golden, near):
    """Means, limits and moving ranges, point by point and phase by phase.

    Where nothing varies the cases have no limits; here they are the mean.
    """
    file = golden("xmr_limits")
    rtol = file["tolerance"]["rtol"]
    for case in file["cases"]:
        y, chart, _ = charted(case)
        expected = case["expected"]
        near(chart.mean, expected["mean"], rtol, case["id"])
        assert chart.phase.tolist() == expected["phase"], case["id"]
        if np.ptp(y) == 0:
            assert chart.lower.tolist() == chart.upper.tolist() == chart.mean.tolist()
            continue
        near(chart.lower, expected["lower_process_limit"], rtol, case["id"])
        near(chart.upper, expected["upper_process_limit"], rtol, case["id"])
        ranges = [phase["mean_moving_range"] for phase in case["phases"]]
        near(chart.ranges, ranges, rtol, case["id"])


def test_special_causes(golden):
    """The rule and the verdict of every point, and what lies outside and near the limits."""
    for case in golden("xmr_limits")["cases"]:
        y, chart, causes = charted(case)
        expected = case["expected"]
        pairs = zip(causes.rule.tolist(), causes.side.tolist(), strict=True)
        assert [WORDS[pair] for pair in pairs] == expected["special_cause_type"], case["id"]
        direction = case["options"]["improvement_direction"]
        verdicts = st.variation(causes, direction, minimum_points=1)
        assert [POINTS[code] for code in verdicts.tolist()] == expected["point_type"], case["id"]
        outside = causes.outside != 0
        close = ((y > chart.near_upper) | (y < chart.near_lower)) & ~outside
        wanted = [
            [bool(flag) for flag in expected[k]] for k in ("outside_limits", "close_to_limits")
        ]
        assert [outside.tolist(), close.tolist()] == wanted, case["id"]


def test_rules_on_bare_vectors(golden):
    """Runs, trends and windows of sides and flags."""
    file = golden("xmr_rules")
    for case in file["seven_one_side"]:
        side = case["relative_to_mean"]
        assert np.abs(st.shift_ends(side)).tolist() == case["flag_at_seventh"], case
        assert np.abs(st.shift(side)).tolist() == case["part_of_run"], case
    for case in file["seven_trend"]:
        assert st.trend_ends(case["y"]).tolist() == case["flag_at_seventh"], case
        assert np.abs(st.trend(case["y"])).tolist() == case["part_of_trend"], case
    for case in file["two_in_three"]:
        given = (case["close_to_limits"], case["relative_to_mean"])
        assert st.two_in_three_windows(*given).astype(int).tolist() == case["in_window"], case
        assert np.abs(st.two_in_three(*given)).tolist() == case["flagged"], case


def test_assurance(golden):
    """Every side of the limits in both directions, a limit itself, and no direction."""
    for case in golden("xmr_assurance")["cases"]:
        found = st.assurance(
            case["lower_process_limit"],
            case["upper_process_limit"],
            case["target"],
            case["improvement_direction"],
        )
        assert found == ASSURED[case["expected"]], case


def test_other_charts(golden, near):
    """Points, centre, limits and signals of each kind, with parts, exclusions and baselines."""
    file = golden("control_charts")
    for case in file["cases"]:
        points = case["points"]
        sizes = None if set(points["n"]) == {None} else points["n"]
        starts = np.flatnonzero(np.diff(points["part"])) + 1
        per = 50 if "multiply=50" in case["call"] else 1
        found = st.shewhart_chart(
            case["chart"],
            points["y.sum"],
            sizes,
            baseline=points["baseline"],
            include=points["include"],
            rebase=starts.tolist(),
            per=per,
            screen="unscreened" not in case["call"],
        )
        names = {"value": "y", "centre": "cl", "lower": "lcl", "upper": "ucl"}
        for ours, theirs in names.items():
            near(getattr(found, ours), points[theirs], file["tolerance"]["rtol"], case["id"])
        signals = (found.value > found.upper) | (found.value < found.lower)
        assert signals.tolist() == [bool(flag) for flag in points["sigma.signal"]], case["id"]


def test_runs_of_other_charts(golden):
    """Useful points, longest run, crossings and their limits in each part."""
    for case in golden("control_charts")["cases"]:
        points, expected = case["points"], case["runs_by_part"]
        for place, number in enumerate(expected["part"]):
            part = np.array(points["part"]) == number
            value, centre = (np.array(points[k], dtype=np.float64)[part] for k in ("y", "cl"))
            found = st.runs(value, centre, include=np.array(points["include"])[part])
            names = {
                "n.useful": found.useful,
                "longest.run": found.longest,
                "longest.run.max": found.limits.longest,
                "n.crossings": found.crossings,
                "n.crossings.min": found.limits.crossings,
                "runs.signal": found.signal,
            }
            for name, value_found in names.items():
                assert value_found == expected[name][place], (case["id"], name)


def test_run_limits(golden):
    """Longest run and crossings for ten to sixty points."""
    cases = golden("runs_anhoej")["cases"]
    found = st.run_limits([case["n"] for case in cases])
    assert found.longest.tolist() == [case["longest_run_max"] for case in cases]
    assert found.crossings.tolist() == [case["crossings_min"] for case in cases]


def test_western_electric_and_nelson(golden):
    """Where each rule's signal is complete."""
    for case in golden("rules_western_electric_nelson")["cases"]:
        rules = st.nelson if case["rule"].startswith("nelson") else st.western_electric
        number = int(case["rule"].removeprefix("nelson").removeprefix("we"))
        found = rules(case["values"], number, case["centre"], case["sigma"])
        assert np.flatnonzero(found).tolist() == case["flagged_index0"], case


def test_knox_table(golden, near):
    """What a table of pairs expects, and the chance of as many close pairs or more."""
    file = golden("near_repeat_hotspot")
    for case in (case for case in file["cases"] if "close_pairs" in case):
        expected, p = st.knox_expected(case["observed"])
        near(expected, case["expected"], file["tolerance"]["rtol"], case["name"])
        near(p, case["p_poisson_at_least"], file["tolerance"]["rtol"], case["name"])


def burkitt():
    """Places and days of the 188 cases of Burkitt's lymphoma that libpysal carries."""
    raw = pytest.importorskip("pyogrio.raw")
    spec = find_spec("libpysal")
    if spec is None or spec.origin is None:
        pytest.skip("libpysal carries the points, and it is not installed")
    # Only the file is wanted: importing libpysal itself takes seconds.
    file = Path(spec.origin).parent / "examples" / "burkitt" / "burkitt.dbf"
    columns = raw.read(file, columns=["X", "Y", "T"], read_geometry=False)
    meta, values = columns[0], columns[3]
    table = dict(zip(meta["fields"], values, strict=True))
    points = np.column_stack([table["X"], table["Y"]]).astype(np.float64)
    return points, np.asarray(table["T"], dtype=np.float64)


def test_knox_of_the_burkitt_points(golden, near):
    """All pairs of the 188 points counted: thirteen are close in space and in time."""
    file = golden("near_repeat_hotspot")
    (case,) = (case for case in file["cases"] if case["name"] == "burkitt")
    points, days = burkitt()
    assert len(days) == 188
    found = st.knox(points, days, distance=case["delta"], duration=case["tau"])
    assert found.close_pairs == case["close_pairs"] == 13
    assert found.observed.tolist() == case["observed"]
    near(found.expected, case["expected"], file["tolerance"]["rtol"])
    near(found.p_poisson, case["p_poisson_at_least"], file["tolerance"]["rtol"])
    # The same table in bands: breaks just above the inclusive thresholds.
    after = [np.nextafter(case["delta"], np.inf), np.nextafter(case["tau"], np.inf)]
    banded = st.near_repeats(points, days, [0, after[0]], [0, after[1]], metric="euclidean")
    assert banded.observed.tolist() == case["observed"]


def test_near_repeat_bands(golden):
    """Pairs in half-open bands of distance and time."""
    for case in golden("near_repeat_hotspot")["cases"]:
        if "spatial_breaks" in case:
            events = np.array(case["events"], dtype=np.float64)
            found = st.near_repeats(
                events[:, :2],
                events[:, 2],
                case["spatial_breaks"],
                case["temporal_breaks_days"],
                metric=case["metric"],
            )
            assert found.observed.tolist() == case["observed"], case["name"]


def test_getis_ord(golden, near):
    """Gi and Gi* of six points."""
    file = golden("near_repeat_hotspot")
    for case in file["getis_ord"]["cases"]:
        weights = st.distance_weights(case["points"], case["distance_band"])
        found = st.getis_ord(case["values"], weights, star=case["star"])
        near(found, case["z"], file["tolerance"]["rtol"], case["star"])
