"""The page on road safety: with made-up collisions, and without any."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge import releases
from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue, run
from frankpledge.releases.collect import collect
from frankpledge.releases.downloads.listing import published
from frankpledge.releases.gathering.roads import FIELDS, PATH
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import pages_of, roads
from frankpledge.workspace import FILE, read_workspace

FORCE = "E23000038"
COLLISIONS = (
    "period,force,collision,severity,ksi,vehicles,casualties,lsoa,easting,northing,longitude,"
    "latitude,road,road_class,setting\n"
)
CASUALTIES = "period,force,collision,vehicle,casualty,user,age,severity,ksi\n"
LEFT_OUT = ("data", "releases", "figures", "returns", "reports", "delivery")
USERS = ("car occupant", "pedestrian", "pedal cyclist", "motorcyclist")


def write_figures(folder: Path) -> None:
    """Made-up collisions on 120 stretches of road over five years, and 14 years of casualties."""
    random = np.random.default_rng(7)
    lines, number = [], 0
    for place in range(120):
        road_name, kind = (f"A{300 + place % 6}", "A") if place % 2 else ("", "C")
        for _ in range(random.poisson(random.gamma(1.0, 4.0 if kind == "A" else 1.5))):
            number += 1
            month = f"{2020 + number % 5}-{random.integers(1, 13):02}"
            where = f"E01032115,{380_000 + 1000 * place}.0,160000.0,-2.0,51.3"
            lines.append(
                f"{month},{FORCE},2020{number},slight,0.2,1,1,{where},{road_name},{kind},rural\n"
            )
    (folder / "dft-collisions.csv").write_text(COLLISIONS + "".join(lines), encoding="utf-8")
    hurt = [
        f"{year},{FORCE},{year}54{n},1,{n},{USERS[n % 4]},adult,serious,1.0\n"
        for year in range(2011, 2025)
        for n in range(int(random.poisson(250)))
    ]
    (folder / "dft-casualties.csv").write_text(CASUALTIES + "".join(hurt), encoding="utf-8")


@pytest.fixture(scope="module")
def road_site(example, tmp_path_factory):
    """A site that knows nothing but roads."""
    root = tmp_path_factory.mktemp("roads") / "workspace"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    workspace = read_workspace(root / FILE)
    workspace.figures_path.mkdir()
    write_figures(workspace.figures_path)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    reports = ingest(lake, [workspace.figures_path], areas=areas)
    assert [report.error for report in reports] == [None, None]
    catalogue = load_catalogue(workspace.measures_path)
    results = run(catalogue, lake, areas, only=(*roads.HURT, *roads.DONE))
    return collect(workspace, lake, areas, catalogue, results, "test-release")


def html_of(site) -> str:
    """The page as it is published."""
    (made,) = pages_of("roads", site)
    return Renderer(site.context()).render(made).decode()


def test_the_page_tells_numbers_with_their_uncertainty(road_site):
    """The trend, the ranking as chart and table, and what follows, all from the same sites."""
    text = html_of(road_site)
    top = road_site.roads.sites[0]
    assert f"{top.site} stands out most" in text
    assert re.search(
        r"\d+ people were killed or seriously injured on roads in the area of Wiltshire",
        text,
    )
    assert "more likely than not among the 10 worst" in text
    assert text.count('<th scope="row"') > 20
    assert "Hospitals see more injured people" in text
    assert "frankpledge fetch" not in text


def test_the_sure_are_counted_as_the_table_has_them(road_site):
    """The number in the sentence is that of chances of a half or more."""
    many = sum(site.chance >= 0.5 for site in road_site.roads.sites)
    assert 0 < many <= 15
    word = "stretch is" if many == 1 else "stretches are"
    assert f"{many} {word} more likely than not" in html_of(road_site)


def test_the_data_file_has_every_site(road_site):
    """All fields, with their meanings, and one row a stretch."""
    files = {file.path: file for file in published(road_site)}
    lines = files[PATH].write().decode().splitlines()
    assert len(lines) == 1 + len(road_site.roads.sites)
    assert lines[0].split(",") == [field.name for field in FIELDS]


def test_without_figures_the_page_says_what_to_fetch(road_site):
    """No zero, no empty chart: what is missing, who has it, and how to get it."""
    bare = {name: held for name, held in road_site.held.items() if not name.startswith("dft")}
    results = {
        name: result
        if result.measure.source not in {"dft-collisions", "dft-casualties"}
        else replace(result, found=None)
        for name, result in road_site.results.by_measure.items()
    }
    site = replace(
        road_site, held=bare, roads=None, results=replace(road_site.results, by_measure=results)
    )
    text = html_of(site)
    assert "is not known here yet" in text
    assert "frankpledge fetch stats19" in text
    assert "stands out most" not in text
    assert "records of volunteer teams" in text
    assert not [file for file in published(site) if file.path == PATH]


@pytest.fixture
def address(road_site, tmp_path):
    """The page with figures, as a file with its styles."""
    shutil.copytree(Path(releases.__file__).parent / "assets", tmp_path / "assets")
    path = tmp_path / "road-safety" / "index.html"
    path.parent.mkdir()
    path.write_text(html_of(road_site), encoding="utf-8")
    return path.as_uri()


@pytest.mark.browser
def test_the_page_with_figures_in_a_browser(page, phone, address, axe_finds_nothing, width_of):
    """Axe finds nothing; it fits a phone without JavaScript, and paper."""
    page.goto(address)
    axe_finds_nothing(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 990})
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    phone.goto(address)
    assert width_of(phone) <= 320
    assert "stands out most" in phone.locator("main").inner_text()
