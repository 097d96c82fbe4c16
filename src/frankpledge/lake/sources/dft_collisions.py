"""Collisions on public roads in which somebody was hurt, one row each, since 1979 (STATS19)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from frankpledge.lake.source import Between, Column, Context, Field, Form, Layout, Source
from frankpledge.lake.sources import dft_road as family

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

ROAD_CLASSES = {"1": "motorway", "2": "A(M)", "3": "A", "4": "B", "5": "C", "6": "unclassified"}
ROAD_TYPES = {
    **{"1": "roundabout", "2": "one way street", "3": "dual carriageway"},
    **{"6": "single carriageway", "7": "slip road", "12": "one way street or slip road"},
}
SETTINGS = {"1": "urban", "2": "rural"}
# Both code lists of junctions, to 2023 and from 2024: 0 is none within 20 metres.
JUNCTIONS = {
    "0": "no",
    **dict.fromkeys(("1", "2", "3", "5", "6", "7", "8", "9", "13", "16", "17", "18", "19"), "yes"),
}
MISSING = ("-1", "99", "NULL")


def build(rows: Rows, context: Context) -> None:
    """Month, force and place; codes into words."""
    family.trim(rows, "collision")
    rows.map("date", "period", month, "a date written 31/12/2024")
    family.set_force(rows, "police_force", context)
    family.relabel(rows, "severity", family.SEVERITIES)
    family.relabel(rows, "road_class", ROAD_CLASSES)
    family.relabel(rows, "road_type", ROAD_TYPES, ("-1", "9"))
    family.relabel(rows, "setting", SETTINGS, ("-1", "3"))
    family.relabel(rows, "junction", JUNCTIONS, MISSING)
    family.blank_missing(rows, ["lsoa", "district", "road_number", "speed_limit"], (*MISSING, ""))
    for column in ("easting", "northing", "longitude", "latitude", "speed_limit"):
        family.number(rows, column)
    family.set_ksi(rows, "adjusted_serious")
    _place(rows)
    _name_road(rows)


def month(date: str) -> str | None:
    """'31/12/2024' and '2024-12-31' as '2024-12'; None for anything else."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(date, form).strftime("%Y-%m")
        except ValueError:
            continue
    return None


def _place(rows: Rows) -> None:
    """District and neighbourhood only where they have the form of codes; others are counted."""
    from frankpledge.lake.arrow import encoded

    for column, form in (("lsoa", r"[EW]01\d{6}"), ("district", r"[EW]\d{8}")):
        if column in rows.table.column_names:
            _, values = encoded(rows.table[column])
            odd = [value for value in values if not re.fullmatch(form, value)]
            family.blank_missing(rows, [column], odd)
            rows.note(f"without a {column}", rows.table[column].null_count)


def _name_road(rows: Rows) -> None:
    """'A361', 'M4', 'A1(M)'; blank for the roads without a number, which are most."""
    import pyarrow as pa

    letters = {"motorway": "M{}", "A(M)": "A{}(M)", "A": "A{}", "B": "B{}"}
    rows.join(["road_class", "road_number"], "road")
    joined = rows.column("road")
    names: list[str | None] = []
    for text in joined.dictionary.to_pylist():
        kind, _, digits = (text or "").partition("|")
        known = kind in letters and digits not in {"", "0"}
        names.append(letters[kind].format(digits) if known else None)
    rows.set("road", pa.array(names, pa.string()).take(joined.indices).dictionary_encode())


