"""The builder, against the publisher's tables recomputed in another way."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.areas import add_places, build_area_tables, write_tables
from frankpledge.areas.build import split
from frankpledge.errors import InputError, NotFoundError
from frankpledge.lake.fetch._nomis import HOUSEHOLDS_FILE
from frankpledge.lake.fetch._ons import TABLES

ROOT = Path(__file__).parents[2]
LARGE = ("country", "force", "partnership", "district")
SMALL = ("neighbourhood", "ward", "msoa", "parish", "lsoa")


@pytest.fixture(scope="module")
def changes(read):
    """2011 LSOA to 2021 LSOA."""
    return read("geo/lookups/lsoa11_lsoa21_lad22_ew.csv.gz")


def test_the_package_holds_what_the_builder_makes(built, tmp_path):
    """Same look-ups, same bytes."""
    for path in write_tables(built.only(*LARGE), tmp_path):
        kept = ROOT / "src/frankpledge/areas/data" / path.name
        assert path.read_bytes() == kept.read_bytes()


def test_the_example_holds_what_the_builder_makes(shared, example, tmp_path):
    """Small places, shares, classes and changes of one force, whatever was built around it."""
    geo = shared / "data/geo"
    folders = [geo / name for name in ("lookups", "population", "deprivation_ruc", "boundaries")]
    wiltshire = add_places(build_area_tables(*folders, forces=["E23000038"]), *folders)
    written = write_tables(wiltshire.only(*SMALL), tmp_path)
    assert len(written) == 5
    for path in written:
        assert path.read_bytes() == (example / "areas" / path.name).read_bytes()
        assert b"\r" not in path.read_bytes()


def test_national_counts(built, lookup):
    """Every LSOA, ward and district of the look-up, and nothing else."""
    counts = Counter(area.kind for area in built.areas)
    assert counts["lsoa"] == len(lookup) == 35_672
    assert counts["ward"] == len({row["ward24_code"] for row in lookup})
    assert counts["district"] == 318
    assert counts["country"] == 3
    assert sum(area.code.startswith("W06") for area in built.areas) == 22


def test_changes_are_the_look_up_with_shares(built, changes):
    """One line for each of its lines; U, M and lone successors have share 1."""
    expected = {(r["lsoa11_code"], r["lsoa21_code"]): r["change_code"] for r in changes}
    found = {(c.lsoa11, c.lsoa21): c.change for c in built.changes}
    assert found == expected
    assert {c.share for c in built.changes if c.change in "UM"} == {1.0}
    successors = Counter(c.lsoa11 for c in built.changes)
    assert {c.share for c in built.changes if successors[c.lsoa11] == 1} == {1.0}


def test_shares_of_split_areas_are_by_households(built, changes, households):
    """Within a millionth of the exact fraction."""
    groups = defaultdict(list)
    for row in changes:
        groups[row["lsoa11_code"]].append(row["lsoa21_code"])
    parts = [c for c in built.changes if c.change in "SX"]
    assert len(parts) == 1909
    for change in parts:
        total = sum(households[code] for code in groups[change.lsoa11])
        exact = Fraction(households[change.lsoa21], total)
        assert abs(Fraction(change.share) - exact) < Fraction(1, 1_000_000)


def test_written_shares_add_up_to_exactly_one(example):
    """Not nearly: the decimals as written."""
    sums = defaultdict(Decimal)
    for line in (example / "areas/lsoa-changes.csv").read_text().splitlines()[1:]:
        lsoa11, _, _, share = line.split(",")
        sums[lsoa11] += Decimal(share)
    assert set(sums.values()) == {Decimal(1)}
    assert len(sums) == 417


@given(st.lists(st.integers(min_value=0, max_value=5000), min_size=1, max_size=12))
def test_split_is_fair_and_whole(weights):
    """Any weights give millionths that add up to 1, each next to its exact share."""
    shares = split(list(weights))
    assert sum(round(share * 1_000_000) for share in shares) == 1_000_000
    if total := sum(weights):
        for weight, share in zip(weights, shares, strict=True):
            assert abs(share - weight / total) < 1.000001e-6


def test_centroids_are_means_weighted_by_households(areas, lookup, households, read):
    """Recomputed for Swindon; LSOAs keep their own."""
    points = {row["LSOACD"]: row for row in read("geo/lookups/lsoa_latlong.csv.gz")}
    lsoas = [row["lsoa21_code"] for row in lookup if row["ltla24_name"] == "Swindon"]
    total = sum(households[code] for code in lsoas)
    for kind in ("longitude", "latitude"):
        mean = sum(households[code] / total * float(points[code][kind]) for code in lsoas)
        for swindon in ("E06000030", "E22000350"):
            assert getattr(areas.get(swindon), kind) == pytest.approx(mean, abs=6e-6)
        own = float(points[lsoas[0]][kind])
        assert getattr(areas.get(lsoas[0]), kind) == pytest.approx(own, abs=6e-6)


def test_only_partnerships_of_shared_districts_lack_a_centroid(built, partnerships):
    """21 of them, found from the look-up."""
    per_district = defaultdict(set)
    for row in partnerships:
        per_district[row["ltla24_code"]].add(row["csp24_code"])
    unsure = set().union(*(codes for codes in per_district.values() if len(codes) > 1))
    assert {area.code for area in built.areas if area.longitude is None} == unsure
    assert len(unsure) == 21


def test_local_names_of_lsoas_are_those_of_their_msoa(areas, read):
    """Found by code by the builder; here checked through the publisher's names."""
    names = {row["MSOANM"]: row["MSOAHCLNM"] for row in read("geo/lookups/msoa_la.csv.gz")}
    lsoas = areas.of_kind("lsoa")
    assert len(lsoas) == 447
    for lsoa in lsoas:
        assert lsoa.local_name == names[lsoa.name[:-1]]


