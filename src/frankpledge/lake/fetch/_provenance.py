"""Where a file came from, kept beside it, and the one way to put a file in its place.

`prc-pfa.ods` has `prc-pfa.ods.source.json`: one object with the fields of `Provenance`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from frankpledge.errors import FetchError

SUFFIX = ".source.json"


@dataclass(frozen=True)
class Provenance:
    """What is known of a download. `fetched_at` is an ISO time in UTC, `sha256` is in hex."""

    url: str
    final_url: str
    fetched_at: str
    sha256: str
    bytes: int
    etag: str | None = None
    last_modified: str | None = None


def utc_text(when: datetime) -> str:
    """A time in UTC to the second: 2026-01-29T09:30:00Z."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def sidecar(path: Path) -> Path:
    """Where the provenance of `path` is kept."""
    return path.with_name(path.name + SUFFIX)


def read_provenance(path: Path) -> Provenance | None:
    """What is known of the file at `path`; None when it was not fetched or the note is damaged."""
    try:
        return Provenance(**json.loads(sidecar(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def held(path: Path, url: str) -> Provenance | None:
    """The provenance of `path` if it came from `url` and is byte for byte what came."""
    note = read_provenance(path)
    if note is None or note.url != url or not path.is_file():
        return None
    whole = path.stat().st_size == note.bytes and sha256(path) == note.sha256
    return note if whole else None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say which file could not be written (disk full, no permission). Raises FetchError."""
    try:
        yield
    except OSError as error:
        raise FetchError(f"{path}: cannot be written: {error.strerror or error}") from error


def place(temporary: Path, path: Path, note: Provenance) -> None:
    """Move a finished file into place, then its note.

    Killed in between, the old note no longer fits the new file: `held` says no, and the next
    run fetches again. Nothing is ever taken for what it is not.
    """
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)
    write_whole(sidecar(path), json.dumps(asdict(note), indent=2) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a text so that a reader sees the old or the new one, never a part."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
