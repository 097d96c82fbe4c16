"""Time of year: found where it is, left alone where it is not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from frankpledge.statistics.seasonal import seasonal_adjustment


def plain_ratios(series: list[float], seasons: int) -> list[list[float]]:
    """Ratios to the centred moving average by season, in plain Python."""
    half = seasons // 2
    groups: list[list[float]] = [[] for _ in range(seasons)]
    for i in range(half, len(series) - half):
        around = series[i - half : i + half + 1]
        trend = (0.5 * around[0] + sum(around[1:-1]) + 0.5 * around[-1]) / seasons
        groups[i % seasons].append(series[i] / trend)
    return groups


def test_a_season_is_found_and_taken_out() -> None:
    """The index and the p value agree with the ratios and the test done by hand."""
    rng = np.random.default_rng(7)
    season = np.array([0.8, 1.0, 1.3, 0.9])
    series = 500 * np.tile(season, 6) * rng.normal(1, 0.02, 24)
    found = seasonal_adjustment(series, 4)
    groups = plain_ratios(list(series), 4)
    means = [sum(g) / len(g) for g in groups]
    index = [m / (sum(means) / 4) for m in means]
    assert found.seasonal
    assert found.p == pytest.approx(stats.f_oneway(*groups).pvalue, rel=1e-9)
    np.testing.assert_allclose(found.index, index, rtol=1e-12)
    np.testing.assert_allclose(found.adjusted, series / np.tile(index, 6), rtol=1e-12)


def test_noise_is_left_as_it_is() -> None:
    """At level 0.01 about one series of noise in a hundred is adjusted, no more."""
    rng = np.random.default_rng(11)
    noise = rng.poisson(200, size=(4000, 36)).astype(float)
    found = seasonal_adjustment(noise, 12)
    assert 0.002 < found.seasonal.mean() < 0.03
    np.testing.assert_array_equal(found.adjusted[~found.seasonal], noise[~found.seasonal])


def test_low_counts_gaps_and_short_series_are_left_alone() -> None:
    """Means below ten, missing points and less than three years are never adjusted."""
    season = np.tile([1.0, 5.0, 9.0, 5.0], 6)
    gap = season * 100
    gap[5] = np.nan
    found = seasonal_adjustment(np.stack([season, gap]), 4)
    assert not found.seasonal.any()
    assert not seasonal_adjustment(season[:8] * 100, 4).seasonal
    with pytest.raises(ValueError, match="seasons"):
        seasonal_adjustment(season, 1)
