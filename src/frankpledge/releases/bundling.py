"""Bundles: a release with everything that it was made of, in one file that proves itself.

    bundle.json                   what the file is, and every other file in it with its SHA-256
    release/                      the release as it was published
    workspace/                    the documents of the workspace; its lake is workspace/data
    before/ID/                    of the release before, what this one compares itself with

The file is a zip archive whose bytes depend on nothing but what is in it (and on the zlib that
packs it): members are sorted, and dates and owners are left out.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.errors import ReleaseError
from frankpledge.releases import previous
from frankpledge.releases.history import NEEDED
from frankpledge.releases.inputs import documents_of, inputs_of, lake_files
from frankpledge.releases.manifest import FILE, Manifest, hash_file, read_manifest
from frankpledge.releases.verifying import Finding, check_files, compare_inputs

if TYPE_CHECKING:
    from frankpledge.lake import Lake
    from frankpledge.workspace import Workspace

INDEX = "bundle.json"
FORMAT = 1
ENDING = ".bundle.zip"
RELEASE, WORKSPACE, BEFORE, DATA = "release", "workspace", "before", "workspace/data"
# A zip cannot be older; the true dates stand in the manifest.
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED = frozenset({".parquet", ".woff2", ".pdf", ".pptx", ".xlsx", ".ods", ".png", ".gz"})


@dataclass(frozen=True, order=True)
class Member:
    """One file of a bundle: its name there, and where it comes from."""

    name: str
    path: Path


def bundle(workspace: Workspace, lake: Lake, release: Path, target: Path) -> Path:
    """Write a release and its inputs into one file; returns its path.

    Raises ReleaseError when the release is not what its manifest says, when the workspace or the
    lake are no longer what it was made of, or when the release that it follows is gone.
    """
    manifest = read_manifest(release)
    found = check_files(release, manifest) + _moved_on(workspace, lake, manifest)
    if found:
        first, more = found[0], len(found) - 1
        raise ReleaseError(
            f"{release}: cannot be bundled: {first.name} {first.problem}"
            + (f", and {more} more" if more else "")
        )
    members = sorted(_members(workspace, lake, release, manifest))
    _write(members, manifest, target)
    return target


def _moved_on(workspace: Workspace, lake: Lake, manifest: Manifest) -> list[Finding]:
    kept = tuple(item for item in manifest.inputs if item.kind == previous.KIND)
    return compare_inputs(manifest.inputs, (*inputs_of(workspace, lake), *kept))


def _members(
    workspace: Workspace, lake: Lake, release: Path, manifest: Manifest
) -> Iterator[Member]:
    for path in sorted(release.rglob("*")):
        if path.is_file():
            yield Member(f"{RELEASE}/{path.relative_to(release).as_posix()}", path)
    for path in documents_of(workspace):
        yield Member(f"{WORKSPACE}/{path.relative_to(workspace.root).as_posix()}", path)
    for name, path in lake_files(lake):
        yield Member(f"{DATA}/{name}", path)
    yield from _before(workspace, release, manifest)


def _before(workspace: Workspace, release: Path, manifest: Manifest) -> Iterator[Member]:
    names = [item.name for item in manifest.inputs if item.kind == previous.KIND]
    if not names:
        return
    folder = previous.named_in(manifest, workspace.releases_path, release.absolute().parent)
    if folder is None:
        raise ReleaseError(f"{release}: follows release {names[0]}, which is not here any more")
    for pattern in (FILE, *NEEDED):
        for path in sorted(folder.glob(pattern)):
            yield Member(f"{BEFORE}/{names[0]}/{path.relative_to(folder).as_posix()}", path)


def _write(members: list[Member], manifest: Manifest, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(new, "w") as archive:
            archive.writestr(_info(INDEX), _index(members, manifest))
            for member in members:
                archive.writestr(_info(member.name), member.path.read_bytes())
        new.replace(target)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise ReleaseError(f"{target}: cannot be written: {error}") from error


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system = 3  # else it would tell which system wrote it
    info.external_attr = 0o644 << 16
    stored = Path(name).suffix in PACKED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return info


def _index(members: list[Member], manifest: Manifest) -> str:
    files = {
        member.name: {"sha256": hash_file(member.path), "bytes": member.path.stat().st_size}
        for member in members
    }
    raw = {"format": FORMAT, "release": manifest.id, "title": manifest.title, "files": files}
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def in_bundle(workspace: Workspace) -> Workspace:
    """The workspace of an unpacked bundle: its lake and releases are where the bundle has them."""
    before = workspace.root.parent / BEFORE
    return replace(workspace, data=Path("data"), releases=before, engine="duckdb")
