"""frankpledge verify: proof of a release."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli import FINDINGS, OK
from frankpledge.cli.shared import format_option, show
from frankpledge.workspace import find_workspace

if TYPE_CHECKING:
    from frankpledge.releases import Proof


@click.command("verify")
@click.argument("release", type=click.Path(path_type=Path))
@click.option(
    "-w",
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="A folder with frankpledge.toml, or one below it. Default: here. A bundle needs none.",
)
@click.option(
    "--public-key",
    "public",
    metavar="KEY",
    default="",
    help="The release must be signed by this key of minisign: its text, or its file.",
)
@format_option
def command(release: Path, workspace: Path, public: str, form: str) -> None:
    """Prove a RELEASE: check every hash, then make it again and compare every file.

    RELEASE is the folder of a release, made again from the workspace and its lake, or a bundle,
    which carries its inputs. Exit code 0 when it is proved, 1 when something differs.
    """
    proof = _prove(release, workspace, public)
    if proof.findings or form != "text":
        show([asdict(finding) for finding in proof.findings], form, ("step", "name", "problem"))
    if not proof.findings and form == "text" and proof.manifest is not None:
        files = len(proof.manifest.outputs)
        signed = ", signed by that key" if public else ""
        click.echo(
            f"proved: release {proof.manifest.id}, {files:,} files, made again alike{signed}"
        )
    sys.exit(FINDINGS if proof.findings else OK)


def _prove(release: Path, workspace: Path, public: str) -> Proof:
    from frankpledge.releases import prove, prove_bundle, read_manifest

    if release.is_file():
        return prove_bundle(release, public)
    read_manifest(release)  # whether it is a release at all is said before anything about here
    return prove(find_workspace(workspace), release, public)
