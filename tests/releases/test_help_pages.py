"""Find help, the venue bank and grants: what the pages say, and how one leaves them."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import DocumentError
from frankpledge.lake import Lake
from frankpledge.measures import load_catalogue, run
from frankpledge.money.grants import Award, Organisation, Programme, grants_of
from frankpledge.releases.collect import collect
from frankpledge.releases.downloads.listing import files, published
from frankpledge.releases.gathering import directory
from frankpledge.releases.inputs import ASSETS, documents_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import pages_of
from frankpledge.releases.site.grant_places import Benefits
from frankpledge.releases.site.model import Site
from frankpledge.workspace import FILE, read_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LEFT_OUT = ("data", "releases", "figures", "returns", "reports", "delivery")
SWINDON = "E06000030"
NEED = "help/needs/domestic-abuse/"
# Invented: no service, venue, grant or number here is real.
SERVICES = """\
id: invented
title: Invented
source: Nobody
services:
  - {id: refuge, name: Oldbridge refuge, by: Oldbridge Aid, summary: A safe place.,
     needs: [domestic-abuse], places: [E06000030], phone: 01632 960123, confirmed: 2029-06-02,
     web: 'https://example.org/a/very/long/address/that/goes/on-and-on-and-on'}
  - {id: line, name: Oldbridge line, by: Oldbridge Aid, summary: A line to call.,
     needs: [domestic-abuse], places: [E23000038], phone: 01632 960124, confirmed: 2030-05-02}
  - {id: gone, name: Oldbridge gone, by: Oldbridge Aid, summary: It is no more.,
     needs: [domestic-abuse], phone: 01632 960125, status: defunct}
venues:
  - id: town-hall
    name: Town hall
    by: Oldbridge Town Council
    place: E06000030
    address: {line: 1 High Street, town: Oldbridge, county: Oldshire, postcode: OL1 1AA}
    opening: [{days: [MO], start: '18:00', end: '21:00'}]
    confirmed: 2030-03-01
"""
GRANTS = """\
id: fund
title: Community fund
way: given
crime_reduction: true
description: Small grants for safer places.
source: Register of decisions
funder: {name: Police and Crime Commissioner for Oldshire, id: 360G-TEST-pcc}
awards:
  - {id: g1, title: Lights, purpose: Ten lamps., amount: 9500.5, awarded: 2026-04-03,
     recipient: {name: Oldbridge Boxing, id: GB-CHC-1164883}, reasons: Asked for.,
     conditions: Spend it by March., places: [E06000030],
     commitments: [wiltshire-plan-2022-draft/safer-public-spaces],
     measures: [safer-streets-funding], reports: [{on: 2026-10-01, text: Five stand., spent: 4000}],
     evaluation: {title: Before and after, address: 'https://example.org/e', finding: No change.}}
  - {id: g2, title: A course, purpose: Fees., amount: 300, awarded: 2026-05-03, individual: true,
     places: [E06000030, E05013418]}
