"""What an area is made of: LSOAs that are whole, in known shares, or in unknown ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from frankpledge.areas._model import Share

FITS = ("exact", "best fit", "bounds", "unknown")
"""What figures for an area rest on, the firmest first; see `Fit`."""

INEXACT = frozenset({"ward", "parish", "neighbourhood"})
"""Kinds whose boundaries need not follow those of LSOAs."""


@dataclass(frozen=True)
class Fit:
    """What figures for an area rest on.

    `basis` is `exact` where the area is made of whole LSOAs, or rows are put in it by their points;
    `best fit` where every LSOA counts by a known share; `bounds` where the share of some is not
    known: the figure lies between that of the LSOAs that are wholly inside and that of all which
    touch it; `unknown` where it is not known which LSOAs it has. `others` are the areas of its kind
    that have a part of its LSOAs of unknown share.
    """

    area: str
    basis: str
    shares: tuple[Share, ...]
    others: tuple[str, ...] = ()

    @property
    def lsoas(self) -> tuple[str, ...]:
        """Every LSOA that lies in it, wholly or in part."""
        return tuple(share.lsoa for share in self.shares)

    @property
    def whole(self) -> tuple[str, ...]:
        """The LSOAs that are known to lie wholly in it."""
        return tuple(share.lsoa for share in self.shares if share.share == 1)

    @property
    def shared(self) -> tuple[str, ...]:
        """The LSOAs of which an unknown part lies in it."""
        return tuple(share.lsoa for share in self.shares if share.share is None)


def basis_of(kind: str, shares: Collection[Share]) -> str:
    """One of `FITS` for an area of a kind that has these shares."""
    if not shares:
        return "unknown"
    if any(share.share is None for share in shares):
        return "bounds"
    counted = all(share.basis == "points" for share in shares)
    return "best fit" if kind in INEXACT and not counted else "exact"


def fits(kind: str, shares: Mapping[str, Collection[Share]]) -> dict[str, Fit]:
    """The fit of each area of a kind, from the shares of each."""
    holders: dict[str, set[str]] = defaultdict(set)
    for code, parts in shares.items():
        for share in parts:
            if share.share is None:
                holders[share.lsoa].add(code)
    return {code: _fit(kind, code, parts, holders) for code, parts in shares.items()}


def _fit(kind: str, code: str, parts: Iterable[Share], holders: Mapping[str, set[str]]) -> Fit:
    found = tuple(sorted(parts))
    unsure = [holders[share.lsoa] for share in found if share.share is None]
    others = set().union(*unsure) - {code}
    return Fit(code, basis_of(kind, found), found, tuple(sorted(others)))


MOST_NAMES = 4


def fit_words(fit: Fit, names: Mapping[str, str]) -> str:
    """A sentence that says what figures for an area rest on; `names` of the areas it mentions."""
    here, number = names[fit.area], len(fit.shares)
    if fit.basis == "unknown":
        return f"It is not known which neighbourhoods {here} has, so there are no figures for it."
    if fit.basis == "exact":
        return f"{here} is made up of {_count(number, 'whole neighbourhood')}."
    if fit.basis == "best fit":
        return f"Figures for {here} are a best fit from {_count(number, 'neighbourhood')}."
    others = _listed([names[code] for code in fit.others])
    if not fit.whole:
        held = _count(number, "neighbourhood")
        return f"Figures for {here} are for the {held} that it shares with {others}."
    sure, unsure = _count(len(fit.whole), "neighbourhood"), _count(len(fit.shared), "more")
    return (
        f"Figures for {here} lie between those of the {sure} wholly inside it and those with "
        f"{unsure} that it shares with {others}."
    )


def _count(number: int, noun: str) -> str:
    plural = noun if number == 1 or noun == "more" else f"{noun}s"
    return plural if number == 1 and noun == "neighbourhood" else f"{number} {plural}"


def _listed(names: list[str]) -> str:
    shown = sorted(names)
    if len(shown) > MOST_NAMES + 1:
        rest = len(shown) - MOST_NAMES
        return f"{', '.join(shown[:MOST_NAMES])} and {rest} others"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else "no other"
