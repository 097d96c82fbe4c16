"""data.police.uk: archives, the API, and the ways in which it has misled others."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import PoliceAPI, fetch, read_provenance
from frankpledge.lake.fetch._police_uk import covering
from frankpledge.periods import span

STREET = "/api/crimes-street/all-crime"
SQUARE = ((51.0, -2.0), (51.0, -1.0), (52.0, -1.0), (52.0, -2.0))


def crime(number: int, month: str = "2025-09", *, at: tuple[float, float] = (51.5, -1.5)) -> dict:
    """A crime as the API gives it."""
    return {
        "category": "burglary",
        "location_type": "Force",
        "location": {
            "latitude": f"{at[0]:.6f}",
            "longitude": f"{at[1]:.6f}",
            "street": {"id": 1, "name": "On or near High Street"},
        },
        "context": "",
        "outcome_status": {"category": "Under investigation", "date": month},
        "persistent_id": f"{number:064x}",
        "id": number,
        "location_subtype": "",
        "month": month,
    }


def stop(when: str = "2025-09-03T11:20:00+00:00") -> dict:
    """A stop and search as the API gives it."""
    return {"type": "Person search", "datetime": when, "outcome": "Arrest", "location": None}


@pytest.fixture
def api(server, client) -> PoliceAPI:
    """The API, with Wiltshire in it and one crime in its one neighbourhood."""
    dates = [
        {"date": "2025-09", "stop-and-search": ["wiltshire"]},
        {"date": "2025-08", "stop-and-search": []},
    ]
    server.say("/api/crime-last-updated", {"date": "2025-09-01"})
    server.say("/api/crimes-street-dates", dates)
    server.say("/api/forces", [{"id": "wiltshire", "name": "Wiltshire Police"}])
    server.say("/api/wiltshire/neighbourhoods", [{"id": "CPT1", "name": "Swindon"}])
    outline = [{"latitude": str(y), "longitude": str(x)} for y, x in SQUARE]
    server.say("/api/wiltshire/CPT1/boundary", outline)
    server.say(STREET, lambda request: [crime(7, request.params["date"])])
    server.say("/api/crimes-no-location", [])
    server.say("/api/stops-force", [stop()])
    server.say("/api/stops-no-location", [stop("2025-09-30T22:00:00+00:00")])
    return PoliceAPI(client, server.url)


def get(server, client, folder: Path, **options) -> list[Path]:
    """Fetch from the API of the test server."""
    return fetch(
        "police-uk-api",
        folder,
        base_url=server.url,
        client=client,
        **{"force": "wiltshire", **options},
    )


def test_questions_and_answers(api) -> None:
    """What is there, until when, by whom and where."""
    assert api.last_updated() == "2025-09"
    assert api.availability() == {"2025-09": ("wiltshire",), "2025-08": ()}
    assert api.forces() == {"wiltshire": "Wiltshire Police"}
    assert api.neighbourhoods("wiltshire") == {"CPT1": "Swindon"}
    assert api.boundary("wiltshire", "CPT1") == SQUARE
    with pytest.raises(FetchError, match=r"wiltshire/N%2F1%3F/boundary: 404"):
        api.boundary("wiltshire", "N/1?")


def test_the_latest_month_of_a_force(server, client, api, tmp_path) -> None:
    """Without a month the latest one comes: crimes with and without a place, stops; with notes."""
    nowhere = {**crime(9), "location": None}
    server.say("/api/crimes-no-location", [nowhere])
    heard = []
    paths = get(server, client, tmp_path, progress=lambda *said: heard.append(said))
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "api/wiltshire/2025-09-wiltshire-street.json",
        "api/wiltshire/2025-09-wiltshire-stop-and-search.json",
    ]
    assert json.loads(paths[0].read_text()) == [crime(7), nowhere]
    assert len(json.loads(paths[1].read_text())) == 2
    assert "date=2025-09" in read_provenance(paths[0]).url
    assert heard == [("wiltshire 2025-09", 1, 1)]


def test_months_are_asked_for_one_by_one(server, client, api, tmp_path) -> None:
    """Each call is for one month; a force that gave no stops for a month is not asked for them."""
    paths = get(server, client, tmp_path, months=["2025-09", "2025-08"])
    assert [path.name for path in paths] == [
        "2025-08-wiltshire-street.json",
        "2025-09-wiltshire-street.json",
        "2025-09-wiltshire-stop-and-search.json",
    ]
    asked = [request.params["date"] for request in server.requests if STREET in request.path]
    assert asked == ["2025-08", "2025-09"]


def test_the_same_answer_changes_nothing(server, client, still, api, tmp_path) -> None:
    """A month that was fetched before keeps its file and the date on which it first came."""
    (path, *_) = get(server, client, tmp_path)
    before = (path.stat().st_mtime_ns, read_provenance(path))
    still.sleep(1e6)
    get(server, client, tmp_path)
    assert (path.stat().st_mtime_ns, read_provenance(path)) == before
    server.say(STREET, [crime(8)])
    get(server, client, tmp_path)
    assert read_provenance(path).sha256 != before[1].sha256


def test_a_month_that_is_not_out_yet(server, client, api, tmp_path) -> None:
    """The API is about two months behind, and says up to when it has data."""
    with pytest.raises(FetchError, match="no data for 2025-11; the API has 2025-08 to 2025-09"):
        get(server, client, tmp_path, months=["2025-09", "2025-11"])
    assert list(tmp_path.iterdir()) == []


def test_a_stale_month_is_refused(server, client, api, tmp_path) -> None:
    """Last month's answer to this month's question is not stored as this month."""
    get(server, client, tmp_path)
    server.say(STREET, [crime(7, "2025-09"), crime(8, "2025-08")])
    with pytest.raises(FetchError, match="stale answer: asked for 2025-09, got 2025-08"):
        get(server, client, tmp_path)
    path = tmp_path / "api" / "wiltshire" / "2025-09-wiltshire-street.json"
    assert json.loads(path.read_text()) == [crime(7)]


def test_caches_are_told_to_ask_again(server, api) -> None:
    """Stale months came out of caches."""
    api.last_updated()
    assert server.requests[0].headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        (STREET, [stop()], "expected rows with id, category, month"),
        (STREET, {"error": "x"}, "expected a list"),
        ("/api/crimes-no-location", [stop()], "street-level crimes, but row 1 has no .*category"),
        ("/api/crimes-no-location", "none", "expected a list of street-level crimes"),
        ("/api/stops-force", [crime(1)], "stops and searches, but row 1 has no field 'type'"),
        ("/api/stops-force", [stop("2025-07-01T10:00:00+00:00")], "stale answer.* got 2025-07"),
        ("/api/stops-force", [stop("yesterday")], "got yesterday"),
        ("/api/wiltshire/neighbourhoods", [], "has no neighbourhoods"),
        ("/api/wiltshire/neighbourhoods", [{"force": "x"}], "expected rows with id, name"),
        ("/api/crime-last-updated", [], "expected a date"),
    ],
)
def test_the_wrong_kind_of_answer(*, server, client, api, tmp_path, path, answer, said) -> None:
    """What came is judged by its content, not by the address it came from."""
    server.say(path, answer)
    with pytest.raises(FetchError, match=said):
        get(server, client, tmp_path)


def test_a_summer_night_is_in_its_own_month(server, api) -> None:
    """A stop at half past midnight on 1 September is written in UTC as 31 August."""
    server.say("/api/stops-no-location", [stop("2025-08-31T23:30:00+00:00")])
    assert len(api.stops("wiltshire", "2025-09")) == 2


def test_an_empty_answer_is_asked_for_again(server, api, still) -> None:
    """A failed call has been saved as a file of no bytes; here it is tried again, then an error."""
    server.fault(body=b"")
    assert api.street(SQUARE, "2025-09") == [crime(7)]
    assert still.slept == [1.0]
    for _ in range(6):
        server.fault(body=b"")
    with pytest.raises(FetchError, match="empty body"):
        api.street(SQUARE, "2025-09")


def test_no_crime_at_all_is_missing_data(server, client, api, tmp_path) -> None:
    """A force that stopped supplying gives empty lists; no crime-free month is stored."""
    server.say(STREET, [])
    with pytest.raises(FetchError, match="missing, not zero"):
        get(server, client, tmp_path)
    assert not (tmp_path / "api").exists()


def crowd(limit: int, rows: list[dict]):
    """A street endpoint that refuses an area with more than `limit` of the rows."""

    def answer(request):
        corners = [pair.split(",") for pair in request.params["poly"].split(":")]
        ys, xs = ([float(corner[axis]) for corner in corners] for axis in (0, 1))
        inside = [
            row for row in rows if _between(row, "latitude", ys) and _between(row, "longitude", xs)
        ]
        if len(inside) > limit:
            return answer.refuse
        return inside

    return answer


def _between(row: dict, name: str, values: list[float]) -> bool:
    return min(values) <= float(row["location"][name]) <= max(values)


def test_a_crowded_area_is_quartered(server, api, still) -> None:
    """Over 10,000 crimes the API says 503; the quarters together give every crime once."""
    rows = [crime(n, at=(51 + (n % 29) / 28, -2 + (n % 31) / 30)) for n in range(1, 400)]
    answer = crowd(40, rows)
    answer.refuse = server.Answer(503)
    server.say(STREET, answer)
    assert api.street(SQUARE, "2025-09") == rows
    assert len(server.requests) > 4
    assert set(still.slept) == {1.0}  # each refusal is confirmed once, after a pause


def test_a_crime_on_the_cut_is_counted_once(server, api) -> None:
    """The middle of the square lies in all four quarters."""
    rows = [crime(1, at=(51.5, -1.5)), crime(2, at=(51.1, -1.9)), crime(3, at=(51.9, -1.1))]
    answer = crowd(2, rows)
    answer.refuse = server.Answer(503)
    server.say(STREET, answer)
    assert api.street(SQUARE, "2025-09") == rows


def test_a_service_that_is_down_is_not_split_for_ever(server, api, monkeypatch) -> None:
    """503 for the smallest area too means that the service is ill."""
    monkeypatch.setattr("frankpledge.lake.fetch._police_api.DEEPEST", 2)
    server.say(STREET, {}, status=503)
    with pytest.raises(FetchError, match=r"503 Service Unavailable \(6 attempts\)"):
        api.street(SQUARE, "2025-09")
    assert len(server.requests) == 2 + 2 + 6


def test_a_busy_moment_does_not_split(server, api) -> None:
    """One 503 that passes is only a delay."""
    server.fault(status=503)
    assert api.street(SQUARE, "2025-09") == [crime(7)]
    assert len(server.requests) == 2


def test_other_errors_do_not_split(server, api) -> None:
    """Only 503 can mean too many crimes."""
    server.say(STREET, {}, status=404)
    with pytest.raises(FetchError, match="404"):
        api.street(SQUARE, "2025-09")
    assert len(server.requests) == 1


def test_a_long_outline_is_posted(server, api) -> None:
    """An outline of hundreds of points is too long for an address, and is sent as a form."""
    outline = tuple((51 + n / 1000, -2 + (n % 2) / 100) for n in range(300))
    api.street(outline, "2025-09")
    (request,) = server.requests
    assert request.method == "POST"
    assert request.params["poly"].count(":") == 299
    assert request.params["date"] == "2025-09"


def test_recorded_answers(shared, server, api) -> None:
    """Real answers, one empty and three stale among them, get the verdict they deserve."""
    folder = shared / "data" / "police" / "api-json" / "cheltenham"
    verdicts = {
        ("crimes-street_AA3_2025-04-01_d96b79d6.json.gz", "2025-02"): 335,
        ("crimes-street_AA3_2025-04-01_d96b79d6.json.gz", "2025-03"): "stale",
        ("crimes-street_AA3_2025-05-08_3b31e3a8.json.gz", "2025-03"): "stale",
        ("crimes-street_AA3_2025-05-08_52defdea.json.gz", "2025-03"): 466,
        ("crimes-street_AA3_2025-08-01_9edcc802.json.gz", "2025-06"): "empty body",
        ("crimes-street_AA3_2025-11-06_eed75ee3.json.gz", "2025-09"): 425,
    }
    for (name, month), verdict in verdicts.items():
        body = gzip.decompress((folder / name).read_bytes())
        server.say(STREET, lambda _, body=body: server.Answer(body=body))
        if isinstance(verdict, int):
            assert len(api.street(SQUARE, month)) == verdict
        else:
            with pytest.raises(FetchError, match=verdict):
                api.street(SQUARE, month)


def test_archives(server, client, archive, tmp_path) -> None:
    """The latest archive, or the one that holds the months named."""
    server.put("/data/archive/latest.zip", archive, etag='"1"')
    server.put("/data/archive/2025-12.zip", archive, etag='"2"')
    options = {"base_url": server.url + "/", "client": client}
    assert fetch("police-uk-archive", tmp_path, **options) == [tmp_path / "archive/latest.zip"]
    months = ["2025-12", "2025-01", "2025-12"]
    paths = fetch("police-uk-archive", tmp_path, months=months, **options)
    assert paths == [tmp_path / "archive/2025-12.zip"]
    assert paths[0].read_bytes() == archive


@pytest.mark.parametrize(
    ("first", "last", "archives"),
    [
        ("2025-12", "2025-12", ["2025-12"]),
        ("2023-01", "2025-12", ["2025-12"]),
        ("2022-12", "2025-12", ["2022-12", "2025-12"]),
        ("2014-01", "2025-12", ["2016-12", "2019-12", "2022-12", "2025-12"]),
    ],
)
def test_the_fewest_archives_that_hold_the_months(first, last, archives) -> None:
    """Each holds 36 months: its own and those before it."""
    assert covering(span(first, last)) == archives


def test_an_archive_that_does_not_exist(server, client, tmp_path) -> None:
    """The publisher answers 404 for a month without an archive; nothing is left behind."""
    with pytest.raises(FetchError, match=r"archive/2010-01\.zip: 404"):
        fetch("police-uk-archive", tmp_path, months=["2010-01"], base_url=server.url, client=client)
    assert list((tmp_path / "archive").iterdir()) == []
