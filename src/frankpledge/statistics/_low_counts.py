"""Control charts of low counts: limits from the Poisson distribution, widened where need be.

The XmR chart supposes that ups and downs are alike. Counts of a few a month are not: they crowd at
nought and now and then jump, so that its lower limit is never crossed and its upper one too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Counts, Floats
from frankpledge.statistics._change import dispersion
from frankpledge.statistics._chunks import as_series
from frankpledge.statistics._ranges import mean_of_known
from frankpledge.statistics._results import Interval
from frankpledge.statistics._xmr import phase_starts, spans

LOW_MEAN = 10.0  # events a period: below it counts are too lopsided for an XmR chart
OUTER, INNER = 0.9973, 0.9545  # what three and two standard deviations hold of a normal variable
_SHARES = ((1 - OUTER) / 2, (1 - INNER) / 2, 0.5, (1 + INNER) / 2, (1 + OUTER) / 2)
STEP = 10  # dispersions are raised to the next tenth


@dataclass(frozen=True)
class LowCounts:
    """The lines of charts of low counts, kept once per phase and read per point.

    The names are those of `Xmr`, with which it can be exchanged; limits are whole numbers and lie
    unevenly about the mean. `centres` are the means, `middles` the medians, from which sides are
    told; `dispersions` say how many times the Poisson variance was allowed for.
    """

    centres: Floats
    middles: Floats
    outer: Interval
    inner: Interval
    dispersions: Floats
    points: Counts
    phase_of: Counts

    @property
    def mean(self) -> Floats:
        """The centre line at each point."""
        return self._each(self.centres)

    @property
    def lower(self) -> Floats:
        """The lowest count at each point that is nothing special; 0 where none is too low."""
        return self._each(self.outer.lower)

    @property
    def upper(self) -> Floats:
        """The highest count at each point that is nothing special."""
        return self._each(self.outer.upper)

    @property
    def phase(self) -> Counts:
        """The phase of each point, from 0."""
        return np.broadcast_to(self.phase_of, (*self.centres.shape[:-1], len(self.phase_of)))

    @property
    def lines(self) -> tuple[Floats, ...]:
        """Per phase: lower, inner lower, middle, inner upper and upper line."""
        outer, inner = self.outer, self.inner
        return outer.lower, inner.lower, self.middles, inner.upper, outer.upper

    def _each(self, lines: Floats) -> Floats:
        return lines[..., self.phase_of]


def low_counts(values: ArrayLike, rebase: Sequence[int] = ()) -> LowCounts:
    """The chart of every series of low counts; time is the last axis, leading axes are any.

    The mean of each phase sets the limits, with the series' own `dispersion` where that is above 1,
    raised to the next tenth. NaN points are missing. A phase without points has no lines (NaN).
    Fractional counts (shares of an area) are allowed. Raises ValueError for negative or infinite
    values, or a phase that starts outside the series.
    """
    array = check.not_negative("values", as_series(values))
    starts = phase_starts(rebase, array.shape[-1])
    phases = [array[..., a:b] for a, b in spans(starts, array.shape[-1])]
    centres, points = (np.stack(a, axis=-1) for a in zip(*map(mean_of_known, phases), strict=True))
    own = np.stack([dispersion(phase) for phase in phases], axis=-1)
    spread = np.ceil(np.fmax(own, 1) * STEP - 1e-9) / STEP
    phase_of = np.repeat(np.arange(len(starts)), np.diff([*starts, array.shape[-1]]))
    low, near_low, middle, near_high, high = _quantiles(_SHARES, centres, spread)
    outer, inner = Interval(low, high), Interval(near_low, near_high)
    return LowCounts(centres, middle, outer, inner, spread, points, phase_of)


def poisson_limits(
    mean: ArrayLike, dispersion: ArrayLike = 1.0, confidence: float = OUTER
) -> Interval:
    """The counts between which all but a share of 1 - confidence fall; whole numbers.

    Each tail beyond the limits holds at most half of that share: of a Poisson distribution with
    this mean or, with a dispersion above 1, of a negative binomial one whose variance is so many
    times the mean. Shapes broadcast; NaN gives NaN. A mean of 0 has limits of 0. Raises ValueError
    for a negative mean, a dispersion below 1 or a confidence outside 0.9 to 1.
    """
    tail = (1 - check.level(confidence)) / 2
    if tail == 0:
        raise ValueError("confidence: expected less than 1, since counts have no upper end")
    spread = check.positive("dispersion", dispersion)
    if (spread < 1).any():
        raise ValueError("dispersion: expected 1 or more, found less")
    return Interval(*_quantiles((tail, 1 - tail), check.not_negative("mean", mean), spread))


def _quantiles(shares: Sequence[float], mean: Floats, spread: Floats) -> list[Floats]:
    """For each share the least count at or below which so many of such counts fall."""
    mean, spread = np.broadcast_arrays(mean, spread)
    # Thousands of small places share a few means and dispersions: each pair is worked out once.
    pairs, place = np.unique((mean + 1j * spread).ravel(), return_inverse=True)
    found = (_search(share, pairs.real, pairs.imag) for share in shares)
    return [counts[place.ravel()].reshape(mean.shape) for counts in found]


def _search(share: float, mean: Floats, spread: Floats) -> Floats:
    """Bisection over whole numbers between -1, which is too low, and a count that is not."""
    low = np.full(mean.shape, -1.0)
    high = np.ceil(np.nan_to_num(mean + 10 * np.sqrt(mean * spread) + 20 * spread))
    while ((high - low) > 1).any():
        middle = np.floor((low + high) / 2)
        enough = _at_most(middle, mean, spread) >= share
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(np.isnan(mean + spread), np.nan, high)


def _at_most(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """The share of counts that are no higher: Poisson, or negative binomial by the beta."""
    found = np.asarray(special.gammaincc(count + 1, mean))
    extra = spread > 1
    m, phi = mean[extra], spread[extra]
    shape = np.where(m > 0, m / (phi - 1), 1.0)
    found[extra] = np.where(m == 0, 1.0, special.betainc(shape, count[extra] + 1, 1 / phi))
    return found
