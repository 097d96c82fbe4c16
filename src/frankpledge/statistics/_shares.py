"""Change between two shares of a whole, in parts of it and not as a percentage of a percentage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Floats
from frankpledge.statistics._intervals import wilson_limits
from frankpledge.statistics._results import Estimate


@dataclass(frozen=True)
class ShareDifference:
    """A difference of two shares, after less before, with two intervals, p-values and z-scores.

    From -1 to 1. `lower`, `upper`, `p` and `z` suppose that cases are independent (binomial). Those
    that start with `wide` allow for the dispersion given. All have one shape.
    """

    difference: Floats
    lower: Floats
    upper: Floats
    p: Floats
    z: Floats
    wide_lower: Floats
    wide_upper: Floats
    wide_p: Floats
    wide_z: Floats


def share_difference(  # noqa: PLR0913 - the options are the method
    before: ArrayLike,
    before_of: ArrayLike,
    after: ArrayLike,
    after_of: ArrayLike,
    *,
    dispersion: ArrayLike = 1.0,
    confidence: float = 0.95,
) -> ShareDifference:
    """Compare two shares, each a number of cases `of` all cases of its time.

    The interval is Newcombe's (see `share_change`), z the score of the pooled share, p its two
    tails. The wide figures are the same from cases and wholes divided by the dispersion (never
    taken below 1), and their interval is never the narrower one. Shapes broadcast. Two shares of
    nothing, or two of everything, have a z of 0. A missing number gives NaN throughout; a missing
    dispersion gives NaN in the wide figures. Raises ValueError for a negative number or dispersion,
    a whole of zero or less, more cases than the whole, or a confidence outside 0.9 to 1.
    """
    x, n, y, m, phi = np.broadcast_arrays(
        check.not_negative("before", before),
        check.positive("before_of", before_of),
        check.not_negative("after", after),
        check.positive("after_of", after_of),
        np.maximum(check.not_negative("dispersion", dispersion), 1),
    )
    for name, cases, whole in (("before", x, n), ("after", y, m)):
        if (cases > whole).any():
            at = np.argmax(cases > whole)
            found = f"{cases.flat[at]:g} of {whole.flat[at]:g}"
            raise ValueError(f"{name}: expected no more cases than the whole, found {found}")
    quantile = check.normal_quantile(confidence)
    plain = share_change(_wilson(x, n, quantile), _wilson(y, m, quantile))
    wide = share_change(_wilson(x / phi, n / phi, quantile), _wilson(y / phi, m / phi, quantile))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (x + y) / (n + m)
        z = plain.value / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z = np.where((pooled == 0) | (pooled == 1), 0.0, z)
    wide_z = z / np.sqrt(phi)
    return ShareDifference(
        difference=plain.value,
        lower=plain.lower,
        upper=plain.upper,
        p=2 * special.ndtr(-np.abs(z)),
        z=z,
        wide_lower=np.fmin(wide.lower, plain.lower) + 0 * phi,
        wide_upper=np.fmax(wide.upper, plain.upper) + 0 * phi,
        wide_p=2 * special.ndtr(-np.abs(wide_z)),
        wide_z=wide_z,
    )


def _wilson(cases: Floats, whole: Floats, quantile: float) -> Estimate:
    limits = wilson_limits(cases, whole, quantile)
    return Estimate(cases / whole, limits.lower, limits.upper)


def share_change(before: Estimate, after: Estimate) -> Estimate:
    """The difference of two independent shares, after less before, with its interval.

    R. G. Newcombe, *Interval estimation for the difference between independent proportions* (1998),
    method 10: the distances to Wilson's limits, squared and added. Shapes broadcast.
    """
    one, two = before.value, after.value
    down = np.sqrt((two - after.lower) ** 2 + (before.upper - one) ** 2)
    up = np.sqrt((after.upper - two) ** 2 + (one - before.lower) ** 2)
    return Estimate(two - one, two - one - down, two - one + up)
