"""The manifest: what a release was made of, by which rules, and the hash of every file in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from frankpledge.errors import ReleaseError

FILE = "manifest.json"
SIGNATURE = "manifest.json.minisig"
FORMAT = 1


@dataclass(frozen=True, order=True)
class Input:
    """One thing that a release was made from: an import of the lake, a document or a table."""

    kind: str
    name: str
    sha256: str
    source: str = ""
    vintage: str = ""


@dataclass(frozen=True, order=True)
class Output:
    """One file of the release, by its path below the release's folder."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """Everything that is needed to make the same release again, and to see that it is the same.

    `environment` has the libraries that its packs were made with and their versions, 'none' for one
    that was not there.
    """

    title: str
    body: str
    newest: str
    software: str
    rules: dict[str, str]
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def id(self) -> str:
        """Name of the release: its newest month and a hash of all that it was made from.

        The outputs are left out, because pages print the name.
        """
        made_from = asdict(self) | {"outputs": None}
        digest = hashlib.sha256(_json(made_from).encode()).hexdigest()
        return f"{self.newest}-{digest[:8]}"

    def write(self, folder: Path) -> None:
        """Write the manifest into a release's folder."""
        (folder / FILE).write_text(_json(asdict(self) | {"id": self.id}), encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read a release's manifest. Raises ReleaseError when it is missing, damaged or not ours."""
    path = folder / FILE
    try:
        return parse_manifest(path.read_bytes(), str(path))
    except FileNotFoundError as error:
        raise ReleaseError(f"{path}: expected the manifest of a release, found none") from error
    except OSError as error:
        raise ReleaseError(f"{path}: cannot be read: {error}") from error


def parse_manifest(data: bytes, place: str) -> Manifest:
    """A manifest from its bytes; `place` is where they come from, for people.

    Raises ReleaseError when it is damaged, of another format or under another name.
    """
    try:
        raw = json.loads(data)
        name = raw.pop("id")
        raw["inputs"] = tuple(Input(**item) for item in raw["inputs"])
        raw["outputs"] = tuple(Output(**item) for item in raw["outputs"])
        manifest = Manifest(**raw)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(
            f"{place}: expected a manifest of format {FORMAT}, found {error}"
        ) from error
    if manifest.format != FORMAT or manifest.id != name:
        raise ReleaseError(f"{place}: expected the name {manifest.id}, found {name}")
    return manifest


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def outputs(folder: Path) -> tuple[Output, ...]:
    """Every file below a folder but the manifest and its signature, sorted by path."""
    own = {folder / FILE, folder / SIGNATURE}
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p not in own)
    return tuple(
        Output(path.relative_to(folder).as_posix(), hash_file(path), path.stat().st_size)
        for path in files
    )
