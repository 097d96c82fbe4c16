"""What a release is made of: imports of the lake, documents of the workspace, and its style.

The manifest lists them with their hashes, and a bundle carries them; both ask here, so that nothing
that a page depends on can be in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.errors import ReleaseError
from frankpledge.packs import read_theme
from frankpledge.releases import mapping
from frankpledge.releases.corrections import corrections_folder
from frankpledge.releases.gathering.consultations import consultations_folder, responses_inputs
from frankpledge.releases.gathering.delivery import delivery_folders
from frankpledge.releases.gathering.directory import help_folder
from frankpledge.releases.gathering.duties import FACTS
from frankpledge.releases.gathering.grants import grants_folder
from frankpledge.releases.gathering.money import money_folder
from frankpledge.releases.gathering.reports import reports_folder
from frankpledge.releases.gathering.stations import list_of_stations
from frankpledge.releases.manifest import Input, hash_file
from frankpledge.voice import priorities_folder
from frankpledge.workspace import FILE

if TYPE_CHECKING:
    from frankpledge.lake import Lake
    from frankpledge.workspace import Workspace

ASSETS = Path(__file__).parent / "assets"


def inputs_of(workspace: Workspace, lake: Lake) -> tuple[Input, ...]:
    """Everything that a release made now would be made of, but the release that it follows."""
    return tuple(sorted(chain(_imports(lake), _documents(workspace), _packages(workspace, lake))))


def _packages(workspace: Workspace, lake: Lake) -> Iterator[Input]:
    yield from _style(mapping.has_maps(workspace, lake.store.sources()))
    yield from mapping.inputs(workspace)
    yield from responses_inputs(workspace)


def _imports(lake: Lake) -> Iterator[Input]:
    for row in lake.imports().to_pylist():
        name = f"{row['import_id']} {Path(row['file']).name}"
        yield Input("import", name, row["content_sha256"], row["source"], row["vintage"])


def _documents(workspace: Workspace) -> Iterator[Input]:
    for path in documents_of(workspace):
        yield Input("document", path.relative_to(workspace.root).as_posix(), hash_file(path))


def _style(has_maps: bool) -> Iterator[Input]:
    """Stylesheet, script and fonts, which are built and not part of the software's version."""
    for folder in (ASSETS, *([ASSETS / mapping.ASSETS] if has_maps else [])):
        for path in sorted(path for path in folder.glob("*") if path.is_file()):
            yield Input("asset", path.relative_to(ASSETS).as_posix(), hash_file(path))


def documents_of(workspace: Workspace) -> tuple[Path, ...]:
    """The workspace's own documents and tables; those that are shipped come with the software.

    Raises ReleaseError for one that lies outside the workspace: nobody else could find it again.
    """
    folders = [workspace.measures_path, workspace.areas_path, workspace.plans_path]
    folders += [workspace.duties_path, *delivery_folders(workspace), reports_folder(workspace)]
    folders += [money_folder(workspace)]
    folders += [priorities_folder(workspace.root), corrections_folder(workspace)]
    folders += [help_folder(workspace), grants_folder(workspace), consultations_folder(workspace)]
    single = [workspace.root / FILE, workspace.root / FACTS, *_named(workspace)]
    files = chain(single, *(sorted(folder.rglob("*.*")) for folder in folders))
    found = tuple(dict.fromkeys(path for path in files if path.is_file()))
    for path in found:
        if not path.resolve().is_relative_to(workspace.root.resolve()):
            raise ReleaseError(f"{path}: expected within the workspace {workspace.root}")
    return found


def _named(workspace: Workspace) -> Iterator[Path]:
    """Files that only the settings name: the list of stations, the look of the packs."""
    yield from list_of_stations(workspace)
    theme = read_theme(workspace)
    yield from (path for path in (theme.logo, theme.slides) if path is not None)


def lake_files(lake: Lake) -> Iterator[tuple[str, Path]]:
    """Every file of the lake that an import names: its path below the lake, and where it is.

    Raises LakeError when rows are gone.
    """
    for source in lake.store.sources():
        for record in lake.store.state(source).records:
            rows = lake.store.rows_file(record)
            for path in (rows, *(_beside(rows, kind) for kind in ("quality", "imports"))):
                yield path.relative_to(lake.path).as_posix(), path


def _beside(rows: Path, kind: str) -> Path:
    return rows.parent.parent / kind / f"{rows.stem}.json"
