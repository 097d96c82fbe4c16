"""Road casualty files in the publisher's layouts of 2021 and 2024, and the fly-tipping table."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from frankpledge.lake import ingest

WILTSHIRE = "E23000038"
COLLISION_2024 = (
    *("collision_index", "collision_year", "collision_ref_no", "location_easting_osgr"),
    *("location_northing_osgr", "longitude", "latitude", "police_force", "collision_severity"),
    *("number_of_vehicles", "number_of_casualties", "date", "day_of_week", "time"),
    *("local_authority_district", "local_authority_ons_district", "local_authority_highway"),
    *("local_authority_highway_current", "first_road_class", "first_road_number", "road_type"),
    *("speed_limit", "junction_detail_historic", "junction_detail", "junction_control"),
    *("second_road_class", "second_road_number", "pedestrian_crossing_human_control_historic"),
    *("pedestrian_crossing_physical_facilities_historic", "pedestrian_crossing"),
    *("light_conditions", "weather_conditions", "road_surface_conditions"),
    *("special_conditions_at_site", "carriageway_hazards_historic", "carriageway_hazards"),
    *("urban_or_rural_area", "did_police_officer_attend_scene_of_accident", "trunk_road_flag"),
    *("lsoa_of_accident_location", "enhanced_severity_collision", "collision_injury_based"),
    *("collision_adjusted_severity_serious", "collision_adjusted_severity_slight"),
)
COLLISION_2021 = (
    *("accident_index", "accident_year", "accident_reference", "location_easting_osgr"),
    *("location_northing_osgr", "longitude", "latitude", "police_force", "accident_severity"),
    *("number_of_vehicles", "number_of_casualties", "date", "day_of_week", "time"),
    *("local_authority_district", "local_authority_ons_district", "local_authority_highway"),
    *("first_road_class", "first_road_number", "road_type", "speed_limit", "junction_detail"),
    *("junction_control", "second_road_class", "second_road_number"),
    *("pedestrian_crossing_human_control", "pedestrian_crossing_physical_facilities"),
    *("light_conditions", "weather_conditions", "road_surface_conditions"),
    *("special_conditions_at_site", "carriageway_hazards", "urban_or_rural_area"),
    *("did_police_officer_attend_scene_of_accident", "trunk_road_flag"),
    "lsoa_of_accident_location",
)
CASUALTY_2024 = (
    *("collision_index", "collision_year", "collision_ref_no", "vehicle_reference"),
    *("casualty_reference", "casualty_class", "sex_of_casualty", "age_of_casualty"),
    *("age_band_of_casualty", "casualty_severity", "enhanced_casualty_severity"),
    *("pedestrian_location", "pedestrian_movement", "car_passenger", "bus_or_coach_passenger"),
    *("pedestrian_road_maintenance_worker", "casualty_type", "casualty_imd_decile"),
    *("lsoa_of_casualty", "casualty_injury_based", "casualty_adjusted_severity_serious"),
    *("casualty_adjusted_severity_slight", "casualty_distance_banding"),
)
# One collision on the A361 as the publisher writes it; tests change what they are about.
ORDINARY = {
    **{"index": "2024540000001", "year": "2024", "location_easting_osgr": "400000"},
    **{"location_northing_osgr": "160000", "longitude": "-2.0", "latitude": "51.34"},
    **{"police_force": "54", "severity": "3", "number_of_vehicles": "2"},
    **{"number_of_casualties": "1", "date": "05/11/2024"},
    **{"local_authority_ons_district": "E06000054", "first_road_class": "3"},
    **{"first_road_number": "361", "road_type": "6", "speed_limit": "60"},
    **{"junction_detail": "0", "urban_or_rural_area": "2"},
    **{"lsoa_of_accident_location": "E01032115", "adjusted_severity_serious": "0.2"},
}
CASUALTY = {
    **{"index": "2024540000001", "year": "2024", "vehicle_reference": "1"},
    **{"casualty_reference": "1", "severity": "3", "casualty_type": "9"},
    **{"age_of_casualty": "40", "adjusted_severity_serious": "0.2"},
}


def short(header: str) -> str:
    """A header without the word that changed: 'accident_index' and 'collision_index' as one."""
    for word in ("collision_", "accident_", "casualty_"):
        rest = header.removeprefix(word)
        if rest in {"index", "year", "severity", "adjusted_severity_serious"}:
            return rest
    return header


@pytest.fixture
def write(tmp_path):
    """Write a file of the publisher: every column of the layout, -1 where a test says nothing."""

    def make(name: str, headers: tuple[str, ...], ordinary: dict, *rows: dict) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            lines = csv.writer(file)
            lines.writerow(headers)
            for row in rows:
                lines.writerow((ordinary | row).get(short(h), "-1") for h in headers)
        return path

    return make


@pytest.fixture
def rows(lake, areas):
    """Ingest one file; give the report and the rows that the lake then holds."""

    def read(path: Path):
        (report,) = ingest(lake, [path], areas=areas)
        assert report.error is None, report.error
        return report, lake.table(report.source).to_pyarrow().to_pylist()

    return read


NAME = "dft-road-casualty-statistics-collision-last-5-years.csv"


def test_a_collision_of_2024(write, rows):
    """Month, force, road, place and severity, in the lake's words."""
    _, (row,) = rows(write(NAME, COLLISION_2024, ORDINARY, {}))
    assert row == {
        **{"period": "2024-11", "force": WILTSHIRE, "collision": "2024540000001"},
        **{"severity": "slight", "ksi": 0.2, "vehicles": 2, "casualties": 1},
        **{"district": "E06000054", "lsoa": "E01032115", "easting": 400000.0},
        **{"northing": 160000.0, "longitude": -2.0, "latitude": 51.34, "road": "A361"},
        **{"road_class": "A", "road_type": "single carriageway", "speed_limit": 60.0},
        **{"junction": "no", "setting": "rural"},
    }


