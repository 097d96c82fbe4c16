"""The table service of a router, played by a web server on this machine."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
import pytest

from frankpledge.areas import to_degrees
from frankpledge.errors import FetchError
from frankpledge.lake.fetch import Client, Manners
from frankpledge.stations import Demand, Settings, Station, table

STATIONS = [Station(f"S{i}", "open", 400_000 + 5_000 * i, 200_000, "made up") for i in range(3)]


class Router:
    """Answers as OSRM does: kilometres are 100 times the difference of longitudes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.spoil: Callable[[dict[str, Any]], Any] = lambda answer: answer
        self.status = 200

    def answer(self, path: str) -> Any:
        self.asked.append(path)
        parts = urlsplit(path)
        points = [
            tuple(map(float, p.split(","))) for p in unquote(parts.path).split("/")[-1].split(";")
        ]
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        sources, targets = (
            [points[int(i)] for i in query[name].split(";")] for name in ("sources", "destinations")
        )
        metres = [[abs(a[0] - b[0]) * 100_000 for b in targets] for a in sources]
        seconds = [[value / 10 for value in row] for row in metres]
        return self.spoil({"code": "Ok", "distances": metres, "durations": seconds})


@pytest.fixture
def router() -> Iterator[tuple[Router, str]]:
    """The router and its address."""
    played = Router()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(played.answer(self.path)).encode()
            self.send_response(played.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output short."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield played, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def ask(demand: Demand, url: str, stations: list[Station] = STATIONS) -> Any:
    """The table, by a client that does not wait long."""
    hurried = Client(Manners(first_wait=0.01, longest_wait=0.02, rate=1000))
    return table(demand, stations, Settings(osrm_url=url), hurried)


def test_kilometres_and_minutes_of_the_router(demand: Demand, router: tuple[Router, str]) -> None:
    """Metres and seconds become kilometres and minutes; longitude comes first."""
    played, url = router
    found = ask(demand, url)
    assert found.km.shape == (4, 3)
    first = to_degrees([400_000], [200_000])[0, 0]
    assert found.km[1, 0] == pytest.approx(100 * (demand.degrees[1, 0] - first), abs=0.001)
    np.testing.assert_allclose(found.minutes, found.km * 1000 / 10 / 60)
    assert played.asked[0].startswith("/table/v1/driving/-2.000000,51.700000;")
    assert "annotations=distance,duration" in played.asked[0]
    assert url in found.how


def test_many_places_are_asked_in_parts(demand: Demand, router: tuple[Router, str]) -> None:
    """No question has over 100 places or 4,094 characters, and the parts fit together."""
    played, url = router
    times = 30
    many = Demand(
        codes=tuple(f"E{i:08d}" for i in range(4 * times)),
        metres=np.tile(demand.metres, (times, 1)),
        degrees=np.tile(demand.degrees, (times, 1)),
        people=np.ones(4 * times),
        year="2020",
    )
    found = ask(many, url, STATIONS * 20)
    assert len(played.asked) == 3 * 2
    assert max(path.count(",") for path in played.asked) <= 102
    assert max(map(len, played.asked)) < 4094
    one = ask(demand, url)
    np.testing.assert_allclose(found.km, np.tile(one.km, (times, 20)))


def test_where_no_road_leads(demand: Demand, router: tuple[Router, str]) -> None:
    """A null in the table is infinitely far, not zero."""
    played, url = router

    def island(answer: dict[str, Any]) -> dict[str, Any]:
        for name in ("distances", "durations"):
            answer[name][2][1] = None
        return answer

    played.spoil = island
    found = ask(demand, url)
    assert math.isinf(found.km[2, 1])
    assert math.isinf(found.minutes[2, 1])
    assert np.isfinite(found.km).sum() == 11


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda a: {"code": "TooBig", "message": "Too many table coordinates"}, "Too many table"),
        (lambda a: ["what"], "refused"),
        (lambda a: {"code": "Ok", "durations": a["durations"]}, "a table of distances"),
        (lambda a: a | {"distances": [[1.0]]}, "of the shape"),
        (lambda a: a | {"distances": "far"}, "a table of distances"),
        (lambda a: a | {"durations": [[-1.0] * 3] * 4}, "durations of the shape"),
    ],
)
def test_an_answer_of_another_kind(
    demand: Demand, router: tuple[Router, str], spoil: Callable[[Any], Any], said: str
) -> None:
    """The address and what was wrong; no number is taken from it."""
    played, url = router
    played.spoil = spoil
    with pytest.raises(FetchError, match=said) as caught:
        ask(demand, url)
    assert url in str(caught.value)


def test_a_router_that_fails(demand: Demand, router: tuple[Router, str]) -> None:
    """A fault of the server is tried again and then told; a refusal is told at once."""
    played, url = router
    played.status = 503
    with pytest.raises(FetchError, match=r"503 .*3 attempts"):
        ask(demand, url)
    played.status, before = 400, len(played.asked)
    with pytest.raises(FetchError, match="400"):
        ask(demand, url)
    assert (before, len(played.asked)) == (3, 4)


def test_no_router_there(demand: Demand) -> None:
    """Nothing listens at the address."""
    with pytest.raises(FetchError, match="the connection failed"):
        ask(demand, "http://127.0.0.1:9")
