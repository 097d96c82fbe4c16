"""Every kind of page in a real browser: axe, no JavaScript, phone width, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FORCE, WARD, LSOA = "E23000038", "E05013418", "E01031938"
PLAN = "plans/wiltshire-plan-2022-draft/"
KINDS = {
    "scorecard": "",
    "frameworks": "priorities/",
    "framework": "priorities/wiltshire-plan-2022/",
    "priority": "priorities/wiltshire-plan-2022/violence-and-serious-harm/",
    "priority without scores": "priorities/wiltshire-plan-2022/needs-of-communities/",
    "plans": "plans/",
    "plan": PLAN,
    "plan of a partnership": "plans/wiltshire-csp-2019/",
    "manifesto": "plans/wiltshire-labour-manifesto-2021/",
    "report": "plans/wiltshire-panel-2023/",
    "priority of a plan": f"{PLAN}priorities/violence-and-serious-harm/",
    "promises under no priority": f"{PLAN}general/",
    "promise with charts": f"{PLAN}commitments/prevent-violence/",
    "promise without measure": f"{PLAN}commitments/misogyny-law/",
    "promise with updates": f"{PLAN}commitments/hit-organised-crime/",
    "how a plan stands": f"{PLAN}progress/",
    "theme": "plans/wiltshire-csp-2019/themes/delivery-drugs-and-alcohol/",
    "board": "plans/wiltshire-csp-2019/who/wcsp/",
    "outcomes": "plans/wiltshire-csp-2019/outcomes/",
    "measures of a plan": f"{PLAN}outcomes/",
    "who does what": f"{PLAN}governance/",
    "statements": "plans/wiltshire-panel-2023/statements/",
    "rest of a plan": f"{PLAN}document/",
    "how a plan is checked": f"{PLAN}checks/",
    "reports": "reports/",
    "report with bound figures": "reports/panel-2023-spring/",
    "what the law asks": "duties/",
    "find help": "help/",
    "help for a need": "help/needs/victims/",
    "help near a place": "help/places/E06000030/",
    "venue bank": "venues/",
    "grants": "money/grants/",
    "measures": "measures/",
    "measure": "measures/neighbourhood-crime/",
    "measure without figures": "measures/victim-satisfaction/",
    "measure in a district": "measures/located-anti-social-behaviour/E06000030/",
    "score": "scores/neighbourhood-crime/",
    "score of a priority": "scores/wiltshire-plan-2022/what-matters-to-communities/",
    "find your area": "places/",
    "force": f"places/{FORCE}/",
    "another force": "places/E23000005/",
    "district": "places/E06000030/",
    "ward": f"places/{WARD}/",
    "neighbourhood": f"places/{LSOA}/",
    "parish that shares neighbourhoods": "places/E04001090/",
    "parish without figures": "places/E04011622/",
    "police neighbourhood": "places/wiltshire-cpt-amesbury/",
    "compare": "compare/",
    "compare forces": "compare/neighbourhood-crime/",
    "map of wards": "maps/",
    "map of a type of crime": "maps/burglary/",
    "map of parishes": "maps/parishes/",
    "map of neighbourhoods": "maps/neighbourhoods/E06000054/",
    "hot spots": "hot-spots/",
    "hot spots of a type": "hot-spots/burglary/",
    "stations and strength": "strength/",
    "road safety": "road-safety/",
    "partnership": "places/E22000361/",
    "money": "money/",
    "precept": "money/precept/",
    "services": "money/services/",
    "consultations": "consultations/",
    "consultation": "consultations/use-your-voice/",
    "methods": "methods/",
    "method": "methods/xmr-charts/",
    "data": "data/",
    "source": "sources/police-uk-lsoa/",
    "accessibility": "accessibility/",
    "glossary": "glossary/",
    "changes": "changes/",
    "corrections": "corrections/",
    "not found": "404.html",
}


# Pages about places: used with the keyboard alone, and taken to meetings on paper.
PLACES = [
    *("ward", "parish that shares neighbourhoods", "parish without figures", "partnership"),
    *("police neighbourhood", "find your area", "hot spots", "stations and strength"),
    "road safety",
]
SHEET = 673  # pixels across A4 between the margins of the printed page: 178 mm at 96 an inch
FOCUSED = """
() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  return {
    what: one.tagName + ' ' + (one.getAttribute('href') || one.id || one.textContent.trim()),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    body: one === document.body,
  };
}
"""


@pytest.fixture(scope="module")
def address(release: Path, serve: Callable[[Path], str]) -> str:
    """The release on this machine."""
    return serve(release)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_axe_finds_nothing(
    page: Page, address: str, path: str, axe_finds_nothing: Callable[[Page], None]
) -> None:
    """No violation of axe's rules, at desktop and at phone width."""
    page.goto(address + path)
    axe_finds_nothing(page)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_pages_fit_a_narrow_phone_without_javascript(
    phone: Page, address: str, path: str, width_of: Callable[[Page], int]
) -> None:
    """At 320 px, with JavaScript off, nothing pushes the page sideways and the text is there."""
    failed: list[str] = []
    phone.on("requestfailed", lambda request: failed.append(request.url))
    phone.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    phone.goto(address + path)
    phone.wait_for_load_state("networkidle")
    assert not failed
    assert len(phone.locator("main").inner_text()) > 120
    assert width_of(phone) <= 320


