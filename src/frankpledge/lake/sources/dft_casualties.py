"""People hurt or killed in road collisions, one row each, since 1979 (STATS19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.lake.source import Column, Context, Field, Form, Layout, Source
from frankpledge.lake.sources import dft_road as family

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

# By what somebody rode in or on; the publisher's list has one code each for sizes of motorcycle.
USERS = {
    "0": "pedestrian",
    "1": "pedal cyclist",
    **dict.fromkeys(("2", "3", "4", "5", "23", "97", "103", "104", "105", "106"), "motorcyclist"),
    **dict.fromkeys(("8", "9", "108", "109"), "car occupant"),
    **dict.fromkeys(("10", "11", "110"), "bus occupant"),
    **dict.fromkeys(("19", "20", "21", "98", "113"), "goods vehicle occupant"),
    **dict.fromkeys(("16", "17", "18", "22", "90", "99"), "other"),
}
CHILD = range(16)  # the publisher's children are under 16


def build(rows: Rows, context: Context) -> None:
    """The force from the index; age into two groups; codes into words."""
    family.trim(rows, "collision")
    family.force_of_index(rows, context)
    family.relabel(rows, "severity", family.SEVERITIES)
    family.relabel(rows, "user", USERS)
    ages = {str(age): "child" if age in CHILD else "adult" for age in range(121)}
    family.relabel(rows, "age", ages, ("-1", "NULL"))
    family.set_ksi(rows, "adjusted_serious")


SOURCE = Source(
    id="dft-casualties",
    title="Road casualties (STATS19)",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="year",
    columns=(
        Column("period", "category", "Year"),
        family.FORCE,
        family.COLLISION,
        Column("vehicle", "category", "Number of the vehicle in the collision"),
        Column("casualty", "category", "Number of the casualty in the collision"),
        Column("user", "category", "Pedestrian, pedal cyclist, motorcyclist, ...", True),
        Column("age", "category", "Child (under 16) or adult", True),
        Column("severity", "category", "As recorded: fatal, serious or slight"),
        Column("ksi", "number", "One if killed, else the adjusted probability of a serious injury"),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.file_name("casualty"),
            format="csv",
            fields=(
                Field("collision_index", "collision", "text", True, also=("accident_index",)),
                Field("collision_year", "period", required=True, also=("accident_year",)),
                Field("vehicle_reference", "vehicle", required=True),
                Field("casualty_reference", "casualty", required=True),
                Field("casualty_type", "user"),
                Field("age_of_casualty", "age"),
                Field("casualty_severity", "severity", required=True),
                Field(
                    "casualty_adjusted_severity_serious",
                    "adjusted_serious",
                    "text",
                    optional=True,
                    also=("casualty_adjusted_serious",),
                ),
            ),
            ignored=(
                *family.headers("collision_ref_no", "collision_reference"),
                *("casualty_class", "sex_of_casualty", "age_band_of_casualty"),
                *("enhanced_casualty_severity", "pedestrian_location", "pedestrian_movement"),
                *("car_passenger", "bus_or_coach_passenger"),
                *("pedestrian_road_maintenance_worker", "casualty_home_area_type"),
                *("casualty_imd_decile", "lsoa_of_casualty", "casualty_injury_based"),
                *("casualty_adjusted_severity_slight", "casualty_adjusted_slight"),
                "casualty_distance_banding",
            ),
            build=build,
            note="Headers as of 2024 and as of 2021. Sex, home and class of casualties are not "
            "kept: no measure here needs them. No file of the publisher's could be tried.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "collision", "vehicle", "casualty"),
    key=("collision", "vehicle", "casualty"),
    checks=(Form("period", r"\d{4}", "a year"),),
    gate=family.GATE,
    caveats=(
        "The publisher's table says the year and not the place: months and neighbourhoods are in "
        "the table of collisions.",
        family.KSI_NOTE,
        "Injuries that nobody reported to the police are not in it; hospitals see more.",
    ),
)
