"""Proving a release from where its inputs are: a workspace with its lake, or a bundle."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.areas import load_areas
from frankpledge.errors import ReleaseError
from frankpledge.lake import Lake
from frankpledge.releases.building import remake
from frankpledge.releases.bundling import RELEASE, WORKSPACE, in_bundle
from frankpledge.releases.manifest import Manifest, read_manifest
from frankpledge.releases.signing import check_signature
from frankpledge.releases.unbundling import unpack
from frankpledge.releases.verifying import Finding, verify
from frankpledge.workspace import FILE, read_workspace

if TYPE_CHECKING:
    from frankpledge.workspace import Workspace


@dataclass(frozen=True)
class Proof:
    """What came of proving a release: no finding means that it is proved."""

    manifest: Manifest | None
    findings: tuple[Finding, ...]


def prove(workspace: Workspace, release: Path, public: str = "") -> Proof:
    """Prove a release from its folder and the workspace that it was made in.

    With a public key of minisign (its text, or a file) it must be signed by that key as well.
    Raises ReleaseError where there is no manifest, LakeError where the lake is damaged.
    """
    manifest = read_manifest(release)
    # A git checkout keeps no empty folder, so there may be no tables of areas.
    areas = load_areas(*(path for path in [workspace.areas_path] if path.is_dir()))
    lake = Lake(workspace.data_path, engine=workspace.engine, areas=areas)
    signed = check_signature(release, public) if public else []
    found = verify(release, *remake(workspace, lake, areas, release))
    return Proof(manifest, (*signed, *found))


def prove_bundle(path: Path, public: str = "") -> Proof:
    """Prove a release from a bundle and nothing else but this software.

    Where a file of the bundle is not what its index says, nothing is made again: damaged inputs
    prove nothing. Raises ReleaseError for a file that is no bundle.
    """
    with tempfile.TemporaryDirectory(prefix="frankpledge-bundle-") as name:
        folder = Path(name)
        found = unpack(path, folder)
        if found:
            return Proof(None, tuple(found))
        if not (folder / WORKSPACE / FILE).is_file():
            raise ReleaseError(f"{path}: expected {WORKSPACE}/{FILE} in the bundle, found none")
        workspace = in_bundle(read_workspace(folder / WORKSPACE / FILE))
        return prove(workspace, folder / RELEASE, public)
