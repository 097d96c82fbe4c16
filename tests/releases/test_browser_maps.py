"""Maps with boundaries and the search by postcode in a real browser: keys, no JavaScript, print."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frankpledge.money.grants import Award, Grants, Organisation, Programme, Publisher
from frankpledge.releases import inputs, mapping
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import find_area, grants, maps, points_map
from frankpledge.releases.site.model import Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
READY = "[data-map][data-ready]"
SWINDON = "maps/neighbourhoods/E06000030/"
FORM = "form[data-postcodes]"
LAMPS = Award(
    id="g1",
    title="Lamps",
    purpose="Ten lamps.",
    amount=Decimal(9500),
    awarded=date(2026, 4, 3),
    recipient=Organisation(name="Oldbridge Boxing"),
    places=("E05013418",),
)
FUND = Programme(
    path=Path("fund.yaml"),
    id="fund",
    title="Fund",
    way="given",
    description="Invented.",
    source="Invented",
    funder=Organisation(name="Nobody"),
    awards=(LAMPS,),
)
GRANTS = Grants((FUND,), Publisher("Nobody", "360G-TEST"))


@pytest.fixture(scope="module")
def address(
    pointed: Site, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> str:
    """The pages with maps, find your area, and the files that they read."""
    folder = tmp_path_factory.mktemp("maps")
    shutil.copytree(inputs.ASSETS, folder / "assets")
    renderer = Renderer(pointed.context())
    made = [
        (page.path, renderer.render(page))
        for pages in (
            maps.pages(pointed),
            points_map.pages(pointed),
            find_area.pages(pointed),
            grants.pages(replace(pointed, grants=GRANTS)),
        )
        for page in pages
    ]
    for path, data in (*made, *mapping.files(pointed)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return serve(folder)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["maps/", "maps/points/", "money/grants/"])
def test_a_map_is_drawn_from_this_site_alone(
    page: Page, address: str, path: str, width: int, axe_finds_nothing: Callable[..., None]
) -> None:
    """It appears, axe finds nothing, nothing is pushed sideways or asked of another host."""
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    page.wait_for_selector(READY, timeout=60_000)
    axe_finds_nothing(page, (width,))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not faults
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    assert any(url.endswith("maps/areas/ward.json") for url in asked)


def test_a_map_point_is_found_by_keys_alone(page: Page, address: str) -> None:
    """The list has the points of the table; the answer is the name and the records."""
    page.goto(address + "maps/points/")
    page.wait_for_selector(READY, timeout=60_000)
    assert page.locator("#map-choice option").count() == 101
    page.locator("#map-choice").focus()
    page.keyboard.press("ArrowDown")
    told = page.locator(".fp-map__told").inner_text()
    assert told.startswith("On or near Street 446, ")
    assert told.endswith(": 446 records.")


def test_a_place_is_found_on_the_map_by_keys_alone(page: Page, address: str) -> None:
    """Its list takes letters; the answer is that of the table, and leads to the place's page."""
    page.goto(address + SWINDON)
    page.wait_for_selector(READY, timeout=60_000)
    for _ in range(60):
        if page.evaluate("document.activeElement.id") == "map-choice":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Abb")
    assert page.locator(".fp-map__legend li").count() >= 5
    told = page.locator(".fp-map__told").inner_text()
    name = page.locator("#map-choice option:checked").inner_text()
    assert name.startswith("Abb")
    row = page.locator("#map-table-caption + thead + tbody tr", has_text=name)
    cells = row.locator("th, td").all_inner_texts()
    assert told == f"{name}: {cells[-3]} for each 1,000 residents. {cells[-1]}."
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "CANVAS"
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label == "Map of neighbourhoods in Swindon"


def test_the_grants_of_a_ward_are_found_on_the_map_by_keys_alone(page: Page, address: str) -> None:
    """Every ward is in the list; a ward with a grant has its sum, another that it has none."""
    page.goto(address + "money/grants/")
    page.wait_for_selector(READY, timeout=60_000)
    assert page.locator("#map-choice option").count() == 119
    page.locator("#map-choice").focus()
    page.keyboard.type("Chippenham Hard")
    told = page.locator(".fp-map__told")
    assert told.inner_text() == "Chippenham Hardenhuish: £9,500 in 1 grant."
    page.keyboard.press("ArrowDown")
    assert told.inner_text().endswith(": no grant names it.")
    assert page.locator(".fp-map__legend li").all_inner_texts() == [
        "No grant names it",
        "£1,000 to £9,999",
    ]


def test_without_javascript_hexagons_and_table_say_it(phone: Page, address: str) -> None:
    """No empty frame of a map at 320 px; the form for postcodes gives way to a sentence."""
    phone.goto(address + "maps/")
    assert not phone.locator("[data-map]").is_visible()
    assert phone.locator("figure svg:visible").count() == 1
    assert phone.locator("[aria-labelledby=map-table-caption] tbody tr:visible").count() == 118
    phone.goto(address + "places/")
    assert not phone.locator(FORM).is_visible()
    assert phone.get_by_text("needs JavaScript").is_visible()
    assert phone.locator("main li a:visible").count() > 100


def test_paper_has_the_hexagons(page: Page, address: str) -> None:
    """A drawing of the browser's graphics would print as a blank frame, so it is left out."""
    page.goto(address + "maps/")
    page.wait_for_selector(READY, timeout=60_000)
    page.emulate_media(media="print")
    assert not page.locator("[data-map]").is_visible()
    assert page.locator("figure svg").first.is_visible()
    assert len(page.pdf()) > 20_000


def test_a_missing_file_leaves_no_empty_frame(page: Page, address: str) -> None:
    """Where the boundaries cannot be read, the page is as it is without them."""
    page.route("**/maps/areas/*.json", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(address + "maps/")
    page.wait_for_timeout(300)
    assert not page.locator("[data-map]").is_visible()


def test_a_postcode_is_found_by_keys_alone(page: Page, address: str) -> None:
    """However it is typed; the first answer leads to a page of this site."""
    from axe_playwright_python.sync_playwright import Axe

    page.goto(address + "places/")
    page.locator("#find").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "postcode"
    page.keyboard.type("sn101jx")
    page.keyboard.press("Enter")
    links = page.locator(f"{FORM} ul a")
    links.first.wait_for()
    assert page.locator(f"{FORM} [role=status]").inner_text() == "SN10 1JX lies in:"
    kinds = [text.split(":")[0] for text in page.locator(f"{FORM} li").all_inner_texts()]
    assert kinds == ["Neighbourhood", "Ward"]
    assert "Devizes" in links.first.inner_text()
    assert (links.first.get_attribute("href") or "").startswith("E0103")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Devizes", "no whole postcode"),
        ("SN10", "no whole postcode"),
        ("M1 1AA", "No postcode in Wiltshire begins with M1 1"),
        ("SN10 1CC", "There is no postcode SN10 1CC"),
    ],
)
def test_what_is_no_postcode_of_the_area_is_said(
    page: Page, address: str, typed: str, said: str
) -> None:
    """Words, half a postcode, one of another area, and one that does not exist."""
    page.goto(address + "places/")
    page.fill("#postcode", typed)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "said => document.querySelector('form[data-postcodes] [role=status]')"
        ".textContent.includes(said)",
        arg=said,
    )
    assert page.locator(f"{FORM} li").count() == 0
