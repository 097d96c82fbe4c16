"""Putting a release in its place: all of it or nothing, and the pointer last."""

from __future__ import annotations

import shutil
from pathlib import Path

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import Manifest, outputs, read_manifest

CURRENT = "current"


def staging(releases: Path, name: str) -> Path:
    """An empty folder to build in, beside where the release will stand."""
    folder = releases / f".building-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def publish(built: Path, target: Path) -> Path:
    """Move a built release to `target` in one step.

    A release never changes: where `target` holds one already, it must be the same to the byte, and
    then stays. Raises ReleaseError when it differs.
    """
    if target.is_dir() and any(target.iterdir()):
        _same(read_manifest(built), target)
        shutil.rmtree(built)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        built.replace(target)
    return target


def _same(manifest: Manifest, target: Path) -> None:
    held = read_manifest(target)
    changed = set(manifest.outputs) ^ set(held.outputs) | set(held.outputs) ^ set(outputs(target))
    if changed:
        path = min(item.path for item in changed)
        raise ReleaseError(
            f"{target}: holds another release ({path} differs); a release never changes"
        )


def switch(releases: Path, name: str) -> None:
    """Let `current` point to a release, in one step: a reader sees the old one or the new one."""
    pointer, fresh = releases / CURRENT, releases / f".{CURRENT}-{name}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name, target_is_directory=True)
    fresh.replace(pointer)
