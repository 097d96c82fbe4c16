"""Whole files or nothing, whatever the server does."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import httpx
import pytest

from frankpledge.errors import FetchError
from frankpledge.lake.fetch import Client, Clock, Manners, Provenance, read_provenance


def test_a_file_comes_with_its_provenance(server, client, archive, tmp_path) -> None:
    """The note beside a file says where its bytes come from, which they are, and since when."""
    url = server.put("/a.zip", archive, etag='"1"', modified="Thu, 29 Jan 2026 09:30:00 GMT")
    path = client.download(url, tmp_path / "new" / "a.zip", kind="zip")
    assert path.read_bytes() == archive
    assert read_provenance(path) == Provenance(
        url=url,
        final_url=url,
        fetched_at="2026-01-29T09:30:00Z",
        sha256=hashlib.sha256(archive).hexdigest(),
        bytes=len(archive),
        etag='"1"',
        last_modified="Thu, 29 Jan 2026 09:30:00 GMT",
    )
    assert sorted(item.name for item in path.parent.iterdir()) == ["a.zip", "a.zip.source.json"]


def test_the_client_says_who_it_is(server, client, archive, tmp_path) -> None:
    """A publisher can see in its logs what asked."""
    client.download(server.put("/a.zip", archive), tmp_path / "a.zip", kind="zip")
    assert server.requests[0].headers["User-Agent"].startswith("frankpledge/")
    assert server.requests[0].headers["Accept-Encoding"] == "identity"


def test_a_cut_connection_is_resumed(server, client, still, archive, tmp_path) -> None:
    """After a cut only the rest is asked for, and only of the same version."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(cut=70_000)
    server.fault(cut=50_000)
    seen = []
    path = client.download(
        url, tmp_path / "a.zip", kind="zip", progress=lambda *said: seen.append(said)
    )
    assert path.read_bytes() == archive
    assert [request.headers["Range"] for request in server.requests] == [
        None,
        "bytes=70000-",
        "bytes=120000-",
    ]
    assert server.requests[1].headers["If-Range"] == '"1"'
    assert still.slept == [1.0, 2.0]
    assert seen[-1] == ("a.zip", len(archive), len(archive))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_a_date_resumes_where_there_is_no_strong_etag(server, client, archive, tmp_path) -> None:
    """A weak ETag cannot promise the same bytes; a date of change can."""
    modified = "Thu, 29 Jan 2026 09:30:00 GMT"
    url = server.put("/a.zip", archive, etag='W/"1"', modified=modified)
    server.fault(cut=70_000)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[1].headers["If-Range"] == modified


def test_without_a_validator_it_starts_again(server, client, archive, tmp_path) -> None:
    """Bytes of an unknown version are not built upon."""
    url = server.put("/a.zip", archive)
    server.fault(cut=70_000)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[1].headers["Range"] is None


def test_a_server_that_ignores_ranges(server, client, archive, tmp_path) -> None:
    """A whole answer to a question for the rest takes the place of what came before."""
    url = server.put("/a.zip", archive, etag='"1"', ranges=False)
    server.fault(cut=70_000)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[1].headers["Range"] == "bytes=70000-"


def test_a_file_that_changes_between_attempts(server, client, archive, tmp_path) -> None:
    """Two versions are never glued together."""
    newer = archive.replace(b"0000001\n", b"1000000\n")
    url = server.put("/a.zip", archive, etag='"1"')
    first = server.resources["/a.zip"]

    def first_only(request):
        server.put("/a.zip", newer, etag='"2"')
        return first(request)

    server.resources["/a.zip"] = first_only
    server.fault(cut=70_000)
    path = client.download(url, tmp_path / "a.zip", kind="zip")
    assert path.read_bytes() == newer
    assert read_provenance(path).etag == '"2"'
    assert server.requests[1].headers["If-Range"] == '"1"'


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"2"'},
        {"Content-Range": "bytes 70000-99999/100000"},
        {"Content-Range": "bytes 60000-200200/200201"},
        {"Content-Range": None},
    ],
)
def test_a_rest_that_does_not_fit(*, server, client, still, archive, tmp_path, headers) -> None:
    """A 206 of another version, length or place makes it start from nothing, without waiting."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(cut=70_000)
    server.fault(headers=headers)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[2].headers["Range"] is None
    assert still.slept == [1.0, 0.0]


def test_a_rest_that_comes_in_pieces(server, client, tmp_path) -> None:
    """A server may give less than was asked for; a file is done when every byte is there."""
    body = b"number,square\n" + b"".join(b"%d,%d\n" % (n, n * n) for n in range(100))
    url = server.put("/a.csv", body, etag='"1"')
    server.fault(cut=100)
    server.fault(headers={"Content-Range": f"bytes 100-199/{len(body)}"}, body=body[100:200])
    assert client.download(url, tmp_path / "a.csv", kind="csv").read_bytes() == body
    assert [request.headers["Range"] for request in server.requests] == [
        None,
        "bytes=100-",
        "bytes=200-",
    ]


def test_an_error_page_under_the_headers_of_the_rest(server, client, archive, tmp_path) -> None:
    """A 206 whose length is not that of its range is not added to what came before."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(cut=70_000)
    server.fault(body=b"<!doctype html><p>busy")
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[2].headers["Range"] is None


