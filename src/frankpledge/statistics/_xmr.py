"""The XmR control chart: a mean, and the limits between which ordinary variation stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics._arrays import Counts, Floats
from frankpledge.statistics._chunks import as_series, pieces
from frankpledge.statistics._ranges import average_range, mean_of_known

NEAR = 2 / 3  # the inner lines, two thirds of the way from the mean to a limit


@dataclass(frozen=True)
class XmrOptions:
    """How the limits are drawn.

    `screen` leaves out moving ranges of 3.267 times their average or more, once; `limit_multiplier`
    is the number of average ranges from the mean to a limit (2.66; 3/1.128 in some tools);
    `fix_after` takes mean and limits from the first so many places of each phase only.
    """

    screen: bool = True
    limit_multiplier: float = 2.66
    fix_after: int | None = None

    def __post_init__(self) -> None:
        if not self.limit_multiplier > 0:
            raise ValueError(
                f"limit_multiplier: expected more than zero, found {self.limit_multiplier!r}"
            )
        if self.fix_after is not None and self.fix_after < 2:
            raise ValueError(f"fix_after: expected 2 or more, found {self.fix_after!r}")


DEFAULT = XmrOptions()


@dataclass(frozen=True)
class Xmr:
    """The lines of control charts, kept once per phase and read per point.

    `centres`, `ranges` and `points` have the phases on their last axis: the mean, the average
    moving range after screening, and how many points are not missing. `phase_of` gives the phase of
    each time. The properties have the shape of the values; they are views, not to be written to,
    while there is one phase.
    """

    centres: Floats
    ranges: Floats
    points: Counts
    phase_of: Counts
    options: XmrOptions = DEFAULT

    @property
    def mean(self) -> Floats:
        """The centre line at each point."""
        return self._each(self.centres)

    @property
    def lower(self) -> Floats:
        """The lower limit at each point."""
        return self._each(self.centres - self.half_widths)

    @property
    def upper(self) -> Floats:
        """The upper limit at each point."""
        return self._each(self.centres + self.half_widths)

    @property
    def near_lower(self) -> Floats:
        """The lower inner line: two thirds of the way from the mean to the limit."""
        return self._each(self.centres - NEAR * self.half_widths)

    @property
    def near_upper(self) -> Floats:
        """The upper inner line: two thirds of the way from the mean to the limit."""
        return self._each(self.centres + NEAR * self.half_widths)

    @property
    def phase(self) -> Counts:
        """The phase of each point, from 0."""
        return np.broadcast_to(self.phase_of, (*self.centres.shape[:-1], len(self.phase_of)))

    @property
    def half_widths(self) -> Floats:
        """From the mean to a limit, per phase."""
        return self.options.limit_multiplier * self.ranges

    @property
    def lines(self) -> tuple[Floats, ...]:
        """Per phase: lower, inner lower, middle, inner upper and upper line."""
        half, middle = self.half_widths, self.centres
        return middle - half, middle - NEAR * half, middle, middle + NEAR * half, middle + half

    def _each(self, lines: Floats) -> Floats:
        if lines.shape[-1] == 1:
            return np.broadcast_to(lines, (*lines.shape[:-1], len(self.phase_of)))
        return lines[..., self.phase_of]


def xmr(values: ArrayLike, options: XmrOptions = DEFAULT, rebase: Sequence[int] = ()) -> Xmr:
    """The XmR chart of every series; time is the last axis, leading axes are any.

    `rebase` lists the places (from 0) at which a new phase starts, the same for every series. NaN
    points are missing: they count for neither mean nor ranges, and no range spans a gap. A phase
    with one point has a mean but no limits (NaN). Where nothing varies the limits are the mean.
    Raises ValueError for a phase that starts outside the series, or infinite values.
    """
    array = as_series(values)
    starts = phase_starts(rebase, array.shape[-1])
    shape = (*array.shape[:-1], len(starts))
    centres, ranges = np.empty((np.prod(shape[:-1], dtype=int), len(starts))), None
    ranges, points = np.empty_like(centres), np.empty(centres.shape, dtype=np.intp)
    for part, piece in pieces(array):
        for number, (start, stop) in enumerate(spans(starts, array.shape[-1])):
            phase = piece[:, start:stop]
            baseline = phase[:, : options.fix_after]
            centres[part, number] = mean_of_known(baseline)[0]
            ranges[part, number] = average_range(baseline, screen=options.screen)[0]
            points[part, number] = (~np.isnan(phase)).sum(axis=-1)
    phase_of = np.repeat(np.arange(len(starts)), np.diff([*starts, array.shape[-1]]))
    return Xmr(
        centres.reshape(shape), ranges.reshape(shape), points.reshape(shape), phase_of, options
    )


def phase_starts(rebase: Sequence[int], length: int) -> list[int]:
    """The starts of all phases, the first at 0, in order and once each."""
    for start in rebase:
        if not 0 <= start < length:
            raise ValueError(f"rebase: expected places from 0 to {length - 1}, found {start}")
    return sorted({0, *(int(start) for start in rebase)})


def spans(starts: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Start and stop of each phase."""
    return list(zip(starts, [*starts[1:], length], strict=True))
