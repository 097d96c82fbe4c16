"""The model of places: what is known of one area, one change of code, one force."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("lsoa", "msoa", "ward", "district", "partnership", "force", "country")
"""Every kind of area, from the smallest to the largest."""

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
