"""Shares of LSOAs in areas with boundaries of their own, by counting points that lie in both.

A best fit by postcodes follows where people live better than one by hectares would, because most
of a rural LSOA's hectares are empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from frankpledge.areas._centroids import mean_point
from frankpledge.areas._model import RANK, Area, Share
from frankpledge.areas.build import AreaTablesBuilt, split
from frankpledge.areas.points import locate
from frankpledge.errors import NotFoundError

if TYPE_CHECKING:
    from frankpledge.areas._areas import Areas
    from frankpledge.areas.boundaries import Boundaries
    from frankpledge.areas.postcodes import Floats

FITTED = ("neighbourhood", "ward", "parish")
"""Kinds whose LSOAs are found by their boundaries."""

FEW, SLIVER = 2, 0.05
"""Points that are so few, and less than so much of an LSOA, come from generalised boundaries."""


def fit_shares(
    degrees: Floats, lsoas: Boundaries, areas: Boundaries, basis: str = "postcodes"
) -> tuple[Share, ...]:
    """The share of each LSOA's points that lies in each of the areas.

    `degrees` are longitude and latitude of points, shape (points, 2). Points in no area (an LSOA
    that is only partly parished) count in the whole, so that shares may add up to less than 1. An
    LSOA without points has no shares.
    """
    inside = locate(degrees[:, 0], degrees[:, 1], lsoas)
    area = locate(degrees[:, 0], degrees[:, 1], areas)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for lsoa, code in zip(inside.area.tolist(), area.area.tolist(), strict=True):
        if lsoa >= 0:
            counted[inside.codes[lsoa]][area.codes[code] if code >= 0 else ""] += 1
    return tuple(
        share for lsoa in sorted(counted) for share in count_shares(lsoa, counted[lsoa], basis)
    )


def count_shares(lsoa: str, counted: Counter[str], basis: str) -> list[Share]:
    """The shares of one LSOA from counts by area ('' for none), without slivers."""
    total = counted.total()
    kept = sorted(code for code, n in counted.items() if n > FEW or n >= SLIVER * total)
    parts = split([counted[code] for code in kept])
    pairs = zip(kept, parts, strict=True)
    return [Share(lsoa, code, part, basis) for code, part in pairs if code]


def refit(areas: Areas, boundaries: Mapping[str, Boundaries], degrees: Floats) -> AreaTablesBuilt:
    """The tables of a workspace with wards, parishes and police neighbourhoods from boundaries.

    `boundaries` by kind; those of LSOAs are needed. `degrees` as in `fit_shares`. An area that has
    a share of an LSOA belongs to the tables. Of the kinds given, areas without one stay as they
    were if the boundaries have them, and are dropped otherwise. Raises NotFoundError.
    """
    if "lsoa" not in boundaries:
        raise NotFoundError("no boundaries of LSOAs, without which there are no shares of them")
    kinds = [kind for kind in FITTED if kind in boundaries]
    shares = {kind: fit_shares(degrees, boundaries["lsoa"], boundaries[kind]) for kind in kinds}
    inside = {share.area for found in shares.values() for share in found}
    gone = {
        area.code
        for kind in kinds
        for area in areas.of_kind(kind)
        if area.code in inside or area.code not in boundaries[kind].codes
    }
    added = [area for kind in kinds for area in _fitted(areas, boundaries[kind], shares[kind])]
    kept = [area for area in areas.rows if area.code not in gone]
    pairs = {pair for pair in areas.pairs if gone.isdisjoint(pair)}
    pairs |= {pair for kind in kinds for pair in _pairs(areas, kind, shares[kind])}
    rest = [share for share in areas.share_rows if share.area not in gone]
    every = [*rest, *(share for found in shares.values() for share in found)]
    return AreaTablesBuilt(
        tuple(sorted([*kept, *added], key=lambda area: (-RANK[area.kind], area.code))),
        tuple(sorted(pairs)),
        areas.change_rows,
        shares=tuple(sorted(every, key=lambda share: (share.area, share.lsoa))),
        classes=areas.class_rows,
    )


def _fitted(areas: Areas, found: Boundaries, shares: Iterable[Share]) -> list[Area]:
    """The areas that have shares, each with the mean of its LSOAs' points for its own."""
    parts: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        parts[share.area].append(share)
    names = dict(zip(found.codes, found.names, strict=True))
    return [
        Area(code, found.kind, names[code], "", found.vintage, *_centre(areas, inside))
        for code, inside in parts.items()
    ]


def _centre(areas: Areas, shares: Iterable[Share]) -> tuple[float, float] | tuple[None, None]:
    weighted = []
    for share in shares:
        lsoa, known = areas.get(share.lsoa), areas.classes.get(share.lsoa)
        if lsoa.longitude is not None and lsoa.latitude is not None:
            households = 1 if known is None or known.households is None else known.households
            weighted.append(((lsoa.longitude, lsoa.latitude, households), share.low))
    return mean_point(weighted) or (None, None)


def _pairs(areas: Areas, kind: str, shares: Iterable[Share]) -> set[tuple[str, str]]:
    """An area is in the district (a police neighbourhood: the force) of its largest LSOA."""
    above = "force" if kind == "neighbourhood" else "district"
    largest: dict[str, Share] = {}
    main: dict[str, Share] = {}
    for share in shares:
        for held, key in ((largest, share.area), (main, share.lsoa)):
            if key not in held or share.low > held[key].low:
                held[key] = share
    pairs = {
        (code, parent)
        for code, share in largest.items()
        for parent in areas.parents(share.lsoa)
        if areas.get(parent).kind == above
    }
    return pairs | ({(s.lsoa, s.area) for s in main.values()} if kind == "ward" else set())
