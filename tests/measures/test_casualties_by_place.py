"""People hurt on the roads by place: casualties joined to collisions, severities adjusted.

The rows are made up; their totals are those published for the unitary authority of Wiltshire in
2024 (879 collisions; 1,179 casualties, of whom 16 killed, 236 seriously and 927 slightly hurt).
"""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, casualties, ingest
from frankpledge.measures import evaluate, load_catalogue
from frankpledge.measures.series import COMPLETE, MISSING, PARTIAL

WILTSHIRE, FORCE = "E06000054", "E23000038"
COLLISIONS, KILLED, SERIOUS, SLIGHT = 879, 16, 236, 927
HURT = KILLED + SERIOUS + SLIGHT
LIKELY, UNLIKELY = 0.9, (SERIOUS - 0.9 * SERIOUS) / SLIGHT
NAME = "dft-road-casualty-statistics-{}.csv"
ADJUSTED = "casualty_adjusted_severity_serious"
COLLISION_HEAD = (
    *("collision_index", "collision_year", "collision_ref_no", "location_easting_osgr"),
    *("location_northing_osgr", "longitude", "latitude", "police_force", "collision_severity"),
    *("number_of_vehicles", "number_of_casualties", "date", "local_authority_ons_district"),
    *("first_road_class", "first_road_number", "road_type", "speed_limit", "junction_detail"),
    *("urban_or_rural_area", "lsoa_of_accident_location"),
)
CASUALTY_HEAD = (
    *("collision_index", "collision_year", "collision_ref_no", "vehicle_reference"),
    *("casualty_reference", "age_of_casualty", "casualty_severity", "casualty_type"),
)


def index(number):
    """The publisher's index of a collision in Wiltshire in 2024."""
    return f"202454{number:07}"


@pytest.fixture(scope="module")
def areas(example):
    """The areas of the example."""
    return load_areas(example / "areas")


@pytest.fixture(scope="module")
def lsoas(areas):
    """The neighbourhoods of the district of Wiltshire."""
    members = areas.members("district").to_pylist()
    return sorted(row["lsoa"] for row in members if row["area"] == WILTSHIRE)


