"""Changes of shares: published examples, plain arithmetic, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from scipy.stats import chi2_contingency

from frankpledge import statistics as st


def wilson(cases: float, whole: float) -> tuple[float, float]:
    """Wilson's limits, written out."""
    z = 1.959963984540054
    share = cases / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(share * (1 - share) / whole + (z / whole / 2) ** 2)
    return middle - half, middle + half


def newcombe(before: tuple[float, float], after: tuple[float, float]) -> tuple[float, float]:
    """Method 10, written out."""
    one, two = before[0] / before[1], after[0] / after[1]
    (low1, high1), (low2, high2) = wilson(*before), wilson(*after)
    down = math.sqrt((two - low2) ** 2 + (high1 - one) ** 2)
    up = math.sqrt((high2 - two) ** 2 + (one - low1) ** 2)
    return two - one - down, two - one + up


def test_a_published_example() -> None:
    """Newcombe (1998), table II: 56 of 70 less 48 of 80."""
    found = st.share_difference(48, 80, 56, 70)
    np.testing.assert_allclose(
        [found.difference, found.lower, found.upper], (0.2, 0.0524, 0.3339), atol=6e-5
    )


@given(
    some.integers(0, 80), some.integers(1, 80), some.integers(0, 80), some.integers(1, 80),
    some.floats(0, 40),
)  # fmt: skip
def test_both_intervals_and_z_by_plain_arithmetic(
    x: int, n: int, y: int, m: int, phi: float
) -> None:
    """Newcombe's limits of cases, and of fewer effective ones; z is that of a two by two table."""
    assume(x <= n and y <= m)
    found = st.share_difference(x, n, y, m, dispersion=phi)
    low, high = newcombe((x, n), (y, m))
    assert (found.lower, found.upper) == pytest.approx((low, high), abs=1e-9)
    fewer = max(phi, 1)
    low, high = newcombe((x / fewer, n / fewer), (y / fewer, m / fewer))
    assert found.wide_lower == pytest.approx(min(low, found.lower), abs=1e-9)
    assert found.wide_upper == pytest.approx(max(high, found.upper), abs=1e-9)
    if 0 < x + y < n + m:
        table = [[x, n - x], [y, m - y]]
        chi2 = chi2_contingency(table, correction=False)
        assert found.z**2 == pytest.approx(chi2.statistic, rel=1e-6, abs=1e-9)
        assert found.p == pytest.approx(chi2.pvalue, rel=1e-6, abs=1e-9)
        assert found.wide_z == pytest.approx(found.z / math.sqrt(fewer))
    else:
        assert found.z == found.wide_z == 0
        assert found.p == 1


def test_what_is_not_known_stays_unknown() -> None:
    """A missing number leaves nothing; a missing dispersion leaves the plain figures."""
    found = st.share_difference([np.nan, 4], [10, 10], [5, 6], [10, 10], dispersion=[1, np.nan])
    assert np.isnan([found.difference[0], found.lower[0], found.z[0], found.wide_upper[0]]).all()
    assert found.difference[1] == pytest.approx(0.2)
    assert np.isfinite([found.lower[1], found.upper[1], found.p[1]]).all()
    assert np.isnan([found.wide_lower[1], found.wide_upper[1], found.wide_z[1]]).all()


def test_more_cases_than_the_whole_are_refused() -> None:
    """The error names the argument and both numbers."""
    with pytest.raises(ValueError, match="after: expected no more cases than the whole, found 11"):
        st.share_difference(4, 10, 11, 10)
    with pytest.raises(ValueError, match="before_of"):
        st.share_difference(0, 0, 1, 10)
