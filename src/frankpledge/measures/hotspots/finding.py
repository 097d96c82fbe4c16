"""Hot spots of one choice of crime types, the clusters that they make, and repeat locations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from frankpledge import statistics as st
from frankpledge.errors import NotFoundError
from frankpledge.measures.hotspots.ground import Floats, Ground, Places
from frankpledge.measures.hotspots.question import MAPPED, crime_types

NAMES = {
    st.Heat.ABSENT: "",
    st.Heat.HOT_99: "hot, 99 %",
    st.Heat.HOT_95: "hot, 95 %",
    st.Heat.HOT_90: "hot, 90 %",
    st.Heat.ORDINARY: "not significant",
    st.Heat.COLD_90: "cold, 90 %",
    st.Heat.COLD_95: "cold, 95 %",
    st.Heat.COLD_99: "cold, 99 %",
}
SURE = (st.Heat.HOT_99, st.Heat.HOT_95)


@dataclass(frozen=True)
class Cluster:
    """Hot cells (99 or 95 %) that lie together: their places in the ground, busiest first."""

    units: tuple[int, ...]
    count: float


@dataclass(frozen=True, eq=False)
class HotSpotMap:
    """One choice of crime types on one ground: `counts` and `found` are per unit."""

    ground: Ground
    types: tuple[str, ...]
    counts: Floats
    found: st.HotSpots

    @property
    def total(self) -> float:
        """All records counted."""
        return float(self.counts.sum())

    @cached_property
    def tally(self) -> dict[st.Heat, int]:
        """How many units have each verdict."""
        return {heat: int((self.found.code == heat).sum()) for heat in st.Heat}

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """Groups of hot units that are neighbours, those with most records first."""
        from scipy.sparse.csgraph import connected_components

        hot = np.flatnonzero(np.isin(self.found.code, SURE))
        inner = self.ground.weights[hot][:, hot]
        _, label = connected_components(inner, directed=False)
        order = sorted(range(len(hot)), key=lambda at: (-self.counts[hot[at]], int(hot[at])))
        groups: dict[int, list[int]] = {}
        for at in order:
            groups.setdefault(int(label[at]), []).append(int(hot[at]))
        made = [Cluster(tuple(g), float(self.counts[g].sum())) for g in groups.values()]
        return tuple(sorted(made, key=lambda c: (-c.count, c.units)))

    @cached_property
    def half(self) -> int:
        """The fewest units that hold half of all records together."""
        if not self.total:
            return 0
        falling = np.sort(self.counts)[::-1].cumsum()
        return int(np.searchsorted(falling, self.total / 2) + 1)


@dataclass(frozen=True)
class Lasting:
    """Two years compared: for each cluster now, whether any part of it stood out a year before; and
    the clusters of that year of which nothing stands out now."""

    clusters: tuple[bool, ...]
    gone: tuple[Cluster, ...]


@dataclass(frozen=True, eq=False)
class Repeats:
    """Map points with two records or more, most first; arrays are per point of `places`.

    `lower` and `upper` are the 95 % limits of the count by chance alone (Poisson). `expected` is
    the count that the point's own record and those of all other points make likely (empirical
    Bayes): an odd bad year is drawn towards what points ordinarily have. `months` is in how many of
    the window's months there was any record.
    """

    ground: Ground
    types: tuple[str, ...]
    places: Places
    count: Floats
    lower: Floats
    upper: Floats
    expected: Floats
    months: Places
    first: Places
    last: Places
    total: float
    known: int


def find(ground: Ground, types: Sequence[str] = ()) -> HotSpotMap:
    """Test every unit with its neighbours (Gi*, false discoveries held down).

    Raises NotFoundError for an unknown type, UserError for the one that is not mapped.
    """
    chosen = crime_types(types)
    counts = ground.counts[:, [MAPPED.index(name) for name in chosen]].sum(axis=1)
    return HotSpotMap(ground, chosen, counts, st.hot_spots(counts, ground.weights))


def lasting(now: HotSpotMap, before: HotSpotMap) -> Lasting:
    """Which clusters stood out in both windows; units are matched by code."""
    hot_now, hot_then = (_hot_codes(found) for found in (now, before))
    return Lasting(
        tuple(bool(_codes(now, cluster) & hot_then) for cluster in now.clusters),
        tuple(c for c in before.clusters if not _codes(before, c) & hot_now),
    )


def _codes(found: HotSpotMap, cluster: Cluster) -> set[str]:
    return {found.ground.codes[unit] for unit in cluster.units}


def _hot_codes(found: HotSpotMap) -> set[str]:
    hot = np.flatnonzero(np.isin(found.found.code, SURE)).tolist()
    return {found.ground.codes[unit] for unit in hot}


def repeats(ground: Ground, types: Sequence[str] = (), least: int = 2) -> Repeats:
    """Map points with `least` records or more of some types.

    Raises NotFoundError where the ground has no map points, and as `find`.
    """
    held = ground.locations
    if held is None:
        raise NotFoundError(
            "repeat locations need map points: the lake has counts by neighbourhood only "
            "('frankpledge fetch police-uk-archive' brings the publisher's own files)"
        )
    chosen = crime_types(types)
    kept = np.isin(held.kind, [MAPPED.index(name) for name in chosen])
    point, month, number = held.point[kept], held.month[kept], held.count[kept]
    size = len(held.names)
    count = np.bincount(point, number, minlength=size).astype(np.float64)
    active = np.zeros((size, len(ground.window.used)), dtype=bool)
    active[point, month] = True
    order = np.lexsort((np.arange(size), -active.sum(axis=1), -count))
    shown = order[count[order] >= least]
    interval = st.count_interval(count[shown])
    return Repeats(
        ground=ground,
        types=chosen,
        places=shown,
        count=count[shown],
        lower=interval.lower,
        upper=interval.upper,
        expected=_expected(count)[shown],
        months=active[shown].sum(axis=1),
        first=active[shown].argmax(axis=1),
        last=active.shape[1] - 1 - active[shown][:, ::-1].argmax(axis=1),
        total=float(count.sum()),
        known=size,
    )


def _expected(count: Floats) -> Floats:
    if len(count) < 2 or not count.sum():
        return count
    return st.empirical_bayes(count, np.ones(len(count))).mean
