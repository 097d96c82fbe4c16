"""Bands of ages, as documents write them: '16-24', '65+'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frankpledge.plans.kit import Kind

OLDEST = 90  # the publisher's tables of ages end with 90 and over
PATTERN = r"\d{1,2}(?:-\d{1,2}|\+)"
AGE_BAND = Kind("ages", "a band of ages, such as 16-24 or 65+", PATTERN)


@dataclass(frozen=True)
class Band:
    """Ages from the first to the last, both included; `last` is `OLDEST` for an open band."""

    first: int
    last: int

    @property
    def ages(self) -> frozenset[int]:
        """Every age in it; `OLDEST` stands for itself and all above."""
        return frozenset(range(self.first, self.last + 1))


def band_of(text: str) -> Band | None:
    """A band as it is written; None for one that ends before it begins or cannot be counted.

    Tables do not tell those of 90 from those above, so that no closed band reaches 90 and no open
    one begins above.
    """
    found = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2})|\+)", text)
    if found is None:
        return None
    first, last = int(found[1]), found[2]
    if last is None:
        return Band(first, OLDEST) if first <= OLDEST else None
    return Band(first, int(last)) if first <= int(last) < OLDEST else None


def ages_words(ages: Iterable[int]) -> str:
    """'aged 16 and over', 'aged 16 to 64', 'of the ages asked' with gaps, '' for all ages."""
    known = sorted(set(ages))
    if not known or len(known) == OLDEST + 1:
        return ""
    first, last = known[0], known[-1]
    if known != list(range(first, last + 1)):
        return "of the ages asked"
    return f"aged {first} and over" if last == OLDEST else f"aged {first} to {last}"


def overlap(bands: Sequence[Band | None]) -> int | None:
    """The place of the first band that holds an age of an earlier one, or None."""
    seen: set[int] = set()
    for at, band in enumerate(bands):
        if band is not None:
            if not seen.isdisjoint(band.ages):
                return at
            seen |= band.ages
    return None
