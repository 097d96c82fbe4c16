"""Change between two counts against exact binomial sums, and the figures of the Home Office."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from statistics import fmean

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from frankpledge import statistics as st

small = some.integers(0, 60)
exposures = some.floats(0.2, 5)


@given(small, small, exposures, exposures)
def test_interval_and_p_are_those_of_the_exact_binomial_test(before, after, years, later):
    """Limits carried over from the share of later events; p twice the smaller tail."""
    found = st.change(before, after, years, later)
    total, share = before + after, later / (years + later)
    if total == 0:
        assert np.isnan(found.ratio)
        assert (found.lower, found.upper, found.p, found.z) == (0, np.inf, 1, 0)
        return
    limits = stats.binomtest(after, total, share).proportion_ci(0.95, "exact")
    scale = years / later
    assert found.lower == pytest.approx(limits.low / (1 - limits.low) * scale, rel=1e-6)
    if before == 0:
        assert found.upper == found.ratio == np.inf
    else:
        assert found.upper == pytest.approx(limits.high / (1 - limits.high) * scale, rel=1e-6)
        assert found.ratio == pytest.approx(after / before * scale)
    tails = stats.binom.cdf(after, total, share), stats.binom.sf(after - 1, total, share)
    assert found.p == pytest.approx(min(1, 2 * min(tails)), rel=1e-6, abs=1e-12)
    z = (after - total * share) / math.sqrt(total * share * (1 - share))
    assert found.z == pytest.approx(z, abs=1e-9)


@given(small, small, some.floats(0, 30))
def test_the_wide_figures_rest_on_fewer_effective_events(before, after, phi):
    """z shrinks by the root of the dispersion; the interval holds 1 when z is within 1.96 of 0."""
    found = st.change(before, after, dispersion=phi)
    assert found.wide_z == pytest.approx(found.z / math.sqrt(max(1, phi)))
    assert found.wide_lower <= found.lower
    assert found.wide_upper >= found.upper
    assert found.wide_p >= found.p
    if phi > 1 and before + after > 0:
        share = after / (before + after)
        ends = [limit / (1 + limit) for limit in (float(found.wide_lower), float(found.wide_upper))]
        ends = [1.0 if np.isnan(end) else end for end in ends]
        for end, exact in zip(ends, (found.lower, found.upper), strict=True):
            # Either the score equation with the variance multiplied, or the exact limit, if wider.
            left, right = (share - end) ** 2, 1.959964**2 * phi * end * (1 - end) / (before + after)
            assert left == pytest.approx(right, rel=1e-4, abs=1e-9) or end == pytest.approx(
                1.0 if np.isinf(exact) else float(exact / (1 + exact))
            )


def test_swapping_before_and_after_turns_the_ratio_over():
    """A doubling one way is a halving the other."""
    one, other = st.change(30, 60, dispersion=2), st.change(60, 30, dispersion=2)
    assert one.ratio == pytest.approx(1 / other.ratio)
    assert one.lower == pytest.approx(1 / other.upper)
    assert one.wide_lower == pytest.approx(1 / other.wide_upper)
    assert (one.p, one.z) == (pytest.approx(other.p), pytest.approx(-other.z))


def test_no_events_after_is_a_fall_with_an_upper_limit():
    """Three events before and none after."""
    found = st.change(3, 0)
    assert (found.ratio, found.lower) == (0, 0)
    assert found.upper == pytest.approx((1 - 0.025 ** (1 / 3)) / 0.025 ** (1 / 3))
    assert found.p == pytest.approx(2 * 0.5**3)


def test_missing_numbers_stay_missing():
    """A gap in a count or an exposure says nothing; a gap in the dispersion only nothing wide."""
    found = st.change([np.nan, 5, 5], [5, 5, 5], [1, np.nan, 1], dispersion=[1, 1, np.nan])
    assert np.isnan(found.z).tolist() == [True, True, False]
    for name in ("ratio", "lower", "upper", "p"):
        assert np.isnan(getattr(found, name)).tolist() == [True, True, False]
    for name in ("wide_lower", "wide_upper", "wide_p", "wide_z"):
        assert np.isnan(getattr(found, name)).all()


@pytest.mark.parametrize(
    ("given_values", "said"),
    [
        ({"before": -1, "after": 2}, "before: expected zero or more, found -1"),
        ({"before": 1, "after": -2}, "after: expected zero or more, found -2"),
        ({"before": 1, "after": 2, "exposure_after": 0}, "exposure_after: expected more than zero"),
        ({"before": 1, "after": 2, "dispersion": -3}, "dispersion: expected zero or more"),
        ({"before": 1, "after": 2, "confidence": 0.5}, "confidence: expected a level"),
    ],
)
def test_bad_input_is_named(given_values, said):
    """Each error says the argument, what was expected and what was found."""
    with pytest.raises(ValueError, match=said):
        st.change(**given_values)


NEIGHBOURHOOD = {
    "Vehicle offences",
    "Domestic burglary",
    "Residential burglary",
    "Robbery of personal property",
    "Theft from the person",
}
KINDS = {
    "neighbourhood crime": ("Offence Subgroup", NEIGHBOURHOOD),
    "violence": ("Group", {"Violence against the person"}),
    "drugs": ("Group", {"Drug offences"}),
}


@pytest.fixture(scope="module")
def quarters(shared):
    """Counts by kind, force and quarter, added up row by row from the Home Office table."""
    path = shared / "data" / "police" / "aggregate" / "prc_pfa_long.parquet"
    names = ["FY", "Financial Quarter", "Force", "Group", "Offence Subgroup", "n", "territorial"]
    rows = pq.read_table(path, columns=names).to_pylist()
    counts = {kind: defaultdict(lambda: defaultdict(float)) for kind in KINDS}
    for row in rows:
        if not row["territorial"]:
            continue
        for kind, (column, wanted) in KINDS.items():
            if row[column] in wanted:
                counts[kind][row["Force"]][row["FY"], row["Financial Quarter"]] += row["n"] or 0
    return {
        kind: {force: [by[quarter] for quarter in sorted(by)] for force, by in forces.items()}
        for kind, forces in counts.items()
    }


def plain_dispersion(values):
    """The screened moving ranges as a variance, over the mean."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    screened = [step for step in steps if step < 3.267 * fmean(steps)]
    return (fmean(screened) / 1.128) ** 2 / fmean(values)