def test_the_layout_of_2021_without_adjusted_severities(write, rows):
    """Accidents, no adjustment: severity as recorded, and the report says how many are so."""
    some = ({"severity": s, "index": f"20215400000{s}", "date": "01/02/2021"} for s in "123")
    name = "dft-road-casualty-statistics-accident-2021.csv"
    report, found = rows(write(name, COLLISION_2021, ORDINARY, *some))
    assert {row["severity"]: row["ksi"] for row in found} == {
        "fatal": 1.0,
        "serious": 1.0,
        "slight": 0.0,
    }
    assert report.quality.notes == {"severity as recorded, not adjusted": 3}


def test_missing_is_blank_and_never_a_number(write, rows):
    """-1, NULL and codes that say unknown; Scotland is none of this table's rows."""
    unknown = {
        **{"location_easting_osgr": "NULL", "longitude": "NULL", "latitude": "NULL"},
        **{"location_northing_osgr": "NULL", "speed_limit": "-1", "junction_detail": "99"},
        **{"urban_or_rural_area": "3", "road_type": "9", "lsoa_of_accident_location": "-1"},
        **{"first_road_class": "6", "first_road_number": "0"},
        **{"local_authority_ons_district": "EHEATHROW"},
    }
    scots = {"police_force": "99", "index": "2024990000001"}
    report, (row,) = rows(write(NAME, COLLISION_2024, ORDINARY, unknown, scots))
    blank = {name for name, value in row.items() if value is None}
    assert blank == {
        *("easting", "northing", "longitude", "latitude", "speed_limit", "junction"),
        *("setting", "road_type", "lsoa", "district", "road"),
    }
    assert report.quality.rejected == 0
    assert report.quality.notes["rows of Scotland"] == 1
    assert report.quality.notes["without a district"] == 1


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ({"severity": "7"}, "severity", "7"),
        ({"date": "2024-31-12"}, "date", "2024-31-12"),
        ({"police_force": "2"}, "police_force", "2"),
        ({"longitude": "51.34", "latitude": "-2.0"}, "longitude", "51.34"),
        ({"location_easting_osgr": "four"}, "easting", "four"),
        ({"number_of_casualties": "x"}, "casualties", "x"),
    ],
)
def test_bad_rows_are_left_out_with_their_line(write, rows, change, column, value):
    """An unknown code, an impossible date, swapped coordinates: told by line, column and value."""
    good = {"index": "2024540000009"}
    report, found = rows(write(NAME, COLLISION_2024, ORDINARY, good, change))
    assert [row["collision"] for row in found] == ["2024540000009"]
    (fault,) = report.quality.rejections
    assert (fault.line, fault.column, fault.value) == (3, column, value)


def test_collisions_are_judged_complete_by_force_and_month(write, lake, areas):
    """The gate reads this table as it does crime: a month without rows is missing, not nought."""
    months = [(1, 30), (2, 28), (4, 33), (5, 6)]
    some = [
        {"index": f"202454{month:02}{n:05}", "date": f"{n % 28 + 1:02}/{month:02}/2024"}
        for month, many in months
        for n in range(many)
    ]
    ingest(lake, [write(NAME, COLLISION_2024, ORDINARY, *some)], areas=areas)
    gate = lake.completeness("dft-collisions", areas=areas).to_pylist()
    told = {row["period"][-2:]: row["status"] for row in gate if row["force"] == WILTSHIRE}
    assert told == {
        **{"01": "complete", "02": "complete", "03": "missing", "04": "complete"},
        "05": "partial",
    }


def test_casualties_by_user_and_age(write, rows):
    """The force comes from the index; children are under 16; an unknown age is no age."""
    some = [
        {"casualty_type": "0", "age_of_casualty": "15", "severity": "2"},
        {"casualty_type": "1", "age_of_casualty": "16", "casualty_reference": "2"},
        {"casualty_type": "97", "age_of_casualty": "-1", "casualty_reference": "3"},
        {"severity": "1", "casualty_reference": "4", "adjusted_severity_serious": "0"},
        {"index": "202301A000001", "year": "2023"},
    ]
    name = "dft-road-casualty-statistics-casualty-1979-latest-published-year.csv"
    _, found = rows(write(name, CASUALTY_2024, CASUALTY, *some))
    assert [(row["user"], row["age"], row["ksi"]) for row in found if row["period"] == "2024"] == [
        ("pedestrian", "child", 0.2),
        ("pedal cyclist", "adult", 0.2),
        ("motorcyclist", None, 0.2),
        ("car occupant", "adult", 1.0),
    ]
    assert [row["force"] for row in found if row["period"] == "2023"] == ["E23000001"]


