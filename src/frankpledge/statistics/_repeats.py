"""Near repeats: are events close in space also close in time more often than chance makes them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Flags, Floats

Metric = Literal["manhattan", "euclidean"]
Bands = NDArray[np.intp]


@dataclass(frozen=True)
class Knox:
    """Pairs of events by closeness: rows close and far in space, columns close and far in time.

    `p_poisson` is the chance of as many close pairs or more by Poisson; `p` by shuffling the times
    (NaN without shuffles).
    """

    observed: Floats
    expected: Floats
    p_poisson: float
    p: float

    @property
    def close_pairs(self) -> int:
        """Pairs close in both."""
        return int(self.observed[0, 0])


@dataclass(frozen=True)
class NearRepeats:
    """Pairs of events by band of distance (rows) and of time (columns), the mean of the shuffles,
    and p: one more than the shuffles with as many pairs or more, over one more than the
    shuffles."""

    observed: NDArray[np.intp]
    expected: Floats
    p: Floats


def knox(  # noqa: PLR0913 - the options are the method
    points: ArrayLike,
    times: ArrayLike,
    *,
    distance: float,
    duration: float,
    metric: Metric = "euclidean",
    shuffles: int = 0,
    seed: int = 0,
) -> Knox:
    """Knox's test (1964): pairs no more than `distance` and `duration` apart, both inclusive.

    `points` has shape (events, 2) in metres (not degrees), `times` one number per event. The same
    `seed` gives the same shuffles. Raises ValueError for fewer than two events, missing or unlike
    numbers of points and times, or an unknown metric.
    """
    apart, first, second, when = _pairs(points, times, metric)
    near = apart <= distance

    def table(order: NDArray[np.intp]) -> Floats:
        soon = np.abs(when[order[first]] - when[order[second]]) <= duration
        return _two_by_two(near, soon)

    plain = np.arange(len(when))
    observed = table(plain)
    rng = np.random.default_rng(seed)
    least = sum(
        bool(table(rng.permutation(plain))[0, 0] >= observed[0, 0]) for _ in range(shuffles)
    )
    expected, p_poisson = knox_expected(observed)
    return Knox(observed, expected, p_poisson, (1 + least) / (1 + shuffles) if shuffles else np.nan)


def _two_by_two(near: Flags, soon: Flags) -> Floats:
    close, here, now = (int(flags.sum()) for flags in (near & soon, near, soon))
    rest = near.size - here - now + close
    return np.array([[close, here - close], [now - close, rest]], dtype=np.float64)


def knox_expected(observed: ArrayLike) -> tuple[Floats, float]:
    """What independence of space and time expects of a table of pairs, and the Poisson p-value:
    the chance of at least as many close pairs as there are."""
    table = np.asarray(observed, dtype=np.float64)
    total = max(float(table.sum()), 1.0)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    close = table[0, 0]
    chance = float(special.pdtrc(close - 1, expected[0, 0])) if close > 0 else 1.0
    return expected, chance


def near_repeats(  # noqa: PLR0913 - the options are the method
    points: ArrayLike,
    times: ArrayLike,
    distance_breaks: ArrayLike,
    duration_breaks: ArrayLike,
    *,
    metric: Metric = "manhattan",
    shuffles: int = 0,
    seed: int = 0,
) -> NearRepeats:
    """Pairs in bands of distance and time, from each break up to (not including) the next.

    The last band of each has no end; pairs below the first break are left out. Arguments
    otherwise as for `knox`; without shuffles `expected` and `p` are NaN. Raises ValueError also
    for breaks that do not rise.
    """
    apart, first, second, when = _pairs(points, times, metric)
    rows, columns = (
        _breaks("distance_breaks", distance_breaks),
        _breaks("duration_breaks", duration_breaks),
    )
    shape, band = (len(rows), len(columns)), _bands(apart, rows)

    def table(order: NDArray[np.intp]) -> NDArray[np.intp]:
        later = _bands(np.abs(when[order[first]] - when[order[second]]), columns)
        counted = (band >= 0) & (later >= 0)
        places = band[counted] * shape[1] + later[counted]
        return np.bincount(places, minlength=shape[0] * shape[1]).reshape(shape)

    plain = np.arange(len(when))
    observed = table(plain)
    if shuffles == 0:
        return NearRepeats(observed, np.full(shape, np.nan), np.full(shape, np.nan))
    rng = np.random.default_rng(seed)
    total, least = np.zeros(shape), np.zeros(shape)
    for _ in range(shuffles):
        shuffled = table(rng.permutation(plain))
        total, least = total + shuffled, least + (shuffled >= observed)
    return NearRepeats(observed, total / shuffles, (1 + least) / (1 + shuffles))


def _breaks(name: str, breaks: ArrayLike) -> Floats:
    edges = check.present(name, check.numbers(name, breaks))
    if edges.ndim != 1 or edges.size == 0 or (np.diff(edges) <= 0).any():
        raise ValueError(f"{name}: expected breaks that rise, found {edges.tolist()}")
    return edges


def _bands(apart: Floats, edges: Floats) -> Bands:
    return np.digitize(apart, edges) - 1


def _pairs(points: ArrayLike, times: ArrayLike, metric: str) -> tuple[Floats, Bands, Bands, Floats]:
    """The distance of every pair, the places of its two events, and the times."""
    from scipy.spatial.distance import pdist

    where = check.present("points", check.numbers("points", points))
    when = check.present("times", check.numbers("times", times))
    if where.ndim != 2 or when.shape != where.shape[:1] or len(when) < 2:
        raise ValueError(
            f"points: expected two or more with one time each, found {where.shape} and {when.shape}"
        )
    if metric not in {"manhattan", "euclidean"}:
        raise ValueError(f"metric: expected manhattan or euclidean, found {metric!r}")
    first, second = np.triu_indices(len(when), 1)
    named: Literal["cityblock", "euclidean"] = "cityblock" if metric == "manhattan" else "euclidean"
    return pdist(where, named), first, second, when
