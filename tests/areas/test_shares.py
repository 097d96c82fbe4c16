"""Shares of LSOAs in wards and parishes, against the publisher's tables counted again."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.areas import Area, Areas, Classified, Share, load_areas
from frankpledge.areas._places import parish_shares
from frankpledge.areas.fitting import count_shares
from frankpledge.errors import InputError

PARISHES = "geo/lookups/lsoa11_to_parish_wiltshire_swindon_RgeoUK.csv"
POSTCODES = "geo/lookups/DERIVED_postcode_to_lsoa21_msoa21_ward25_wiltshire_swindon.csv.gz"
WINSLEY, MARLBOROUGH, TROWBRIDGE, BUTTERMERE = "E04011862", "E04011769", "E04012701", "E04011659"

counted = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 400), min_size=1)


@pytest.fixture(scope="module")
def named(read, changes) -> dict[str, set[str]]:
    """The parishes that the look-up names for each LSOA of 2021, by way of those of 2011."""
    found = defaultdict(set)
    for row in read(PARISHES):
        for lsoa in changes[row["lsoa11_code"]]:
            found[lsoa].add(row["parish_code"])
    return found


@pytest.fixture(scope="module")
def changes(read) -> dict[str, set[str]]:
    """What became of each LSOA of 2011."""
    found = defaultdict(set)
    for row in read("geo/lookups/lsoa11_lsoa21_lad22_ew.csv.gz"):
        found[row["lsoa11_code"]].add(row["lsoa21_code"])
    return found


def test_every_parish_and_ward_of_the_look_ups_is_there(areas, read):
    """264 parishes with LSOAs, 15 more by name only, 118 wards; each in its own district."""
    listed = {row["parish_code"]: row["parish_name"] for row in read(PARISHES)}
    older = {
        row["PAR19CD"]: row
        for row in read("geo/lookups/parish_ward_lad_2019-12_ew.csv.gz")
        if row["LAD19CD"] in ("E06000030", "E06000054")
    }
    ours = {area.code: area for area in areas.of_kind("parish")}
    assert ours.keys() == listed.keys() | older.keys()
    assert len(ours) == 279
    assert all(ours[code].name == name for code, name in listed.items())
    unknown = {code for code in ours if areas.fit(code).basis == "unknown"}
    assert unknown == older.keys() - listed.keys()
    assert len(unknown) == 15
    for code, row in older.items():
        assert row["LAD19CD"] in areas.parents(code)
    assert len(areas.of_kind("ward")) == 118
    assert len(areas.of_kind("neighbourhood")) == 8


def test_shares_of_parishes_are_the_look_up_and_no_more(areas, named):
    """Whole where it names one parish, unknown where it names several; no weight is invented."""
    rows = areas.shares("parish").to_pylist()
    found = defaultdict(dict)
    for row in rows:
        found[row["lsoa"]][row["area"]] = row
    assert {lsoa: set(parishes) for lsoa, parishes in found.items()} == named
    for lsoa, parishes in found.items():
        alone = len(named[lsoa]) == 1
        wanted = (1.0, 1.0, 1.0, "whole") if alone else (None, 0.0, 1.0, "shared")
        for row in parishes.values():
            assert (row["share"], row["low"], row["high"], row["basis"]) == wanted


def test_shares_of_wards_are_those_of_postcodes(areas, read):
    """Counted again; what was left out is a postcode or two, and less than one in 400."""
    counts = defaultdict(Counter)
    for row in read(POSTCODES):
        if row["lsoa21cd"]:
            counts[row["lsoa21cd"]][row["wd25cd"]] += 1
    sums, dropped = defaultdict(Decimal), 0
    shares = {(r["lsoa"], r["area"]): r["share"] for r in areas.shares("ward").to_pylist()}
    for lsoa, wards in counts.items():
        kept = {ward: n for ward, n in wards.items() if (lsoa, ward) in shares}
        for ward, number in wards.items():
            if ward in kept:
                share = shares[lsoa, ward]
                assert share == pytest.approx(number / sum(kept.values()), abs=1e-6)
                sums[lsoa] += Decimal(f"{share:.6f}")
            else:
                assert number <= 2 and number / wards.total() < 0.05
                dropped += number
    assert set(sums.values()) == {Decimal(1)}
    assert len(sums) == 447
    assert 0 < dropped / sum(wards.total() for wards in counts.values()) < 1 / 400


@given(counted)
def test_counted_shares_add_up_and_keep_the_order(postcodes):
    """Whatever the counts, the shares are whole millionths of one, the largest for the most."""
    found = count_shares("L", Counter(postcodes), "postcodes")
    assert sum(round(share.share * 1_000_000) for share in found) == 1_000_000
    assert [share.area for share in found] == sorted(share.area for share in found)
    assert max(postcodes, key=lambda w: postcodes[w]) in {share.area for share in found}


def test_a_split_lsoa_may_lie_in_any_parish_of_the_old_one():
    """And one that the look-up does not know is never taken for a whole part."""
    rows = [
        {"lsoa11_code": "A", "parish_code": "P", "parish_name": ""},
        {"lsoa11_code": "B", "parish_code": "P", "parish_name": ""},
        {"lsoa11_code": "B", "parish_code": "Q", "parish_name": ""},
    ]
    moves = [("A", "A"), ("B", "B1"), ("B", "B2"), ("A", "M"), ("C", "M")]
    assert parish_shares(rows, moves) == [
        Share("A", "P", 1.0, "whole"),
        Share("B1", "P", None, "shared"),
        Share("B1", "Q", None, "shared"),
        Share("B2", "P", None, "shared"),
        Share("B2", "Q", None, "shared"),
        Share("M", "P", None, "shared"),
    ]


def test_the_casualties_of_winsley_lie_in_its_lsoas(areas, read, shared):
    """52 points of its parish, published apart, all fall in the LSOAs that we give it."""
    shapely = pytest.importorskip("shapely")
    rows = read("geo/road_safety/winsley_parish_stats19_casualties_2010-2024_BlaiseKelly.csv")
    text = (shared / "data/geo/boundaries/lsoa21_wiltshire_E06000054.geojson").read_text()
    polygons = {
        feature["properties"]["LSOA21CD"]: shapely.make_valid(
            shapely.from_geojson(json.dumps(feature["geometry"]))
        )
        for feature in json.loads(text)["features"]
    }
    ours = [polygons[lsoa] for lsoa in areas.fit(WINSLEY).lsoas]
    assert len(rows) == 52
    for row in rows:
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        assert any(polygon.contains(point) for polygon in ours)


def test_what_figures_rest_on_is_said(areas):
    """A parish of its own LSOAs, a town that shares some, a village that shares all."""
    assert areas.fit(MARLBOROUGH).basis == "best fit"
    assert areas.fit_words(MARLBOROUGH) == (
        "Figures for Marlborough are a best fit from 5 neighbourhoods."
    )
    town = areas.fit(TROWBRIDGE)
    assert (town.basis, len(town.whole), len(town.shared)) == ("bounds", 21, 3)
    assert areas.fit_words(WINSLEY) == (
        "Figures for Winsley are for the 2 neighbourhoods that it shares with Limpley Stoke, "
        "Monkton Farleigh and South Wraxall."
    )
    assert "so there are no figures for it" in areas.fit_words(BUTTERMERE)
    assert areas.fit("E06000054").basis == areas.fit("E02006681").basis == "exact"


def test_ten_parishes_of_one_lsoa_and_one_of_ten_lsoas():
    """Both ways round; nobody's share is made up."""
    lsoas = [Area(f"L{i}", "lsoa", f"L{i}") for i in range(11)]
    parishes = [Area(f"P{i:02d}", "parish", f"Parish {i}") for i in range(11)]
    rows = [Share("L0", f"P{i:02d}", None, "shared") for i in range(10)]
    rows += [Share(f"L{i}", "P10", 1.0, "whole") for i in range(1, 11)]
    areas = Areas((*lsoas, *parishes), (), share_rows=tuple(rows))
    small, large = areas.fit("P03"), areas.fit("P10")
    assert (small.basis, small.shared, small.whole) == ("bounds", ("L0",), ())
    assert len(small.others) == 9
    assert "shares with Parish 0, Parish 1, Parish 2, Parish 4 and 5 others" in areas.fit_words(
        "P03"
    )
    assert (large.basis, len(large.whole), large.others) == ("best fit", 10, ())


