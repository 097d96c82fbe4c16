"""One file on its way: ask for the rest, take it, judge it, put it in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ._content import check_file
from ._faults import AttemptError
from ._part import Part, Promise
from ._provenance import Provenance, held, place, sha256, utc_text

if TYPE_CHECKING:
    import httpx

    from ._client import Client

Progress = Callable[[str, int, int | None], None]

# Bytes as they lie on the server, so that lengths, ranges and hashes speak of the same thing;
# and a connection of its own, so that bytes beyond a wrong Content-Length reach no later answer.
_PLAIN = {"Accept-Encoding": "identity", "Connection": "close"}


class Download:
    """One file on its way; `attempt` may be called again and again."""

    def __init__(
        self, client: Client, url: str, path: Path, kind: str, progress: Progress | None
    ) -> None:
        self.client, self.url, self.path, self.kind = client, url, path, kind
        self.progress = progress or (lambda _name, _done, _total: None)
        self.deadline = client.clock.monotonic() + client.manners.total
        self.held = held(path, url)

    def attempt(self) -> None:
        part = Part(self.path, self.url)
        resume = part.headers()
        ask = resume or _conditions(self.held)
        with self.client.send("GET", self.url, {**_PLAIN, **ask}) as response:
            if self._unchanged(response):
                part.discard()
                return
            if resume and response.status_code == 416:
                _check_ended(part)
            else:
                self.client.check_status(response, {200, 206} if resume else {200})
                self._receive(part, response)
            final_url = str(response.url)
        part.check_length()
        self._check_content(part)
        self._place(part, final_url)

    def _unchanged(self, response: httpx.Response) -> bool:
        if self.held is None:
            return False
        if response.status_code == 304:
            return True
        # A server that ignores conditions still shows that the file is the same.
        return response.status_code == 200 and _same(response, self.held)

    def _receive(self, part: Part, response: httpx.Response) -> None:
        encoding = response.headers.get("Content-Encoding", "identity")
        if encoding != "identity":
            raise AttemptError(
                f"sent as {encoding} although plain bytes were asked for", retry=False
            )
        part.begin(response)
        total = part.promise.total if part.promise else None

        def told(done: int) -> None:
            self.progress(self.path.name, done, total)
            # A server that drips never times out on a single read.
            if self.client.clock.monotonic() > self.deadline:
                raise AttemptError("too slow; what came is kept for the next time", retry=False)

        # As the bytes come: gathered into larger pieces, those before a cut would be lost.
        part.pour(response.iter_raw(), told)

    def _check_content(self, part: Part) -> None:
        if part.size == 0:
            part.discard()
            raise AttemptError(f"an empty body came instead of a {self.kind} file")
        try:
            check_file(part.file, self.kind)
        except AttemptError:
            part.discard()  # nothing to build on
            raise

    def _place(self, part: Part, final_url: str) -> None:
        promise = part.promise or Promise(self.url, None, None, None)
        note = Provenance(
            url=self.url,
            final_url=final_url,
            fetched_at=utc_text(self.client.clock.now()),
            sha256=sha256(part.file),
            bytes=part.size,
            etag=promise.etag,
            last_modified=promise.last_modified,
        )
        place(part.file, self.path, note)
        part.finish()


def _conditions(note: Provenance | None) -> dict[str, str]:
    if note is None:
        return {}
    pairs = {"If-None-Match": note.etag, "If-Modified-Since": note.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _same(response: httpx.Response, note: Provenance) -> bool:
    etag, changed = response.headers.get("ETag"), response.headers.get("Last-Modified")
    if etag is not None and note.etag is not None:
        return etag == note.etag and not etag.startswith("W/")
    length = response.headers.get("Content-Length")
    return changed is not None and changed == note.last_modified and length == str(note.bytes)


def _check_ended(part: Part) -> None:
    # 416: nothing lies beyond what we hold, which is right only when we hold it all.
    if not part.complete:
        part.discard()
        raise AttemptError("the server has fewer bytes than it promised", after=0.0)
