"""frankpledge areas: the workspace's wards and neighbourhoods, from the look-ups of the ONS."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from frankpledge.cli.shared import workspace_option
from frankpledge.errors import NotFoundError, UserError
from frankpledge.workspace import Workspace

KINDS = ("ward", "lsoa")  # what the package does not ship
FETCHED = Path("downloads/ons")
NO_HOUSEHOLDS = (
    "No households by LSOA among the look-ups: a neighbourhood of 2011 that became several counts "
    "in equal shares in each, and places are centred without weights."
)


@click.command("areas")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="All of England and Wales, not only our force.")
@workspace_option
def command(folders: tuple[Path, ...], every: bool, workspace: Workspace) -> None:
    """Make the workspace's tables of wards and neighbourhoods (LSOAs) from look-ups in FOLDERS.

    'frankpledge fetch ons-areas' brings them. Default: downloads/ons.
    """
    from frankpledge.areas import build_area_tables, write_tables

    if not folders and not FETCHED.is_dir():
        raise NotFoundError(f"{FETCHED}: no such folder; 'frankpledge fetch ons-areas' makes it")
    forces = None if every else [workspace.force]
    built = build_area_tables(*(folders or [FETCHED]), forces=forces).only(*KINDS)
    try:
        paths = write_tables(built, workspace.areas_path)
    except OSError as error:
        raise UserError(f"{workspace.areas_path}: cannot be written: {error}") from error
    counts = Counter(area.kind for area in built.areas)
    click.echo("\n".join(map(str, paths)))
    click.echo(f"{counts['ward']:,} wards, {counts['lsoa']:,} neighbourhoods (LSOAs).")
    if not built.weighted:
        click.echo(NO_HOUSEHOLDS, err=True)
