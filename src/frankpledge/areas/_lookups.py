"""The look-ups of the publisher that the builder reads: what each is called, and its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase as fnmatch
from pathlib import Path
from typing import IO, cast

from frankpledge.errors import InputError, NotFoundError, Place

Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """One look-up: patterns of its file name, and each column that is read with its other headers.

    File names are compared with hyphens for underscores. `optional` ones may be missing.
    """

    patterns: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    optional: bool = False

    def fits(self, path: Path) -> bool:
        """Whether a file goes by such a name."""
        name = path.name.replace("-", "_").removesuffix(".gz")
        return any(fnmatch(name, f"{pattern}.csv") for pattern in self.patterns)


# The first header is that of the tables as R packages carry them, the others those of the ONS.
LAYOUTS: dict[str, Layout] = {
    "wards": Layout(
        ("lsoa21_ward24_lad24*",),
        {
            "lsoa21_code": ("LSOA21CD",),
            "lsoa21_name": ("LSOA21NM",),
            "ward24_code": ("WD24CD",),
            "ward24_name": ("WD24NM",),
            "ltla24_code": ("LAD24CD",),
        },
    ),
    "partnerships": Layout(
        ("lad24_csp24_pfa24*",),
        {
            "ltla24_code": ("LAD24CD",),
            "ltla24_name": ("LAD24NM",),
            "csp24_code": ("CSP24CD",),
            "csp24_name": ("CSP24NM",),
            "pfa24_code": ("PFA24CD",),
            "pfa24_name": ("PFA24NM",),
        },
    ),
    "changes": Layout(
        ("lsoa11_lsoa21*",),
        {
            "lsoa11_code": ("LSOA11CD",),
            "change_code": ("CHGIND", "CHNGIND"),
            "lsoa21_code": ("LSOA21CD",),
        },
    ),
    "centroids": Layout(
        ("lsoa_latlong*", "lsoa21_centroids*"),
        {"LSOACD": ("LSOA21CD",), "longitude": (), "latitude": ()},
    ),
    "households": Layout(
        ("census2021_households_lsoa21*",),
        {"lsoa21_code": ("LSOA21CD",), "total_households": ()},
        optional=True,
    ),
    "msoa_names": Layout(
        ("msoa_la*",), {"MSOACD": (), "MSOANM": (), "MSOAHCLNM": ()}, optional=True
    ),
    "lsoa_msoa": Layout(
        ("*postcode_to_lsoa21_msoa21*",), {"lsoa21cd": (), "msoa21cd": ()}, optional=True
    ),
    "postcodes": Layout(
        ("*postcode_to_lsoa21_msoa21_ward25*",),
        {"lsoa21cd": (), "wd25cd": (), "laua": ()},
        optional=True,
    ),
    "parishes": Layout(
        ("lsoa11_to_parish*",),
        {"lsoa11_code": (), "parish_code": (), "parish_name": ()},
        optional=True,
    ),
    "parish_districts": Layout(
        ("parish_ward_lad_2019*",), {"PAR19CD": (), "PAR19NM": (), "LAD19CD": ()}, optional=True
    ),
    "neighbourhoods": Layout(
        ("police_neighbourhood_names*",), {"PFA": (), "PFNid": (), "PFNn": ()}, optional=True
    ),
    "former_districts": Layout(
        ("la_all_codes*",), {"LADCD": (), "LADNM": (), "LADCD_ACTIVE": ()}, optional=True
    ),
    "deprivation": Layout(
        ("imd2025_england_lsoa21*",), {"lsoa21_code": (), "IMD_decile": ()}, optional=True
    ),
    "rural_urban": Layout(
        ("ruc21_lsoa21*",),
        {"lsoa21_code": (), "ruc21_code": (), "classification": ()},
        optional=True,
    ),
}


DEGREES = r"-?\d+(\.\d*)?(e-?\d+)?"
NUMBERS = {
    "longitude": DEGREES,
    "latitude": DEGREES,
    "total_households": r"\d+",
    "IMD_decile": r"\d+",
}


@dataclass(frozen=True)
class Lookups:
    """Where each look-up lies; None for one that may be missing and is."""

    paths: dict[str, Path | None]

    def rows(self, name: str) -> list[Row]:
        """The rows of a look-up, without those of Scotland and Northern Ireland left in by some.

        Raises InputError for a missing column.
        """
        path = self.paths[name]
        return [] if path is None else list(_rows(path, LAYOUTS[name].columns))


def find_lookups(*folders: Path | str) -> Lookups:
    """Find the look-ups by the names of their files, those of an earlier folder first.

    Needed are LSOA to ward to district (2024), district to partnership to police force area (2024),
    LSOA 2011 to LSOA 2021, and LSOA centroids. Households by LSOA of the 2021 Census, names of
    MSOAs and LSOA to MSOA pairs are used where they are there. Each may be gzipped. Raises
    NotFoundError for one that is missing.
    """
    files = [file for folder in folders for file in sorted(_files(Path(folder)))]
    return Lookups({name: _find(files, name) for name in LAYOUTS})


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise NotFoundError(f"{folder}: no such folder")
    return folder.iterdir()


def _find(files: list[Path], name: str) -> Path | None:
    layout = LAYOUTS[name]
    found = next((file for file in files if layout.fits(file)), None)
    if found is None and not layout.optional:
        names = " or ".join(f"{pattern}.csv" for pattern in layout.patterns)
        raise NotFoundError(f"no look-up called {names} in the folders given")
    return found


def _rows(path: Path, columns: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """Rows with our names for the columns, whatever the file calls them."""
    with _open(path) as file:
        reader = csv.DictReader(file)
        header = {
            _header(path, reader.fieldnames or (), name, columns[name]): name for name in columns
        }
        for row in reader:
            found = {name: row[head] or "" for head, name in header.items()}
            for name, form in NUMBERS.items():
                if name in found and not re.fullmatch(form, found[name]):
                    raise InputError(
                        Place(str(path), reader.line_num, name), "a number", found[name]
                    )
            yield found


def _header(path: Path, found: Sequence[str], name: str, others: tuple[str, ...]) -> str:
    for head in (name, *others):
        if head in found:
            return head
    called = " or ".join((name, *others))
    raise InputError(Place(str(path), 1, name), f"a column called {called}")


def _open(path: Path) -> IO[str]:
    if path.suffix != ".gz":
        return path.open(encoding="utf-8-sig", newline="")
    import gzip

    return cast("IO[str]", gzip.open(path, "rt", encoding="utf-8-sig", newline=""))
