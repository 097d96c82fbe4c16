"""Proof of a release: its files are what its manifest says, and making it again gives the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frankpledge.releases.manifest import Input, Manifest, Output, outputs, read_manifest


@dataclass(frozen=True)
class Finding:
    """One thing that is not as the manifest says: what it is about, and how it differs."""

    step: str
    name: str
    problem: str


def check_files(folder: Path, manifest: Manifest) -> list[Finding]:
    """Compare the files of a release with its manifest."""
    return _compare("files", manifest.outputs, outputs(folder))


def check_inputs(manifest: Manifest, here: Manifest) -> list[Finding]:
    """Compare what a release was made of with what is here now."""
    found = []
    if manifest.software != here.software:
        found.append(
            Finding("inputs", "software", f"made by {manifest.software}, this is {here.software}")
        )
    if manifest.rules != here.rules:
        found.append(
            Finding("inputs", "rules", f"made by {manifest.rules}, these are {here.rules}")
        )
    then, now = _named(manifest.inputs), _named(here.inputs)
    for key in sorted(then.keys() | now.keys()):
        if key not in now:
            found.append(Finding("inputs", key, "is not here"))
        elif key not in then:
            found.append(Finding("inputs", key, "is here and was not in the release"))
        elif then[key] != now[key]:
            found.append(Finding("inputs", key, "differs from what the release was made of"))
    return found


def _named(inputs: tuple[Input, ...]) -> dict[str, str]:
    return {f"{item.kind} {item.name}": item.sha256 for item in inputs}


def check_again(manifest: Manifest, build: Callable[[Path], Manifest]) -> list[Finding]:
    """Make the release again in a folder of its own and compare every file."""
    with tempfile.TemporaryDirectory(prefix="frankpledge-verify-") as folder:
        again = build(Path(folder))
    return _compare("made again", manifest.outputs, again.outputs)


def _compare(step: str, wanted: tuple[Output, ...], found: tuple[Output, ...]) -> list[Finding]:
    then, now = {o.path: o for o in wanted}, {o.path: o for o in found}
    problems = []
    for path in sorted(then.keys() | now.keys()):
        if path not in now:
            problems.append(Finding(step, path, "is missing"))
        elif path not in then:
            problems.append(Finding(step, path, "is not in the manifest"))
        elif then[path] != now[path]:
            problems.append(
                Finding(step, path, f"expected {then[path].sha256}, found {now[path].sha256}")
            )
    return problems


def verify(folder: Path, here: Manifest, build: Callable[[Path], Manifest]) -> list[Finding]:
    """Prove a release in three steps; no finding means that it is proved.

    `here` is the manifest that a build would have now, `build` makes that build in a folder. The
    third step is left out where the second already shows that the inputs are others.
    """
    manifest = read_manifest(folder)
    found = check_files(folder, manifest) + check_inputs(manifest, here)
    if not any(item.step == "inputs" for item in found):
        found += check_again(manifest, build)
    return found
