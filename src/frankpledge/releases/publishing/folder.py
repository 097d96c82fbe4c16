"""A folder that a web server shows: releases side by side, and `current` pointing to one."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import FILE, Manifest, read_manifest
from frankpledge.releases.publish import CURRENT, switch
from frankpledge.releases.verifying import check_files

INCOMING = ".incoming-"
LOCK = ".lock"


@dataclass(frozen=True)
class Folder:
    """`root` holds a folder for each release, and `current`."""

    root: Path

    def current(self) -> str:
        """Name of the release that `current` points to; '' for none."""
        pointer = self.root / CURRENT
        return pointer.readlink().name if pointer.is_symlink() else ""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a release here."""
        folder = self.root / name
        return read_manifest(folder) if (folder / FILE).is_file() else None

    def put(self, release: Path, manifest: Manifest) -> None:
        """Copy a release under another name, see it onto the disk, and then give it its name."""
        with self._alone():
            self._clean()
            incoming = self.root / f"{INCOMING}{manifest.id}"
            try:
                shutil.copytree(release, incoming)
                found = check_files(incoming, manifest)
                if found:
                    raise ReleaseError(f"{incoming}: {found[0].name} {found[0].problem}")
                _sync(incoming)
                incoming.replace(self.root / manifest.id)
                _sync_one(self.root)
            except OSError as error:
                shutil.rmtree(incoming, ignore_errors=True)
                full = error.errno in {errno.ENOSPC, errno.EDQUOT}
                why = "the disk is full" if full else str(error)
                raise ReleaseError(f"{self.root}: {why}; nothing was published") from error

    def switch(self, name: str) -> None:
        """Point `current` to a release."""
        with self._alone():
            switch(self.root, name)
            _sync_one(self.root)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the one that publishes here; the system drops the lock with the process."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.root / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise ReleaseError(f"{self.root}: cannot be written: {error}") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise ReleaseError(f"{self.root}: another process is publishing here") from error
        finally:
            os.close(lock)

    def _clean(self) -> None:
        """Remove what processes that were stopped have left."""
        for path in self.root.glob(f"{INCOMING}*"):
            shutil.rmtree(path)
        for path in self.root.glob(f".{CURRENT}-*"):
            path.unlink()


def _sync(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync_one(path)


def _sync_one(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