def test_a_server_that_has_less_than_it_promised(server, client, still, archive, tmp_path) -> None:
    """A 416 before the promised end means that what was promised is no longer there."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(cut=70_000)
    server.fault(status=416)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[2].headers["Range"] is None
    assert still.slept == [1.0, 0.0]


def test_a_length_that_is_too_long(server, client, archive, tmp_path) -> None:
    """Fewer bytes than were promised are never taken for the file."""
    url = server.put("/a.zip", archive)
    for _ in range(6):
        server.fault(declared=len(archive) + 10)
    with pytest.raises(FetchError, match=r"a\.zip: the connection failed.*\(6 attempts\)"):
        client.download(url, tmp_path / "a.zip", kind="zip")
    assert not (tmp_path / "a.zip").exists()


def test_a_length_that_is_too_short(server, client, archive, tmp_path) -> None:
    """A zip cut by a wrong Content-Length lacks its end, and is fetched again."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(declared=len(archive) - 10)
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    for _ in range(6):
        server.fault(declared=len(archive) - 10)
    with pytest.raises(FetchError, match="not a whole zip file"):
        client.download(url, tmp_path / "b.zip", kind="zip")
    assert list(tmp_path.glob("b*")) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "an empty body came instead of a zip file"),
        (b"\n <!DOCTYPE html><title>Sorry</title>", "a web page came .* '<!DOCTYPE html>"),
        (b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "a web page came"),
        (b"Rate limit exceeded", "does not start like one"),
        (b"PK\x05\x06" + bytes(18), "with nothing in it"),
    ],
)
def test_what_is_not_the_file(*, server, client, archive, tmp_path, body, said) -> None:
    """A 200 with something else in it is asked for again, then refused; a good file stays."""
    path = tmp_path / "a.zip"
    url = server.put("/a.zip", archive)
    for _ in range(6):
        server.fault(body=body)
    with pytest.raises(FetchError, match=said):
        client.download(url, path, kind="zip")
    assert list(tmp_path.iterdir()) == []
    client.download(url, path, kind="zip")
    for _ in range(6):
        server.fault(body=body)
    with pytest.raises(FetchError, match=said):
        client.download(url, path, kind="zip")
    assert path.read_bytes() == archive
    assert read_provenance(path).bytes == len(archive)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("ods", "zip", "without content.xml, so not an ods"),
        ("xlsx", "zip", "not an xlsx"),
        ("json", b"[1, 2", "not JSON"),
        ("json", b"", "empty body"),
        ("csv", b"<html><body>Error</body></html>", "web page"),
        ("csv", b"nothing here", "not a CSV"),
    ],
)
def test_each_kind_is_checked(*, server, client, archive, tmp_path, kind, body, said) -> None:
    """The content decides what a file is, not its name."""
    url = server.put("/file", archive if body == "zip" else body)
    with pytest.raises(FetchError, match=said):
        client.download(url, tmp_path / "file", kind=kind)


def test_good_files_of_each_kind(server, client, tmp_path) -> None:
    """A spreadsheet, JSON and CSV that are what they say come through."""
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as file:
        file.writestr("content.xml", "<office/>")
    bodies = {"ods": sheet.getvalue(), "json": b"[]", "csv": b"\xef\xbb\xbfa,b\n1,2\n"}
    for kind, body in bodies.items():
        path = client.download(server.put(f"/x.{kind}", body), tmp_path / f"x.{kind}", kind=kind)
        assert path.read_bytes() == body


@pytest.mark.parametrize(
    "validators",
    [{"etag": '"1"'}, {"modified": "Thu, 29 Jan 2026 09:30:00 GMT"}],
)
def test_an_unchanged_file_is_not_fetched(server, client, archive, tmp_path, validators) -> None:
    """The server says 304, and not one byte of the body moves."""
    url = server.put("/a.zip", archive, **validators)
    path = client.download(url, tmp_path / "a.zip", kind="zip")
    before = path.stat().st_mtime_ns
    client.download(url, path, kind="zip")
    assert path.stat().st_mtime_ns == before
    asked = server.requests[1].headers
    assert (asked["If-None-Match"] or asked["If-Modified-Since"]) == next(iter(validators.values()))


