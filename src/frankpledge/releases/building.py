"""Building a release: results in, a folder of plain files with its manifest out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge import __version__
from frankpledge import periods as calendar
from frankpledge import statistics as st
from frankpledge.errors import ReleaseError
from frankpledge.measures import RULE, Catalogue, Results, load_catalogue, run
from frankpledge.packs.places import priorities_folder
from frankpledge.releases import previous
from frankpledge.releases.collect import collect
from frankpledge.releases.following import delivery_folders
from frankpledge.releases.lawful import FACTS
from frankpledge.releases.making import Progress, make
from frankpledge.releases.manifest import Input, Manifest, hash_file, outputs, read_manifest
from frankpledge.releases.publish import publish, staging, switch
from frankpledge.releases.reach import list_of_stations
from frankpledge.releases.reporting import reports_folder
from frankpledge.releases.site.changes import read_previous
from frankpledge.releases.site.model import Site
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

ASSETS = Path(__file__).parent / "assets"


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


def build(
    workspace: Workspace,
    lake: Lake,
    areas: Areas,
    *,
    out: Path | None = None,
    progress: Progress = _quiet,
) -> Path:
    """Build a release and put it in its place; returns its folder.

    Without `out` it goes to the workspace's releases under its own name, and `current` is pointed
    to it. Raises ReleaseError when another release stands in the way or assets are missing.
    """
    work = _Work.of(workspace, lake, areas, progress)
    last = previous.before(workspace.releases_path, work.manifest)
    site, manifest = work.site(last)
    parent = workspace.releases_path if out is None else out.absolute().parent
    folder = staging(parent, manifest.id)
    write(site, manifest, folder, progress)
    if out is not None:
        return publish(folder, out)
    target = publish(folder, parent / manifest.id)
    switch(parent, manifest.id)
    return target


def remake(
    workspace: Workspace, lake: Lake, areas: Areas, release: Path
) -> tuple[Manifest, Callable[[Path], Manifest]]:
    """For `verify`: the manifest that a build would have now, and that build in a given folder.

    What the release followed is looked for among the workspace's releases and beside it.
    """
    work = _Work.of(workspace, lake, areas, _quiet)
    folders = workspace.releases_path, release.absolute().parent
    site, manifest = work.site(previous.named_in(read_manifest(release), *folders))
    return manifest, lambda folder: write(site, manifest, folder)


@dataclass(frozen=True)
class _Work:
    """What a release is made of, before it is known which release it follows."""

    workspace: Workspace
    lake: Lake
    areas: Areas
    catalogue: Catalogue
    results: Results
    manifest: Manifest

    @classmethod
    def of(cls, workspace: Workspace, lake: Lake, areas: Areas, progress: Progress) -> _Work:
        catalogue = load_catalogue(workspace.measures_path)
        small = workspace.threshold
        results = run(catalogue, lake, areas, threshold=small, progress=progress)
        made_of = manifest_of(workspace, lake, results)
        return cls(workspace, lake, areas, catalogue, results, made_of)

    def site(self, last: Path | None) -> tuple[Site, Manifest]:
        """The site that follows a release, and its manifest without outputs."""
        manifest = previous.following(self.manifest, last)
        known = self.workspace, self.lake, self.areas, self.catalogue, self.results
        found = collect(*known, manifest.id)
        return replace(found, previous=None if last is None else read_previous(last)), manifest


def manifest_of(workspace: Workspace, lake: Lake, results: Results) -> Manifest:
    """What a release made now would be made of; its outputs are still empty."""
    return Manifest(
        title=workspace.title,
        body=workspace.body,
        newest=str(calendar.Period(results.newest, "month")) if results.newest else "no-figures",
        software=f"frankpledge {__version__}",
        rules={"score": RULE, "special causes": st.NHS_2020.version},
        inputs=tuple(sorted(chain(_imports(lake), _documents(workspace), _style()))),
    )


def _imports(lake: Lake) -> Iterator[Input]:
    for row in lake.imports().to_pylist():
        name = f"{row['import_id']} {Path(row['file']).name}"
        yield Input("import", name, row["content_sha256"], row["source"], row["vintage"])


def _documents(workspace: Workspace) -> Iterator[Input]:
    """The workspace's own documents and tables; the shipped ones come with the software."""
    folders = [workspace.measures_path, workspace.areas_path, workspace.plans_path]
    folders += [workspace.duties_path, *delivery_folders(workspace)]
    folders += [reports_folder(workspace), priorities_folder(workspace.root)]
    files = chain(*(sorted(folder.rglob("*.*")) for folder in folders))
    lists = list_of_stations(workspace)
    for path in [workspace.root / FILE, workspace.root / FACTS, *lists, *files]:
        if path.is_file():
            yield Input("document", path.relative_to(workspace.root).as_posix(), hash_file(path))


def _style() -> Iterator[Input]:
    """Stylesheet, script and fonts, which are built and not part of the software's version."""
    for path in sorted(ASSETS.glob("*")):
        yield Input("asset", path.name, hash_file(path))


def write(site: Site, manifest: Manifest, folder: Path, progress: Progress = _quiet) -> Manifest:
    """Write every file of a release into a folder, the manifest last."""
    _assets(folder)
    make(site, folder, progress)
    complete = replace(manifest, outputs=outputs(folder))
    complete.write(folder)
    return complete


def _assets(folder: Path) -> None:
    if not (ASSETS / "site.css").is_file():
        raise ReleaseError(f"{ASSETS}: expected the built stylesheet; 'make assets' makes it")
    shutil.copytree(ASSETS, folder / "assets")
