"""Shares of LSOAs in areas, and classes of LSOAs, checked against the areas that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from frankpledge.areas._model import BASES, Classified, Share
from frankpledge.areas._tables import Line

TOLERANCE = 0.001  # shares may be written with four decimals


def read_shares(lines: Iterable[Line], kinds: Mapping[str, str]) -> tuple[Share, ...]:
    """The rows of shares.csv; `kinds` is the kind of each known area. Raises InputError."""
    found: dict[tuple[str, str], Share] = {}
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for line in lines:
        share = _share(line, kinds)
        if (share.lsoa, share.area) in found:
            raise line.error(
                "lsoa", "each pair of LSOA and area once", f"{share.lsoa},{share.area}"
            )
        found[share.lsoa, share.area] = share
        key = share.lsoa, kinds[share.area]
        totals[key] += share.low
        if totals[key] > 1 + TOLERANCE:
            expected = f"shares of {share.lsoa} that add up to no more than 1 among areas of a kind"
            raise line.error("share", expected, round(totals[key], 6))
    return tuple(sorted(found.values(), key=lambda share: (share.area, share.lsoa)))


def _share(line: Line, kinds: Mapping[str, str]) -> Share:
    lsoa, area, text, basis = line.cells
    if kinds.get(lsoa) != "lsoa":
        raise line.error("lsoa", "the code of an LSOA in areas.csv")
    if kinds.get(area, "lsoa") == "lsoa":
        raise line.error("area", "the code of an area in areas.csv that is no LSOA")
    if basis not in BASES:
        raise line.error("basis", f"one of {', '.join(BASES)}")
    if (basis == "shared") == bool(text):
        raise line.error("share", "a blank where the basis is 'shared', a number elsewhere", text)
    return Share(lsoa, area, line.number_in("share", 0, 1, "a share"), basis)


def read_classes(lines: Iterable[Line], kinds: Mapping[str, str]) -> tuple[Classified, ...]:
    """The rows of classes.csv; `kinds` is the kind of each known area. Raises InputError."""
    found: dict[str, Classified] = {}
    for line in lines:
        lsoa, _, _, code, name = line.cells
        if kinds.get(lsoa) != "lsoa":
            raise line.error("lsoa", "the code of an LSOA in areas.csv")
        if lsoa in found:
            raise line.error("lsoa", "each LSOA once")
        households = line.number_in("households", 0, 1e6, "a count")
        decile = line.number_in("deprivation_decile", 1, 10, "a decile")
        found[lsoa] = Classified(lsoa, _whole(households), _whole(decile), code, name)
    return tuple(sorted(found.values()))


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
