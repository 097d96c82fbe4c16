"""Rates that allow for age: directly and indirectly standardised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._intervals import byar_interval, count_interval
from frankpledge.statistics._results import Estimate

# The European Standard Population of 2013 (Eurostat), 0-4 to 90 and over in bands of five years.
EUROPEAN_STANDARD_POPULATION_2013 = (
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
    *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)
MINIMUM_EVENTS = 10


def directly_standardised_rate(  # noqa: PLR0913 - the options are the method
    counts: ArrayLike,
    populations: ArrayLike,
    standard_population: ArrayLike = EUROPEAN_STANDARD_POPULATION_2013,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
    minimum_events: float = MINIMUM_EVENTS,
) -> Estimate:
    """The rate an area would have with the standard's ages, with Dobson's interval (1991).

    The last axis is the age band; leading axes broadcast. A missing count is zero events. The
    result is NaN below `minimum_events` events (10, as published rates are; 0 switches it off).
    Raises ValueError for a negative count, a population that is missing, zero or negative, a
    standard population that is missing or negative or all zero, unlike numbers of bands, or a
    confidence outside 0.9 to 1 (or 90 to 100).
    """
    x = _filled("counts", counts)
    weights = _weights(populations, standard_population, x)
    variance = (x * weights**2).sum(axis=-1)
    value, total = (x * weights).sum(axis=-1), _total(x, weights)
    return _times(_dobson(value, variance, total, confidence, minimum_events), per)


def directly_standardised_rate_of_repeats(  # noqa: PLR0913 - the options are the method
    people: ArrayLike,
    events: Sequence[float],
    populations: ArrayLike,
    standard_population: ArrayLike = EUROPEAN_STANDARD_POPULATION_2013,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
    minimum_events: float = MINIMUM_EVENTS,
) -> Estimate:
    """A directly standardised rate of events of which one person may have several.

    `people[..., k, b]` is the number of people in age band b with `events[k]` events each. The
    variance is the sum over k of events[k] squared times the variance of the people, so the
    interval is wider than if each event stood alone. Otherwise as `directly_standardised_rate`.
    """
    each = _filled("people", people)
    times = check.positive("events", list(events))
    if each.ndim < 2 or each.shape[-2] != len(times):
        raise ValueError(f"people: expected {len(times)} rows before the bands, found {each.shape}")
    x = (each * times[:, None]).sum(axis=-2)
    weights = _weights(populations, standard_population, x)
    variance = ((each * times[:, None] ** 2).sum(axis=-2) * weights**2).sum(axis=-1)
    value, total = (x * weights).sum(axis=-1), _total(x, weights)
    return _times(_dobson(value, variance, total, confidence, minimum_events), per)


def _filled(name: str, counts: ArrayLike) -> Floats:
    return np.nan_to_num(check.not_negative(name, counts), nan=0.0)


def _weights(populations: ArrayLike, standard_population: ArrayLike, x: Floats) -> Floats:
    """What one event in each band adds to the standardised rate per person."""
    n = check.present("populations", check.positive("populations", populations))
    standard = check.not_negative("standard_population", standard_population)
    check.present("standard_population", standard)
    check.same_last_axis(counts=x, populations=n, standard_population=standard)
    whole = standard.sum(axis=-1, keepdims=True)
    check.positive("standard_population", whole)
    return np.asarray(standard / whole / n)


def _total(x: Floats, weights: Floats) -> Floats:
    return np.asarray(np.broadcast_to(x, np.broadcast_shapes(x.shape, weights.shape)).sum(axis=-1))


def _dobson(
    value: Floats, variance: Floats, total: Floats, confidence: float, minimum: float
) -> Estimate:
    """Byar's limits of the number of events, scaled to the variance of the weighted rate."""
    limits = byar_interval(total, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(variance / total)
        lower, upper = (value + scale * (limit - total) for limit in (limits.lower, limits.upper))
    few = total < minimum
    return Estimate(*(np.where(few, np.nan, line) for line in (value, lower, upper)))


def _times(estimate: Estimate, per: Floats | float) -> Estimate:
    return Estimate(per * estimate.value, per * estimate.lower, per * estimate.upper)


def expected_events(
    populations: ArrayLike, reference_counts: ArrayLike, reference_populations: ArrayLike
) -> Floats:
    """The events an area would have at the reference's rates: summed over age, the last axis.

    A missing reference count is zero; a population may be zero. Raises ValueError for negative
    numbers, a missing population, or a reference population that is missing, zero or negative.
    """
    n = check.present("populations", check.not_negative("populations", populations))
    reference = _reference(reference_counts, reference_populations)
    check.same_last_axis(populations=n, reference=reference[0])
    return np.asarray((reference[0] / reference[1] * n).sum(axis=-1))


def _reference(counts: ArrayLike, populations: ArrayLike) -> tuple[Floats, Floats]:
    people = check.positive("reference_populations", populations)
    check.present("reference_populations", people)
    x, people = np.broadcast_arrays(_filled("reference_counts", counts), people)
    return x, people


def indirectly_standardised_ratio(  # noqa: PLR0913 - the options are the method
    counts: ArrayLike,
    populations: ArrayLike,
    reference_counts: ArrayLike,
    reference_populations: ArrayLike,
    *,
    per: float = 1,
    confidence: float = 0.95,
) -> Estimate:
    """Observed over expected events: above 1, more than the area's ages would lead one to expect.

    The last axis is the age band; leading axes broadcast. Missing counts are zero events. `counts`
    may be one total instead of bands. The interval is exact below 10 events and Byar's from 10; NaN
    where nothing is expected. Raises ValueError as `expected_events` does.
    """
    observed = np.atleast_1d(_filled("counts", counts)).sum(axis=-1)
    expected = expected_events(populations, reference_counts, reference_populations)
    limits = count_interval(observed, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(expected > 0, per / expected, np.nan)
    return Estimate(observed * scale, limits.lower * scale, limits.upper * scale)


def indirectly_standardised_rate(  # noqa: PLR0913 - the options are the method
    counts: ArrayLike,
    populations: ArrayLike,
    reference_counts: ArrayLike,
    reference_populations: ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """The indirectly standardised ratio times the crude rate of the reference population.

    Arguments and errors as for `indirectly_standardised_ratio`; `per` people.
    """
    x, people = _reference(reference_counts, reference_populations)
    crude = per * x.sum(axis=-1) / people.sum(axis=-1)
    ratio = indirectly_standardised_ratio(
        counts, populations, reference_counts, reference_populations, confidence=confidence
    )
    return _times(ratio, crude)
