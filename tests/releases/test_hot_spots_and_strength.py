"""Pages of hot spots, stations and strength, on the example's figures and made-up stations."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge import stations as st
from frankpledge.areas import load_areas
from frankpledge.errors import DocumentsError
from frankpledge.lake import Lake
from frankpledge.measures import hotspots
from frankpledge.releases.downloads import hot_spots, listing
from frankpledge.releases.gathering.stations import list_of_stations, stations_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import hotspots as hot_pages
from frankpledge.releases.site import strength
from frankpledge.releases.site.model import Site

LISTED = """\
name,status,easting,northing,source
North,open,416000,187000,made up
South,open,414000,130000,made up
Middle,closing,400500,161000,made up
East,proposed,423500,148200,made up
"""


def rendered(site: Site, pages) -> dict[str, str]:
    """Every page as text, by its path."""
    renderer = Renderer(site.context())
    return {page.path: renderer.render(page).decode() for page in pages(site)}


@pytest.fixture(scope="module")
def hot(site: Site) -> dict[str, str]:
    """The pages of hot spots."""
    return rendered(site, hot_pages.pages)


def test_a_page_for_every_mapped_type(hot: dict[str, str]) -> None:
    """All types together and each of thirteen; none for what is never mapped."""
    assert len(hot) == 14
    assert "hot-spots/burglary/index.html" in hot
    assert not [path for path in hot if "violence" in path]
    for text in hot.values():
        assert "never shown below a district" in text
        assert "What this cannot show" in text
        assert len(text) < 100_000


def test_the_page_says_what_was_found(site: Site, hot: dict[str, str]) -> None:
    """The number of places, clusters and shares of the page are those of the test itself."""
    assert site.hotspots is not None
    found = hotspots.find(site.hotspots.now, ["Shoplifting"])
    text = hot["hot-spots/shoplifting/index.html"]
    sure = int(((found.found.code == 1) | (found.found.code == 2)).sum())
    assert f"{sure} of 447 neighbourhoods stand out" in text
    rows = re.search(r'aria-labelledby="clusters-table-caption".*?</table>', text, re.DOTALL)
    assert rows is not None
    assert rows[0].count("<tr") - 1 == min(len(found.clusters), 12)
    for cluster in found.clusters[:12]:
        code = found.ground.lsoas[cluster.units[0]]
        assert f'href="../../places/{code}/"' in rows[0]
    assert "A question worth asking" in text


def test_every_place_is_in_the_data_file(site: Site) -> None:
    """Fourteen choices of 447 neighbourhoods, with the columns that the metadata explain."""
    rows = hot_spots.rows(site)
    assert len(rows) == 14 * 447
    assert tuple(rows[0]) == tuple(field.name for field in hot_spots.FIELDS)
    assert len({(row["types"], row["place"]) for row in rows}) == len(rows)
    assert hot_spots.about(site).licence == "Open Government Licence v3.0"


@pytest.fixture(scope="module")
def listed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site with made-up stations."""
    root = tmp_path_factory.mktemp("stations")
    (root / "stations.csv").write_text(LISTED, encoding="utf-8")
    areas = load_areas(site.workspace.areas_path)
    lake = Lake(site.workspace.data_path, areas=areas)
    return replace(site, stations=stations_of(replace(site.workspace, root=root), lake, areas))


def test_strength_in_every_force(site: Site) -> None:
    """Officers for each thousand residents, by a sum made here; the City is left out."""
    (text,) = rendered(site, strength.pages).values()
    found = site.results.by_measure["police-officers"].found
    assert found is not None
    row = found.series.row[site.workspace.force]
    rate = 1000 * found.window.value[row] / found.series.populations[row]
    assert f"{site.force.name} had {rate:.2f} officers for every 1,000 residents" in text
    assert "No list of stations is held here" in text
    assert "There are no limits of chance to draw" in text
    assert "Few people live in the City of London" in text
    assert re.search(r"Residents are the mid-year estimates of \d{4}", text)
    assert len(text) < 100_000


def test_a_page_for_each_option(listed: Site) -> None:
    """Today and three options; each option says who has further to go, as the room does."""
    found = rendered(listed, strength.pages)
    assert set(found) == {
        f"strength/{part}index.html" for part in ("", "closures/", "openings/", "both/")
    }
    assert listed.stations is not None
    today, closures, *_ = listed.stations.reaches
    told = st.words.change(today, closures)
    assert told in found["strength/closures/index.html"]
    assert told in found["strength/index.html"]
    for text in found.values():
        assert "no plan for deploying them" in text
        assert len(text) < 100_000


def test_the_list_is_an_input_of_the_release(site: Site, tmp_path: Path) -> None:
    """What a release was made from names the list; there is none to name without one."""
    workspace = replace(site.workspace, root=tmp_path)
    assert list_of_stations(workspace) == []
    (tmp_path / "stations.csv").write_text(LISTED, encoding="utf-8")
    assert list_of_stations(workspace) == [tmp_path / "stations.csv"]


def test_a_list_that_cannot_be_read_stops_the_build(site: Site, tmp_path: Path) -> None:
    """A fault in the list is told, and no page is made as if there were none."""
    (tmp_path / "stations.csv").write_text("name,status,source\nA,shut,x\n", encoding="utf-8")
    areas = load_areas(site.workspace.areas_path)
    lake = Lake(site.workspace.data_path, areas=areas)
    with pytest.raises(DocumentsError, match="errors in the list of stations"):
        stations_of(replace(site.workspace, root=tmp_path), lake, areas)


def test_the_data_file_reads_back(site: Site) -> None:
    """The CSV that a release has holds the same rows."""
    files = {file.path: file for file in listing.published(site)}
    table = csv.DictReader(io.StringIO(files[hot_spots.PATH].write().decode()))
    rows = list(table)
    assert [row["place"] for row in rows] == [row["place"] for row in hot_spots.rows(site)]
    assert f"{hot_spots.PATH}-metadata.json" in files
