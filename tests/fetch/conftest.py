"""A real web server on this machine that misbehaves to order, and a clock that never waits."""

from __future__ import annotations

import io
import json
import socket
import threading
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from frankpledge.lake.fetch import Client, Clock, Manners


@dataclass
class Request:
    """What the client asked."""

    method: str
    path: str
    headers: Message
    body: bytes

    @property
    def params(self) -> dict[str, str]:
        """Parameters of the address or of the form."""
        text = self.body.decode() if self.method == "POST" else urlsplit(self.path).query
        return {name: values[-1] for name, values in parse_qs(text).items()}


@dataclass
class Answer:
    """What the server says. `cut` bytes are sent before the line goes dead; `declared` is a
    false Content-Length; `pause` seconds pass before every `piece` bytes of the body."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int | None = None
    declared: int | None = None
    pause: float = 0.0
    piece: int = 1 << 16


Maker = Callable[[Request], Answer]


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing: clients hang up on purpose here."""


class Server:
    """Resources by path, and a queue of faults that spoil the next answers."""

    Answer = Answer

    def __init__(self) -> None:
        self._http = _Http(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self.reset()

    def reset(self) -> None:
        """Forget all resources, faults and requests."""
        self.resources: dict[str, Maker] = {}
        self.faults: deque[dict[str, Any]] = deque()
        self.requests: list[Request] = []

    def close(self) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()

    def put(
        self,
        path: str,
        body: bytes,
        *,
        etag: str | None = None,
        modified: str | None = None,
        ranges: bool = True,
    ) -> str:
        """Serve a file; give its address."""
        self.resources[path] = lambda request: _file(request, body, etag, modified, ranges)
        return self.url + path

    def say(self, path: str, answer: Any, status: int = 200) -> str:
        """Serve JSON, or whatever a function makes of each request."""

        def make(request: Request) -> Answer:
            said = answer(request) if callable(answer) else answer
            if isinstance(said, Answer):
                return said
            return Answer(status, {"Content-Type": "application/json"}, json.dumps(said).encode())

        self.resources[path] = make
        return self.url + path

    def fault(self, **change: Any) -> None:
        """Spoil the next answer that is not spoilt yet: any field of Answer, or `headers`."""
        self.faults.append(change)

    def answer(self, request: Request) -> Answer:
        """The answer to a request, spoilt if a fault is waiting."""
        self.requests.append(request)
        maker = self.resources.get(urlsplit(request.path).path)
        good = maker(request) if maker else Answer(404, body=b"nothing here")
        if not self.faults:
            return good
        change = dict(self.faults.popleft())
        headers = {**good.headers, **change.pop("headers", {})}
        return replace(good, headers={k: v for k, v in headers.items() if v is not None}, **change)


def _file(
    request: Request, body: bytes, etag: str | None, modified: str | None, ranges: bool
) -> Answer:
    headers = {"Content-Type": "application/octet-stream"}
    headers |= {"ETag": etag} if etag else {}
    headers |= {"Last-Modified": modified} if modified else {}
    ask = request.headers
    if (etag and ask["If-None-Match"] == etag) or (
        not etag and modified and ask["If-Modified-Since"] == modified
    ):
        return Answer(304, headers)
    if not ranges or not ask["Range"] or ask["If-Range"] not in (None, etag, modified):
        return Answer(200, headers, body)
    start = int(ask["Range"].removeprefix("bytes=").removesuffix("-"))
    if start >= len(body):
        return Answer(416, {**headers, "Content-Range": f"bytes */{len(body)}"})
    headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
    return Answer(206, headers, body[start:])


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            length = int(self.headers["Content-Length"] or 0)
            body = self.rfile.read(length)
            answer = server.answer(Request(self.command, self.path, self.headers, body))
            with suppress(OSError):  # the client may have given up
                self._send(answer)

        do_POST = do_GET  # noqa: N815

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.declared is None else answer.declared
            if answer.status != 304 and answer.headers.get("Transfer-Encoding") is None:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            end = len(answer.body) if answer.cut is None else answer.cut
            for start in range(0, end, answer.piece):
                time.sleep(answer.pause)
                self.wfile.write(answer.body[start : min(end, start + answer.piece)])
                self.wfile.flush()
            if answer.cut is not None or answer.declared is not None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture(scope="session")
def one_server() -> Iterator[Server]:
    """A server for the whole session."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(one_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server with nothing on it, reached without a proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    one_server.reset()
    return one_server


class Still:
    """A clock that moves only when someone sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.start = datetime(2026, 1, 29, 9, 30, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(round(seconds, 6))

    def monotonic(self) -> float:
        """Seconds since the test began."""
        return sum(self.slept)

    def now(self) -> datetime:
        """The date and time."""
        return self.start + timedelta(seconds=self.monotonic())

    @property
    def clock(self) -> Clock:
        """The clock as the client takes it, without chance: waits are at their longest."""
        return Clock(self.sleep, self.monotonic, self.now, lambda: 1.0)


@pytest.fixture
def still() -> Still:
    """A clock that never waits."""
    return Still()


HASTY = Manners(rate=1e6, burst=1000, read=0.5, connect=0.5)


@pytest.fixture
def client(still: Still) -> Iterator[Client]:
    """A client that may ask as often as it likes."""
    with Client(HASTY, still.clock) as client:
        yield client


def make_zip(size: int = 200_000, name: str = "2025-12/2025-12-wiltshire-street.csv") -> bytes:
    """A zip file whose bytes are all different enough to notice a shift."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
        archive.writestr(info, b"".join(b"%07d\n" % n for n in range(size // 8)))
    return buffer.getvalue()


@pytest.fixture(scope="session")
def archive() -> bytes:
    """A zip file of 200 kB."""
    return make_zip()
