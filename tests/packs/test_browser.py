"""The pack as a single page in a real browser: axe, no JavaScript, phone width, print."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frankpledge.packs import Theme
from frankpledge.packs.parish import Packs, Press
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSER = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]
PLACES = ("E04001090", "E04011622", "E05008954")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without any request of its own."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=BROWSER, args=quiet)
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages(packs: Packs, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three packs as HTML, by code."""
    folder = tmp_path_factory.mktemp("pages")
    press = Press(packs, workspace, Theme(), folder, ("html",))
    for code in PLACES:
        for _, data in press.forms(packs.areas.get(code)):
            (folder / f"{code}.html").write_bytes(data)
    return folder


@pytest.mark.parametrize("code", PLACES)
def test_axe_finds_nothing(browser: Browser, pages: Path, code: str) -> None:
    """No violation of axe's rules at desktop and at phone width."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.goto((pages / f"{code}.html").as_uri())
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("code", PLACES)
def test_it_fits_a_narrow_phone_and_paper(browser: Browser, pages: Path, code: str) -> None:
    """At 320 px without JavaScript nothing pushes sideways; paper gets the wide drawing."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto((pages / f"{code}.html").as_uri())
    session = context.new_cdp_session(page)
    assert session.send("Page.getLayoutMetrics")["cssContentSize"]["width"] <= 320
    drawings = page.locator("figure .small svg").count()
    assert drawings == page.locator("figure .small svg:visible").count() == (code != PLACES[1])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 760, "height": 1000})
    assert page.locator("figure .large svg:visible").count() == drawings
    context.close()