SOURCE = Source(
    id="dft-collisions",
    title="Road collisions with injuries (STATS19)",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="month",
    columns=(
        Column("period", "category", "Month, as 2024-12"),
        family.FORCE,
        family.COLLISION,
        Column("severity", "category", "Of the worst injury: fatal, serious or slight"),
        Column("ksi", "number", "One if fatal, else the adjusted probability that it was serious"),
        Column("vehicles", "integer", "Vehicles involved"),
        Column("casualties", "integer", "People hurt or killed"),
        Column("district", "category", "Code of the district, as the publisher states it", True),
        Column("lsoa", "category", "Code of the neighbourhood (LSOA), of 2011 or 2021", True),
        Column("easting", "number", "Easting on the British National Grid, in metres", True),
        Column("northing", "number", "Northing on the British National Grid, in metres", True),
        Column("longitude", "number", "Longitude in degrees", True),
        Column("latitude", "number", "Latitude in degrees", True),
        Column("road", "category", "Number of the road, as A361; blank where it has none", True),
        Column("road_class", "category", "Motorway, A(M), A, B, C, unclassified", True),
        Column("road_type", "category", "Single or dual carriageway, roundabout, ...", True),
        Column("speed_limit", "number", "Miles an hour", True),
        Column("junction", "category", "Within 20 metres of a junction: yes or no", True),
        Column("setting", "category", "Urban or rural, by built-up areas", True),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.file_name("collision|accident"),
            format="csv",
            fields=(
                Field("collision_index", "collision", "text", True, also=("accident_index",)),
                Field("date", "date", required=True),
                Field("police_force", "police_force", required=True),
                Field("collision_severity", "severity", required=True, also=("accident_severity",)),
                Field("number_of_vehicles", "vehicles", "integer", True),
                Field("number_of_casualties", "casualties", "integer", True),
                Field("location_easting_osgr", "easting", "text"),
                Field("location_northing_osgr", "northing", "text"),
                Field("longitude", "longitude", "text"),
                Field("latitude", "latitude", "text"),
                Field("local_authority_ons_district", "district"),
                Field("first_road_class", "road_class"),
                Field("first_road_number", "road_number"),
                Field("road_type", "road_type"),
                Field("speed_limit", "speed_limit"),
                Field("junction_detail", "junction"),
                Field("urban_or_rural_area", "setting"),
                Field(
                    "lsoa_of_accident_location",
                    "lsoa",
                    also=("lsoa_of_collision_location",),
                ),
                Field(
                    "collision_adjusted_severity_serious",
                    "adjusted_serious",
                    "text",
                    optional=True,
                    also=("collision_adjusted_serious", "accident_adjusted_severity_serious"),
                ),
            ),
            ignored=(
                *family.headers("collision_year", "collision_ref_no", "collision_reference"),
                *("day_of_week", "time", "local_authority_district", "local_authority_highway"),
                *("local_authority_highway_current", "junction_detail_historic"),
                *("junction_control", "second_road_class", "second_road_number"),
                *("pedestrian_crossing_human_control", "pedestrian_crossing"),
                "pedestrian_crossing_human_control_historic",
                "pedestrian_crossing_physical_facilities",
                "pedestrian_crossing_physical_facilities_historic",
                *("light_conditions", "weather_conditions", "road_surface_conditions"),
                *("special_conditions_at_site", "carriageway_hazards"),
                "carriageway_hazards_historic",
                *family.headers("did_police_officer_attend_scene_of_collision"),
                *("trunk_road_flag", "enhanced_severity_collision", "enhanced_collision_severity"),
                *family.headers("collision_injury_based", "collision_adjusted_severity_slight"),
                "collision_adjusted_slight",
            ),
            build=build,
            note="Headers as of 2024 and as of 2021, when collisions were called accidents; as "
            "public programs describe them, since no file of the publisher's could be tried.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "lsoa", "collision"),
    key=("collision",),
    checks=(
        Form("period", r"\d{4}-(0[1-9]|1[0-2])", "a month written 2024-12"),
        Between("easting", 0, 700_000, "metres on the British National Grid (0 to 700,000)"),
        Between("northing", 0, 1_300_000, "metres on the British National Grid (0 to 1,300,000)"),
        Between("longitude", -8.7, 1.8, "a longitude in Great Britain (-8.7 to 1.8)"),
        Between("latitude", 49.8, 60.9, "a latitude in Great Britain (49.8 to 60.9)"),
    ),
    dips=family.DIPS,
    gate=family.GATE,
    caveats=(
        "Only collisions in which somebody was hurt and that the police came to know of; many "
        "slight injuries, and most of cyclists who fell alone, are never reported.",
        family.KSI_NOTE,
        "A year is published in the autumn of the next; halves of the running year are "
        "provisional.",
    ),
)