def test_profiles_are_weighted_by_households(areas, read, households):
    """A ward's mean decile and class, worked out again."""
    deciles = {
        row["lsoa21_code"]: int(row["IMD_decile"])
        for row in read("geo/deprivation_ruc/imd2025_england_lsoa21.csv.gz")
    }
    rural = {
        row["lsoa21_code"]: row["ruc21_code"]
        for row in read("geo/deprivation_ruc/ruc21_lsoa21_ew.csv.gz")
    }
    shares = areas.shares("ward").to_pylist()
    for ward in ("E05008954", "E05013462", "E05016249"):
        mine = [
            (r["lsoa"], r["share"] * households[r["lsoa"]]) for r in shares if r["area"] == ward
        ]
        total = sum(weight for _, weight in mine)
        found = areas.profile(ward)
        mean = sum(deciles[lsoa] * weight for lsoa, weight in mine) / total
        assert found.deprivation == pytest.approx(mean)
        classes = Counter()
        for lsoa, weight in mine:
            classes[rural[lsoa]] += weight / total
        assert found.rural_urban_code == max(classes, key=lambda c: classes[c])
        assert found.rural_urban_share == pytest.approx(max(classes.values()))


@pytest.mark.parametrize(
    ("deciles", "fifth"),
    [((1,), 1), ((2,), 1), ((2, 3), 2), ((2, 2, 3), 1), ((5,), 3), ((8, 9), 5), ((10,), 5)],
)
def test_the_fifth_is_that_of_the_mean_decile(deciles, fifth):
    """Two deciles make a fifth; a mean halfway between two fifths falls in the less deprived."""
    names = [f"L{i}" for i in range(len(deciles))]
    classes = tuple(Classified(n, 100, d, "UN1") for n, d in zip(names, deciles, strict=True))
    shares = tuple(Share(name, "P", 1.0, "whole") for name in names)
    rows = (Area("P", "parish", "P"), *(Area(name, "lsoa", name) for name in names))
    found = Areas(rows, (), share_rows=shares, class_rows=classes).profile("P")
    assert found.fifth == fifth


