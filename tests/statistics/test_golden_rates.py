"""Golden cases of PHEindicatormethods: intervals, rates, standardised rates, quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from frankpledge import statistics as st

LEVELS = {"95": 0.95, "998": 0.998}
BANDS = {
    "Not significant": st.Significance.SIMILAR,
    "Low (0.001)": st.Significance.LOW_998,
    "Low (0.025)": st.Significance.LOW_95,
    "High (0.025)": st.Significance.HIGH_95,
    "High (0.001)": st.Significance.HIGH_998,
    "Not applicable for events less than 10 for dsrs": st.Significance.NOT_CLASSED,
}


def test_byar_interval(golden, near):
    """Byar's limits, and a lower limit below zero as missing."""
    file = golden("byars_interval")
    for case in file["cases"]:
        found = st.byar_interval(case["count"], case["confidence"])
        near(found.lower, case["lower"], file["tolerance"]["rtol"], case)
        near(found.upper, case["upper"], file["tolerance"]["rtol"], case)


@pytest.mark.parametrize(
    ("name", "method"), [("byars_rate", st.rate), ("wilson_proportion", st.proportion)]
)
def test_rates_and_proportions(golden, near, name, method):
    """Values and limits at both levels, with missing counts and denominators."""
    file = golden(name)
    for case in file["cases"]:
        for level in (key for key in LEVELS if f"lower_{key}" in case):
            found = method(
                case["count"],
                case["denominator"],
                per=case["multiplier"],
                confidence=LEVELS[level],
            )
            expected = (case["value"], case[f"lower_{level}"], case[f"upper_{level}"])
            for actual, wanted in zip(
                (found.value, found.lower, found.upper), expected, strict=True
            ):
                near(actual, wanted, file["tolerance"]["rtol"], case)


def test_the_method_of_a_rate_is_exact_below_ten(golden, near):
    """The cases name the method, and the limits are those of the method named."""
    intervals = {"Exact": st.poisson_interval, "Byars": st.byar_interval}
    for case in golden("byars_rate")["cases"]:
        if case["method"]:
            limits = intervals[case["method"]](case["count"])
            scale = case["multiplier"] / case["denominator"]
            near(scale * limits.upper, case["upper_95"], 1.5e-8, case)


def test_wilson_interval(golden, near):
    """Wilson's limits of fractional counts and at full confidence."""
    file = golden("wilson_proportion")
    for case in file["primitive_cases"]:
        found = st.wilson_interval(case["count"], case["denominator"], case["confidence"])
        near(found.lower, case["lower"], file["tolerance"]["rtol"], case)
        near(found.upper, case["upper"], file["tolerance"]["rtol"], case)


def test_directly_standardised_rates(golden, near):
    """Dobson's limits, suppression under ten events, and people with several events."""
    file = golden("dsr_dobson")
    for case in file["cases"]:
        given, expected = case["input"], case["expected"]
        places = (given["populations"], given["standard_population"])
        for level, confidence in LEVELS.items():
            options = {"per": case["multiplier"], "confidence": confidence}
            if "people_with_k_events" in given:
                people = given["people_with_k_events"]
                found = st.directly_standardised_rate_of_repeats(
                    list(people.values()), [int(k) for k in people], *places, **options
                )
            else:
                found = st.directly_standardised_rate(given["counts"], *places, **options)
            near(found.value, expected["value"], file["tolerance"]["rtol"], case["area"])
            assert bool(np.isnan(found.value)) == case["suppressed"]
            if expected[f"lower_{level}"] is not None or case["suppressed"]:
                near(found.lower, expected[f"lower_{level}"], file["tolerance"]["rtol"], case)
                near(found.upper, expected[f"upper_{level}"], file["tolerance"]["rtol"], case)


def test_the_standard_population_is_the_one_in_the_cases(golden):
    """The European Standard Population of 2013 has 19 bands that sum to 100,000."""
    stated = golden("dsr_dobson")["cases"][0]["input"]["standard_population"]
    assert list(st.EUROPEAN_STANDARD_POPULATION_2013) == stated
    assert sum(st.EUROPEAN_STANDARD_POPULATION_2013) == 100_000


def test_indirectly_standardised_ratios_and_rates(golden, near):
    """Ratios, rates and expected events, with a band without people."""
    file, rtol = golden("isr"), golden("isr")["tolerance"]["rtol"]
    methods = {
        "rate": st.indirectly_standardised_rate,
        "ratio": st.indirectly_standardised_ratio,
    }
    for case in file["cases"]:
        given, expected = case["input"], case["expected"]
        places = (
            given["populations"],
            given["reference_counts"],
            given["reference_populations"],
        )
        near(st.expected_events(*places), expected["expected"], rtol, case["area"])
        for level, confidence in LEVELS.items():
            found = methods[case["kind"]](
                given["counts"], *places, per=case["multiplier"], confidence=confidence
            )
            near(found.value, expected["value"], rtol, case["area"])
            if expected[f"lower_{level}"] is not None:
                near(found.lower, expected[f"lower_{level}"], rtol, case["area"])
                near(found.upper, expected[f"upper_{level}"], rtol, case["area"])


def test_means(golden, near):
    """Student's t limits of a mean."""
    file = golden("mean_t")
    for case in file["cases"]:
        for level, confidence in LEVELS.items():
            found, expected = st.mean_interval(case["values"], confidence), case["expected"]
            near(found.value, expected["mean"], file["tolerance"]["rtol"])
            near(found.lower, expected[f"lower_{level}"], file["tolerance"]["rtol"])
            near(found.upper, expected[f"upper_{level}"], file["tolerance"]["rtol"])


