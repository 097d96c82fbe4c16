"""Building a release: results in, a folder of plain files with its manifest out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge import __version__
from frankpledge import periods as calendar
from frankpledge import statistics as st
from frankpledge.errors import DocumentError, Place, ReleaseError
from frankpledge.measures import RULE, Catalogue, Results, load_catalogue, run
from frankpledge.releases import mapping, packed, previous
from frankpledge.releases.collect import collect
from frankpledge.releases.gathering.consultations import themes_rule
from frankpledge.releases.inputs import ASSETS, inputs_of
from frankpledge.releases.making import Progress, make
from frankpledge.releases.manifest import Manifest, outputs, read_manifest
from frankpledge.releases.publish import publish, staging, switch
from frankpledge.releases.site.changes import read_previous
from frankpledge.releases.site.model import Site
from frankpledge.releases.telling import history_of
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake


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
    try:
        write(site, manifest, folder, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
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
    work, published = _Work.of(workspace, lake, areas, _quiet), read_manifest(release)
    # With the packs that the release has, whatever could be made here: `verify` names the rest.
    work = replace(work, manifest=replace(work.manifest, environment=published.environment))
    folders = workspace.releases_path, release.absolute().parent
    site, manifest = work.site(previous.named_in(published, *folders))
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
        found = replace(collect(*known, manifest.id), libraries=manifest.environment)
        before = None if last is None else read_previous(last)
        history = history_of(found, manifest, last, before)
        return replace(found, previous=before, history=history), manifest


def manifest_of(workspace: Workspace, lake: Lake, results: Results) -> Manifest:
    """What a release made now would be made of; its outputs are still empty."""
    return Manifest(
        title=workspace.title,
        body=workspace.body,
        newest=str(calendar.Period(results.newest, "month")) if results.newest else "no-figures",
        software=f"frankpledge {__version__}",
        rules={"score": RULE, "special causes": st.NHS_2020.version} | themes_rule(workspace),
        inputs=inputs_of(workspace, lake),
        environment=packed.libraries(workspace),
    )


def write(site: Site, manifest: Manifest, folder: Path, progress: Progress = _quiet) -> Manifest:
    """Write every file of a release into a folder, the manifest last."""
    _assets(folder, mapping.has_maps(site.workspace, site.held))
    make(site, folder, progress)
    _there(site, folder)
    complete = replace(manifest, outputs=outputs(folder))
    complete.write(folder)
    return complete


def _there(site: Site, folder: Path) -> None:
    """A correction that names a page which is not there would lead readers nowhere."""
    for one in site.corrections:
        for page in one.pages:
            path = folder / page
            if not (path / "index.html" if path.is_dir() else path).is_file():
                place = Place(f"corrections/{one.id}.yaml", field="pages")
                raise DocumentError(place, "a page of this release; leave out those gone", page)


def _assets(folder: Path, maps: bool) -> None:
    built = ["site.css", "help.css", *([f"{mapping.ASSETS}/map.js"] if maps else [])]
    for path in (ASSETS / name for name in built):
        if not path.is_file():
            raise ReleaseError(f"{ASSETS}: expected the built {path.name}; 'make assets' makes it")
    # More than a megabyte that only pages with boundaries ask for.
    leave = None if maps else shutil.ignore_patterns(mapping.ASSETS)
    shutil.copytree(ASSETS, folder / "assets", ignore=leave)
