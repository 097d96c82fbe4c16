"""How sure the years ahead are: scenarios, which assumption matters most, and a range.

Everything is asked of one figure, the gap of a year, or of all gaps together.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from frankpledge.money.budget.model import NOUGHT, Assumption, Budget, Scenario
from frankpledge.money.budget.outlook import FLOATS, Year, outlook_of, project

SEED, RUNS = 2012, 10_000
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Swing:
    """What one assumption can do to the gaps of all years together, in pounds: `low` with the
    assumption as far below as it may be, `high` as far above, all else as planned."""

    assumption: Assumption
    low: Decimal
    high: Decimal
    planned: Decimal

    @property
    def width(self) -> Decimal:
        """From the least gap to the greatest."""
        return max(self.low, self.high, self.planned) - min(self.low, self.high, self.planned)


@dataclass(frozen=True, eq=False)
class Range:
    """Gaps in `runs` simulated futures. `shares` are the shares of futures below each column of
    `gaps` (years x shares, pounds); `short` is the share of futures with a gap over nothing, by
    year; `last` all simulated gaps of the last year."""

    years: tuple[str, ...]
    shares: tuple[float, ...]
    gaps: NDArray[np.float64]
    short: NDArray[np.float64]
    last: NDArray[np.float64]
    runs: int
    seed: int


def total_gap(years: tuple[Year, ...]) -> Decimal:
    """The gaps of all years after the first together: each year's is met and comes back."""
    return sum((year.gap for year in years[1:]), NOUGHT)


def scenario_outlooks(budget: Budget) -> tuple[tuple[Scenario, tuple[Year, ...]], ...]:
    """Each scenario of the document with the years it gives."""
    return tuple((one, outlook_of(budget, one.shifts, one.values)) for one in budget.scenarios)


def swings(budget: Budget) -> tuple[Swing, ...]:
    """Every assumption that may be off, the one that matters most first."""
    planned = total_gap(outlook_of(budget))
    found = [
        Swing(
            one,
            total_gap(outlook_of(budget, {one.id: -one.below})),
            total_gap(outlook_of(budget, {one.id: one.above})),
            planned,
        )
        for one in budget.assumptions
        if one.below or one.above
    ]
    return tuple(sorted(found, key=lambda one: (-one.width, one.assumption.id)))


def simulate(budget: Budget, runs: int = RUNS, seed: int = SEED) -> Range:
    """Many futures, each with every assumption off by something that its document allows.

    Assumptions are drawn independently of each other; each is off by the same in all years. With
    'triangular' the planned value is the likeliest, with 'uniform' all values between the ends are
    as likely. Each assumption has a stream of numbers of its own, made from the seed and its id,
    so that a new assumption leaves the draws of the others as they were. Raises ValueError for
    fewer than 100 runs.
    """
    if runs < 100:
        raise ValueError(f"expected 100 runs or more, found {runs}")
    shifts = {
        one.id: drawn(one, runs, seed) for one in budget.assumptions if one.below or one.above
    }
    years = project(budget, shifts, FLOATS)
    gaps = np.stack([np.broadcast_to(np.asarray(year.gap, float), runs) for year in years])
    return Range(
        years=tuple(year.year for year in years),
        shares=SHARES,
        gaps=np.quantile(gaps, SHARES, axis=1).T,
        # Half a penny is what a float may be off by.
        short=(gaps > 0.005).mean(axis=1),
        last=gaps[-1],
        runs=runs,
        seed=seed,
    )


def drawn(one: Assumption, runs: int, seed: int) -> NDArray[np.float64]:
    """How far off an assumption is in each run, in its unit: from -below to above."""
    low, high = -float(one.below), float(one.above)
    stream = np.random.Generator(
        np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(one.id.encode())]))
    )
    share = stream.random(runs)
    if one.spread == "uniform":
        return low + share * (high - low)
    # The inverse of the triangular distribution with its peak at 0.
    peak = -low / (high - low)
    falling = high - np.sqrt((1 - share) * (high - low) * high)
    rising = low + np.sqrt(share * (high - low) * -low)
    return np.where(share < peak, rising, falling)
