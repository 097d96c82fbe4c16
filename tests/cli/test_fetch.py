"""frankpledge fetch and areas, against a server on this machine."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.lake.fetch import FETCHERS
from frankpledge.lake.fetch._ons import TABLES

PAGE = (
    "/api/content/government/statistical-data-sets/"
    "police-recorded-crime-and-outcomes-open-data-tables"
)


def crime(number: int, month: str, **more) -> dict:
    """A crime as the API gives it."""
    place = {"latitude": "51.5", "longitude": "-1.8", "street": {"id": 1, "name": "On or near A"}}
    return {
        "id": number,
        "category": "burglary",
        "month": month,
        "persistent_id": f"{number:064x}",
        "location": place,
        "location_type": "Force",
        "outcome_status": None,
        **more,
    }


@pytest.fixture
def api(server):
    """The API of data.police.uk with two months of Wiltshire."""
    dates = [{"date": f"2025-{month}", "stop-and-search": ["wiltshire"]} for month in ("08", "09")]
    server.say("/api/crime-last-updated", {"date": "2025-09-01"})
    server.say("/api/crimes-street-dates", dates)
    server.say("/api/wiltshire/neighbourhoods", [{"id": "N", "name": "Swindon"}])
    outline = [{"latitude": "51", "longitude": "-2"}, {"latitude": "52", "longitude": "-1"}]
    server.say("/api/wiltshire/N/boundary", outline)
    server.say(
        "/api/crimes-street/all-crime",
        lambda request: [crime(n, request.params["date"]) for n in (1, 2)],
    )
    server.say(
        "/api/crimes-no-location",
        lambda request: [crime(3, request.params["date"], location=None)],
    )
    server.say(
        "/api/stops-force",
        lambda request: [{"type": "Person search", "datetime": request.params["date"] + "-03"}],
    )
    server.say("/api/stops-no-location", [])
    return server


@pytest.fixture
def services(server, shared):
    """The look-ups of Wiltshire, Swindon and Dorset from the services of the ONS."""
    geo = shared / "data/geo"
    wards = read(geo / "lookups/lsoa21_ward24_lad24_ew.csv.gz")
    links = read(geo / "lookups/lad24_csp24_pfa24_ew.csv")
    links = [row for row in links if row["pfa24_code"] in {"E23000038", "E23000039"}]
    districts = {row["ltla24_code"] for row in links}
    wards = [row for row in wards if row["ltla24_code"] in districts]
    lsoas = {row["lsoa21_code"] for row in wards}
    points = [r for r in read(geo / "lookups/lsoa_latlong.csv.gz") if r["LSOACD"] in lsoas]
    moves = read(geo / "lookups/lsoa11_lsoa21_lad22_ew.csv.gz")
    tables = [[r for r in moves if r["lsoa21_code"] in lsoas], wards, links, points]
    for table, rows in zip(TABLES, tables, strict=True):
        server.say(f"/{table.service}/FeatureServer/0/query", layer(table, rows))
    homes = read(geo / "population/census2021_households_lsoa21_ew.csv.gz")
    lines = [f'"2021","{r["lsoa21_code"]}","{r["total_households"]}"' for r in homes]
    lines = [line for line in lines if line.split('"')[3] in lsoas]
    head = '"DATE","GEOGRAPHY_CODE","OBS_VALUE","RECORD_COUNT"'
    body = "\n".join([head, *(f'{line},"{len(lines)}"' for line in lines)])
    answer = server.Answer(body=body.encode())
    server.say("/dataset/NM_2059_1.data.csv", lambda _: answer)
    return server


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


OURS = {"LAD": "ltla", "WD": "ward", "CSP": "csp", "PFA": "pfa", "LSOA": "lsoa"}


def layer(table, rows: list[dict[str, str]]):
    """A feature layer of rows of the reference data under the publisher's field names."""

    def value(row: dict[str, str], field: str) -> str:
        if field == "CHGIND":
            return row["change_code"]
        if table.point:
            return row["LSOACD"]
        kind, year, end = field[:-4], field[-4:-2], {"CD": "code", "NM": "name"}[field[-2:]]
        return row[f"{OURS[kind]}{year}_{end}"]

    features = []
    for row in rows:
        made: dict = {"attributes": {field: value(row, field) for field in table.fields}}
        if table.point:
            made["geometry"] = {"x": float(row["longitude"]), "y": float(row["latitude"])}
        features.append(made)
    features.sort(key=lambda made: [made["attributes"][name] for name in table.key])

    def answer(request):
        if "returnCountOnly" in request.params:
            return {"count": len(features)}
        start = int(request.params["resultOffset"])
        return {"features": features[start : start + int(request.params["resultRecordCount"])]}

    return answer