def test_a_server_that_ignores_conditions(server, client, archive, tmp_path) -> None:
    """A 200 with the same ETag is let go before its body."""
    url = server.put("/a.zip", archive, etag='"1"')
    path = client.download(url, tmp_path / "a.zip", kind="zip")
    server.say("/a.zip", lambda _: server.Answer(200, {"ETag": '"1"'}, b"another body"))
    client.download(url, path, kind="zip")
    assert path.read_bytes() == archive


def test_a_damaged_file_is_fetched_again(server, client, archive, tmp_path) -> None:
    """A file that is no longer what came is not 'unchanged'."""
    url = server.put("/a.zip", archive, etag='"1"')
    path = client.download(url, tmp_path / "a.zip", kind="zip")
    path.write_bytes(b"x" * len(archive))
    client.download(url, path, kind="zip")
    assert path.read_bytes() == archive


def test_a_newer_file_takes_the_place_of_the_old(server, client, archive, tmp_path) -> None:
    """A changed file is fetched, and its note with it."""
    url = server.put("/a.zip", archive, etag='"1"')
    path = client.download(url, tmp_path / "a.zip", kind="zip")
    newer = archive.replace(b"0000001\n", b"1000000\n")
    server.put("/a.zip", newer, etag='"2"')
    client.download(url, path, kind="zip")
    assert path.read_bytes() == newer
    assert read_provenance(path).etag == '"2"'


def test_a_redirect_is_followed_and_noted(server, client, archive, tmp_path) -> None:
    """The note names both the address asked and the address that answered."""
    server.put("/2025-12.zip", archive, etag='"1"')
    server.say("/latest.zip", lambda _: server.Answer(302, {"Location": "/2025-12.zip"}))
    server.fault()
    server.fault(cut=70_000)
    path = client.download(server.url + "/latest.zip", tmp_path / "latest.zip", kind="zip")
    note = read_provenance(path)
    assert (note.url, note.final_url) == (server.url + "/latest.zip", server.url + "/2025-12.zip")
    assert path.read_bytes() == archive
    assert server.requests[3].headers["Range"] == "bytes=70000-"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a.zip"])
def test_only_http_is_followed(server, client, tmp_path, target) -> None:
    """A redirect cannot make the client read anything but the web, and is not tried twice."""
    server.say("/a.zip", {})
    server.fault(status=302, headers={"Location": target})
    with pytest.raises(FetchError, match=r"\(1 attempt\)"):
        client.download(server.url + "/a.zip", tmp_path / "a.zip", kind="zip")
    with pytest.raises(FetchError, match="1 attempt"):
        client.download(target, tmp_path / "a.zip", kind="zip")


def test_only_http_whatever_the_transport(still, tmp_path) -> None:
    """A transport that would read anything is not asked to."""
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=b"PK"))
    with (
        Client(clock=still.clock, transport=transport) as client,
        pytest.raises(FetchError, match="only http and https, not file"),
    ):
        client.download("file://localhost/etc/passwd", tmp_path / "a.zip", kind="zip")


