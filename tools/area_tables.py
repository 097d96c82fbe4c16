"""Rebuild the area tables of the package and of the example from the publisher's look-ups.

    python tools/area_tables.py FOLDER...

The folders hold the look-ups that `frankpledge.areas.build_area_tables` reads, and households by
LSOA of the 2021 Census. Same look-ups, same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from frankpledge.areas import AreaTablesBuilt, build_area_tables, write_tables

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "frankpledge" / "areas" / "data"
EXAMPLE = ROOT / "examples" / "wiltshire" / "areas"
WILTSHIRE = "E23000038"

ONS = {
    "publisher": "Office for National Statistics",
    "licence": "Open Government Licence v3.0",
    "licence_url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "attribution": "Source: Office for National Statistics licensed under the Open Government "
    "Licence v3.0. Contains OS data © Crown copyright and database right 2024.",
}
COPIES = (
    "The look-ups were taken from copies of the publisher's tables in public repositories, not "
    "from the publisher's own server; codes and counts were checked against each other (35,672 "
    "LSOAs, 318 districts, 314 partnerships, 43 forces)."
)
CENTROIDS = (
    "longitude and latitude are degrees (WGS 84). Those of an LSOA are the publisher's centroid; "
    "those of a larger area are the mean of its LSOAs' centroids weighted by households at the "
    "2021 Census: a point to stand for the area, not a boundary's centre."
)
LOOKUPS = [
    "Local Authority District to Community Safety Partnership to Police Force Area (2024)",
    "LSOA (2021) to Ward (2024) to Local Authority District (2024), best fit",
    "LSOA centroids (2021)",
    "Census 2021: households by LSOA",
]


def main(folders: list[str]) -> None:
    """Write both sets of tables with what there is to say about them."""
    everywhere = build_area_tables(*folders).only("country", "force", "partnership", "district")
    write_tables(everywhere, PACKAGE)
    _say(PACKAGE / "areas.metadata.json", _package(everywhere))
    wiltshire = build_area_tables(*folders, forces=[WILTSHIRE]).only("ward", "lsoa")
    write_tables(wiltshire, EXAMPLE)
    _say(EXAMPLE / "metadata.json", _example(wiltshire))


def _package(built: AreaTablesBuilt) -> dict[str, Any]:
    return {
        "title": "Countries, police forces, community safety partnerships and districts of England "
        "and Wales",
        **ONS,
        "vintage": "2024",
        "sources": LOOKUPS,
        "made": "frankpledge.areas.build_area_tables",
        "rows": _rows(built),
        "notes": [
            COPIES,
            CENTROIDS,
            "Seven districts are shared by two to four partnerships. The look-ups do not say which "
            "LSOAs belong to which, so those 21 partnerships have no centroid.",
            "forces.csv is kept by hand. Codes: ONS; slugs and police_uk_name: data.police.uk; "
            "home_office_name: police recorded crime open data tables of the Home Office. Bodies "
            "without a territory have their slug for a code.",
            "welsh-names.csv is kept by hand: Welsh names in common official use, where they "
            "differ from the English one.",
        ],
    }


def _example(built: AreaTablesBuilt) -> dict[str, Any]:
    return {
        "title": "Wards (2024) and LSOAs (2021) of Wiltshire and Swindon",
        **ONS,
        "vintage": "2024 (wards), 2021 (LSOAs)",
        "sources": [
            *LOOKUPS[1:],
            "LSOA (2011) to LSOA (2021) to Local Authority District (2022)",
            "House of Commons Library: MSOA names",
        ],
        "made": "frankpledge.areas.build_area_tables, force E23000038",
        "rows": _rows(built),
        "notes": [
            COPIES,
            CENTROIDS,
            "An LSOA is put in the ward that the publisher calls its best fit; a ward's figures "
            "made from LSOAs are therefore approximate.",
            "local_name of an LSOA is the House of Commons Library's name of the MSOA that holds "
            "it, found by code. Several LSOAs share a name. The licence of these names is not "
            "verified: the Library's material is usually under the Open Parliament Licence.",
            "share in lsoa-changes.csv is an estimate for a 2011 LSOA that was split: the 2021 "
            "Census households of each of its successors over those of them all, to six decimals. "
            "Unchanged and merged LSOAs have share 1.",
        ],
    }


def _rows(built: AreaTablesBuilt) -> dict[str, int]:
    tables = {
        "areas.csv": built.areas,
        "membership.csv": built.membership,
        "lsoa-changes.csv": built.changes,
    }
    return {name: len(rows) for name, rows in tables.items() if rows}


def _say(path: Path, what: dict[str, Any]) -> None:
    path.write_text(json.dumps(what, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
