"""A site of the example workspace, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue, run
from frankpledge.releases import build
from frankpledge.releases.collect import collect
from frankpledge.releases.site.model import Site
from frankpledge.workspace import FILE, read_workspace

# Stands in where the example has no file of its own.
SETTINGS = """\
[body]
name = "Wiltshire and Swindon Office of the Police and Crime Commissioner"
kind = "pcc"
force = "E23000038"
[site]
title = "Policing in Wiltshire and Swindon"
contact = "data@example.org"
[scorecard]
frameworks = ["wiltshire-plan-2022"]
"""


@pytest.fixture(scope="session")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the example, from its own figures and returns."""
    root = tmp_path_factory.mktemp("example") / "workspace"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns("data", "releases"))
    if not (root / FILE).is_file():
        (root / FILE).write_text(SETTINGS, encoding="utf-8")
    workspace = read_workspace(root / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    ingest(lake, [workspace.figures_path], areas=areas)
    ingest(lake, [workspace.returns_path], areas=areas, source="returns")
    catalogue = load_catalogue(workspace.measures_path)
    return collect(workspace, lake, areas, catalogue, run(catalogue, lake, areas), "test-release")


@pytest.fixture(scope="session")
def release(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole release of the example, built once."""
    workspace = site.workspace
    areas = load_areas(workspace.areas_path)
    folder = tmp_path_factory.mktemp("release") / "example"
    return build(workspace, Lake(workspace.data_path, areas=areas), areas, out=folder)
