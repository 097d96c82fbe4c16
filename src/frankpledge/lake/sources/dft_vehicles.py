"""Vehicles in road collisions, one row each, since 1979 (STATS19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frankpledge.lake.source import Column, Context, Field, Form, Layout, Source
from frankpledge.lake.sources import dft_road as family

if TYPE_CHECKING:
    from frankpledge.lake.rows import Rows

KINDS = {
    "1": "pedal cycle",
    **dict.fromkeys(("2", "3", "4", "5", "23", "97", "103", "104", "105", "106"), "motorcycle"),
    **dict.fromkeys(("8", "9", "108", "109"), "car"),
    **dict.fromkeys(("10", "11", "110"), "bus"),
    **dict.fromkeys(("19", "20", "21", "98", "113"), "goods vehicle"),
    **dict.fromkeys(("16", "17", "18", "22", "90", "99"), "other"),
}


def build(rows: Rows, context: Context) -> None:
    """The force from the index; kinds of vehicle into words."""
    family.trim(rows, "collision")
    family.force_of_index(rows, context)
    family.relabel(rows, "kind", KINDS)


SOURCE = Source(
    id="dft-vehicles",
    title="Vehicles in road collisions (STATS19)",
    publisher=family.PUBLISHER,
    licence=family.LICENCE,
    url=family.URL,
    grain="year",
    columns=(
        Column("period", "category", "Year"),
        family.FORCE,
        family.COLLISION,
        Column("vehicle", "category", "Number of the vehicle in the collision"),
        Column("kind", "category", "Pedal cycle, motorcycle, car, bus, goods vehicle, other", True),
    ),
    layouts=(
        Layout(
            id="publisher",
            name=family.file_name("vehicle"),
            format="csv",
            fields=(
                Field("collision_index", "collision", "text", True, also=("accident_index",)),
                Field("collision_year", "period", required=True, also=("accident_year",)),
                Field("vehicle_reference", "vehicle", required=True),
                Field("vehicle_type", "kind"),
            ),
            ignored=(
                *family.headers("collision_ref_no", "collision_reference"),
                *("towing_and_articulation", "vehicle_manoeuvre", "vehicle_manoeuvre_historic"),
                *("vehicle_direction_from", "vehicle_direction_to"),
                *("vehicle_location_restricted_lane", "vehicle_location_restricted_lane_historic"),
                *("junction_location", "skidding_and_overturning", "hit_object_in_carriageway"),
                *("vehicle_leaving_carriageway", "hit_object_off_carriageway"),
                *("first_point_of_impact", "vehicle_left_hand_drive"),
                *("journey_purpose_of_driver", "journey_purpose_of_driver_historic"),
                *("sex_of_driver", "age_of_driver", "age_band_of_driver", "engine_capacity_cc"),
                *("propulsion_code", "age_of_vehicle", "generic_make_model", "driver_imd_decile"),
                *("driver_home_area_type", "lsoa_of_driver", "escooter_flag", "dir_from_e"),
                *("dir_from_n", "dir_to_e", "dir_to_n", "driver_distance_banding"),
            ),
            build=build,
            note="Nothing about drivers or makes is kept: no measure here needs it.",
        ),
    ),
    part=("period", "force"),
    sort=("period", "force", "collision", "vehicle"),
    key=("collision", "vehicle"),
    checks=(Form("period", r"\d{4}", "a year"),),
    gate=family.GATE,
)
