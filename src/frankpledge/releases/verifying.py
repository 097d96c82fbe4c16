"""Proof of a release: its files are what its manifest says, and making it again gives the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frankpledge.packs import NEEDED, can_make, installed
from frankpledge.releases.manifest import Input, Manifest, Output, outputs, read_manifest
from frankpledge.releases.packed import FOLDER

MISSING = "is missing"


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
    return found + compare_inputs(manifest.inputs, here.inputs)


def compare_inputs(wanted: tuple[Input, ...], here: tuple[Input, ...]) -> list[Finding]:
    """What a release was made of beside what is here: each that is missing, new or another."""
    found = []
    then, now = _named(wanted), _named(here)
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
    return _explained(_compare("made again", manifest.outputs, again.outputs), manifest)


def _explained(found: list[Finding], manifest: Manifest) -> list[Finding]:
    """Of packs that came out otherwise: which library is not the one they were made with.

    Those that no library here can make are one finding a format; the first step compared their
    hashes with the manifest.
    """
    kept, missing = [], dict[str, int]()
    for one in found:
        form = one.name.rpartition(".")[2] if one.name.startswith(FOLDER) else ""
        then, here = manifest.environment, installed(form) if form in NEEDED else {}
        told = [f"{n} {then[n]} then, {v} here" for n, v in here.items() if then.get(n, v) != v]
        if told and not can_make(form, here) and one.problem == MISSING:
            why = f"{form} packs ({', '.join(told)})"
            missing[why] = missing.get(why, 0) + 1
        else:
            why = f"; {', '.join(told)}" if told else ""
            kept.append(Finding(one.step, one.name, one.problem + why))
    many = [
        Finding("made again", why, f"{count} not made again; their hashes agree with the manifest")
        for why, count in missing.items()
    ]
    return kept + many


def _compare(step: str, wanted: tuple[Output, ...], found: tuple[Output, ...]) -> list[Finding]:
    then, now = {o.path: o for o in wanted}, {o.path: o for o in found}
    problems = []
    for path in sorted(then.keys() | now.keys()):
        if path not in now:
            problems.append(Finding(step, path, MISSING))
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
