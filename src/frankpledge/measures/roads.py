"""Which stretches of road have more collisions than roads like them, and how sure that is.

Sites are either given, with their exposure, or made from the collisions: a numbered road, or all
roads without a number, in a square kilometre of the National Grid. Counts are drawn towards what is
usual on such roads (empirical Bayes), so that a cluster of chance does not lead the list. It tells
where to look, and neither what is wrong there nor what would help.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge import periods as calendar
from frankpledge import statistics as st
from frankpledge.measures.series import Floats

if TYPE_CHECKING:
    from frankpledge.lake import Lake

COLLISIONS = "dft-collisions"
SQUARE = 1000  # metres
FEW = 10  # sites: a smaller group says too little of what is usual, and joins all others
LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class RoadSite:
    """A stretch of road with what was counted there. `group` names the roads that are like it.

    `exposure` is whatever the count should be in proportion to: length, traffic, or 1.
    """

    site: str
    group: str
    collisions: float
    exposure: float = 1.0
    ksi: float | None = None
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class RankedSite:
    """A site with its long-run count over the same span of time, and its place among all.

    `usual` is what roads of its group have for the exposure, `estimate` the long-run count between
    `lower` and `upper` (95 %), `excess` estimate less usual; `chance` the probability of being
    among the `worst` by excess, `best_rank` and `worst_rank` 95 % limits of its rank (1 is worst).
    """

    rank: int
    site: str
    group: str
    collisions: float
    ksi: float | None
    usual: float
    estimate: float
    lower: float
    upper: float
    excess: float
    chance: float
    best_rank: int
    worst_rank: int
    worst: int
    longitude: float | None
    latitude: float | None


SITE_FIELDS = tuple(field.name for field in fields(RankedSite))


def rank_sites(
    sites: Sequence[RoadSite], worst: int = 10, *, listed: bool = False
) -> list[RankedSite]:
    """Rank sites by their excess over roads like them, the likeliest of the worst first.

    `listed` says that sites without any collision are not on the list, as where it was made from
    collisions. Groups of fewer than ten sites are judged together with all. Raises ValueError for a
    count or exposure that cannot be, or where all sites together say nothing.
    """
    if not sites:
        return []
    parts = np.array([(site.collisions, site.exposure) for site in sites])
    found = _estimates(parts[:, 0], parts[:, 1], [site.group for site in sites], listed=listed)
    usual, estimate, lower, upper, shape, rate = found
    ranks = st.chance_of_rank(shape, rate, worst, less=usual)
    excess = estimate - usual
    order = sorted(range(len(sites)), key=lambda i: (-ranks.chance[i], -excess[i], sites[i].site))
    return [
        RankedSite(
            rank=place,
            **{name: getattr(sites[i], name) for name in ("site", "group", "collisions", "ksi")},
            usual=_tidy(usual[i]),
            estimate=_tidy(estimate[i]),
            lower=_tidy(lower[i]),
            upper=_tidy(upper[i]),
            excess=_tidy(excess[i]),
            chance=round(float(ranks.chance[i]), 3),
            best_rank=int(ranks.lower[i]),
            worst_rank=int(ranks.upper[i]),
            worst=worst,
            longitude=sites[i].longitude,
            latitude=sites[i].latitude,
        )
        for place, i in enumerate(order, start=1)
    ]


def _tidy(value: float) -> float:
    return round(float(value), 3)


def _estimates(counts: Floats, exposure: Floats, groups: Sequence[str], *, listed: bool) -> Floats:
    """Usual, estimate, lower, upper, shape and rate of each site: shape (6, sites)."""
    everything = np.ones(len(counts), dtype=np.bool_)
    common = _judge(counts, exposure, everything, listed=listed)
    out = common.copy()
    names = np.array(groups)
    for name in sorted(set(groups)):
        mine = names == name
        if mine.sum() >= FEW and not mine.all():
            out[:, mine] = _own(counts, exposure, mine, common, listed=listed)
    return out


def _own(counts: Floats, exposure: Floats, mine: Any, common: Floats, *, listed: bool) -> Floats:
    """A group judged by itself; by all where it says nothing: no site has a second collision."""
    try:
        return _judge(counts, exposure, mine, listed=listed)
    except ValueError:
        return common[:, mine]


def _judge(counts: Floats, exposure: Floats, mine: Any, *, listed: bool) -> Floats:
    y, e = counts[mine], exposure[mine]
    if listed:
        rate, prior = st.prior_of_listed(y, e)
        found = st.empirical_bayes(y, rate * e, prior=prior)
    else:
        found = st.empirical_bayes(y, e)
    # Sites that differ by chance alone have one long-run count, which is as good as certain.
    certain = np.isinf(found.prior)
    shape = np.where(certain, 1e9, found.shape)
    rate_of = np.where(certain, 1e9 / found.expected, found.rate)
    return np.stack([found.expected, found.mean, found.lower, found.upper, shape, rate_of])


def collision_span(
    lake: Lake, force: str, years: int = 5, last: str | None = None
) -> tuple[str, str] | None:
    """The first and last month of the latest `years` years held of a force; None without any.

    With `last` the years end there. Raises ValueError for what is no month.
    """
    rows = lake.table(COLLISIONS)
    newest = rows.filter(rows.force == force).period.max().to_pyarrow().as_py()
    if newest is None:
        return None
    end = calendar.parse(last or newest)
    return str(end.shift(1 - 12 * years)), str(end)


def collision_sites(lake: Lake, force: str, first: str, last: str) -> list[RoadSite]:
    """The sites of a force's collisions from month `first` to month `last`, both included.

    Collisions without coordinates are in none. Empty where the lake has no collisions.
    """
    from frankpledge.lake import casualties

    rows = casualties.adjusted(lake, COLLISIONS)
    chosen = rows.filter(
        rows.force == force, rows.period.between(first, last), rows.easting.notnull()
    ).mutate(
        x=(rows.easting / SQUARE).floor().cast("int64"),
        y=(rows.northing / SQUARE).floor().cast("int64"),
    )
    keys = ["road", "road_class", "setting", "x", "y"]
    counts = chosen.group_by(keys).aggregate(
        collisions=chosen.count(),
        ksi=chosen.ksi.sum(),
        longitude=chosen.longitude.mean(),
        latitude=chosen.latitude.mean(),
    )
    return _merged(counts.to_pyarrow().to_pylist())


def _merged(rows: Iterable[dict[str, Any]]) -> list[RoadSite]:
    """One site a road and square: unnumbered roads of all classes together, the usual setting."""
    parts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        road = row["road"] or "minor roads"
        parts.setdefault((road, grid_square(row["x"], row["y"])), []).append(row)
    return [_site(road, square, parts[road, square]) for road, square in sorted(parts)]


def _site(road: str, square: str, rows: list[dict[str, Any]]) -> RoadSite:
    many = sum(row["collisions"] for row in rows)
    main = max(rows, key=lambda row: (row["collisions"], str(row["setting"])))
    kind = "minor" if road == "minor roads" else str(main["road_class"])
    return RoadSite(
        site=f"{road}, {square}",
        group=f"{kind}, {main['setting'] or 'setting not known'}",
        collisions=many,
        ksi=_tidy(sum(row["ksi"] for row in rows)),
        longitude=_mean(rows, "longitude"),
        latitude=_mean(rows, "latitude"),
    )


def _mean(rows: list[dict[str, Any]], name: str) -> float | None:
    known = [row for row in rows if row[name] is not None]
    many = sum(row["collisions"] for row in known)
    return round(sum(row[name] * row["collisions"] for row in known) / many, 4) if many else None


def grid_square(x: int, y: int) -> str:
    """The name of a kilometre square, as SU 14 30, from its number of kilometres east and north."""
    big = LETTERS[(19 - y // 100) - (19 - y // 100) % 5 + (x // 100 + 10) // 5]
    small = LETTERS[(19 - y // 100) * 5 % 25 + x // 100 % 5]
    return f"{big}{small} {x % 100:02} {y % 100:02}"
