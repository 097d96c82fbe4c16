"""A workspace on its first day: a plan, and neither figures nor a scorecard."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.lake import Lake
from frankpledge.measures import Catalogue, Results, load_catalogue, run
from frankpledge.releases import build
from frankpledge.releases.building import remake
from frankpledge.releases.collect import collect
from frankpledge.releases.manifest import read_manifest
from frankpledge.releases.site import pages_of
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Page
from frankpledge.releases.verifying import verify
from frankpledge.workspace import FILE, Workspace, read_workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "avon-and-somerset"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("first") / "day"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("data", "releases"))
    return read_workspace(root / FILE)


@pytest.fixture(scope="module")
def areas() -> Areas:
    return load_areas()


@pytest.fixture(scope="module")
def lake(workspace: Workspace, areas: Areas) -> Lake:
    return Lake(workspace.data_path, areas=areas)


@pytest.fixture(scope="module")
def nothing(workspace: Workspace, lake: Lake, areas: Areas) -> tuple[Catalogue, Results]:
    catalogue = load_catalogue(workspace.measures_path)
    return catalogue, run(catalogue, lake, areas)


@pytest.fixture(scope="module")
def site_of_a_plan(
    workspace: Workspace, lake: Lake, areas: Areas, nothing: tuple[Catalogue, Results]
) -> Site:
    return collect(workspace, lake, areas, *nothing, "first")


@pytest.fixture(scope="module")
def built(workspace: Workspace, lake: Lake, areas: Areas) -> Path:
    return build(workspace, lake, areas)


def home(site: Site) -> Page:
    return next(pages_of("home", site))


def test_a_plan_alone_makes_a_whole_release(
    built: Path, workspace: Workspace, lake: Lake, areas: Areas
) -> None:
    """It is named for having no figures, has the plan's pages, and can be proved."""
    assert workspace.frameworks == ()
    assert built.name.startswith("no-figures-")
    assert read_manifest(built).newest == "no-figures"
    plan = built / "plans" / "avon-and-somerset-plan-2016"
    assert (plan / "index.html").is_file()
    assert (plan / "checks" / "index.html").is_file()
    assert len(list((plan / "commitments").glob("*/index.html"))) == 33
    assert verify(built, *remake(workspace, lake, areas, built)) == []


def test_every_link_of_it_leads_somewhere(built: Path) -> None:
    """No page counts on a scorecard that is not there."""
    seen = 0
    for path in built.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#?]+)', path.read_text(encoding="utf-8")):
            if re.match(r"\w+:|/", link):
                continue
            target = (path.parent / link).resolve()
            assert (target / "index.html" if target.is_dir() else target).is_file(), (path, link)
            seen += 1
    assert seen > 1000


def test_no_page_tells_of_a_month_that_never_was(built: Path) -> None:
    """Without figures there is no newest month to print."""
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "January 0" not in text, path
    assert "without figures yet" in (built / "index.html").read_text(encoding="utf-8")


def test_the_home_page_says_what_is_missing(site_of_a_plan: Site) -> None:
    """The three questions are answered: 33 promises, no change known, nothing can be measured."""
    told = home(site_of_a_plan).context
    plan = site_of_a_plan.plans["avon-and-somerset-plan-2016"]
    undated = sum(not one.due for one in plan.all_commitments)
    leaderless = sum(not one.lead for one in plan.all_commitments if not one.part_of)
    assert told["promised"].big == "33"
    assert "no measures have been chosen" in told["lede"]
    assert (told["changed"].big, told["changed"].unit) == ("–", "no figures yet")
    assert told["unknown"].big == "33"
    assert [item.text for item in told["unknown"].items][:2] == [
        "33 promises name no measure",
        f"{undated} promises give no date",
    ]
    assert leaderless <= 33
    assert told["priorities"] == []


def test_without_a_plan_either_it_says_so(site_of_a_plan: Site) -> None:
    """An empty workspace has a home page that promises nothing."""
    told = home(replace(site_of_a_plan, plans={}, findings={})).context
    assert told["lede"].startswith("Nothing can be said yet")
    assert told["promised"].unit == "no plan yet"
    assert told["unknown"].big == "0"


def test_a_plan_with_figures_and_no_scorecard_shows_what_changed(site: Site) -> None:
    """Recorded crime is compared with the year before, whether or not anything is scored."""
    bare = replace(site, workspace=replace(site.workspace, frameworks=()))
    told, usual = home(bare).context, home(site).context
    assert told["changed"].big == usual["changed"].big
    assert told["changed"].items == usual["changed"].items
    assert "asks to be judged by" in usual["changed"].text
    assert "asks to be judged by" not in told["changed"].text
    assert "draft" in told["promised"].text
    assert told["promised"].big == usual["promised"].big


def test_a_name_that_no_plan_and_no_document_has_is_told(site_of_a_plan: Site) -> None:
    """A misspelt framework is an error that says which there are."""
    from frankpledge.errors import NotFoundError

    wrong = replace(site_of_a_plan.workspace, frameworks=("ncpm-2012",))
    with pytest.raises(NotFoundError, match=r"ncpm-2012.*ncpm-2021"):
        home(replace(site_of_a_plan, workspace=wrong))
