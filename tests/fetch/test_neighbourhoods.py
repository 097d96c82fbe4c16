"""Police neighbourhoods: their list, boundaries and priorities, and what is made of them."""

from __future__ import annotations

import json

import pytest

from frankpledge.areas import load_areas
from frankpledge.areas.boundaries import read_boundaries, sort_files
from frankpledge.errors import FetchError, InputError
from frankpledge.lake.fetch import fetch, read_provenance

NAME = "police-uk-neighbourhoods"
AMESBURY = ((51.1, -1.9), (51.1, -1.7), (51.3, -1.7), (51.3, -1.9))
# As the publisher documents its answer; the text is made up.
SPEEDING = {
    "issue": "<p>Speeding on the A345</p>",
    "issue-date": "2026-03-14T00:00:00",
    "action": None,
    "action-date": None,
}


@pytest.fixture
def police(server):
    """Wiltshire with two neighbourhoods, of which one has a boundary and a priority."""
    names = [
        {"id": "cpt-amesbury", "name": "CPT Amesbury"},
        {"id": "RWB & Cricklade", "name": "CPT Royal Wootton Bassett"},
    ]
    outline = [{"latitude": str(y), "longitude": str(x)} for y, x in AMESBURY]
    server.say("/api/wiltshire/neighbourhoods", names)
    server.say("/api/wiltshire/cpt-amesbury/boundary", outline)
    server.say("/api/wiltshire/cpt-amesbury/priorities", [SPEEDING])
    server.say("/api/wiltshire/RWB%20%26%20Cricklade/boundary", [])
    server.say("/api/wiltshire/RWB%20%26%20Cricklade/priorities", [])
    return server


def get(server, client, folder, **options):
    """Fetch from the test server."""
    asked = {"force": "wiltshire", **options}
    return fetch(NAME, folder, base_url=server.url, client=client, **asked)


def test_list_boundaries_and_priorities(police, client, tmp_path):
    """One GeoJSON with closed rings, longitude first; a file of priorities each, as answered."""
    heard = []
    paths = get(police, client, tmp_path, progress=lambda *said: heard.append(said))
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "neighbourhoods/wiltshire.geojson",
        "neighbourhoods/priorities/wiltshire-rwb-and-cricklade.json",
        "neighbourhoods/priorities/wiltshire-cpt-amesbury.json",
    ]
    features = json.loads(paths[0].read_text())["features"]
    named = {f["properties"]["id"]: f for f in features}
    ring = named["cpt-amesbury"]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1] == [-1.9, 51.1] and len(ring) == 5
    assert named["RWB & Cricklade"]["geometry"] is None
    assert json.loads(paths[2].read_text()) == [SPEEDING]
    assert json.loads(paths[1].read_text()) == []
    assert read_provenance(paths[2]).url.endswith("/api/wiltshire/cpt-amesbury/priorities")
    assert heard[-1] == ("wiltshire neighbourhoods", 2, 2)


def test_a_busy_server_is_asked_again(police, client, tmp_path):
    """Twice too busy, then an answer."""
    police.fault(status=503)
    police.fault(status=429)
    assert len(get(police, client, tmp_path)) == 3


def test_answers_that_are_none(police, client, tmp_path):
    """A list without its fields, no neighbourhoods at all, two ids that come out alike."""
    police.say("/api/wiltshire/cpt-amesbury/priorities", [{"title": "Speeding"}])
    with pytest.raises(FetchError, match="expected rows with issue, issue-date, action"):
        get(police, client, tmp_path)
    police.say("/api/wiltshire/neighbourhoods", [])
    with pytest.raises(FetchError, match="wiltshire has no neighbourhoods"):
        get(police, client, tmp_path)
    police.say("/api/wiltshire/neighbourhoods", [{"id": x, "name": x} for x in ("A 1", "a-1")])
    with pytest.raises(FetchError, match="two ids are alike"):
        get(police, client, tmp_path)


def test_the_boundaries_are_read_as_police_neighbourhoods(police, client, tmp_path, example):
    """By the publisher's ids; one without a boundary and one that is new are told."""
    areas = load_areas(example / "areas")
    path = get(police, client, tmp_path)[0]
    assert sort_files([path]) == {"neighbourhood": [path]}
    found = read_boundaries(path, areas=areas, kind="neighbourhood", force="E23000038")
    assert found.codes == ("wiltshire-cpt-amesbury",)
    assert found.names == ("CPT Amesbury",)
    said = {finding.what: finding.text for finding in found.findings}
    assert said["empty"].startswith("wiltshire-rwb-and-cricklade has no polygon")
    assert "CPT Royal Wootton Bassett (wiltshire-rwb-and-cricklade) is new" in said["unknown"]
    with pytest.raises(InputError, match="expected neighbourhoods of our force"):
        read_boundaries(path, areas=areas, kind="neighbourhood", force="E23000039")