def test_nothing_is_fetched_from_elsewhere(page: Page, address: str) -> None:
    """The site is complete: no font, script or picture comes from another host."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", f"places/{LSOA}/", "compare/neighbourhood-crime/"):
        page.goto(address + path)
    assert asked
    assert all(url.startswith((address, "data:")) for url in asked)


def test_an_area_is_found_by_typing_its_name(page: Page, address: str) -> None:
    """Typing a part of a name leaves the places that have it, and a click opens one."""
    page.goto(address + "places/")
    page.locator("input").first.fill("salisbury")
    shown = [t for t in page.locator("main li a:visible").all_inner_texts() if t.strip()]
    assert shown
    assert all("salisbury" in text.lower() for text in shown)
    page.locator("main li a:visible").first.click()
    assert "Salisbury" in page.locator("h1").inner_text()


def test_the_scorecard_answers_three_questions_first(page: Page, address: str) -> None:
    """What was promised, what changed and what is not known stand within two screens."""
    page.goto(address)
    for heading in ("What was promised", "What really changed", "What is not known"):
        box = page.get_by_text(heading, exact=True).first.bounding_box()
        assert box is not None
        assert box["y"] < 1000


def test_every_chart_says_its_finding_and_has_a_table(page: Page, address: str) -> None:
    """Each figure has a caption, a named drawing and the same as a table."""
    for path in (
        "measures/neighbourhood-crime/",
        f"places/{LSOA}/",
        "compare/neighbourhood-crime/",
    ):
        page.goto(address + path)
        figures = page.locator("figure.fp-figure")
        assert figures.count() > 0
        for index in range(figures.count()):
            one = figures.nth(index)
            assert one.locator("figcaption").inner_text().strip()
            assert one.locator("svg[role=img] title").count() > 0
            assert one.locator("table").count() == 1


def test_it_prints(page: Page, address: str) -> None:
    """A page prints on paper, with its figures and without its navigation."""
    page.goto(address + "measures/neighbourhood-crime/")
    page.emulate_media(media="print")
    assert not page.locator(".fp-nav").is_visible()
    assert page.locator("figure svg").first.is_visible()
    assert len(page.pdf()) > 20_000


@pytest.mark.parametrize("name", PLACES)
def test_places_work_with_the_keyboard_alone(page: Page, address: str, name: str) -> None:
    """Tab goes through the page, each stop is seen and marked; what is folded opens with Enter."""
    page.goto(address + KINDS[name])
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["what"].startswith("A #"), "a link past the navigation comes first"
    page.keyboard.press("Enter")
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["body"]:  # the end of the page
            break
        assert stop["inside"], stop
        assert stop["marked"], stop
        stops.append(stop["what"])
    assert len(set(stops)) > 3, "the focus is caught"
    folded = page.locator("main details:not([open]) > summary:visible")
    for _ in range(min(2, folded.count())):
        folded.first.focus()
        page.keyboard.press("Enter")
    assert page.locator("main details[open]").count() >= min(1, folded.count())


@pytest.mark.parametrize("name", PLACES)
def test_places_print(page: Page, address: str, name: str) -> None:
    """On paper: no navigation, the heading and every drawing, nothing wider than the sheet."""
    page.goto(address + KINDS[name])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 990})
    assert not page.locator(".fp-nav").is_visible()
    assert page.locator("h1").is_visible()
    for figure in page.locator("main figure.fp-figure").all():
        assert figure.locator("svg").first.is_visible() or figure.locator("svg").last.is_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SHEET, wide
    assert len(page.pdf(format="A4")) > 10_000
