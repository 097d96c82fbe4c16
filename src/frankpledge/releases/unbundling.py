"""Opening a bundle: nothing in it is believed before its hash has been compared."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from frankpledge.errors import ReleaseError
from frankpledge.releases.bundling import FORMAT, INDEX
from frankpledge.releases.verifying import Finding

CHUNK = 1 << 20
LARGEST_INDEX = 1 << 28
# What reading a damaged, encrypted or unknown kind of zip member raises.
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True)
class _Said:
    """What the index says of one file."""

    sha256: str
    bytes: int


def unpack(path: Path, folder: Path) -> list[Finding]:
    """Unpack a bundle into a folder and compare every file with its hash.

    A file that differs is a finding, and is not trusted further. Raises ReleaseError for a file
    that is no bundle, that holds names that lead out of the folder, or that needs more room than
    there is.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = _files(archive, path)
            _room(files, path, folder)
            return _unpack(archive, files, folder)
    except FAULTS as error:
        raise _no_bundle(path, error) from error


def _no_bundle(path: Path, found: object) -> ReleaseError:
    return ReleaseError(f"{path}: expected a bundle made by 'frankpledge bundle', found {found}")


def _files(archive: zipfile.ZipFile, path: Path) -> dict[str, _Said]:
    try:
        if archive.getinfo(INDEX).file_size > LARGEST_INDEX:
            raise _no_bundle(path, f"a {INDEX} that is too large")
        raw = json.loads(archive.read(INDEX))
        files = {str(name): _said(one) for name, one in raw["files"].items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _no_bundle(path, f"{INDEX}: {error}") from error
    if raw.get("format") != FORMAT:
        raise _no_bundle(path, f"format {raw.get('format')!r}, not {FORMAT}")
    for name in files:
        _safe(name, path)
    return files


def _said(raw: Any) -> _Said:
    return _Said(str(raw["sha256"]), int(raw["bytes"]))


def _safe(name: str, path: Path) -> None:
    parts = PurePosixPath(name).parts
    if not name or name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise _no_bundle(path, f"the name {name!r}, which leads elsewhere")


def _room(files: dict[str, _Said], path: Path, folder: Path) -> None:
    needed = sum(one.bytes for one in files.values())
    if needed > shutil.disk_usage(folder).free:
        raise ReleaseError(f"{path}: needs {needed:,} bytes in {folder}, which has less room")


def _unpack(archive: zipfile.ZipFile, files: dict[str, _Said], folder: Path) -> list[Finding]:
    there = set(archive.namelist()) - {INDEX}
    found = [Finding("bundle", name, "is not in the index") for name in sorted(there - set(files))]
    for name, said in sorted(files.items()):
        problem = _one(archive, name, said, folder / name) if name in there else "is missing"
        if problem:
            found.append(Finding("bundle", name, problem))
    return found


def _one(archive: zipfile.ZipFile, name: str, said: _Said, target: Path) -> str:
    """Unpack one file; what is wrong with it, or ''."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, count = hashlib.sha256(), 0
    try:
        with archive.open(name) as source, target.open("wb") as file:
            while chunk := source.read(CHUNK):
                count += len(chunk)
                if count > said.bytes:
                    return f"expected {said.bytes:,} bytes, found more"
                digest.update(chunk)
                file.write(chunk)
    except FAULTS as error:
        return f"is damaged: {error}"
    if digest.hexdigest() != said.sha256:
        return f"expected {said.sha256}, found {digest.hexdigest()}"
    return ""
