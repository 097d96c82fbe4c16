"""Object storage, such as S3, through fsspec: releases side by side, and one object that points.

A store has neither links nor renames; all it does in one step is to write one object. So the
pointer is the object `index.html`: a page that sends readers on to the release that it names.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import FILE, Manifest, parse_manifest

POINTER = "index.html"
PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="frankpledge-release" content="{name}">
<meta http-equiv="refresh" content="0; url={name}/">
</head>
<body><p><a href="{name}/">{title}</a></p></body>
</html>
"""
_NAMED = re.compile(r'<meta name="frankpledge-release" content="([^"]+)">')


@dataclass(frozen=True)
class Storage:
    """`system` is a file system of fsspec, `root` the path in it, `address` both for people."""

    system: Any
    root: str
    address: str

    @classmethod
    def of(cls, address: str) -> Storage:
        """The storage at an address. Raises ReleaseError where fsspec or its driver is lacking."""
        try:
            import fsspec
        except ImportError as error:
            told = "needs fsspec: pip install 'frankpledge[publish]'"
            raise ReleaseError(f"{address}: {told}") from error
        try:
            system, root = fsspec.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise ReleaseError(f"{address}: cannot be reached: {error}") from error
        return cls(system, root.rstrip("/"), address)

    def current(self) -> str:
        """Name of the release that the pointer sends readers to; '' for none."""
        data = self._read(POINTER)
        found = _NAMED.search(data.decode("utf-8", "replace")) if data else None
        return found[1] if found else ""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a release there. It was put there last, so the rest is there too."""
        data = self._read(f"{name}/{FILE}")
        return None if data is None else parse_manifest(data, f"{self.address}/{name}/{FILE}")

    def put(self, release: Path, manifest: Manifest) -> None:
        """Write every object of a release, compare what is there then, and the manifest last."""
        with self._told():
            paths = sorted(p for p in release.rglob("*") if p.is_file() and p != release / FILE)
            names = [f"{manifest.id}/{path.relative_to(release).as_posix()}" for path in paths]
            # All at once: drivers of remote stores send many at a time.
            self.system.put([str(p) for p in paths], [f"{self.root}/{name}" for name in names])
            self._compare(paths, release, manifest.id)
            self._write(f"{manifest.id}/{FILE}", release / FILE)

    def switch(self, name: str) -> None:
        """Write the pointer."""
        manifest = self.manifest(name)
        title = name if manifest is None else manifest.title
        page = PAGE.format(name=escape(name), title=escape(title))
        with self._told(), tempfile.TemporaryDirectory(prefix="frankpledge-") as folder:
            local = Path(folder, POINTER)
            local.write_text(page, encoding="utf-8")
            self._write(POINTER, local)

    def _compare(self, paths: list[Path], release: Path, name: str) -> None:
        self.system.invalidate_cache()
        there = self.system.find(f"{self.root}/{name}", detail=True)
        sizes = {path: info["size"] for path, info in there.items()}
        for path in paths:
            wanted = f"{self.root}/{name}/{path.relative_to(release).as_posix()}"
            if sizes.get(wanted) != path.stat().st_size:
                raise ReleaseError(f"{self.address}: {wanted} did not arrive whole")

    def _write(self, name: str, path: Path) -> None:
        # As a file, because drivers tell from its name what kind of content a browser will get.
        self.system.put_file(str(path), f"{self.root}/{name}")

    def _read(self, name: str) -> bytes | None:
        with self._told():
            try:
                # What another process wrote since must be seen.
                self.system.invalidate_cache()
                data: bytes = self.system.cat_file(f"{self.root}/{name}")
            except FileNotFoundError:
                return None
            return data

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Drivers raise errors of their own, which have nothing in common but that they failed."""
        try:
            yield
        except ReleaseError:
            raise
        except Exception as error:
            name = type(error).__name__
            raise ReleaseError(f"{self.address}: {name}: {error}") from error
