"""Rebuild the area tables of the package and of the example from the publisher's look-ups.

    python tools/area_tables.py FOLDER...

The folders hold the look-ups that `frankpledge.areas.build_area_tables` reads, and households by
LSOA of the 2021 Census; for the example also those that `frankpledge.areas.add_places` reads. Same
look-ups, same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from frankpledge.areas import AreaTablesBuilt, add_places, build_area_tables, write_tables
from frankpledge.areas._lookups import find_lookups

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "frankpledge" / "areas" / "data"
EXAMPLE = ROOT / "examples" / "wiltshire" / "areas"
WILTSHIRE = "E23000038"
SMALL = ("neighbourhood", "ward", "msoa", "parish", "lsoa")

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
    _write_former(folders, {area.code for area in everywhere.areas})
    wiltshire = add_places(build_area_tables(*folders, forces=[WILTSHIRE]), *folders).only(*SMALL)
    write_tables(wiltshire, EXAMPLE)
    _say(EXAMPLE / "metadata.json", _example(wiltshire))


def _write_former(folders: list[str], known: set[str]) -> None:
    """Codes of districts that our tables do not have, each with the one that it is there."""
    listed = find_lookups(*folders).rows("former_districts")
    moves = [(row["LADCD"], row["LADNM"], row["LADCD_ACTIVE"]) for row in listed]
    rows = [move for move in moves if move[0] not in known and move[2] in known]
    # Two districts got new codes after our vintage; files of theirs must still be understood.
    rows += [(now, name, old) for old, name, now in moves if old in known and now not in known]
    lines = [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in sorted(rows)]
    text = "\n".join(["code,name,now", *lines]) + "\n"
    (PACKAGE / "former-districts.csv").write_text(text, encoding="utf-8")


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
            "former-districts.csv has codes of districts abolished since 2011, or coded anew "
            "before or after 2024, and the district of 2024 that each is now: codes of the ONS, "
            "from a copy in a public repository.",
            "forces.csv is kept by hand. Codes: ONS; slugs and police_uk_name: data.police.uk; "
            "home_office_name: police recorded crime open data tables of the Home Office. Bodies "
            "without a territory have their slug for a code.",
            "welsh-names.csv is kept by hand: Welsh names in common official use, where they "
            "differ from the English one.",
        ],
    }


def _example(built: AreaTablesBuilt) -> dict[str, Any]:
    return {
        "title": "Wards, parishes, police neighbourhoods, MSOAs and LSOAs of Wiltshire and Swindon",
        **ONS,
        "vintage": "2025 (wards), 2022 and 2019 (parishes), 2022 (police neighbourhoods), 2021 "
        "(MSOAs, LSOAs)",
        "sources": [
            *LOOKUPS[1:],
            "LSOA (2011) to LSOA (2021) to Local Authority District (2022)",
            "ONS Postcode Directory, November 2025: eastings and northings of postcodes",
            "Wards (May 2025) and LSOAs (2021): boundaries, generalised to 20 m",
            "LSOA (2011) to parish (2022); parish to ward to Local Authority District (December "
            "2019)",
            "House of Commons Library: MSOA names",
            "data.police.uk: names of police neighbourhoods (2022)",
            "Ministry of Housing, Communities and Local Government: English indices of deprivation "
            "2025",
            "Office for National Statistics and partners: rural-urban classification 2021",
        ],
        "made": "frankpledge.areas.build_area_tables and add_places, force E23000038",
        "rows": _rows(built),
        "notes": [
            COPIES,
            CENTROIDS,
            "Shares of wards: the postcodes of each LSOA, ended ones too because the table does "
            "not tell them apart, counted by the ward of 2025 in whose boundary they lie. One or "
            "two postcodes that are less than a twentieth of an LSOA's are left out: such slivers "
            "come from generalised boundaries. In membership.csv an LSOA is in the ward that holds "
            "most of its postcodes. Contains Royal Mail data © Royal Mail copyright and database "
            "right 2025.",
            "Shares of parishes: the only public look-up at hand names the parishes that each LSOA "
            "of 2011 touches, without weights. An LSOA with one parish counts wholly (basis "
            "whole); one with several has no share (basis shared) and none is invented. Of 264 "
            "parishes in the look-up 57 have an LSOA of their own. The centroid of a parish is "
            "that of its own LSOAs, or of those it shares, so that parishes of one LSOA have the "
            "same one.",
            "15 parishes of December 2019 are not in the look-up, because too few people live "
            "there. They are listed with that vintage and without LSOAs or a centroid.",
            "The police publish eight neighbourhoods (community policing teams) for Wiltshire. "
            "No boundary was at hand, so only their names are here; their codes are made from the "
            "force's and their own identifiers.",
            "classes.csv: households are those of the 2021 Census; deprivation_decile is national, "
            "1 the most deprived tenth of LSOAs in England.",
            "local_name of an MSOA is the House of Commons Library's name, and of an LSOA that of "
            "its MSOA, found by code. Several LSOAs share a name. The licence of these names is "
            "not verified: the Library's material is usually under the Open Parliament Licence.",
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
        "shares.csv": built.shares,
        "classes.csv": built.classes,
    }
    return {name: len(rows) for name, rows in tables.items() if rows}


def _say(path: Path, what: dict[str, Any]) -> None:
    path.write_text(json.dumps(what, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
