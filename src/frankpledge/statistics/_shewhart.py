"""Control charts other than XmR: counts, shares, rates, times between events, and run charts.

Each kind is a function of one phase: the values, counts and sizes, and which points set the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats
from frankpledge.statistics._quantiles import quantile_of_known
from frankpledge.statistics._ranges import SCREEN, SD_OF_RANGE, average_range, mean_of_known
from frankpledge.statistics._xmr import phase_starts, spans

Kind = Literal["run", "i", "mr", "p", "pp", "c", "u", "up", "g", "t"]
T_POWER = 3.6  # makes Weibull-like waiting times roughly normal (Nelson, 1994)


@dataclass(frozen=True)
class ShewhartChart:
    """The plotted value, centre line and limits of each point; NaN limits for a run chart."""

    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class _Phase:
    """One phase of a chart. `base` holds the places of the points that set the lines."""

    value: Floats
    counts: Floats
    sizes: Floats
    base: Flags
    screen: bool

    def mean(self) -> Floats:
        """The plain mean of the base points."""
        return mean_of_known(self.value[..., self.base])[0][..., None]

    def pooled(self) -> Floats:
        """All events over all sizes of the base points."""
        events, sizes = (a[..., self.base] for a in (self.counts, self.sizes))
        known = ~np.isnan(events + sizes)
        total = np.where(known, sizes, 0).sum(axis=-1)
        return np.asarray(np.where(known, events, 0).sum(axis=-1) / total)[..., None]

    def spread(self, values: Floats) -> Floats:
        """The standard deviation from the moving ranges of the base points, gaps closed up."""
        mean, _ = average_range(values[..., self.base], screen=self.screen)
        return (mean / SD_OF_RANGE)[..., None]


def shewhart_chart(  # noqa: PLR0913 - the options are the method
    kind: Kind,
    counts: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    baseline: ArrayLike | None = None,
    include: ArrayLike | None = None,
    rebase: Sequence[int] = (),
    per: float = 1,
    screen: bool = True,
) -> ShewhartChart:
    """A control chart of the given kind; time is the last axis.

    Kinds: `run` (median only), `i` (individual values), `mr` (moving ranges), `p` (shares), `c`
    (counts), `u` (rates), `pp` and `up` (Laney's P' and U', for shares and rates that vary more
    than chance), `g` (events or days between), `t` (times between). `p`, `u`, `pp` and `up` need
    `sizes`. `baseline` and `include` are flags per point: the lines are set by points that are
    both; points left out are closed up before moving ranges are taken. `rebase` lists where
    phases start, `per` multiplies values and lines, `screen` drops large ranges once (`i`, `t`,
    `pp`, `up`). Raises ValueError for an unknown kind, missing sizes, negative counts of a chart
    for counts, a size of zero or less, waiting times of zero or less, or flags of another length.
    """
    if kind not in _KINDS:
        raise ValueError(f"kind: expected one of {', '.join(_KINDS)}, found {kind!r}")
    events, exposure, value = _inputs(kind, counts, sizes)
    length = value.shape[-1]
    base = _flags("baseline", baseline, length) & _flags("include", include, length)
    lines = np.empty((4, *value.shape))
    for start, stop in spans(phase_starts(rebase, length), length):
        v, x, n = (a[..., start:stop] for a in (value, events, exposure))
        phase = _Phase(v, x, n, base[start:stop], screen)
        with np.errstate(divide="ignore", invalid="ignore"):  # a phase without events has no lines
            drawn = _KINDS[kind](phase)
        for line, part in zip(lines, drawn, strict=True):
            line[..., start:stop] = part
    return ShewhartChart(*(per * line for line in lines))


def _inputs(
    kind: Kind, counts: ArrayLike, sizes: ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    events = check.numbers("counts", counts)
    if kind in {"p", "pp", "c", "u", "up", "g"}:
        check.not_negative("counts", events)
    if kind == "t":
        check.positive("counts", events)
    if sizes is None and kind in {"p", "pp", "u", "up"}:
        raise ValueError(f"sizes: expected the size of each point for kind {kind!r}, found none")
    if sizes is not None and kind in {"c", "g", "t"}:
        raise ValueError(f"sizes: expected none for kind {kind!r}, found some")
    exposure = np.ones_like(events) if sizes is None else check.positive("sizes", sizes)
    events, exposure = np.broadcast_arrays(events, exposure)
    return events, exposure, events / exposure


def _flags(name: str, flags: ArrayLike | None, length: int) -> Flags:
    array = np.ones(length, dtype=bool) if flags is None else np.asarray(flags, dtype=bool)
    if array.shape != (length,):
        raise ValueError(f"{name}: expected {length} flags, found the shape {array.shape}")
    return array


_Lines = tuple[Floats, Floats, Floats, Floats]


def _around(
    phase: _Phase, centre: Floats, sd: Floats, floor: float = -np.inf, ceiling: float = np.inf
) -> _Lines:
    """Three standard deviations to each side, cut to what is possible."""
    lower, upper = np.maximum(centre - 3 * sd, floor), np.minimum(centre + 3 * sd, ceiling)
    return phase.value, centre, lower, upper


def _run(phase: _Phase) -> _Lines:
    none = np.array(np.nan)
    return phase.value, _median(phase), none, none


def _median(phase: _Phase) -> Floats:
    return quantile_of_known(phase.value[..., phase.base], 0.5)


def _individuals(phase: _Phase) -> _Lines:
    return _around(phase, phase.mean(), phase.spread(phase.value))


def _moving_ranges(phase: _Phase) -> _Lines:
    ranges = np.full(phase.value.shape, np.nan)
    ranges[..., 1:] = np.abs(np.diff(phase.value, axis=-1))
    centre = mean_of_known(ranges[..., phase.base])[0][..., None]
    return ranges, centre, np.array(0.0), SCREEN * centre


def _shares(phase: _Phase) -> _Lines:
    centre = phase.pooled()
    return _around(phase, centre, np.sqrt(centre * (1 - centre) / phase.sizes), 0, 1)


def _counts(phase: _Phase) -> _Lines:
    centre = phase.mean()
    return _around(phase, centre, np.sqrt(centre), 0)


def _rates(phase: _Phase) -> _Lines:
    centre = phase.pooled()
    return _around(phase, centre, np.sqrt(centre / phase.sizes), 0)


def _laney_shares(phase: _Phase) -> _Lines:
    centre = phase.pooled()
    return _laney(phase, centre, np.sqrt(centre * (1 - centre) / phase.sizes), 1)


def _laney_rates(phase: _Phase) -> _Lines:
    centre = phase.pooled()
    return _laney(phase, centre, np.sqrt(centre / phase.sizes), np.inf)


def _laney(phase: _Phase, centre: Floats, sd: Floats, ceiling: float) -> _Lines:
    """Widen (or narrow) the limits by how much the z-scores really vary from point to point."""
    return _around(phase, centre, sd * phase.spread((phase.value - centre) / sd), 0, ceiling)


def _between(phase: _Phase) -> _Lines:
    mean = phase.mean()
    _, _, lower, upper = _around(phase, mean, np.sqrt(mean * (mean + 1)), 0)
    return phase.value, _median(phase), lower, upper


def _times(phase: _Phase) -> _Lines:
    bent = phase.value ** (1 / T_POWER)
    centre = mean_of_known(bent[..., phase.base])[0][..., None]
    half = 3 * phase.spread(bent)
    lower = np.maximum(centre - half, 0)
    return phase.value, centre**T_POWER, lower**T_POWER, (centre + half) ** T_POWER


_KINDS: dict[str, Callable[[_Phase], _Lines]] = {
    "run": _run,
    "i": _individuals,
    "mr": _moving_ranges,
    "p": _shares,
    "pp": _laney_shares,
    "c": _counts,
    "u": _rates,
    "up": _laney_rates,
    "g": _between,
    "t": _times,
}
