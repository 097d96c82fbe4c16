"""Folders, files and archives as one stream of files to read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from frankpledge.errors import InputError, NotFoundError, Place
from frankpledge.lake.archive import Member, members
from frankpledge.lake.inflate import MAX_BYTES, gunzip, refuse_bomb

FETCHED, EXPORTED = ".source.json", ".metadata.json"
BOM = b"\xef\xbb\xbf"
GUESS = 6  # a gzipped table of this kind is about this many times larger when inflated


@dataclass(frozen=True)
class Content:
    """A file's bytes, inflated, with the checksum of the bytes as they lay on disk.

    For a member of an archive that is the checksum of the member's own bytes.
    """

    data: bytes
    sha256: str
    size: int
    zipped: bool = False

    def content_sha256(self) -> str:
        """Checksum without byte order mark and with plain newlines, which copying may change."""
        if b"\r" in self.data or self.data.startswith(BOM):
            return _sha256(self.data.removeprefix(BOM).replace(b"\r\n", b"\n"))
        return _sha256(self.data) if self.zipped else self.sha256


@dataclass(frozen=True)
class Entry:
    """A file that may hold data: on disk, or as the member of an archive.

    `root` is the path that the user gave, `size` about how many bytes it inflates to.
    """

    root: Path
    path: Path
    size: int
    member: Member | None = None

    @property
    def file(self) -> str:
        """How messages name it."""
        return str(self.path) if self.member is None else self.member.place.file

    @property
    def name(self) -> str:
        """Its file name without folders and without .gz, which says what it holds."""
        path = self.path.name if self.member is None else self.member.name.replace("\\", "/")
        return path.rsplit("/", 1)[-1].removesuffix(".gz")

    def read(self) -> Content:
        """Its bytes. Raises InputError for a file that is unsafe, damaged or cut off."""
        if self.member is not None:
            data = self.member.read()
            digest, size = _sha256(data), len(data)
        else:
            refuse_bomb(self.path.stat().st_size, MAX_BYTES, Place(self.file))
            data = self.path.read_bytes()
            digest, size = _sha256(data), len(data)
            self._verify(digest, size)
        if data[:2] == b"\x1f\x8b":
            # Told by its first bytes, since servers and unpackers often lose or add a '.gz'.
            return Content(gunzip(data, Place(self.file)), digest, size, zipped=True)
        return Content(data, digest, size)

    def _verify(self, digest: str, size: int) -> None:
        """Raise InputError when the file is no longer what was downloaded."""
        said = _json_object(self.path.with_name(self.path.name + FETCHED))
        if said.get("bytes", size) != size or said.get("sha256", digest) != digest:
            expected = f"the {said.get('bytes')} bytes that were fetched ({said.get('sha256')})"
            raise InputError(Place(self.file), expected, f"{size} bytes ({digest})")

    def origin(self) -> dict[str, Any]:
        """What is written beside the file on where it comes from; empty when nothing is.

        Beside a download lies what `fetch` noted, beside an exported table its metadata, in which
        `url` is the table itself and `dc:source` the publisher's address.
        """
        if said := _json_object(self.path.with_name(self.path.name + FETCHED)):
            return said
        stem = self.path.name.removesuffix(".gz").removesuffix(".csv")
        said = _json_object(self.path.with_name(stem + EXPORTED))
        return {"url": said.get("dc:source", ""), "vintage": said.get("vintage")} if said else {}

    def vintage(self, given: str | None) -> str:
        """The date on which the data was as it is: given, as fetched, or else today."""
        said = self.origin()
        return given or said.get("vintage") or str(said.get("fetched_at") or date.today())[:10]


def _json_object(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise InputError(Place(str(path)), "a JSON object", str(error)) from error
    if not isinstance(said, dict):
        raise InputError(Place(str(path)), "a JSON object", said)
    return said


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def entries(root: Path) -> Iterator[Entry]:
    """The files at or below a path, in the order of their names.

    Raises NotFoundError when there is nothing, InputError when an archive is damaged.
    """
    if not root.exists():
        raise NotFoundError(f"{root}: no such file or folder")
    for path in _files(root):
        if path.suffix.lower() == ".zip":
            yield from _members(root, path)
        else:
            size = path.stat().st_size * (GUESS if path.suffix == ".gz" else 1)
            yield Entry(root, path, size)


def _members(root: Path, path: Path) -> list[Entry]:
    return [
        Entry(root, path, member.size, member)
        for member in members(path)
        if not member.name.startswith("__MACOSX/")
    ]


def _files(root: Path) -> Sequence[Path]:
    if root.is_file():
        return [root]
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(folder, name) for name in sorted(files) if not name.startswith("."))
        found.extend(path for path in paths if not path.name.endswith((FETCHED, EXPORTED)))
    return found
