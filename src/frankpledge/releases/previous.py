"""The release before this one: found for a build, and found again for a proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from frankpledge.releases.manifest import FILE, Input, Manifest, hash_file, read_manifest
from frankpledge.releases.publish import CURRENT

KIND = "release"


def before(releases: Path, made_of: Manifest) -> Path | None:
    """Folder of the release that a build of `made_of` follows; None for the first.

    That is the current one, unless the current one was made of just the same: then the build makes
    it again, and follows what it followed.
    """
    current = releases / CURRENT
    if not (current / FILE).is_file():
        return None
    manifest = read_manifest(current)
    if replace(without(manifest), outputs=()) != made_of:
        return current.resolve()
    return named_in(manifest, releases)


def named_in(manifest: Manifest, *folders: Path) -> Path | None:
    """Folder of the release that a manifest says it follows, looked for by name in `folders`."""
    names = [item.name for item in manifest.inputs if item.kind == KIND]
    found = [f / name for name in names for f in folders if (f / name / FILE).is_file()]
    return found[0] if found else None


def following(manifest: Manifest, folder: Path | None) -> Manifest:
    """The same manifest with the release before among its inputs."""
    if folder is None:
        return manifest
    link = Input(KIND, read_manifest(folder).id, hash_file(folder / FILE))
    return replace(manifest, inputs=tuple(sorted((*manifest.inputs, link))))


def without(manifest: Manifest) -> Manifest:
    """The same manifest without the release before."""
    return replace(manifest, inputs=tuple(i for i in manifest.inputs if i.kind != KIND))
