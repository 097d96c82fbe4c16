"""The client: one polite, patient, suspicious way to get anything from a publisher.

Knows HTTP and nothing of any publisher. The network is behind httpx's transport, which tests
and callers may replace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import httpx

from frankpledge import __version__

from ._content import check_head, parse_json
from ._download import Download, Progress
from ._faults import AttemptError
from ._lock import only_one
from ._manners import Clock, Manners, Pace
from ._provenance import writing
from ._retry import persist, retry_after

T = TypeVar("T")

MAX_REDIRECTS = 5
LONGEST_GET = 4094  # data.police.uk answers 400 to a longer one
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
# A cache between us and the publisher has served last month's crimes for this month's.
_FRESH = {"Cache-Control": "no-cache"}


class Client:
    """Downloads files and asks questions. Use as a context manager, from one thread.

    Every request is rate-limited by host, retried with back-off (`Manners`), and refused unless
    http or https. Raises FetchError with the address, what happened and after how many attempts.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        clock: Clock | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.manners, self.clock = manners or Manners(), clock or Clock()
        self._paces: dict[str, Pace] = {}
        self._http = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(self.manners.read, connect=self.manners.connect),
            headers={"User-Agent": f"frankpledge/{__version__}"},
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            event_hooks={"request": [self._before]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def download(
        self, url: str, path: Path, *, kind: str, progress: Progress | None = None
    ) -> Path:
        """Bring the file at `url` to `path`, going on from an earlier attempt; return `path`.

        `kind` is what it must be: zip, ods, xlsx, json or csv. `progress` is called with the file
        name, bytes so far and bytes in all (None if unknown). Nothing is fetched when the server
        says that the file is the one already there. The file at `path` is replaced only by a
        whole one; beside it lies `<path>.source.json` (see `Provenance`).
        """
        with writing(path), only_one(path.parent):
            fetch = Download(self, url, path, kind, progress)
            persist(url, fetch.attempt, self.manners, self.clock)
        return path

    def json(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        attempts: int | None = None,
        check: Callable[[Any], None] | None = None,
    ) -> Any:
        """The JSON answer to a question; `check` may raise AttemptError to have it asked again.

        A question too long for a GET is sent as a form.
        """

        def read(body: bytes) -> Any:
            answer = parse_json(body)
            if check is not None:
                check(answer)
            return answer

        return self._ask(url, params, read, attempts)

    def text(self, url: str, params: Mapping[str, str] | None = None) -> str:
        """The text (a web page, a CSV) at `url`, as UTF-8. Empty bodies are refused."""
        return self._ask(url, params, _read_text, None)

    def _ask(
        self,
        url: str,
        params: Mapping[str, str] | None,
        read: Callable[[bytes], T],
        attempts: int | None,
    ) -> T:
        method, address, form = _question(url, params)

        def attempt() -> T:
            with self.send(method, address, _FRESH, form) as response:
                self.check_status(response, {200})
                body = b"".join(response.iter_bytes())
            return read(body)

        return persist(url, attempt, self.manners.hurried(attempts), self.clock)

    @contextmanager
    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
    ) -> Iterator[httpx.Response]:
        """One request, its body unread. Turns every httpx error into an AttemptError."""
        try:
            with self._http.stream(method, url, headers=dict(headers), data=form) as response:
                _check_redirects(response)
                yield response
        except httpx.TimeoutException as error:
            raise AttemptError(f"no answer in time ({type(error).__name__})") from error
        except (httpx.UnsupportedProtocol, httpx.TooManyRedirects, httpx.InvalidURL) as error:
            raise AttemptError(str(error), retry=False) from error
        except httpx.HTTPError as error:
            raise AttemptError(f"the connection failed: {error or type(error).__name__}") from error

    def check_status(self, response: httpx.Response, wanted: set[int]) -> None:
        """Raise AttemptError unless the status is wanted."""
        status = response.status_code
        if status in wanted:
            return
        after = retry_after(response.headers.get("Retry-After"), self.clock.now())
        asked = "" if after is None else f", asks to wait {after:.0f} s"
        what = f"{status} {response.reason_phrase}".strip() + asked
        retry = status in RETRIED
        raise AttemptError(what, retry=retry, after=after if retry else None, status=status)

    def _before(self, request: httpx.Request) -> None:
        # Called for every hop, so a redirect is limited and checked like any other request.
        if request.url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(f"only http and https, not {request.url.scheme}")
        host = request.url.netloc.decode("ascii")
        if host not in self._paces:
            self._paces[host] = Pace(self.manners, self.clock)
        self._paces[host].wait()


def _question(
    url: str, params: Mapping[str, str] | None
) -> tuple[str, str, Mapping[str, str] | None]:
    if not params:
        return "GET", url, None
    address = f"{url}?{urlencode(params, safe=',:*')}"
    return ("GET", address, None) if len(address) <= LONGEST_GET else ("POST", url, params)


def _check_redirects(response: httpx.Response) -> None:
    schemes = [hop.url.scheme for hop in [*response.history, response]]
    if schemes[0] == "https" and "http" in schemes:
        raise AttemptError("a redirect from https to http", retry=False)


def _read_text(body: bytes) -> str:
    if not body.strip():
        check_head(b"", "text")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AttemptError(f"not UTF-8 text: {error}") from error
