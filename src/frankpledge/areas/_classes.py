"""What sort of place an area is, from the classes of its LSOAs, and which others are like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frankpledge.areas._model import Classified, Share


@dataclass(frozen=True)
class Profile:
    """What sort of place an area is.

    `rural_urban_code` and `rural_urban` are the class in which most of its households live, and
    `rural_urban_share` is their part. `deprivation` is the mean national decile over its households
    (1 is the most deprived) and `fifth` the national fifth that it falls in. `certain` is false
    where the share of some LSOA is not known; all of it counts then.
    """

    area: str
    rural_urban_code: str
    rural_urban: str
    rural_urban_share: float
    deprivation: float | None
    fifth: int | None
    certain: bool


def profile(
    code: str, shares: Iterable[Share], classes: Mapping[str, Classified]
) -> Profile | None:
    """The profile of an area with these shares; None where no class of any LSOA is known."""
    parts = list(shares)
    found = [
        (classes[s.lsoa], s.high * _households(classes[s.lsoa])) for s in parts if s.lsoa in classes
    ]
    total = sum(weight for _, weight in found)
    if not total:
        return None
    by_class: dict[str, float] = defaultdict(float)
    for each, weight in found:
        by_class[each.rural_urban_code] += weight
    best = min(by_class, key=lambda name: (-by_class[name], name))
    title = next(each.rural_urban for each, _ in found if each.rural_urban_code == best)
    mean = _mean_decile(found)
    # Deciles 1 and 2 are the first fifth, 9 and 10 the last; a mean falls in the nearer one.
    fifth = None if mean is None else min(5, max(1, round((mean + 0.5) / 2 + 1e-9)))
    certain = all(share.share is not None for share in parts)
    return Profile(code, best, title, by_class[best] / total, mean, fifth, certain)


def _households(found: Classified) -> int:
    return 1 if found.households is None else found.households


def _mean_decile(found: Iterable[tuple[Classified, float]]) -> float | None:
    known = [(c.deprivation_decile, weight) for c, weight in found if c.deprivation_decile]
    total = sum(weight for _, weight in known)
    return sum(decile * weight for decile, weight in known) / total if total else None


def alike(profiles: Mapping[str, Profile | None]) -> dict[tuple[str, int | None], tuple[str, ...]]:
    """Areas by rural-urban class and fifth of deprivation, codes in order."""
    groups: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for code in sorted(profiles):
        found = profiles[code]
        if found is not None:
            groups[found.rural_urban_code, found.fifth].append(code)
    return {key: tuple(codes) for key, codes in groups.items()}
