"""Forces by any name, and places by search."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frankpledge.errors import NotFoundError

FRAUD_BODIES = {
    "Action Fraud": "action-fraud",
    "CIFAS": "cifas",
    "Cifas": "cifas",
    "UK Finance": "uk-finance",
    "Financial Fraud Action UK": "financial-fraud-action-uk",
    "British Transport Police": "btp",
}


def test_every_slug_of_the_look_up_leads_to_its_code(areas, read):
    """And the publisher's own name beside it, and the code itself."""
    rows = read("geo/lookups/pfa_names_policeuk_slugs_2022.csv")
    rows = [row for row in rows if row["PFA"][:3] in ("E23", "W15")]
    assert len(rows) == 43
    for row in rows:
        for name in row.values():
            assert areas.force_code(name) == row["PFA"]


def test_every_name_of_the_ons_leads_to_its_code(areas, partnerships):
    """'Devon & Cornwall' and 'London, City of' among them."""
    for row in partnerships:
        assert areas.force_code(row["pfa24_name"]) == row["pfa24_code"]


def test_every_reported_by_leads_to_the_force_of_its_folder(areas, shared: Path):
    """The names inside data.police.uk files, against the slug of the folder that holds them."""
    seen = set()
    for folder in sorted((shared / "data/police/street").iterdir()):
        for path in sorted(folder.rglob("*-street.csv.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                name = next(csv.DictReader(file))["Reported by"]
            assert areas.force_code(name) == areas.force_code(folder.name)
            seen.add(name)
    assert {"Wiltshire Police", "City of London Police", "British Transport Police"} <= seen
    assert "Police Service of Northern Ireland" in seen


def test_every_home_office_name_leads_to_a_code(areas, shared: Path):
    """49 names of the crime table: 43 forces, BTP, and four fraud bodies under five names."""
    table = pq.read_table(shared / "data/police/aggregate/prc_pfa_long.parquet", columns=["Force"])
    names = set(table["Force"].to_pylist())
    codes = {name: areas.force_code(name) for name in names}
    assert len(names) == 49
    assert {name: codes.pop(name) for name in FRAUD_BODIES} == FRAUD_BODIES
    assert sorted(codes.values()) == [area.code for area in areas.of_kind("force")]


def test_names_of_the_workforce_table_agree_with_its_codes(areas, read):
    """That table carries both, so it checks the names independently."""
    rows = read("police/aggregate/police-uplift-2022-data.csv.gz")
    pairs = {(row["force_name"], row["geo_code"]) for row in rows}
    assert len(pairs) == 43
    assert all(areas.force_code(name) == code for name, code in pairs)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Devon & Cornwall Police", "E23000035"),
        ("devon and cornwall police", "E23000035"),
        ("Avon & Somerset", "E23000036"),
        ("Dyfed Powys Police", "W15000004"),
        ("Heddlu De Cymru", "W15000003"),
        ("METROPOLITAN POLICE SERVICE", "E23000001"),
        ("  City of  London ", "E23000034"),
        ("Police Service of Northern Ireland", "northern-ireland"),
        ("Hampshire & Isle of Wight Constabulary", "E23000030"),
    ],
)
def test_spelling_does_not_matter(areas, name, code):
    """Capitals, '&' for 'and', hyphens and spaces are all the same."""
    assert areas.force_code(name) == code


def test_an_unknown_force_lists_what_is_close(areas):
    """A typing error gets the name that was meant."""
    with pytest.raises(NotFoundError, match=r"'Wilshire Police'.*Wiltshire Police"):
        areas.force_code("Wilshire Police")
    with pytest.raises(NotFoundError, match=r"no force goes by 'xyzzy'$"):
        areas.force_code("xyzzy")


def test_no_name_means_two_forces(areas):
    """Every name in the table gives back the code of its own row."""
    for force in areas.force_rows:
        assert {areas.force_code(name) for name in force.names} == {force.code}


def test_force_names_for_people(areas):
    """Forces that are not areas have one as well."""
    assert areas.force_name("E23000038") == "Wiltshire Police"
    assert areas.force_name("btp") == "British Transport Police"
    assert areas.force_name("cifas") == "Cifas"
    with pytest.raises(NotFoundError, match="E06000054"):
        areas.force_name("E06000054")


def test_search_puts_whole_names_and_large_areas_first(areas):
    """'Wiltshire' is the force, then the partnership, then the district, then MSOAs."""
    found = areas.search("wiltshire", limit=1000)
    assert [area.kind for area in found[:4]] == ["force", "partnership", "district", "msoa"]
    assert sum(area.kind == "lsoa" for area in found) == 307
    assert areas.search("wiltshire", limit=2) == found[:2]


def test_search_finds_words_codes_and_welsh_names(areas):
    """Accents may be left out, words may come in any order, a code finds its area."""
    assert [area.code for area in areas.search("ynys mon")] == ["W06000001"]
    assert areas.search("Ynys Môn") == areas.search("ynys mon")
    assert areas.search("e06000030")[0].name == "Swindon"
    names = {area.name for area in areas.search("east devizes")}
    assert "Devizes East" in names
    assert areas.search("nowhere at all") == ()
    assert areas.search("  ") == ()