@pytest.fixture(scope="module")
def hurt():
    """Each casualty: collision, number in it, severity code, adjusted probability of serious."""
    severities = ["1"] * KILLED + ["2"] * SERIOUS + ["3"] * SLIGHT
    order = np.random.default_rng(5).permutation(HURT)
    chance = {"1": "-1", "2": LIKELY, "3": UNLIKELY}
    # One to each collision, the others spread over the first.
    return [
        (n % COLLISIONS, 1 + n // COLLISIONS, severities[i], chance[severities[i]])
        for n, i in enumerate(order)
    ]


def write(path, head, rows):
    """A CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(head)
        lines.writerows(rows)
    return path


def collisions(folder, lsoas, hurt):
    """The publisher's table of collisions, one neighbourhood and month after the other."""
    many = Counter(row[0] for row in hurt)
    return write(
        folder / NAME.format("collision-2024"),
        COLLISION_HEAD,
        (
            (
                *(index(n), 2024, f"54{n}", 400000, 160000, -2.0, 51.3, 54, 3, 2, many[n]),
                *(f"{n % 28 + 1:02}/{n % 12 + 1:02}/2024", WILTSHIRE, 3, 361, 6, 60, 0, 2),
                lsoas[n % len(lsoas)],
            )
            for n in range(COLLISIONS)
        ),
    )


def people(folder, hurt, *, chances):
    """The publisher's table of casualties, with the adjustment or (as to 2023) without."""
    return write(
        folder / NAME.format("casualty-2024"),
        (*CASUALTY_HEAD, ADJUSTED) if chances else CASUALTY_HEAD,
        (
            (index(n), 2024, f"54{n}", 1, m, 40, severity, 9, *([chance] if chances else []))
            for n, m, severity, chance in hurt
        ),
    )


def lookup(folder, hurt):
    """The publisher's look-up of adjustments, from 2004."""
    return write(
        folder / NAME.format("casualty-adjustment-lookup_2004-latest-published-year"),
        (
            *("accident_index", "accident_year", "accident_reference", "Vehicle_Reference"),
            *("Casualty_Reference", "Adjusted_Serious", "Adjusted_Slight", "injury_based"),
        ),
        (
            (index(n), 2024, f"54{n}", 1, m, chance, 1 - chance, 1)
            for n, m, severity, chance in hurt
            if severity != "1"
        ),
    )


def lake_of(folder, areas, *paths):
    """A lake with these files, each read whole."""
    lake = Lake(folder / "data", areas=areas)
    for report in ingest(lake, list(paths), areas=areas):
        assert report.error is None, report.error
        assert report.quality.rejected == 0
    return lake


@pytest.fixture(scope="module", params=["in the table", "in the look-up"])
def lake(request, tmp_path_factory, areas, lsoas, hurt):
    """The year, with adjustments where the publisher puts them since 2024, and where it did."""
    folder = tmp_path_factory.mktemp("roads")
    inside = request.param == "in the table"
    paths = [collisions(folder, lsoas, hurt), people(folder, hurt, chances=inside)]
    return lake_of(folder, areas, *paths, *([] if inside else [lookup(folder, hurt)]))


def test_published_totals_come_out(lake, areas):
    """Through ingest and evaluation: 879 collisions, 1,179 hurt, 252 killed or seriously hurt."""
    catalogue = load_catalogue()
    found = {
        name: evaluate(catalogue.measure(name), lake, areas)
        for name in ("road-collisions", "road-casualties", "killed-or-seriously-injured-located")
    }
    totals = {name: one.values[one.row[WILTSHIRE]].sum() for name, one in found.items()}
    assert totals == pytest.approx(
        {
            "road-collisions": 879,
            "road-casualties": 1179,
            "killed-or-seriously-injured-located": 252,
        }
    )
    recorded = evaluate(catalogue.measure("killed-or-seriously-injured"), lake, areas)
    assert recorded.values[recorded.row[FORCE]].tolist() == pytest.approx([252])
    severities = Counter(lake.table("dft-casualties").severity.to_pyarrow().to_pylist())
    assert severities == {"fatal": 16, "serious": 236, "slight": 927}


def test_each_neighbourhood_and_ward_has_its_own(lake, areas, lsoas, hurt):
    """Counted again in plain Python: by LSOA, and for a ward by its shares."""
    found = evaluate(load_catalogue().measure("killed-or-seriously-injured-located"), lake, areas)
    expected = Counter()
    for n, _, severity, chance in hurt:
        expected[lsoas[n % len(lsoas)]] += 1.0 if severity == "1" else chance
    for code in lsoas:
        assert found.values[found.row[code]].sum() == pytest.approx(expected[code])
    ward = next(area.code for area in areas.of_kind("ward") if area.code in found.row)
    shared = sum(share.high * expected[share.lsoa] for share in areas.fit(ward).shares)
    assert found.values[found.row[ward]].sum() == pytest.approx(shared)
    january = sum(
        1.0 if severity == "1" else chance for n, _, severity, chance in hurt if n % 12 == 0
    )
    assert found.values[found.row[WILTSHIRE], 0] == pytest.approx(january)


def test_casualties_that_are_not_held_are_missing(tmp_path, areas, lsoas, hurt):
    """Collisions alone give no figure of people, and no nought."""
    lake = lake_of(tmp_path, areas, collisions(tmp_path, lsoas, hurt))
    found = evaluate(load_catalogue().measure("killed-or-seriously-injured-located"), lake, areas)
    assert np.isnan(found.values).all()
    assert (found.status == MISSING).all()


def test_people_without_their_collision_make_the_year_partial(tmp_path, areas, lsoas, hurt):
    """A twentieth of them is too many: nobody knows which place has too few."""
    strays = [(COLLISIONS + n, 1, "3", 0.1) for n in range(60)]
    paths = [collisions(tmp_path, lsoas, hurt), people(tmp_path, hurt + strays, chances=True)]
    lake = lake_of(tmp_path, areas, *paths)
    assert casualties.unplaced(lake).to_pyarrow().to_pylist() == [
        {"period": "2024", "force": FORCE, "count": 60}
    ]
    measure = load_catalogue().measure("killed-or-seriously-injured-located")
    found = evaluate(measure, lake, areas)
    assert (found.status[found.row[WILTSHIRE]] == PARTIAL).all()
    recorded = evaluate(load_catalogue().measure("killed-or-seriously-injured"), lake, areas)
    assert recorded.status[recorded.row[FORCE]].tolist() == [COMPLETE]


def test_a_look_up_of_collisions_counts_for_collisions(tmp_path, areas, lsoas, hurt):
    """Its rows have no casualty, and change nothing for people."""
    path = write(
        tmp_path / NAME.format("collision-adjustment-last-5-years"),
        ("collision_index", "collision_year", "adjusted_serious", "adjusted_slight"),
        [(index(0), 2024, 0.25, 0.75), (index(1), 2024, 1.5, 0), (index(2), 2024, -1, -1)],
    )
    lake = Lake(tmp_path / "data", areas=areas)
    first, second = ingest(lake, [path, collisions(tmp_path, lsoas, hurt)], areas=areas)
    reports = {report.source: report for report in (first, second)}
    (fault,) = reports["dft-adjustments"].quality.rejections
    assert (fault.line, fault.column, fault.value) == (3, "adjusted_serious", "1.5")
    rows = casualties.adjusted(lake, "dft-collisions")
    assert rows.ksi.sum().to_pyarrow().as_py() == pytest.approx(0.25)
    assert rows.columns == lake.table("dft-collisions").columns