def test_a_redirect_must_not_leave_https(still, tmp_path) -> None:
    """A file asked for over https is not taken over http."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.scheme == "https":
            return httpx.Response(302, headers={"Location": "http://example.test/a.zip"})
        return httpx.Response(200, content=b"PK")

    with (
        Client(clock=still.clock, transport=httpx.MockTransport(answer)) as client,
        pytest.raises(FetchError, match="from https to http"),
    ):
        client.download("https://example.test/a.zip", tmp_path / "a.zip", kind="zip")


def test_redirects_that_never_end(server, client, tmp_path) -> None:
    """Going round in circles ends with a clear error."""
    server.say("/a.zip", {})
    for _ in range(10):
        server.fault(status=302, headers={"Location": "/a.zip"})
    with pytest.raises(FetchError, match="redirect"):
        client.download(server.url + "/a.zip", tmp_path / "a.zip", kind="zip")


def test_compressed_bytes_are_refused(server, client, archive, tmp_path) -> None:
    """Lengths and ranges of compressed bytes say nothing about the file."""
    url = server.put("/a.zip", archive)
    server.fault(headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="sent as gzip"):
        client.download(url, tmp_path / "a.zip", kind="zip")


def test_a_complete_part_needs_no_more_bytes(server, client, archive, tmp_path) -> None:
    """Killed after the last byte and before the move, the next run only moves the file."""
    url = server.put("/a.zip", archive, etag='"1"')
    _leave_part(tmp_path, url, archive, len(archive))
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert [request.headers["Range"] for request in server.requests] == [f"bytes={len(archive)}-"]


def test_a_part_longer_than_the_file(server, client, archive, tmp_path) -> None:
    """A beginning that is longer than the whole is thrown away."""
    url = server.put("/a.zip", archive, etag='"1"')
    _leave_part(tmp_path, url, archive + b"rubbish", len(archive))
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive


def test_a_part_of_another_address_is_not_used(server, client, archive, tmp_path) -> None:
    """Bytes of one address are never continued from another."""
    url = server.put("/a.zip", archive, etag='"1"')
    _leave_part(tmp_path, "http://elsewhere.test/a.zip", b"x" * 1000, len(archive))
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive
    assert server.requests[0].headers["Range"] is None


def _leave_part(folder: Path, url: str, body: bytes, total: int) -> None:
    (folder / "a.zip.part").write_bytes(body)
    notes = {"url": url, "etag": '"1"', "last_modified": None, "total": total}
    (folder / "a.zip.part.json").write_text(json.dumps(notes))


def test_a_drip_ends_at_the_total_time(server, still, archive, tmp_path) -> None:
    """A body that comes a little at a time is given up, and what came is kept."""
    ticks = iter(range(10_000))
    clock = Clock(still.sleep, lambda: float(next(ticks)), still.now, lambda: 1.0)
    url = server.put("/a.zip", archive * 20, etag='"1"')
    with (
        Client(Manners(total=5, rate=1e6), clock) as client,
        pytest.raises(FetchError, match="too slow"),
    ):
        client.download(url, tmp_path / "a.zip", kind="zip")
    assert (tmp_path / "a.zip.part").stat().st_size > 0
    assert not (tmp_path / "a.zip").exists()


def test_a_slow_body_times_out_and_goes_on(server, still, archive, tmp_path) -> None:
    """A server that falls silent is asked again for the rest."""
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(pause=0.4, piece=100_000)
    server.fault(pause=0.0)
    with Client(Manners(read=0.2, rate=1e6), still.clock) as client:
        path = client.download(url, tmp_path / "a.zip", kind="zip")
    assert path.read_bytes() == archive
    assert still.slept == [1.0]


def test_a_full_disk(server, client, still, archive, tmp_path) -> None:
    """A disk that takes no more gives an error that names the file, at once; a part is kept."""
    resource = pytest.importorskip("resource")
    url = server.put("/a.zip", archive, etag='"1"')
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(FetchError, match=r"a\.zip: cannot be written: File too large"):
            client.download(url, tmp_path / "a.zip", kind="zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert still.slept == []
    assert not (tmp_path / "a.zip").exists()
    assert archive.startswith((tmp_path / "a.zip.part").read_bytes())
    assert client.download(url, tmp_path / "a.zip", kind="zip").read_bytes() == archive


def test_two_fetches_do_not_mix(server, client, still, archive, tmp_path) -> None:
    """While one writes into a folder, another is told so; then it has its turn."""
    pytest.importorskip("fcntl")
    url = server.put("/a.zip", archive)
    refused = []

    def second(*_) -> None:
        with Client(clock=still.clock) as other, pytest.raises(FetchError) as caught:
            other.download(url, tmp_path / "a.zip", kind="zip")
        refused.append(str(caught.value))

    path = client.download(url, tmp_path / "a.zip", kind="zip", progress=second)
    assert refused[0] == f"{tmp_path}: another fetch is writing here; try again later"
    assert path.read_bytes() == archive
    client.download(url, path, kind="zip")


KILLED = """
import sys
from pathlib import Path
from frankpledge.lake.fetch import Client
with Client() as client:
    client.download(sys.argv[1], Path(sys.argv[2]), kind="zip")
"""


def test_a_killed_process_leaves_a_beginning(server, client, archive, tmp_path) -> None:
    """Killed half-way, nothing is in place, and the next process fetches only the rest."""
    path = tmp_path / "a.zip"
    part = tmp_path / "a.zip.part"
    url = server.put("/a.zip", archive, etag='"1"')
    server.fault(pause=0.1, piece=20_000)
    process = subprocess.Popen([sys.executable, "-c", KILLED, url, str(path)])
    deadline = time.monotonic() + 20
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    kept = part.stat().st_size
    assert 0 < kept < len(archive)
    assert archive.startswith(part.read_bytes())
    assert not path.exists()
    assert client.download(url, path, kind="zip").read_bytes() == archive
    assert server.requests[1].headers["Range"] == f"bytes={kept}-"
    assert list(tmp_path.glob("*.part*")) == []
