"""A download under way: the bytes so far, and what the server said of the whole.

`2025-12.zip.part` holds bytes that are always a true beginning of one version of the file;
`2025-12.zip.part.json` says of which. A killed process leaves both, and the next one goes on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ._faults import AttemptError
from ._provenance import write_whole

if TYPE_CHECKING:
    import httpx

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)$")


@dataclass(frozen=True)
class Promise:
    """What the server said of the whole file. `total` is its size in bytes, if it said."""

    url: str
    etag: str | None
    last_modified: str | None
    total: int | None

    @property
    def validator(self) -> str | None:
        """What makes a resumed download safe. A weak ETag does not: its bytes may differ."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


class Part:
    """The unfinished file beside `path`, for the address `url`."""

    def __init__(self, path: Path, url: str) -> None:
        self.url = url
        self.file = path.with_name(path.name + ".part")
        self._notes = path.with_name(path.name + ".part.json")
        self.promise = self._read_promise()

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.file.stat().st_size if self.file.is_file() else 0

    @property
    def complete(self) -> bool:
        """Whether every promised byte is here."""
        return self.promise is not None and self.size == self.promise.total

    def headers(self) -> dict[str, str]:
        """Headers that ask for the rest; empty when there is nothing to build on."""
        if self.promise is None or self.promise.validator is None or self.size == 0:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self.promise.validator}

    def begin(self, response: httpx.Response) -> None:
        """Get ready for the body of a 200 (the whole) or a 206 (the rest). Raises AttemptError."""
        if response.status_code == 206:
            self._check_rest(response)
            return
        self.discard()
        length = response.headers.get("Content-Length", "")
        self.promise = Promise(
            url=self.url,
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            total=int(length) if length.isdigit() else None,
        )
        # Before the first byte of the body: bytes must never lie beside another file's notes.
        write_whole(self._notes, json.dumps(asdict(self.promise)) + "\n")

    def pour(self, chunks: Iterable[bytes], told: Callable[[int], None]) -> None:
        """Append the body, calling `told` with the bytes so far."""
        with self.file.open("ab") as out:
            done = out.tell()
            for chunk in chunks:
                out.write(chunk)
                done += len(chunk)
                told(done)
            out.flush()
            os.fsync(out.fileno())

    def check_length(self) -> None:
        """Raise AttemptError unless as many bytes came as were promised."""
        total, size = self.promise.total if self.promise else None, self.size
        if total is not None and size != total:
            if size > total:  # a longer file cannot be a beginning of the promised one
                self.discard()
            raise AttemptError(f"{size:,} bytes came, {total:,} were promised")

    def discard(self) -> None:
        """Forget what came so far."""
        self.file.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)
        self.promise = None

    def finish(self) -> None:
        """Drop the notes, once the file is in place."""
        self._notes.unlink(missing_ok=True)

    def _check_rest(self, response: httpx.Response) -> None:
        match = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
        if match is None or self.promise is None or not self._fits(match, response):
            self.discard()
            raise AttemptError("the server's file changed while it was being fetched", after=0.0)
        if self.promise.total is None and match[3] != "*":
            self.promise = replace(self.promise, total=int(match[3]))

    def _fits(self, match: re.Match[str], response: httpx.Response) -> bool:
        """Whether the rest begins where we stopped, in the version of the file that we hold."""
        promise = self.promise
        same_total = promise is not None and (
            promise.total is None or match[3] in ("*", str(promise.total))
        )
        same_version = promise is not None and response.headers.get("ETag") in (None, promise.etag)
        # An error page sent under the headers of the rest has a length of its own.
        span = int(match[2]) - int(match[1]) + 1
        honest = response.headers.get("Content-Length") == str(span)
        return same_total and same_version and honest and int(match[1]) == self.size

    def _read_promise(self) -> Promise | None:
        try:
            promise = Promise(**json.loads(self._notes.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return promise if promise.url == self.url else None
