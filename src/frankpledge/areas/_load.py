"""Area tables from the package and from folders, checked against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from frankpledge.areas._areas import Areas
from frankpledge.areas._load_shares import read_classes, read_shares
from frankpledge.areas._model import KINDS, Area, Change, Force
from frankpledge.areas._tables import (
    AREAS,
    CHANGES,
    CLASSES,
    FORCES,
    FORMER,
    MEMBERSHIP,
    SHARES,
    Line,
    read_lines,
)
from frankpledge.errors import NotFoundError

PACKAGE = Path(__file__).parent / "data"
GONE = "former-districts.csv"
CHANGE_CODES = ("U", "S", "M", "X")
# Where a point can be turned into metres, which maps need: `to_grid` gives nothing beyond. They are
# written here because asking it would load its library in every command.
LONGITUDES, LATITUDES = (-8.578, 1.779), (49.923, 60.839)
ON_GRID = "a place on the National Grid (or a blank), in degrees"
SHARE_TOLERANCE = 0.001  # shares may be written with four decimals


def load_areas(*folders: Path | str) -> Areas:
    """The package's areas and those of any folders.

    Each folder may hold areas.csv, membership.csv, lsoa-changes.csv, shares.csv and classes.csv. A
    folder named twice is read once. Raises NotFoundError for a folder that is not there, InputError
    (file, line, column, expectation, value) for a table that breaks its layout, an unknown kind, a
    code given twice in one vintage, a membership of an area that no table has, and shares that do
    not add up to 1 (of a 2011 LSOA) or add up to more than 1 (of an LSOA among areas of one kind).
    """
    places = list(dict.fromkeys([PACKAGE, *(Path(folder).resolve() for folder in folders)]))
    for folder in places:
        if not folder.is_dir():
            raise NotFoundError(f"no folder of area tables at {folder}")
    areas = _areas(_lines(places, "areas.csv", AREAS))
    membership = _membership(_lines(places, "membership.csv", MEMBERSHIP), {a.code for a in areas})
    changes = _changes(_lines(places, "lsoa-changes.csv", CHANGES))
    kinds = {area.code: area.kind for area in areas}
    shares = read_shares(_lines(places, "shares.csv", SHARES, ("share",)), kinds)
    classes = read_classes(_lines(places, "classes.csv", CLASSES), kinds)
    former = {line.cells[0]: line.cells[2] for line in read_lines(PACKAGE / GONE, FORMER)}
    return Areas(areas, membership, changes, read_forces(), shares, classes, former)


def read_forces() -> tuple[Force, ...]:
    """Every force and fraud body that publishers name, from the package's forces.csv."""
    return tuple(_force(*line.cells) for line in read_lines(PACKAGE / "forces.csv", FORCES))


def _force(code: str, slug: str, police_uk: str, home_office: str, others: str) -> Force:
    return Force(code, slug, police_uk, home_office, tuple(filter(None, others.split(";"))))


def _lines(
    folders: Iterable[Path], name: str, columns: tuple[str, ...], blank: tuple[str, ...] = ()
) -> Iterator[Line]:
    for folder in folders:
        if (folder / name).is_file():
            yield from read_lines(folder / name, columns, blank)


def _areas(lines: Iterable[Line]) -> tuple[Area, ...]:
    found: dict[tuple[str, str], Area] = {}
    for line in lines:
        code, kind, name, local_name, vintage, *_ = line.cells
        if kind not in KINDS:
            raise line.error("kind", f"one of {', '.join(KINDS)}")
        if (code, vintage) in found:
            raise line.error("code", f"a code once in each vintage (this is vintage {vintage})")
        longitude = line.number_in("longitude", *LONGITUDES, ON_GRID)
        latitude = line.number_in("latitude", *LATITUDES, ON_GRID)
        found[code, vintage] = Area(code, kind, name, local_name, vintage, longitude, latitude)
    return tuple(found.values())


def _membership(lines: Iterable[Line], known: set[str]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for line in lines:
        member, area = line.cells
        for column, code in (("member", member), ("area", area)):
            if code not in known:
                raise line.error(column, "the code of an area in areas.csv")
        if member == area:
            raise line.error("area", "another area than the member")
        if (member, area) in found:
            raise line.error("member", "each pair of member and area once", f"{member},{area}")
        found[member, area] = None
    return tuple(found)


def _changes(lines: Iterable[Line]) -> tuple[Change, ...]:
    found: dict[tuple[str, str], Change] = {}
    totals: dict[str, float] = defaultdict(float)
    last: dict[str, Line] = {}
    for line in lines:
        lsoa11, lsoa21, change, _ = line.cells
        if change not in CHANGE_CODES:
            raise line.error("change", f"one of {', '.join(CHANGE_CODES)}")
        if (lsoa11, lsoa21) in found:
            raise line.error("lsoa11", "each pair of areas once", f"{lsoa11},{lsoa21}")
        share = line.number_in("share", 0, 1, "a share") or 0.0
        found[lsoa11, lsoa21] = Change(lsoa11, lsoa21, change, share)
        totals[lsoa11] += share
        last[lsoa11] = line
    for lsoa11, total in totals.items():
        if abs(total - 1) > SHARE_TOLERANCE:
            expected = f"shares of {lsoa11} that add up to 1"
            raise last[lsoa11].error("share", expected, round(total, 6))
    return tuple(found.values())
