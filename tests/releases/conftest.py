"""A site of the example workspace, made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from frankpledge.areas import load_areas
from frankpledge.areas.boundaries import Boundaries, write_boundaries
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue, run
from frankpledge.measures.hotspots import MAPPED, Locations
from frankpledge.releases import build
from frankpledge.releases.collect import collect
from frankpledge.releases.gathering.hot_spots import Grounds
from frankpledge.releases.inputs import ASSETS
from frankpledge.releases.site.model import Site
from frankpledge.workspace import FILE, Workspace, read_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

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


SMALL = Path(__file__).resolve().parents[2] / "examples" / "avon-and-somerset"
REPORT = """\
---
title: Progress in brief
kind: panel
date: 2026-03
audience: The panel
summary: An invented report, to see how it is packed.
---

What was promised stands in the plan. Nothing in this report is a figure.
"""
CORRECTION = """\
date: 2026-03-02
title: Reviews of the last quarter of 2025
wrong: Five reviews of the quarter before were counted in it.
why: The log was read by the day of closing (an invented example).
role: Performance analyst
release: {release}
figures:
  - {{measure: complaint-reviews, area: E23000036, period: 2025-Q4, was: 44}}
pages: [changes/]
"""


def supply(workspace: Workspace, name: str, lines: list[str], vintage: str) -> None:
    """A return of the body, in the lake as published on a day."""
    path, areas = workspace.returns_path / name, load_areas()
    path.parent.mkdir(exist_ok=True)
    head = "measure,area,period,value,denominator,note"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    lake = Lake(workspace.data_path, areas=areas)
    ingest(lake, [path], areas=areas, source="returns", vintage=vintage)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A plan, a return and a report: a workspace whose release is built in two seconds."""
    root = tmp_path_factory.mktemp("small") / "ws"
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("data", "releases"))
    (root / "reports").mkdir()
    (root / "reports" / "brief.md").write_text(REPORT)
    workspace = read_workspace(root / FILE)
    lines = [f"complaint-reviews,E23000036,2025-Q{n},{40 + n},,Log" for n in range(1, 5)]
    supply(workspace, "reviews.csv", lines, "2026-01-31")
    return workspace


@pytest.fixture(scope="session")
def first_release(small: Workspace) -> Path:
    """The first release of the small workspace."""
    areas = load_areas()
    return build(small, Lake(small.data_path, areas=areas), areas)


@pytest.fixture(scope="session")
def second_release(small: Workspace, first_release: Path) -> Path:
    """The release after it: one figure was revised, and a correction says why."""
    line = "complaint-reviews,E23000036,2025-Q4,39,,Log put right"
    supply(small, "later.csv", [line], "2026-02-28")
    folder = small.root / "corrections"
    folder.mkdir()
    text = CORRECTION.format(release=first_release.name)
    (folder / "reviews-of-2025.yaml").write_text(text, encoding="utf-8")
    areas = load_areas()
    made = build(small, Lake(small.data_path, areas=areas), areas)
    assert made != first_release
    return made


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The invented county with its release built, as `frankpledge demo` does it."""
    from click.testing import CliRunner

    from frankpledge.cli.demo import command

    root = tmp_path_factory.mktemp("invented") / "ws"
    made = ("data", "releases", "spending")
    shutil.copytree(SMALL.parent / "tarnshire", root, ignore=shutil.ignore_patterns(*made))
    args = ["--no-serve", "--workspace", str(root)]
    done = CliRunner().invoke(command, args, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return read_workspace(root / FILE)


@pytest.fixture(scope="session")
def bounded(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site with made-up boundaries of wards and neighbourhoods: those nearest to each."""
    root = tmp_path_factory.mktemp("bounded")
    for kind, areas in (("lsoa", site.neighbourhoods), ("ward", site.wards)):
        points = [(area.longitude, area.latitude) for area in areas]
        cells = shapely.voronoi_polygons(
            shapely.MultiPoint(points), extend_to=shapely.box(-2.5, 50.9, -1.4, 51.8), ordered=True
        )
        found = Boundaries(
            kind,
            "2025",
            tuple(a.code for a in areas),
            tuple(a.name for a in areas),
            np.array(list(cells.geoms)),
        )
        write_boundaries(found, root / "areas" / "boundaries" / f"{kind}.parquet")
    raw = site.workspace.raw | {"site": site.workspace.raw["site"] | {"postcodes": True}}
    return replace(site, workspace=replace(site.workspace, root=root, raw=raw))


@pytest.fixture(scope="session")
def pointed(bounded: Site) -> Site:
    """The same with made-up map points: one in each neighbourhood, with a record for its number."""
    assert bounded.hotspots is not None
    now = bounded.hotspots.now
    size = len(now.codes)
    at = np.arange(size)
    held = Locations(
        degrees=now.degrees,
        names=tuple(f"On or near Street {number}" for number in range(size)),
        places=now.names,
        point=at[1:],
        kind=at[1:] % len(MAPPED),
        month=at[1:] % len(now.window.used),
        count=at[1:],
    )
    counts = np.zeros((size, len(MAPPED)))
    counts[:, 0] = at
    source = bounded.held[now.source]
    return replace(
        bounded,
        hotspots=Grounds(replace(now, locations=held, counts=counts, pitch=1000), None),
        held={**bounded.held, "police-uk-street": source},
    )


@pytest.fixture
def passes_in_a_browser(
    page: Page,
    phone: Page,
    serve: Callable[[Path], str],
    axe_finds_nothing: Callable[[Page], None],
    width_of: Callable[[Page], int],
    tmp_path: Path,
) -> Callable[[Mapping[str, str]], None]:
    """Axe finds nothing in rendered pages, which fit 320 px without JavaScript."""

    def check(pages: Mapping[str, str]) -> None:
        folder = tmp_path / "browsed"
        shutil.copytree(ASSETS, folder / "assets", ignore=shutil.ignore_patterns("maps"))
        for path, text in pages.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        address = serve(folder)
        for path in pages:
            page.goto(address + path)
            axe_finds_nothing(page)
            phone.goto(address + path)
            assert len(phone.locator("main").inner_text()) > 120, path
            assert width_of(phone) <= 320, path

    return check