def test_similar_areas_are_of_one_class_and_fifth_and_never_the_same_lsoas(areas):
    """Both ways; parishes that share their LSOAs are not each other's peers."""
    for kind in ("ward", "parish"):
        for area in areas.of_kind(kind):
            mine = areas.profile(area.code)
            for code in areas.similar(area.code):
                other = areas.profile(code)
                assert (other.rural_urban_code, other.fifth) == (mine.rural_urban_code, mine.fifth)
                assert area.code in areas.similar(code)
                assert code != area.code and code not in areas.fit(area.code).others
    assert areas.similar(BUTTERMERE) == ()
    assert areas.profile(BUTTERMERE) is None


HEAD = "lsoa,area,share,basis\n"


@pytest.mark.parametrize(
    ("rows", "where", "expected"),
    [
        ("E01032059,E04011862,0.5,guess\n", "2, basis", "one of whole, postcodes, points, shared"),
        ("E01032059,E04011862,,whole\n", "2, share", "a blank where the basis is 'shared'"),
        ("E01032059,E04011862,0.5,shared\n", "2, share", "a blank where the basis is 'shared'"),
        ("E01032059,E04011862,1.5,postcodes\n", "2, share", "a share from 0 to 1"),
        ("E01999999,E04011862,1,whole\n", "2, lsoa", "the code of an LSOA in areas.csv"),
        ("E01032059,E01032060,1,whole\n", "2, area", "an area in areas.csv that is no LSOA"),
        ("E01032059,E04011862,1,whole\n" * 2, "3, lsoa", "each pair of LSOA and area once"),
        (
            "E01032059,E04011862,0.7,points\nE01032059,E04011769,0.7,points\n",
            "3, share",
            "add up to no more than 1 among areas of a kind",
        ),
    ],
)
def test_bad_shares_are_refused(tmp_path: Path, example: Path, rows, where, expected):
    """With file, line, column and what was expected."""
    for name in ("areas.csv", "membership.csv"):
        (tmp_path / name).write_bytes((example / "areas" / name).read_bytes())
    (tmp_path / "shares.csv").write_text(HEAD + rows)
    with pytest.raises(InputError) as caught:
        load_areas(tmp_path)
    assert f"shares.csv:{where}: " in str(caught.value) and expected in str(caught.value)


def test_areas_without_shares_are_made_of_whole_members(areas):
    """An older workspace's wards: each LSOA in one ward, as the publisher's best fit has it."""
    plain = replace(areas, share_rows=())
    ward = plain.of_kind("ward")[0].code
    assert plain.fit(ward).basis == "best fit"
    assert plain.fit(ward).lsoas == plain.fit(ward).whole == plain.children(ward, "lsoa")
    assert plain.fit(WINSLEY).basis == "unknown"