def test_without_a_name_it_lists_what_there_is(command) -> None:
    """Every fetcher, in words; as data with what reads its files."""
    done = command("fetch")
    assert done.code == 0
    assert all(name in done.out for name in FETCHERS)
    rows = json.loads(command("fetch", "--format", "json").out)
    assert [row["name"] for row in rows] == list(FETCHERS)
    by_name = {row["name"]: row for row in rows}
    assert by_name["police-uk-api"]["options"] == "[--months] --force"
    assert by_name["home-office-crime"]["read_by"] == "home-office-crime"


def test_months_of_a_force_and_the_next_command(command, api, tmp_path) -> None:
    """Files, and what to do with them; what they hold is what the lake then has."""
    args = ("police-uk-api", "--force", "Wiltshire Police", "--months", "2025-08..2025-09")
    done = command("fetch", *args, "--base-url", api.url)
    assert (done.code, done.err) == (0, "")
    names = [
        f"2025-{m}-wiltshire-{what}.json"
        for m in ("08", "09")
        for what in ("street", "stop-and-search")
    ]
    assert [line.rsplit("/", 1)[-1] for line in done.out.splitlines()[1:-1]] == names
    assert done.out.splitlines()[-1] == "Next: frankpledge ingest downloads/api/wiltshire"
    areas = load_areas()
    lake = Lake(tmp_path / "data", areas=areas)
    reports = ingest(lake, [tmp_path / "downloads"], areas=areas)
    assert [report.status for report in reports] == ["imported"] * 4
    rows = lake.table("police-uk-street").to_pyarrow().to_pylist()
    assert sorted((row["period"], row["location"]) for row in rows) == [
        (month, place)
        for month in ("2025-08", "2025-09")
        for place in ("No Location", "On or near A", "On or near A")
    ]
    assert lake.imports()["url"][0].as_py().startswith(api.url)


def test_files_as_data(command, server, tmp_path) -> None:
    """One object a file with its address and checksum; the next command apart from the data."""
    page = {"url": server.url + "/prc-pfa-mar2013-onwards-tables-290126.ods"}
    server.say(PAGE, page)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    server.put("/prc-pfa-mar2013-onwards-tables-290126.ods", buffer.getvalue())
    done = command(
        "fetch", "home-office-crime", "--to", "raw", "--base-url", server.url, "--format", "json"
    )
    assert done.code == 0
    (row,) = json.loads(done.out)
    assert row["file"] == "raw/home-office/prc-pfa-mar2013-onwards-tables-290126.ods"
    assert row["bytes"] == len(buffer.getvalue()) == (tmp_path / row["file"]).stat().st_size
    assert row["url"] == page["url"]
    assert done.err == "Next: frankpledge ingest raw/home-office\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["weather"], "weather: nothing to fetch by that name; there is police-uk-archive"),
        (["police-uk-api"], "police-uk-api needs --force"),
        (["police-uk-api", "--force", "Barsetshire"], "no force goes by 'Barsetshire'"),
        (["ons-areas", "--force", "wiltshire"], "--force means nothing to ons-areas"),
        (["police-uk-archive", "--months", "2025-13"], "expected a month like 2025-12"),
        (["police-uk-archive", "--months", "2025-13..2026-01"], "not a period: '2025-13'"),
        (["police-uk-archive", "--months", "2025-12..2025-Q1"], "not of one kind"),
        (["police-uk-archive", "--months", "2025-12..2025-01"], "2025-01 is before 2025-12"),
        (["ons-areas", "--base-url", "file:///etc"], "expected an http or https address"),
    ],
)
def test_wrong_use(command, tmp_path, args, said) -> None:
    """A message and exit code 2, before anything is asked of anybody."""
    done = command("fetch", *args)
    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_one_source_that_fails_does_not_stop_the_next(command, server, archive_bytes) -> None:
    """What could be fetched is there; the exit code tells that something could not."""
    server.put("/data/archive/latest.zip", archive_bytes)
    done = command("fetch", "home-office-crime", "police-uk-archive", "--base-url", server.url)
    assert done.code == 2
    assert "found no spreadsheets at all" in done.err
    assert done.out.splitlines()[-1] == "Next: frankpledge ingest downloads/archive"