def test_real_casualties_of_one_parish(write, rows, shared):
    """52 casualties of Winsley, 2010 to 2024, with the adjusted severities that were published."""
    path = (
        shared / "data/geo/road_safety/winsley_parish_stats19_casualties_2010-2024_BlaiseKelly.csv"
    )
    with path.open(encoding="utf-8-sig") as file:
        published = list(csv.DictReader(file))
    assert len(published) == 52
    codes = {"Car occupant": "9", "Pedestrian": "0", "Cyclist": "1"}
    some = [
        {
            **{"index": row["collision_index"], "year": row["collision_index"][:4]},
            **{"casualty_reference": str(n), "severity": "3"},
            "casualty_type": codes.get(row["casualty_type"], "90"),
            "adjusted_severity_serious": row["Serious"],
        }
        for n, row in enumerate(published)
    ]
    name = "dft-road-casualty-statistics-casualty-2010-2024.csv"
    _, found = rows(write(name, CASUALTY_2024, CASUALTY, *some))
    assert {row["force"] for row in found} == {WILTSHIRE}
    assert sum(row["ksi"] for row in found) == pytest.approx(
        sum(float(row["Serious"]) for row in published)
    )
    assert Counter(row["user"] for row in found)["car occupant"] == sum(
        row["casualty_type"] == "Car occupant" for row in published
    )


def test_every_code_is_in_the_publishers_list(shared):
    """The small tables in the package against the codebook: no code invented, none forgotten."""
    from frankpledge.lake.sources import dft_casualties, dft_collisions, dft_road, dft_vehicles

    with (shared / "data/geo/road_safety/stats19_codebook.csv").open(encoding="utf-8") as file:
        book = list(csv.DictReader(file))

    def listed(*variables: str) -> set[str]:
        return {
            row["code"]
            for row in book
            if row["variable"] in variables and row["is_missing"] == "false"
        }

    assert set(dft_casualties.USERS) == listed("casualty_type")
    assert set(dft_vehicles.KINDS) == listed("vehicle_type")
    assert set(dft_road.SEVERITIES) == listed("collision_severity")
    assert set(dft_road.FORCES) | dft_road.SCOTLAND == listed("police_force")
    assert set(dft_collisions.ROAD_CLASSES) == listed("first_road_class")
    assert set(dft_collisions.ROAD_TYPES) == listed("road_type")
    known = listed("junction_detail", "junction_detail_historic") - {"99"}
    assert known <= set(dft_collisions.JUNCTIONS)
    names = {row["code"]: row["label"] for row in book if row["variable"] == "police_force"}
    assert all(names[code] == name for code, name in dft_road.FORCES.items())


def test_fly_tipping_of_every_district(lake, areas, shared):
    """The real table: missing is no row, totals of regions are not districts."""
    path = shared / "data/geo/other/flytipping_la_2012-13_to_2022-23.ods"
    (report,) = ingest(lake, [path], areas=areas)
    assert (report.quality.accepted, report.quality.rejected) == (3511, 0)
    assert report.quality.notes == {
        "totals of regions": 221,
        "rows of actions, joined to those of incidents": 3531,
        "districts without a figure": 20,
    }
    found = {
        (row["period"], row["area"]): row
        for row in lake.table("defra-fly-tipping").to_pyarrow().to_pylist()
    }
    assert found["2022/23", "E06000054"]["incidents"] == 2631
    assert found["2022/23", "E06000030"]["incidents"] == 1930
    assert found["2022/23", "E06000054"]["agricultural"] == 96
    assert ("2015/16", "E06000030") not in found


def test_what_councils_did_stands_beside_the_incidents(lake, areas, shared):
    """Actions, notices, prosecutions and fines against the sheet, read here by itself."""
    calamine = pytest.importorskip("python_calamine")
    path = shared / "data/geo/other/flytipping_la_2012-13_to_2022-23.ods"
    ingest(lake, [path], areas=areas)
    rows = lake.table("defra-fly-tipping").to_pyarrow().to_pylist()
    found = {(row["period"], row["area"]): row for row in rows}
    sheet = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("LA_actions")
    _, _, header, *lines = sheet.to_python()
    names = {
        **{"actions": "Total Actions", "notices": "Total Fixed Penalty Notice Actions"},
        **{"prosecutions": "Prosecution Actions", "fines": "Total fines (£)"},
    }
    compared = 0
    for line in lines:
        row = found.get((str(line[0]).replace("-", "/"), line[1]))
        for name, head in names.items() if row else ():
            cell = line[header.index(head)]
            assert row[name] == (None if cell in {":", ""} else float(cell)), (line[:3], name)
            compared += 1
    assert compared == 4 * 3511
