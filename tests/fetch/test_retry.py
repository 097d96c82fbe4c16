"""How long the client waits, how often it asks, and when it gives up."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import Client, Manners
from frankpledge.lake.fetch._retry import retry_after


def test_waits_double_up_to_the_longest(server, still) -> None:
    """Back-off is exponential, has a ceiling, and ends with the last attempt."""
    url = server.say("/x", [1])
    for status in (429, 500, 502, 503, 504):
        server.fault(status=status)
    with Client(Manners(longest_wait=5, rate=1e6), still.clock) as client:
        assert client.json(url) == [1]
    assert still.slept == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_jitter_halves_a_wait_at_most(server, still) -> None:
    """Chance spreads the waits between half and the whole."""
    url = server.say("/x", [1])
    server.fault(status=503)
    server.fault(status=503)
    clock = still.clock.__class__(still.sleep, still.monotonic, still.now, lambda: 0.0)
    with Client(Manners(rate=1e6), clock) as client:
        client.json(url)
    assert still.slept == [0.5, 1.0]


def test_retry_after_in_seconds_is_honoured(server, client, still) -> None:
    """A server that names a time gets that time, longer or shorter than ours."""
    url = server.say("/x", [1])
    server.fault(status=429, headers={"Retry-After": "17"})
    server.fault(status=503, headers={"Retry-After": "0"})
    server.fault(status=503, headers={"Retry-After": "soon"})
    assert client.json(url) == [1]
    assert still.slept == [17.0, 0.0, 4.0]


def test_retry_after_as_a_date_is_honoured(server, client, still) -> None:
    """The date is compared with the clock: 09:31:30 is 90 seconds after 09:30."""
    url = server.say("/x", [1])
    server.fault(status=503, headers={"Retry-After": "Thu, 29 Jan 2026 09:31:30 GMT"})
    assert client.json(url) == [1]
    assert still.slept == [90.0]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("-5", None),
        ("\u0663", None),
        ("", None),
        ("never", None),
        ("Thu, 29 Jan 2026 09:29:00 GMT", 0.0),
        ("Thu, 29 Jan 2026 09:30:05 -0000", 5.0),
    ],
)
def test_retry_after_is_read_with_care(header, seconds) -> None:
    """Seconds or a date; a past date is now; rubbish is nothing."""
    assert retry_after(header, datetime(2026, 1, 29, 9, 30, tzinfo=UTC)) == seconds


def test_a_wait_beyond_all_patience_ends_at_once(server, still) -> None:
    """Asked to wait for a day, the client says so instead of sleeping."""
    url = server.say("/x", [1])
    server.fault(status=429, headers={"Retry-After": "86400"})
    with (
        Client(Manners(total=3600, rate=1e6), still.clock) as client,
        pytest.raises(FetchError, match=r"429 Too Many Requests, asks to wait 86400 s \(1 att"),
    ):
        client.json(url)
    assert still.slept == []


def test_total_time_is_bounded(server, still) -> None:
    """Waiting stops when the next wait would pass the total."""
    url = server.say("/x", [1])
    for _ in range(50):
        server.fault(status=503)
    with (
        Client(Manners(attempts=50, total=20, rate=1e6), still.clock) as client,
        pytest.raises(FetchError, match=r"503 Service Unavailable \(5 attempts\)"),
    ):
        client.json(url)
    assert still.slept == [1.0, 2.0, 4.0, 8.0]


def test_the_error_says_where_what_and_how_often(server, client, still) -> None:
    """Address, what happened last, and the number of attempts."""
    url = server.say("/x", [1])
    for _ in range(6):
        server.fault(status=503)
    with pytest.raises(FetchError) as caught:
        client.json(url)
    assert str(caught.value) == f"{url}: 503 Service Unavailable (6 attempts)"
    assert (caught.value.url, caught.value.status, caught.value.attempts) == (url, 503, 6)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_will_not_change_is_not_asked_again(server, client, still, status) -> None:
    """A refusal is a refusal."""
    url = server.say("/x", [1], status=status)
    with pytest.raises(FetchError, match=rf"{status} .*\(1 attempt\)"):
        client.json(url)
    assert len(server.requests) == 1
    assert still.slept == []


def test_nobody_listens(client, still) -> None:
    """A refused connection is tried again, then told."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"the connection failed: .*\(6 attempts\)"):
        client.json(f"http://127.0.0.1:{port}/x")
    assert still.slept == [1.0, 2.0, 4.0, 8.0, 16.0]


@pytest.mark.parametrize(
    "change",
    [
        {"body": b""},
        {"body": b"<html>busy</html>"},
        {"body": b'[{"month": "2025-'},
        {"cut": 1},
        {"pause": 0.7},
    ],
)
def test_an_answer_that_is_no_answer_is_asked_for_again(server, client, still, change) -> None:
    """Nothing, a web page, half an answer, a cut line and silence are all tried once more."""
    url = server.say("/x", [1, 2])
    server.fault(**change)
    assert client.json(url) == [1, 2]
    assert still.slept == [1.0]


def test_requests_are_paced(server, still) -> None:
    """After the burst, requests come at the rate: 3 at once, then one each quarter second."""
    url = server.say("/x", [1])
    with Client(Manners(rate=4, burst=3), still.clock) as client:
        for _ in range(6):
            client.json(url)
        assert still.slept == [0.25, 0.25, 0.25]
        still.sleep(10)
        for _ in range(4):
            client.json(url)
    assert still.slept[4:] == [0.25]


def test_the_default_is_gentler_than_the_publisher_allows() -> None:
    """data.police.uk allows 15 requests a second and bursts of 30."""
    assert Manners().rate <= 15 / 2
    assert Manners().burst <= 30 / 2


def test_retries_are_paced_too(server, still) -> None:
    """Every request counts, also those of a redirect or a retry."""
    server.say("/x", [1])
    server.say("/y", lambda _: server.Answer(302, {"Location": "/x"}))
    with Client(Manners(rate=1, burst=1), still.clock) as client:
        client.json(server.url + "/y")
    assert still.slept == [1.0]


def test_a_long_question_is_sent_as_a_form(server, client) -> None:
    """The publisher refuses addresses of more than 4,094 characters."""
    url = server.say("/x", lambda request: [request.method, request.params["poly"]])
    fits = "1" * (4094 - len(f"{url}?poly="))
    assert client.json(url, {"poly": fits}) == ["GET", fits]
    assert client.json(url, {"poly": fits + "1"}) == ["POST", fits + "1"]


def test_text_is_utf8(server, client) -> None:
    """A byte-order mark goes, other encodings are refused."""
    server.say("/ok", lambda _: server.Answer(body="\ufeffCae'R Hen Dŷ".encode()))
    assert client.text(server.url + "/ok") == "Cae'R Hen Dŷ"
    server.say("/bad", lambda _: server.Answer(body="Dŵr".encode("utf-16")))
    with pytest.raises(FetchError, match="not UTF-8"):
        client.text(server.url + "/bad")
    server.say("/none", lambda _: server.Answer(body=b" \n"))
    with pytest.raises(FetchError, match="empty body"):
        client.text(server.url + "/none")