@pytest.fixture
def archive_bytes() -> bytes:
    """A small zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("2025-12/2025-12-wiltshire-street.csv", "Crime ID\n")
    return buffer.getvalue()


def test_tables_that_the_lake_does_not_read(command, server, archive_bytes) -> None:
    """Nobody is sent to ingest what would be ignored."""
    page = {"url": server.url + "/prc-csp-mar21-sep25-tables-290126.ods"}
    server.say(PAGE, page)
    buffer = io.BytesIO(archive_bytes)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("content.xml", "<x/>")
    server.put("/prc-csp-mar21-sep25-tables-290126.ods", buffer.getvalue())
    done = command("fetch", "home-office-csp", "--base-url", server.url)
    assert done.code == 0
    assert done.out.splitlines()[-1].startswith("home-office-csp: for reading")


def test_from_look_ups_to_the_workspaces_areas(command, home, services, example) -> None:
    """What is fetched makes the example's LSOAs, but for names of MSOAs, and the wards of 2024."""
    done = command("fetch", "ons-areas", "--base-url", services.url)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "Next: frankpledge areas downloads/ons"
    done = command("areas")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "118 wards, 447 neighbourhoods (LSOAs)."
    changes = (folder / "areas" / "lsoa-changes.csv" for folder in (home, example))
    assert len({path.read_bytes() for path in changes}) == 1
    made, kept = (read(folder / "areas" / "areas.csv") for folder in (home, example))
    for row in (*made, *kept):
        del row["local_name"]
    lsoas = [row for row in made if row["kind"] == "lsoa"]
    assert lsoas == [row for row in kept if row["kind"] == "lsoa"]
    assert {row["vintage"] for row in made if row["kind"] == "ward"} == {"2024"}
    assert command("areas", "--all").code == 0
    assert len(load_areas(home / "areas").of_kind("lsoa")) > 447


def test_areas_without_households_say_so(command, home, services) -> None:
    """The tables are made, and the estimate is told."""
    command("fetch", "ons-areas", "--base-url", services.url)
    (home / "downloads/ons/census2021-households-lsoa21.csv").unlink()
    done = command("areas", "downloads/ons")
    assert done.code == 0
    assert "equal shares" in done.err
    assert len(load_areas(home / "areas").of_kind("lsoa")) == 447


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "downloads/ons: no such folder; 'frankpledge fetch ons-areas' makes it"),
        (["nowhere"], "nowhere: no such folder"),
        (["."], "no look-up called lsoa21_ward24_lad24*.csv"),
    ],
)
def test_areas_without_look_ups(command, home, args, said) -> None:
    """What is missing is named, and the workspace stays as it was."""
    done = command("areas", *args)
    assert done.code == 2
    assert said in done.err
    assert not (home / "areas").exists()


def test_areas_need_a_workspace(command) -> None:
    """Without one there is no force to make them for."""
    done = command("areas")
    assert done.code == 2
    assert "no frankpledge.toml here or above" in done.err