def test_welsh_names_are_of_areas_that_exist(areas):
    """And the Welsh name is not the English one again."""
    welsh = [a for a in areas.rows if a.local_name and a.kind not in {"lsoa", "msoa"}]
    assert {area.code[0] for area in welsh} == {"W"}
    assert len(welsh) == 18
    assert all(area.local_name != area.name for area in welsh)


def test_what_is_written_can_be_loaded(built, national):
    """Areas, hierarchy and shares of all of England and Wales come back as they were."""
    assert sorted(map(repr, national.rows)) == sorted(map(repr, built.areas))
    assert set(national.pairs) == set(built.membership)
    assert national.change_rows == built.changes


def test_an_unknown_force_is_refused(shared):
    """By its code."""
    with pytest.raises(NotFoundError, match="E23999999"):
        build_area_tables(
            shared / "data/geo/lookups", shared / "data/geo/population", forces=["E23999999"]
        )


def test_a_missing_look_up_is_named(shared):
    """Here all of them: the folder has only populations."""
    with pytest.raises(NotFoundError, match=r"no look-up called lsoa21_ward24_lad24\*\.csv"):
        build_area_tables(shared / "data/geo/population")
    with pytest.raises(NotFoundError, match="no such folder"):
        build_area_tables(shared / "data/geo/nowhere")


def test_without_households_shares_are_equal(shared, built):
    """They are not needed; what they would have weighted is shared equally, and that is told."""
    plain = build_area_tables(shared / "data/geo/lookups", forces=["E23000038"])
    assert built.weighted and not plain.weighted
    parts = defaultdict(list)
    for change in plain.changes:
        parts[change.lsoa11].append(change.share)
    for shares in parts.values():
        assert max(shares) - min(shares) <= 1.000001e-6
        assert sum(shares) == pytest.approx(1)
    assert max(len(shares) for shares in parts.values()) > 1


ONS = {  # as the feature services and Nomis head them
    "lsoa21-ward24-lad24.csv": (
        "lookups/lsoa21_ward24_lad24_ew.csv.gz",
        {
            "lsoa21_code": "LSOA21CD",
            "lsoa21_name": "LSOA21NM",
            "ward24_code": "WD24CD",
            "ward24_name": "WD24NM",
            "ltla24_code": "LAD24CD",
            "ltla24_name": "LAD24NM",
        },
    ),
    "lad24-csp24-pfa24.csv": (
        "lookups/lad24_csp24_pfa24_ew.csv",
        {
            "ltla24_code": "LAD24CD",
            "ltla24_name": "LAD24NM",
            "csp24_code": "CSP24CD",
            "csp24_name": "CSP24NM",
            "pfa24_code": "PFA24CD",
            "pfa24_name": "PFA24NM",
        },
    ),
    "lsoa11-lsoa21.csv": (
        "lookups/lsoa11_lsoa21_lad22_ew.csv.gz",
        {"lsoa11_code": "LSOA11CD", "lsoa21_code": "LSOA21CD", "change_code": "CHGIND"},
    ),
    "lsoa21-centroids.csv": (
        "lookups/lsoa_latlong.csv.gz",
        {"LSOACD": "LSOA21CD", "longitude": "longitude", "latitude": "latitude"},
    ),
    "census2021-households-lsoa21.csv": (
        "population/census2021_households_lsoa21_ew.csv.gz",
        {"lsoa21_code": "LSOA21CD", "total_households": "total_households"},
    ),
}


def test_the_publishers_own_headers(read, built, tmp_path):
    """The same tables as the ONS heads them, and as `fetch` names them, give the same areas."""
    for name, (origin, heads) in ONS.items():
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(heads), extrasaction="ignore")
            writer.writerow(heads)
            writer.writerows(read(f"geo/{origin}"))
        (tmp_path / f"{name}.source.json").write_text("{}")
    again = build_area_tables(tmp_path)
    assert (again.membership, again.changes, again.weighted) == (
        built.membership,
        built.changes,
        True,
    )
    assert [area.code for area in again.areas] == [area.code for area in built.areas]
    fetched = {table.file: table for table in TABLES}
    for name, (_, heads) in ONS.items():
        if name in fetched:
            written = {*fetched[name].fields, "longitude", "latitude"}
            assert set(heads.values()) <= written
        else:
            assert name == HOUSEHOLDS_FILE


def test_a_look_up_with_words_for_numbers_is_refused(tmp_path, shared):
    """With file, line and column."""
    (tmp_path / "census2021-households-lsoa21.csv").write_text(
        "LSOA21CD,total_households\nE01,..\n"
    )
    with pytest.raises(InputError, match=r"lsoa21\.csv:2, total_households: expected a number"):
        build_area_tables(tmp_path, shared / "data/geo/lookups")


def test_households_that_lack_an_area_are_refused(tmp_path, shared):
    """A look-up that is cut off must not look like areas without people."""
    name = "census2021-households-lsoa21.csv"
    (tmp_path / name).write_text("LSOA21CD,total_households\nE01000001,5\n")
    with pytest.raises(NotFoundError, match="no households of 35671 LSOAs, as E01000002"):
        build_area_tables(tmp_path, shared / "data/geo/lookups")


def test_a_look_up_without_its_column_is_refused(tmp_path, shared):
    """With the name of the column."""
    bad = tmp_path / "lad24_csp24_pfa24_ew.csv"
    bad.write_text("ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code\n")
    geo = shared / "data/geo"
    with pytest.raises(InputError, match=r"lad24_csp24_pfa24_ew\.csv:1, pfa24_name"):
        build_area_tables(tmp_path, geo / "lookups", geo / "population")
