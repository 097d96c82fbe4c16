"""frankpledge verify: proof of a release."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from frankpledge.cli import FINDINGS, OK
from frankpledge.cli.shared import format_option, open_workspace, show, workspace_option
from frankpledge.workspace import Workspace


@click.command("verify")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@workspace_option
@format_option
def command(folder: Path, workspace: Workspace, form: str) -> None:
    """Prove the release in FOLDER: check every hash, then make it again and compare every file.

    Exit code 0 when it is proved, 1 when something differs.
    """
    from frankpledge.releases import read_manifest, remake, verify

    manifest = read_manifest(folder)
    lake, areas = open_workspace(workspace)
    here, again = remake(workspace, lake, areas, folder)
    findings = verify(folder, here, again)
    if findings or form != "text":
        show([asdict(finding) for finding in findings], form, ("step", "name", "problem"))
    if not findings and form == "text":
        click.echo(
            f"proved: release {manifest.id}, {len(manifest.outputs):,} files, made again alike"
        )
    sys.exit(FINDINGS if findings else OK)
