"""The model of places: what is known of one area, one change of code, one force."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "lsoa",
    "parish",
    "msoa",
    "ward",
    "neighbourhood",
    "district",
    "partnership",
    "force",
    "country",
)
"""Every kind of area, from the smallest to the largest.

A `neighbourhood` is one of the police; the LSOAs that pages call neighbourhoods are `lsoa`.
"""

BASES = ("whole", "postcodes", "points", "shared")
"""How the share of an LSOA that lies in an area is known; see `Share`."""

RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Area:
    """One place, as its publisher coded it in one vintage.

    `local_name` is a friendlier or a Welsh name, empty where there is none (or where it is the same
    as `name`). `longitude` and `latitude` are degrees (WGS 84) of a point that stands for the area.
    """

    code: str
    kind: str
    name: str
    local_name: str = ""
    vintage: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, order=True)
class Change:
    """What became of a 2011 LSOA: `share` of its households live in this 2021 LSOA.

    `change` is the publisher's letter: U unchanged, S split, M merged, X anything else.
    """

    lsoa11: str
    lsoa21: str
    change: str
    share: float


@dataclass(frozen=True)
class Force:
    """A force or fraud body, and what publishers call it. Names it lacks are empty."""

    code: str
    slug: str
    police_uk_name: str
    home_office_name: str
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it goes by, its code included."""
        named = (self.code, self.slug, self.police_uk_name, self.home_office_name)
        return tuple(name for name in (*named, *self.other_names) if name)


@dataclass(frozen=True, order=True)
class Share:
    """What part of a 2021 LSOA lies in an area that is not made of whole LSOAs.

    `basis` is one of `BASES`: `whole` where the look-up names this area only (share 1); `postcodes`
    and `points` where the share was counted; `shared` where the look-up names several areas and
    gives no weights. Then `share` is None: anything from nothing to all of it.
    """

    lsoa: str
    area: str
    share: float | None
    basis: str

    @property
    def low(self) -> float:
        """The least that the share can be."""
        return 0.0 if self.share is None else self.share

    @property
    def high(self) -> float:
        """The most that the share can be."""
        return 1.0 if self.share is None else self.share


@dataclass(frozen=True, order=True)
class Classified:
    """What sort of place a 2021 LSOA is. None and '' where the publisher has no class for it.

    `deprivation_decile` is the national decile of the index of multiple deprivation: 1 is the most
    deprived tenth of LSOAs. `households` is the count of the 2021 Census.
    """

    lsoa: str
    households: int | None
    deprivation_decile: int | None
    rural_urban_code: str = ""
    rural_urban: str = ""
