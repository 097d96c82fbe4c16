"""Bundles and proofs: one file carries all, and one changed byte anywhere is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import ReleaseError
from frankpledge.lake import Lake
from frankpledge.releases import bundle, prove, prove_bundle, read_manifest, verify
from frankpledge.releases.manifest import hash_file
from frankpledge.workspace import Workspace, read_workspace

AREAS = load_areas()
REPORT = "reports/brief.md"


def lake_of(workspace: Workspace) -> Lake:
    return Lake(workspace.data_path, areas=AREAS)


@pytest.fixture(scope="module")
def packed(
    small: Workspace, second_release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    target = tmp_path_factory.mktemp("packed") / "release.bundle.zip"
    return bundle(small, lake_of(small), second_release, target)


KINDS = ("html", "css", "js", "svg", "json", "csv", "woff2", "pdf", "pptx", "xlsx", "ods")


def test_a_flipped_byte_in_every_kind_of_file_is_named(
    second_release: Path, small: Workspace, tmp_path: Path
) -> None:
    """One bit of one file of each kind: each is named, and nothing else is."""
    folder = tmp_path / "copy"
    shutil.copytree(second_release, folder)
    manifest = read_manifest(folder)
    kinds = {Path(item.path).suffix[1:] for item in manifest.outputs}
    assert set(KINDS) | {"txt", "xml"} <= kinds
    changed = [flip(folder, kind) for kind in sorted(kinds)]
    # Making it again cannot be needed to find a changed file, so that step is left out here.
    found = verify(folder, manifest, lambda _folder: manifest)
    assert sorted(item.name for item in found) == sorted(changed)
    assert {item.step for item in found} == {"files"}


def flip(folder: Path, kind: str) -> str:
    """Change the middle byte of the first file of a kind; its path."""
    path = sorted(p for p in folder.rglob(f"*.{kind}") if p.name != "manifest.json")[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return path.relative_to(folder).as_posix()


def test_hashes_forged_with_their_files_are_found(
    small: Workspace, second_release: Path, tmp_path: Path
) -> None:
    """A page changed together with its hash in the manifest is found when it is made again."""
    folder = tmp_path / second_release.name
    shutil.copytree(second_release, folder)
    page = folder / "index.html"
    page.write_bytes(page.read_bytes().replace(b"</h1>", b"!</h1>", 1))
    raw = json.loads((folder / "manifest.json").read_text())
    [entry] = [one for one in raw["outputs"] if one["path"] == "index.html"]
    entry |= {"sha256": hash_file(page), "bytes": page.stat().st_size}
    (folder / "manifest.json").write_text(json.dumps(raw))
    found = prove(small, folder).findings
    assert [(item.step, item.name) for item in found] == [("made again", "index.html")]


def test_a_bundle_proves_itself_anywhere(
    packed: Path, second_release: Path, tmp_path: Path
) -> None:
    """Moved to another folder, with neither workspace nor lake, it is made again alike."""
    moved = shutil.copy(packed, tmp_path / "elsewhere.zip")
    proof = prove_bundle(moved)
    assert proof.findings == ()
    assert proof.manifest == read_manifest(second_release)


def test_a_bundle_is_the_same_each_time(
    packed: Path, small: Workspace, second_release: Path, tmp_path: Path
) -> None:
    """The same release bundled again is the same to the byte, with no date and no folder in it."""
    again = bundle(small, lake_of(small), second_release, tmp_path / "again.zip")
    assert again.read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        assert names[0] == "bundle.json" and names[1:] == sorted(names[1:])
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(small.root) not in archive.read("bundle.json").decode()
    heads = {name.split("/")[0] for name in names[1:]}
    assert heads == {"release", "workspace", "before"}
    assert any(name.startswith("workspace/data/returns/rows/") for name in names)


def repacked(packed: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A bundle with members changed; None leaves one out."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(info, data)
    return target


def test_a_changed_input_of_a_bundle_is_named(packed: Path, tmp_path: Path) -> None:
    """Rows of the lake, a document, a page: the file that differs is named."""
    wanted = {
        "workspace/data/returns/rows/000001.parquet",
        "workspace/frankpledge.toml",
        "release/assets/site.css",
    }

    def change(name: str, data: bytes) -> bytes:
        return data[:-2] + bytes([data[-2] ^ 1]) + data[-1:] if name in wanted else data

    proof = prove_bundle(repacked(packed, tmp_path / "b.zip", change))
    assert proof.manifest is None
    assert {item.name for item in proof.findings} == wanted
    assert all("expected" in item.problem for item in proof.findings)


def test_a_bundle_without_a_file_or_with_another(packed: Path, tmp_path: Path) -> None:
    """What is missing is named, and so is what nobody announced."""
    lacking = repacked(
        packed, tmp_path / "l.zip", lambda n, d: None if n == "release/index.html" else d
    )
    [found] = prove_bundle(lacking).findings
    assert (found.name, found.problem) == ("release/index.html", "is missing")
    more = shutil.copy(packed, tmp_path / "m.zip")
    with zipfile.ZipFile(more, "a") as archive:
        archive.writestr("release/extra.html", "x")
    [found] = prove_bundle(more).findings
    assert (found.name, found.problem) == ("release/extra.html", "is not in the index")


def test_bytes_flipped_in_the_file_itself(packed: Path, tmp_path: Path) -> None:
    """Wherever a byte of the archive is flipped, the proof fails and says where; never a crash."""
    data = packed.read_bytes()
    path = tmp_path / "flipped.zip"
    for at in range(40, len(data), len(data) // 12):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
        try:
            proof = prove_bundle(path)
        except ReleaseError as error:
            assert str(path) in str(error)
        else:
            assert proof.findings, at


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside", "C:\\outside"])
def test_a_bundle_cannot_write_elsewhere(name: str, packed: Path, tmp_path: Path) -> None:
    """A name that leads out of the folder is refused before anything is unpacked."""

    def change(member: str, data: bytes) -> bytes:
        if member != "bundle.json":
            return data
        raw = json.loads(data)
        raw["files"][name] = {"sha256": "0" * 64, "bytes": 1}
        return json.dumps(raw).encode()

    with pytest.raises(ReleaseError, match="leads elsewhere"):
        prove_bundle(repacked(packed, tmp_path / "b.zip", change))


def test_what_is_no_bundle(tmp_path: Path) -> None:
    """A text, and a zip of something else."""
    path = tmp_path / "b.zip"
    path.write_text("no zip")
    with pytest.raises(ReleaseError, match="expected a bundle"):
        prove_bundle(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(ReleaseError, match=r"expected a bundle.*bundle\.json"):
        prove_bundle(path)


def test_a_release_whose_inputs_moved_on_is_not_bundled(
    small: Workspace, second_release: Path, tmp_path: Path
) -> None:
    """The input that is another now is named, and no file is left behind."""
    root = tmp_path / "ws"
    shutil.copytree(small.root, root, symlinks=True)
    here = read_workspace(root / "frankpledge.toml")
    with (root / REPORT).open("a") as file:
        file.write("\nOne more line.\n")
    with pytest.raises(ReleaseError, match=r"document reports/brief\.md differs"):
        bundle(here, lake_of(here), root / "releases" / second_release.name, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


CHILD = """
import sys
from pathlib import Path
from frankpledge.areas import load_areas
from frankpledge.lake import Lake
from frankpledge.releases import build
from frankpledge.workspace import read_workspace
workspace, areas = read_workspace(Path(sys.argv[1], "frankpledge.toml")), load_areas()
build(workspace, Lake(workspace.data_path, areas=areas), areas, out=Path(sys.argv[2]))
"""
MACHINES = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/nowhere"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "COLUMNS": "40"},
]


def test_machines_do_not_matter(small: Workspace, second_release: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale and order of hashing: the same bytes, packs and all."""
    made = []
    for number, machine in enumerate(MACHINES):
        root = tmp_path / f"machine {number}" / "ws"
        shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("releases"))
        os.utime(root / REPORT, (number * 10**8, number * 10**8))
        out = tmp_path / f"out {number}" / "release"
        subprocess.run(
            [sys.executable, "-c", CHILD, str(root), str(out)],
            env={"PATH": os.environ["PATH"], **machine},
            check=True,
        )
        made.append(read_manifest(out))
    assert made[0] == made[1]
    assert made[0].outputs != read_manifest(second_release).outputs, "these follow no release"
