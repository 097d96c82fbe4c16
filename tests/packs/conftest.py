"""The example's places, assessed once, and a small workspace for what is read from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue, run
from frankpledge.packs.parish import Packs, needed
from frankpledge.workspace import FILE, Workspace, read_workspace

OURS = "E23000038"


@pytest.fixture(scope="session")
def workspace(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the example with its counts by neighbourhood and outcomes, nothing else."""
    root = tmp_path_factory.mktemp("packs") / "workspace"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns("data", "releases", "returns"))
    found = read_workspace(root / FILE)
    areas = load_areas(found.areas_path)
    wanted = ("police-uk-lsoa", "home-office-outcomes", "ons-population")
    files = [path for path in found.figures_path.iterdir() if path.name.startswith(wanted)]
    ingest(Lake(found.data_path, areas=areas), sorted(files), areas=areas)
    return found


@pytest.fixture(scope="session")
def areas(workspace: Workspace) -> Areas:
    """Its areas."""
    return load_areas(workspace.areas_path)


@pytest.fixture(scope="session")
def lake(workspace: Workspace, areas: Areas) -> Lake:
    """Its lake."""
    return Lake(workspace.data_path, areas=areas)


@pytest.fixture(scope="session")
def packs(workspace: Workspace, lake: Lake, areas: Areas) -> Packs:
    """Every pack of the example, ready to be made."""
    catalogue = load_catalogue(workspace.measures_path)
    located = [name for name in needed(catalogue) if not catalogue.measures[name].supplied]
    return Packs(run(catalogue, lake, areas, only=located), areas, OURS)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The folder of a workspace with nothing but its settings."""
    (tmp_path / FILE).write_text(
        '[body]\nname = "A body"\nkind = "pcc"\nforce = "E23000038"\n'
        '[site]\ntitle = "A site"\n[scorecard]\nframeworks = []\n',
        encoding="utf-8",
    )
    return tmp_path
