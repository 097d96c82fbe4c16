"""The targets of publishing, and the steps that they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from frankpledge.errors import ReleaseError
from frankpledge.releases.manifest import Manifest, read_manifest
from frankpledge.releases.previous import KIND
from frankpledge.releases.verifying import check_files

GIT = "git:"


@dataclass(frozen=True)
class Done:
    """What publishing did: the release that people now see, and the one that they saw before.

    `changed` is False where the release stood there already.
    """

    name: str
    before: str
    changed: bool


class Target(Protocol):
    """A place where releases are published."""

    def current(self) -> str:
        """Name of the release that people see; '' for none."""

    def put(self, release: Path, manifest: Manifest) -> None:
        """Put a release beside the others. Interrupted, it leaves nothing that people see."""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a release that is there; None where it is not, or not whole."""

    def switch(self, name: str) -> None:
        """Let people see a release that is there, in one step."""


def publish_to(target: str, release: Path) -> Done:
    """Publish a release. `target` is a folder, an address such as s3://bucket/path, or
    git:REPOSITORY#BRANCH.

    Raises ReleaseError when the release is not what its manifest says, when another release of the
    same name is there, or when the target cannot be written; people then still see what they saw.
    """
    manifest = read_manifest(release)
    found = check_files(release, manifest)
    if found:
        raise ReleaseError(f"{release}: not published: {found[0].name} {found[0].problem}")
    with target_of(target) as place:
        before, there = place.current(), place.manifest(manifest.id)
        if there is not None and there != manifest:
            raise ReleaseError(f"{target}: holds another release {manifest.id}; none ever changes")
        if there is None:
            place.put(release, manifest)
        if before != manifest.id:
            place.switch(manifest.id)
    return Done(manifest.id, before, before != manifest.id)


def roll_back(target: str, name: str = "") -> Done:
    """Let people see an earlier release again: the one called `name`, or the one before.

    The release before is the one that the current one says it follows. Nothing is taken away, so
    that rolling forward is publishing again. Raises ReleaseError when there is none.
    """
    with target_of(target) as place:
        before = place.current()
        wanted = name or _followed(place, before, target)
        if place.manifest(wanted) is None:
            raise ReleaseError(f"{target}: expected release {wanted}, found none of that name")
        if wanted != before:
            place.switch(wanted)
    return Done(wanted, before, wanted != before)


def _followed(place: Target, current: str, target: str) -> str:
    manifest = place.manifest(current) if current else None
    if manifest is None:
        raise ReleaseError(f"{target}: nothing is published here")
    names = [item.name for item in manifest.inputs if item.kind == KIND]
    if not names:
        raise ReleaseError(f"{target}: {current} follows no release; name one with --to")
    return names[0]


@contextmanager
def target_of(text: str) -> Iterator[Target]:
    """The target that a text names. Raises ReleaseError for one that cannot be used."""
    # Each is imported when it is used: two of them need what not everybody has.
    if text.startswith(GIT):
        from frankpledge.releases.publishing.branch import branch_of

        with branch_of(text.removeprefix(GIT)) as branch:
            yield branch
    elif "://" in text and not text.startswith("file://"):
        from frankpledge.releases.publishing.storage import Storage

        yield Storage.of(text)
    else:
        from frankpledge.releases.publishing.folder import Folder

        yield Folder(Path(text.removeprefix("file://")))