"""
SETTINGS = '\n[grants]\nprefix = "360G-TEST"\n\n[directory]\nas_of = 2030-06-02\n'


def made(root: Path) -> Site:
    """A site of a workspace, without figures."""
    workspace = read_workspace(root / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    catalogue = load_catalogue(workspace.measures_path)
    return collect(workspace, lake, areas, catalogue, run(catalogue, lake, areas), "test")


@pytest.fixture(scope="module")
def folder(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's documents with invented services and grants beside them."""
    root = tmp_path_factory.mktemp("help") / "workspace"
    shutil.copytree(example, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (root / "directory" / "invented.yaml").write_text(SERVICES, encoding="utf-8")
    other = (
        '{"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Debt line", "status": "active"}'
    )
    (root / "directory" / "others.json").write_text(other, encoding="utf-8")
    (root / "money" / "grants" / "fund.yaml").write_text(GRANTS, encoding="utf-8")
    with (root / FILE).open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    return root


@pytest.fixture(scope="module")
def help_site(folder: Path) -> Site:
    """The site of that workspace."""
    return made(folder)


@pytest.fixture(scope="module")
def rendered(help_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its pages of help and grants, as files."""
    out = tmp_path_factory.mktemp("pages")
    shutil.copytree(ASSETS, out / "assets")
    renderer = Renderer(help_site.context())
    for page in (*pages_of("directory", help_site), *pages_of("grants", help_site)):
        (out / page.path).parent.mkdir(parents=True, exist_ok=True)
        (out / page.path).write_bytes(renderer.render(page))
    return out


def text(rendered: Path, path: str) -> str:
    """The words of a page."""
    html = (rendered / path / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_entry_says_whether_anybody_confirmed_it(rendered: Path) -> None:
    """Fresh, out of date after a year, and never asked; what is no more is not shown."""
    words = text(rendered, NEED)
    assert "Confirmed on 2 May 2030" in words
    assert "Not confirmed since 2 June 2029" in words
    assert "Not confirmed by anybody" in words
    assert "Oldbridge gone" not in words
    assert "1 of them was confirmed in the six months up to 2 June 2030" in text(rendered, "help")


def test_a_place_has_what_works_there_and_what_may(rendered: Path) -> None:
    """A service of the whole force area works in each council area; one elsewhere does not."""
    swindon = text(rendered, f"help/places/{SWINDON}/")
    wiltshire = text(rendered, "help/places/E06000054/")
    assert "Oldbridge refuge" in swindon
    assert "Oldbridge line" in swindon
    assert "Oldbridge refuge" not in wiltshire
    assert "Oldbridge line" in wiltshire
    assert "Where it works is not stated" in wiltshire


def test_a_service_of_others_without_a_need_is_not_lost(rendered: Path) -> None:
    """It stands under other help, and in each place, because it names none."""
    assert "Debt line" in text(rendered, "help/needs/other/")
    assert "Open Referral file others.json" in text(rendered, "help/needs/other/")
    assert "Debt line" in text(rendered, f"help/places/{SWINDON}/")


def test_every_page_of_help_can_be_left(rendered: Path) -> None:
    """Each has the button, its script, and tells no other site where the reader came from."""
    paths = sorted((rendered / "help").rglob("*.html"))
    assert len(paths) > 8
    for path in paths:
        html = path.read_text(encoding="utf-8")
        assert html.count('data-module="govuk-exit-this-page"') == 1, path
        assert 'href="https://www.bbc.co.uk/weather"' in html
        assert "assets/exit.js" in html
        assert '<meta name="referrer" content="no-referrer">' in html
        assert 'name="q"' not in html


def test_grants_are_shown_with_reasons_and_links(rendered: Path) -> None:
    """What was given, received and only promised; to whom, why, and what is not known."""
    words = text(rendered, "money/grants")
    assert "2 grants of £9,801 in all." in words
    assert "Spend it by March." in words
    assert "a person, not named" in words
    assert "£2.6 million was received from others; to whom it was passed on is not stated." in words
    html = (rendered / "money" / "grants" / "index.html").read_text(encoding="utf-8")
    assert 'commitments/safer-public-spaces/"' in html
    lights = html.split("Lights: Oldbridge Boxing")[1].split("</details>")[0]
    assert 'measures/safer-streets-funding/"' in lights
    for said in (
        "1 October 2026: Five stand. (£4,000 spent)",
        "Before and after: No change.",
        'href="https://example.org/e"',
    ):
        assert said in lights
    assert "An evaluation is published of 1 of them." in words
    assert f'places/{SWINDON}/"' in html


def spent_on(*awards: tuple[str, int, tuple[str, ...]]) -> tuple[Programme, ...]:
    """A programme of invented awards: id, pounds, places."""
    made = tuple(
        Award(
            id=name,
            title=name,
            purpose="Lamps.",
            amount=Decimal(pounds),
            awarded=date(2026, 4, 3),
            recipient=Organisation(name="Oldbridge Boxing"),
            places=places,
        )
        for name, pounds, places in awards
    )
    fund = {"id": "fund", "title": "Fund", "way": "given", "description": "", "source": ""}
    return (Programme(path=Path("f.yaml"), funder=Organisation(name="A"), awards=made, **fund),)


WARDS = ("E05013418", "E05008968")


def test_grants_are_mapped_by_the_place_that_benefits(help_site: Site) -> None:
    """Each sum in its class on the map, whole in each of its places; what has none is counted."""
    awards = [("a", 900, WARDS), ("b", 60_000, WARDS[:1]), ("c", 250_000, (SWINDON,))]
    found = Benefits.of(help_site, spent_on(*awards, ("d", 70, ())))
    assert found is not None
    assert "3 of 4 grants, £310,900 of £310,970, name the places that benefit." in found.finding
    assert "Of 3 places the most is for Swindon council area: £250,000." in found.finding
    assert "Of 1 grant (£70) no place is stated. 116 of 118 wards are named by" in found.finding
    table, figure = found.table(), found.figure()
    assert table is not None
    assert [row[1:] for row in table.rows] == [
        ["1", "1", "£250,000", "£250,000"],
        ["2", "2", "£60,900", "£60,000"],
        ["3", "1", "£900", "£0"],
        ["", "1", "£70", ""],
    ]
    assert figure is not None
    wide, _ = str(figure.chart).split('<div class="fp-chart-narrow">')
    on_map = r'fp-cells-(\w+)" d="([^"]+)" fill="none" marker-start="url\(#grants-map-(?!l-)'
    cells = dict(re.findall(on_map, wide))
    # A path of one cell has its point twice; the ground is every ward that no award names.
    drawn = {name: len(set(path.strip("M").split("L"))) for name, path in cells.items()}
    assert drawn == {"one": 116, "two": 1, "four": 1, "five": 1}
    at = {text: x for x, text in re.findall(r'<text x="([\d.]+)" y="[\d.]+">(\d+)</text>', wide)}
    shown = [path.strip("M").split()[0] for name, path in cells.items() if name != "one"]
    assert [at["3"], at["2"], at["1"]] == shown  # each number on its own cell
    assert "No grant names it" in wide
    assert "£10,000 to £99,999" in wide
    assert html.escape(found.finding, quote=False) in wide


def test_without_places_there_is_no_map_of_grants(help_site: Site) -> None:
    """The sentence says so; without an award there is nothing at all."""
    found = Benefits.of(help_site, spent_on(("a", 900, ())))
    assert found is not None
    assert found.finding == "For which places 1 grant (£900) was made is not stated."
    assert (found.table(), found.figure()) == (None, None)
    assert Benefits.of(help_site, spent_on()) is None


def test_the_data_are_what_the_standards_ask(help_site: Site, shared: Path) -> None:
    """Open Referral as published passes the schema; the grants carry the publisher's prefix."""
    standard = shared / "data" / "standards" / "open-referral-3.0" / "service_with_definitions.json"
    schema = jsonschema.Draft202012Validator(json.loads(standard.read_text(encoding="utf-8")))
    listed = json.loads(directory.directory_data(help_site))
    assert listed["total_items"] == len(listed["contents"]) > 3
    for service in listed["contents"]:
        schema.validate(service)
    found = {one.path: one for one in published(help_site)}
    grants = json.loads(found["data/grants.json"].write())
    assert [one["id"] for one in grants["grants"]] == ["360G-TEST-g1", "360G-TEST-g2"]
    law = found["data/grants-information.csv"].write().decode()
    assert "2026-04,g1,Oldbridge Boxing,9500.5,Ten lamps.,Asked for.,Spend it by March." in law
    assert found["data/grants.csv"].write().startswith(b"Identifier,Title,Description,Currency")


def test_calendars_are_written_and_inputs_listed(help_site: Site, folder: Path) -> None:
    """A venue's calendar is a file of the release, the documents are among what it is made of."""
    written = dict(directory.calendars(help_site))
    assert list(written) == ["venues/town-hall.ics"]
    assert b"DTSTART:20300603T170000Z" in written["venues/town-hall.ics"]
    listed = {path.relative_to(folder).as_posix() for path in documents_of(help_site.workspace)}
    assert {"directory/invented.yaml", "money/grants/fund.yaml"} <= listed
    assert "venues/town-hall.ics" in dict(files(help_site))


def test_awards_without_a_prefix_are_refused(help_site: Site) -> None:
    """Identifiers need the prefix that 360Giving gave; the error names the setting."""
    workspace = replace(help_site.workspace, raw={**help_site.workspace.raw, "grants": {}})
    with pytest.raises(DocumentError, match=r"grants\.prefix: expected the prefix that 360Giving"):
        grants_of(workspace, help_site.areas, help_site.plans, help_site.catalogue)


@pytest.fixture(scope="module")
def address(rendered: Path, serve: Callable[[Path], str]) -> str:
    """The pages on this machine."""
    return serve(rendered)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor whose weather page is made here: no test reaches the network."""
    found = browser.new_context(viewport={"width": 1280, "height": 900})
    found.route(
        "https://www.bbc.co.uk/**",
        lambda route: route.fulfill(body="<title>Weather</title>rain", content_type="text/html"),
    )
    yield found
    found.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Page:
    """Somebody who read about grants, and then looked for help about domestic abuse."""
    page = context.new_page()
    page.goto(f"{address}money/grants/")
    page.get_by_role("link", name="Find help near you").click()
    page.get_by_role("link", name="Domestic abuse", exact=True).click()
    page.wait_for_url(f"{address}{NEED}")
    return page


def shift(page: Page, times: int) -> None:
    """Press Shift, by itself, so many times."""
    for _ in range(times):
        page.keyboard.press("Shift")


def left(page: Page, address: str) -> bool:
    """Whether the weather is there and the way back leads to before the pages of help."""
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    return page.url == f"{address}money/grants/"


class TestInTheBrowser:
    """The exit pattern with keyboard and mouse, and what stays behind."""

    pytestmark = pytest.mark.browser

    def test_three_shifts_leave(self, visit: Page, address: str) -> None:
        """The third press leaves; the way back does not lead to a page of help."""
        status = visit.locator('[data-module="govuk-exit-this-page"] [role=status]')
        shift(visit, 1)
        assert status.inner_text() == "Shift, press 2 more times to exit."
        shift(visit, 1)
        assert status.inner_text() == "Shift, press 1 more time to exit."
        assert visit.url == f"{address}{NEED}"
        shift(visit, 1)
        assert left(visit, address)

    def test_the_button_leaves_by_keyboard_and_by_mouse(self, visit: Page, address: str) -> None:
        """It is the first thing in the page's own part; Enter on it leaves."""
        visit.locator(".govuk-skip-link").focus()
        visit.keyboard.press("Enter")
        visit.keyboard.press("Tab")
        focused = visit.evaluate("document.activeElement.textContent")
        assert "Exit this page" in focused
        visit.keyboard.press("Enter")
        assert left(visit, address)
        visit.goto(f"{address}help/")
        visit.get_by_role("button", name="Exit this page").click()
        visit.wait_for_url("https://www.bbc.co.uk/weather")

    def test_capitals_and_slow_presses_do_not(self, visit: Page, address: str) -> None:
        """Shift for a capital does not count, and two presses are forgotten after five seconds."""
        visit.clock.install()
        visit.goto(f"{address}help/")
        visit.locator("#find").focus()
        for letter in "ABCD":
            visit.keyboard.press(f"Shift+{letter}")
        assert visit.locator("#find").input_value() == "ABCD"
        shift(visit, 2)
        visit.clock.fast_forward(5_001)
        status = visit.locator('[data-module="govuk-exit-this-page"] [role=status]')
        assert status.inner_text() == "Exit this page expired."
        shift(visit, 2)
        assert visit.url == f"{address}help/"
        shift(visit, 1)
        visit.wait_for_url("https://www.bbc.co.uk/weather")

    def test_nothing_stays_in_the_browser(
        self, visit: Page, context: BrowserContext, address: str
    ) -> None:
        """No cookie, no storage, no query, no request to anybody else, also after a search."""
        asked: list[str] = []
        visit.on("request", lambda request: asked.append(request.url))
        visit.goto(f"{address}help/")
        visit.locator("#find").fill("refuge")
        visit.keyboard.press("Enter")
        assert visit.locator("#listed li:visible").count() == 1
        assert visit.locator("#find-status").inner_text() == "1 service found"
        assert visit.url == f"{address}help/"
        assert context.cookies() == []
        kept = "[localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
        assert visit.evaluate(f"async () => {kept}") == [0, 0, 0]
        assert asked
        assert all(url.startswith(address) and "?" not in url for url in asked)

    def test_without_javascript_everything_is_there(
        self, phone: Page, address: str, width_of: Callable[[Page], int]
    ) -> None:
        """The button is a link, the lists are links, nothing pushes a phone's page sideways."""
        for path in ("help/", NEED, f"help/places/{SWINDON}/", "venues/", "money/grants/"):
            phone.goto(address + path)
            assert width_of(phone) <= 320, path
        phone.goto(f"{address}help/")
        assert not phone.locator("#find").is_visible()
        phone.get_by_role("link", name="Young people", exact=True).click()
        assert phone.locator("h1").inner_text() == "Young people"
        exit_ = phone.get_by_role("button", name="Exit this page")
        assert exit_.get_attribute("href") == "https://www.bbc.co.uk/weather"

    def test_axe_finds_nothing(
        self, context: BrowserContext, address: str, axe_finds_nothing: Callable[[Page], None]
    ) -> None:
        """No violation of axe's rules, at desktop and at phone width."""
        page = context.new_page()
        for path in ("help/", NEED, f"help/places/{SWINDON}/", "venues/", "money/grants/"):
            page.goto(address + path)
            axe_finds_nothing(page)