@pytest.mark.parametrize(
    ("kind", "phi", "before", "after", "percent", "z", "wide"),
    [
        ("neighbourhood crime", 8.2, 3688, 3316, -10.1, -4.4, -1.6),
        ("violence", 15.1, 16324, 17709, 8.5, 7.5, 1.9),
        ("drugs", 2.7, 1153, 1401, 21.5, 4.9, 3.0),
    ],
)
def test_wiltshire_years_to_december_2024_and_2025(
    quarters, kind, phi, before, after, percent, z, wide
):
    """The published table, recomputed in plain Python beside it and rounded as the design says."""
    series = quarters[kind]["Wiltshire"]
    last = series[-24:]
    found_phi = st.dispersion(last)
    assert found_phi == pytest.approx(plain_dispersion(last))
    assert round(float(found_phi), 1) == phi
    years = sum(series[-8:-4]), sum(series[-4:])
    assert years == (before, after)
    found = st.change(*years, dispersion=found_phi)
    assert round(100 * (float(found.ratio) - 1), 1) == percent
    plain_z = (after - before) / math.sqrt(after + before)
    assert found.z == pytest.approx(plain_z)
    assert (round(plain_z, 1), round(float(found.wide_z), 1)) == (z, wide)
    log_z = math.log(after / before) / math.sqrt(1 / after + 1 / before)
    assert round(log_z, 1) == z


def test_how_many_forces_change_beyond_chance_and_beyond_their_own_variation(quarters):
    """43 forces, year on year: Poisson calls nearly all changes real, their own variation few."""
    real = {}
    for kind in ("neighbourhood crime", "violence"):
        series = np.array([values[-24:] for values in quarters[kind].values()])
        assert len(series) == 43
        phi = st.dispersion(series)
        years = series[:, -8:-4].sum(axis=1), series[:, -4:].sum(axis=1)
        found = st.change(*years, dispersion=phi)
        exact = (found.lower > 1) | (found.upper < 1)
        wide = (found.wide_lower > 1) | (found.wide_upper < 1)
        real[kind] = int(exact.sum()), int(wide.sum()), round(float(np.median(phi)))
    assert real == {"neighbourhood crime": (39, 23, 13), "violence": (29, 2, 26)}
