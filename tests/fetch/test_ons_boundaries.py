"""ONS boundaries in pages from feature services, in the newest vintage that is there."""

from __future__ import annotations

import json
import re

import pytest

from frankpledge.areas import Areas
from frankpledge.areas.boundaries import read_boundaries
from frankpledge.errors import FetchError
from frankpledge.lake.fetch import fetch, read_provenance
from frankpledge.lake.fetch._ons_boundaries import LAYERS


def layer(kind: str, code: str, count: int, most: int = 200, field: str = ""):
    """A layer of `count` squares in Wiltshire that gives at most `most` at once."""
    prefix = {"parish": "E04", "ward": "E05"}[kind]

    def feature(n: int) -> dict:
        west, south = -2.2 + (n % 25) * 0.01, 51.1 + (n // 25) * 0.01
        ring = [(west, south), (west + 0.01, south), (west + 0.01, south + 0.01), (west, south)]
        named = {field or code: f"{prefix}{n:06d}", code.replace("CD", "NM"): f"Place {n}"}
        return {
            "type": "Feature",
            "properties": named,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    def answer(request):
        asked = request.params
        if "returnCountOnly" in asked:
            return {"count": count}
        assert (asked["f"], asked["outSR"], asked["orderByFields"]) == ("geojson", "4326", code)
        start = int(asked["resultOffset"])
        end = min(count, start + min(most, int(asked["resultRecordCount"])))
        return {"type": "FeatureCollection", "features": [feature(n) for n in range(start, end)]}

    return answer


def path_of(service: str) -> str:
    """Where the server has a layer."""
    return f"/{service}/FeatureServer/0/query"


def test_pages_are_put_together_and_can_be_read(server, client, tmp_path) -> None:
    """A service that gives 200 when 500 are asked for loses none; our reader takes the file."""
    newest = LAYERS["parish"][0]
    server.say(path_of(newest.service), layer("parish", newest.code, 450))
    heard = []
    (path,) = fetch(
        "ons-boundaries-parish",
        tmp_path,
        base_url=server.url,
        client=client,
        progress=lambda *said: heard.append(said),
    )
    assert path == tmp_path / "ons/boundaries/parish.geojson"
    assert newest.service in read_provenance(path).url
    assert heard[-1] == ("boundaries-parish", 450, 450)
    found = read_boundaries(path, areas=Areas((), ()))
    assert (found.kind, len(found)) == ("parish", 450)
    assert found.vintage == f"20{newest.code[-4:-2]}"
    assert found.codes[0] == "E04000000" and found.names[-1] == "Place 449"


def test_an_older_vintage_where_the_newest_is_gone(server, client, tmp_path) -> None:
    """The server tells of a service that it lacks in the body of a 200."""
    gone, older = LAYERS["ward"][:2]
    server.say(path_of(gone.service), {"error": {"code": 400, "message": "Invalid URL"}})
    server.say(path_of(older.service), layer("ward", older.code, 3))
    (path,) = fetch("ons-boundaries-ward", tmp_path, base_url=server.url, client=client)
    properties = json.loads(path.read_text())["features"][0]["properties"]
    assert properties == {older.code: "E05000000", older.code.replace("CD", "NM"): "Place 0"}


def test_when_every_vintage_is_gone(server, client, tmp_path) -> None:
    """The last one asked for is named."""
    for each in LAYERS["parish"]:
        server.say(path_of(each.service), {"error": {"code": 400, "message": "Invalid URL"}})
    with pytest.raises(FetchError, match="Parishes_Dec_2020"):
        fetch("ons-boundaries-parish", tmp_path, base_url=server.url, client=client)
    assert not list(tmp_path.rglob("*.geojson"))


def test_another_error_is_no_missing_vintage(server, client, tmp_path) -> None:
    """A server that refuses is not asked for older figures instead."""
    newest = LAYERS["ward"][0]
    server.say(path_of(newest.service), {"error": {"code": 498, "message": "Invalid token"}})
    with pytest.raises(FetchError, match="Invalid token"):
        fetch("ons-boundaries-ward", tmp_path, base_url=server.url, client=client)
    assert {newest.service} == {request.path.split("/")[1] for request in server.requests}


def test_pages_that_repeat_are_refused(server, client, tmp_path) -> None:
    """A service that forgets the offset must not look like a country of copies."""
    newest = LAYERS["ward"][0]
    server.say(path_of(newest.service), stuck(layer("ward", newest.code, 450)))
    with pytest.raises(FetchError, match="pages do not fit together"):
        fetch("ons-boundaries-ward", tmp_path, base_url=server.url, client=client)


def stuck(answer):
    """The same layer, which gives its beginning whatever is asked."""

    def first(request):
        request.path = re.sub(r"resultOffset=\d+", "resultOffset=0", request.path)
        return answer(request)

    return first


def test_a_service_with_other_fields_is_said_so(server, client, tmp_path) -> None:
    """With the field that was expected."""
    newest = LAYERS["ward"][0]
    server.say(path_of(newest.service), layer("ward", newest.code, 2, field="WARD"))
    with pytest.raises(FetchError, match=f"expected the field {newest.code}, found"):
        fetch("ons-boundaries-ward", tmp_path, base_url=server.url, client=client)
