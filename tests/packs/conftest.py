"""The example's places, assessed once, and a small workspace for what is read from it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfua import validate

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


# pdfua 0.1.3 stumbles over every heading whose content is a list: it asks a pikepdf array whether
# it is a number. That is its fault and not the PDF's, so headings are looked at here.
HEADINGS = "UA-14-001"


@pytest.fixture(scope="session")
def pdf_faults(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[str]]:
    """What is wrong with a PDF for those who do not see it: pdfua's findings, and our own."""
    path = tmp_path_factory.mktemp("pdfua") / "checked.pdf"

    def check(pdf: bytes) -> list[str]:
        path.write_bytes(pdf)
        report = validate(str(path))
        assert {one.rule_id for one in report.skipped} <= {HEADINGS}
        found = [f"{one.rule_id}: {one.message}" for one in report.findings]
        return [*found, *_heading_faults(pdf)]

    return check


def _heading_faults(pdf: bytes) -> Iterator[str]:
    """Headings begin with the first level, leave none out, and hold something."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        tree = book.Root.get("/StructTreeRoot")
        found = [] if tree is None else list(_headings(tree))
    if not found:
        yield "no headings"
    last = 0
    for level, full in found:
        if level > last + 1:
            yield f"a heading of level {level} below one of level {last}"
        if not full:
            yield f"an empty heading of level {level}"
        last = level


def _headings(node: Any) -> Iterator[tuple[int, bool]]:
    """Level of each heading below a part of the structure, and whether it has content."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from _headings(part)
    elif isinstance(node, pikepdf.Dictionary):
        role = str(node.get("/S", ""))
        if role[:2] == "/H" and role[2:].isdigit():
            yield int(role[2:]), _content(node.get("/K"))
        elif "/K" in node:
            yield from _headings(node.K)


def _content(node: Any) -> bool:
    """Whether there is something on a page below a part of the structure."""
    if isinstance(node, pikepdf.Array):
        return any(_content(part) for part in node)
    if isinstance(node, pikepdf.Dictionary):
        return "/MCID" in node or _content(node.get("/K"))
    return isinstance(node, int)
