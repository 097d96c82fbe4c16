"""frankpledge areas: the workspace's small places, from look-ups and boundaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli.shared import workspace_option
from frankpledge.errors import NotFoundError, UserError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas, AreaTablesBuilt
    from frankpledge.areas.boundaries import Boundaries

KINDS = ("neighbourhood", "ward", "msoa", "parish", "lsoa")  # what the package does not ship
FETCHED = Path("downloads/ons")
NO_HOUSEHOLDS = (
    "No households by LSOA among the look-ups: a neighbourhood of 2011 that became several counts "
    "in equal shares in each, and places are centred without weights."
)
NAMES = {
    "neighbourhood": ("police neighbourhood", "police neighbourhoods"),
    "ward": ("ward", "wards"),
    "msoa": ("MSOA", "MSOAs"),
    "parish": ("parish", "parishes"),
    "lsoa": ("neighbourhood (LSOA)", "neighbourhoods (LSOAs)"),
}


@click.command("areas")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="All of England and Wales, not only our force.")
@click.option(
    "--boundaries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file of boundaries, or a folder of them: GeoJSON, TopoJSON, GeoPackage, Shapefile, "
    "KML or GeoParquet. May be given several times.",
)
@workspace_option
def command(
    folders: tuple[Path, ...], every: bool, boundaries: tuple[Path, ...], workspace: Workspace
) -> None:
    """Make the workspace's tables of small places from look-ups in FOLDERS.

    These are wards, parishes, police neighbourhoods, MSOAs and LSOAs, as far as the look-ups have
    them. 'frankpledge fetch ons-areas' brings those for wards and LSOAs. Default: downloads/ons.

    With --boundaries and without FOLDERS the tables stay; polygons go to areas/boundaries, and
    wards and parishes get their shares of LSOAs by the postcodes that lie in both.
    """
    if folders or not boundaries:
        _from_lookups(folders, every, workspace)
    if boundaries:
        _from_boundaries(boundaries, workspace)


def _from_lookups(folders: tuple[Path, ...], every: bool, workspace: Workspace) -> None:
    from frankpledge.areas import add_places, build_area_tables

    if not folders and not FETCHED.is_dir():
        raise NotFoundError(f"{FETCHED}: no such folder; 'frankpledge fetch ons-areas' makes it")
    forces = None if every else [workspace.force]
    where = folders or [FETCHED]
    built = add_places(build_area_tables(*where, forces=forces), *where).only(*KINDS)
    _write(built, workspace)
    if not built.weighted:
        click.echo(NO_HOUSEHOLDS, err=True)


def _write(built: AreaTablesBuilt, workspace: Workspace) -> None:
    from frankpledge.areas import write_tables

    try:
        paths = write_tables(built, workspace.areas_path)
    except OSError as error:
        raise UserError(f"{workspace.areas_path}: cannot be written: {error}") from error
    counts = Counter(area.kind for area in built.areas)
    click.echo("\n".join(map(str, paths)))
    told = [f"{counts[k]:,} {NAMES[k][counts[k] != 1]}" for k in KINDS if counts[k]]
    click.echo(f"{', '.join(told)}.")


def _from_boundaries(paths: Iterable[Path], workspace: Workspace) -> None:
    from frankpledge.areas import load_areas
    from frankpledge.areas.boundaries import write_boundaries
    from frankpledge.areas.fitting import FITTED, refit

    areas = load_areas(workspace.areas_path)
    found = _read(_files(paths), areas, workspace)
    if "lsoa" in found and set(found) & set(FITTED):
        built = refit(areas, found, _postcodes(workspace, areas)).only(*KINDS)
        _write(built, workspace)
        areas = load_areas(workspace.areas_path)
    for kind, each in found.items():
        ours = each.only({area.code for area in areas.of_kind(kind)})
        path = write_boundaries(ours, workspace.areas_path / "boundaries" / f"{kind}.parquet")
        click.echo(f"{path}: {len(ours):,} {NAMES.get(kind, (kind, f'{kind}s'))[len(ours) != 1]}")


def _files(paths: Iterable[Path]) -> list[Path]:
    from frankpledge.areas.boundaries import SUFFIXES

    found = []
    for path in paths:
        inside = path.iterdir() if path.is_dir() else [path]
        found += [p for p in inside if p == path or p.suffix.lower() in SUFFIXES]
    if not found:
        raise NotFoundError(f"no files of boundaries in {', '.join(map(str, paths))}")
    return sorted(found)


def _read(files: Iterable[Path], areas: Areas, workspace: Workspace) -> dict[str, Boundaries]:
    """The boundaries of each kind; what was mended or left out goes to standard error."""
    from frankpledge.areas.boundaries import read_boundaries, sort_files

    found: dict[str, Boundaries] = {}
    for kind, paths in sort_files(files).items():
        anew = kind in {"ward", "parish"}
        each = read_boundaries(*paths, areas=areas, kind=kind, force=workspace.force, anew=anew)
        found[kind] = each
        for finding in each.findings:
            click.echo(f"{kind}: {finding.text}", err=True)
    return found


def _postcodes(workspace: Workspace, areas: Areas) -> Any:
    from frankpledge.areas.postcodes import read_postcodes

    return read_postcodes(areas.children(workspace.force, "district")).degrees