def test_quantile_groups(golden, near):
    """Deciles, septiles and quartiles, with missing values, ties and both directions."""
    for case in golden("quantiles")["cases"]:
        found = st.quantile_groups(
            case["values"],
            case["quantiles"],
            highest_is_first=case["highest_value_is_quantile_1"],
        )
        near(found, case["expected"], 0, case["name"])


def test_funnels_for_proportions(golden, near):
    """Limits along two curves and the band of every area."""
    file = golden("funnel_proportion")
    for case in file["cases"]:
        for level, confidence in LEVELS.items():
            found = st.funnel_limits(
                "proportion",
                case["denominator"],
                case["average"],
                per=case["multiplier"],
                confidence=confidence,
            )
            near(found.lower, case[f"lower_{level}"], file["tolerance"]["rtol"])
            near(found.upper, case[f"upper_{level}"], file["tolerance"]["rtol"])
    areas = file["significance"]
    count, size = np.array(areas["numerator"]), np.array(areas["denominator"])
    found = st.proportion_significance(count, size, count.sum() / size.sum())
    assert found.tolist() == [BANDS[band] for band in areas["expected"]]


def test_funnels_for_ratios(golden, near):
    """Limits, where on the axis they hold, and the band of every area."""
    file = golden("funnel_ratio")
    rtol = file["tolerance"]["rtol"]
    for case in file["cases"]:
        for level, confidence in LEVELS.items():
            limits = st.funnel_limits("ratio", case["observed"], per=100, confidence=confidence)
            near(limits.lower, case[f"lower_{level}"], rtol)
            near(limits.upper, case[f"upper_{level}"], rtol)
            places = st.funnel_expected(case["observed"], confidence)
            near(places.lower, case[f"expected_at_lower_{level}"], rtol)
            near(places.upper, case[f"expected_at_upper_{level}"], rtol)
    areas = file["significance"]
    found = st.count_significance(areas["observed"], areas["expected_count"])
    assert found.tolist() == [BANDS[band] for band in areas["expected"]]


def test_funnels_for_rates(golden, near):
    """Limits about an average rate, and the population at which they hold."""
    file = golden("funnel_rate")
    rtol = file["tolerance"]["rtol"]
    for case in file["cases"]:
        average = case["average_rate_per_person"]
        for level, confidence in LEVELS.items():
            found = st.funnel_limits(
                "rate", case["events"], average, per=case["multiplier"], confidence=confidence
            )
            near(found.lower, case[f"lower_{level}"], rtol, case["name"])
            near(found.upper, case[f"upper_{level}"], rtol, case["name"])
        people = st.funnel_expected(case["events"]).lower / average / case["years"]
        near(people, case["population_one_year_at_lower_95"], rtol, case["name"])


@pytest.mark.parametrize(
    ("rates", "bands", "fewest", "fill"),
    [
        ("dsr_per_100000", "expected_dsr", 10, False),
        ("crude_per_100000", "expected_crude", 0, True),
        ("crude_per_100000", "expected_crude_zero_rows_removed", 0, False),
    ],
)
def test_significance_of_rates(golden, rates, bands, fewest, fill):
    """Each area against the average, its denominator derived from its rate.

    An area without events has no derived denominator: it takes the given one (`fill`) or is left
    out. The cases call an area that was left out not significant.
    """
    areas = golden("funnel_rate")["significance"]
    count, rate = np.array(areas["count"]), np.array(areas[rates], dtype=np.float64)
    people = np.divide(1e5 * count, rate, out=np.full(rate.shape, np.nan), where=count > 0)
    if fill:
        people = np.where(count > 0, people, areas["population"])
    known = ~np.isnan(people)
    average = count[known].sum() / people[known].sum()
    missing = st.Significance.NOT_CLASSED if fewest else st.Significance.SIMILAR
    found = st.count_significance(count, average * people, minimum_events=fewest, missing=missing)
    assert found.tolist() == [BANDS[band] for band in areas[bands]]


def test_exact_poisson_limits_about_one(golden, near):
    """The limits of an expected count over the count."""
    file = golden("funnel_overdispersion")
    limits = file["poisson_limits"]
    count = np.array(limits["expected_count"])
    for level, confidence in LEVELS.items():
        found = st.poisson_interval(count, confidence)
        near(found.lower / count, limits[f"ll{level}"], file["tolerance"]["rtol"])
        near(found.upper / count, limits[f"ul{level}"], file["tolerance"]["rtol"])


def test_overdispersion(golden, near):
    """Transformed figures, z-scores before and after trimming, phi and tau squared."""
    file = golden("funnel_overdispersion")
    transforms = {"SRSHMI": "log", "SRCQC": "sqrt", "RCx": "ratio", "PRx": "proportion"}
    names = {"y": "Y", "s": "s", "z": "z", "trimmed": "z_trimmed", "used": "n"}
    names |= {"phi": "phi", "tau2": "tau2"}
    for case in file["cases"]:
        found = st.overdispersion(
            case["numerator"],
            case["denominator"],
            transform=transforms[case["data_type"] + case["sr_method"]],
            trimming=case["trimming"],
            trim=case["trim_by"],
        )
        for ours, theirs in names.items():
            near(getattr(found, ours), case[theirs], file["tolerance"]["rtol"], theirs)
