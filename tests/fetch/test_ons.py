"""ONS look-ups in pages from feature services, and populations from Nomis."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import fetch, read_provenance
from frankpledge.lake.fetch._nomis import HOUSEHOLDS_FILE
from frankpledge.lake.fetch._ons import TABLES


def layer(table, count: int, most: int = 1000):
    """A feature layer with `count` rows that gives at most `most` of them at once."""

    def answer(request):
        asked = request.params
        assert asked["f"] == "json"
        if "returnCountOnly" in asked:
            return {"count": count}
        assert asked["orderByFields"] == ",".join(table.key)
        start = int(asked["resultOffset"])
        end = min(count, start + min(most, int(asked["resultRecordCount"])))
        features = [_feature(table, n) for n in range(start, end)]
        return {"features": features, "exceededTransferLimit": end < count}

    return answer


def _feature(table, number: int) -> dict:
    made = {"attributes": {name: f"{name}{number:05d}" for name in table.fields}}
    return {**made, "geometry": {"x": -2 + number / 1e4, "y": 51.5}} if table.point else made


def nomis(server, counts: dict[str, int], codes=None):
    """Nomis: CSV, at most as many rows a page as are asked for, the number of all in each row."""

    def answer(request):
        asked = request.params
        prefix = {"TYPE424": "E06", "TYPE151": "E01"}[asked["geography"]]
        count, start = counts[asked["geography"]], int(asked["RecordOffset"])
        end = min(count, start + int(asked["RecordLimit"]))
        lines = ['"DATE","GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"']
        for n in range(start, end):
            code = (codes or {}).get(n, f"{prefix}{n:06d}") if prefix == "E06" else f"E01{n:06d}"
            lines.append(f'"2024","{code}","{1000 + n}","{count}"')
        return server.Answer(body="\n".join(lines).encode())

    return answer


@pytest.fixture
def services(server):
    """All look-ups, with 2,500 rows each, and households."""
    for table in TABLES:
        server.say(f"/{table.service}/FeatureServer/0/query", layer(table, 2500))
    server.say("/dataset/NM_2059_1.data.csv", nomis(server, {"TYPE151": 30_000}))
    return server


def areas(server, client, folder: Path, **options) -> list[Path]:
    """Fetch the look-ups from the test server."""
    return fetch("ons-areas", folder, base_url=server.url, client=client, **options)


def test_look_ups_are_fetched_page_by_page(services, client, tmp_path) -> None:
    """A service that gives 1,000 rows when 2,000 are asked for loses none."""
    heard = []
    paths = areas(services, client, tmp_path, progress=lambda *said: heard.append(said))
    assert [path.name for path in paths] == [*(table.file for table in TABLES), HOUSEHOLDS_FILE]
    for path, table in zip(paths, TABLES, strict=False):
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert rows[0][: len(table.fields)] == list(table.fields)
        assert [row[0] for row in rows[1:]] == [f"{table.fields[0]}{n:05d}" for n in range(2500)]
        assert table.service in read_provenance(path).url
    offsets = [request.params.get("resultOffset") for request in services.requests[:4]]
    assert offsets == [None, "0", "1000", "2000"]
    assert heard[:3] == [(TABLES[0].file, n, 2500) for n in (1000, 2000, 2500)]


def test_points_have_longitude_and_latitude(services, client, tmp_path) -> None:
    """Centroids carry their place; other tables ask for no geometry."""
    path = areas(services, client, tmp_path)[-2]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["LSOA21CD,longitude,latitude", "LSOA21CD00000,-2.0,51.5"]
    assert services.requests[1].params["returnGeometry"] == "false"


def test_households_come_from_nomis(services, client, tmp_path) -> None:
    """Table TS041 of the Census, in pages, under the name that the area tables look for."""
    path = areas(services, client, tmp_path)[-1]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["LSOA21CD,total_households", "E01000000,1000"]
    assert len(lines) == 30_001
    asked = [request.params for request in services.requests if "NM_2059_1" in request.path]
    assert [(a["geography"], a["RecordOffset"]) for a in asked] == [
        ("TYPE151", "0"),
        ("TYPE151", "25000"),
    ]


def test_an_error_in_a_200(services, client, still, tmp_path) -> None:
    """The service tells its errors in the body: passing ones are tried again, others told."""
    services.fault(body=b'{"error": {"code": 503, "message": "busy"}}')
    areas(services, client, tmp_path)
    assert still.slept == [1.0]
    url = f"/{TABLES[0].service}/FeatureServer/0/query"
    services.say(url, {"error": {"code": 400, "message": "Invalid URL"}})
    with pytest.raises(FetchError, match=r"400 Invalid URL \(1 attempt\)"):
        areas(services, client, tmp_path)


@pytest.mark.parametrize("pages", ["short", "shifting"])
def test_pages_that_do_not_fit_together(services, client, tmp_path, pages) -> None:
    """Rows lost or given twice between pages are an error, not a shorter look-up."""
    table = TABLES[0]
    good = layer(table, 2500)

    def answer(request):
        said = good(request)
        if request.params.get("resultOffset") == "1000":
            features = [_feature(table, n) for n in range(500, 1500)]
            said["features"] = [] if pages == "short" else features
        return said

    services.say(f"/{table.service}/FeatureServer/0/query", answer)
    with pytest.raises(FetchError, match="pages do not fit together"):
        areas(services, client, tmp_path)
    assert not (tmp_path / "ons" / table.file).exists()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "expected 'count'"),
        ({"count": 1, "features": [{"attributes": {}}]}, "expected the field 'LSOA11CD'"),
    ],
)
def test_an_answer_of_another_shape(services, client, tmp_path, answer, said) -> None:
    """A service that changed gives a clear error with its address."""
    services.say(f"/{TABLES[0].service}/FeatureServer/0/query", answer)
    with pytest.raises(FetchError, match=said) as caught:
        areas(services, client, tmp_path)
    assert TABLES[0].service in str(caught.value)


@pytest.fixture
def people(server):
    """Populations of Swindon, Wiltshire and a district that nobody knows, and of 30,000 LSOAs."""
    codes = {0: "E06000030", 1: "E06000054"}
    answer = nomis(server, {"TYPE424": 3, "TYPE151": 30_000}, codes)
    server.say("/dataset/NM_2014_1.data.csv", answer)
    return server


def test_populations_in_the_lakes_columns(people, client, tmp_path) -> None:
    """More rows than one page holds, in the columns of the lake source."""
    paths = fetch("ons-population", tmp_path, base_url=people.url, client=client)
    assert [path.stem for path in paths] == [
        "population-district",
        "population-force",
        "population-lsoa",
    ]
    assert paths[0].read_text().splitlines() == [
        "period,area,kind,population",
        "2024,E06000002,district,1002",
        "2024,E06000030,district,1000",
        "2024,E06000054,district,1001",
    ]
    lines = paths[2].read_text().splitlines()
    assert len(lines) == 30_001
    assert lines[-1] == "2024,E01029999,lsoa,30999"
    assert len(people.requests) == 3
    assert people.requests[0].params["c_age"] == "200"


def test_forces_are_sums_of_all_their_districts(people, client, tmp_path) -> None:
    """Wiltshire is two districts; a force of which one is not there is not there either."""
    path = fetch("ons-population", tmp_path, base_url=people.url, client=client)[1]
    assert path.read_text().splitlines() == [
        "period,area,kind,population",
        "2024,E23000038,force,2001",
    ]


def ages(server, genders: str = "12"):
    """Nomis: two districts, all ages; the number of people tells which cell it is."""
    cells = [
        f"2024,{code},{gender},{age},{at * 10_000 + int(gender) * 1000 + age},{2 * 2 * 91}"
        for at, code in enumerate(("E06000030", "E06000054"))
        for gender in genders
        for age in range(101, 192)
    ]

    def answer(request):
        asked = request.params
        assert (asked["gender"], asked["c_age"]) == ("1,2", "101...191")
        head = asked["select"].upper()
        start = int(asked["RecordOffset"])
        return server.Answer(body="\n".join([head, *cells[start : start + 200]]).encode())

    return answer


def test_ages_and_sexes_in_the_lakes_columns(server, client, tmp_path) -> None:
    """Nomis counts ages from 101 and calls men 1 and women 2; more than one page of them."""
    server.say("/dataset/NM_2002_1.data.csv", ages(server))
    (path,) = fetch("ons-age-sex", tmp_path, base_url=server.url, client=client)
    lines = path.read_text().splitlines()
    assert path.name == "ons-age-sex.csv"
    assert (lines[0], len(lines)) == ("period,area,sex,age,population", 1 + 2 * 2 * 91)
    assert lines[1] == "2024,E06000030,female,0,2101"
    assert lines[-1] == "2024,E06000054,male,90,11191"
    server.say("/dataset/NM_2002_1.data.csv", ages(server, "02"))
    with pytest.raises(FetchError, match=r"a sex and an age of E06000030, found gender 0"):
        fetch("ons-age-sex", tmp_path, base_url=server.url, client=client)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'"DATE","GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"\n', "TYPE424 ended after 0"),
        (b"<html>busy</html>\n<p>", "expected the column"),
        (b"DATE,GEOGRAPHY_CODE,OBS_VALUE,RECORD_COUNT\n2024,E06,..,1\n", "whole number for E06"),
    ],
)
def test_nomis_answers_of_another_shape(people, client, tmp_path, body, said) -> None:
    """Nothing, a web page, and a count that is no number are errors."""
    people.say("/dataset/NM_2014_1.data.csv", lambda _: people.Answer(body=body))
    with pytest.raises(FetchError, match=said):
        fetch("ons-population", tmp_path, base_url=people.url, client=client)
