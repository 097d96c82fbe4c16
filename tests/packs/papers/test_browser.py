"""Papers and the leaflet in a browser, as a person opens a single file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frankpledge.packs import Theme
from frankpledge.packs.papers import EXIT, LEAFLET, Known, PaperPress

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FILES = (
    ("consultation", "market-day"),
    ("budget", "cleveland-2018-19"),
    ("funding", "grants"),
    ("directory", LEAFLET),
)


@pytest.fixture(scope="module")
def folder(known: Known, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, each as one HTML page."""
    made = tmp_path_factory.mktemp("papers")
    press = PaperPress(known, Theme())
    for kind, name in FILES:
        (made / f"{name}.html").write_bytes(press.made(kind, name, "html"))
    return made


@pytest.mark.parametrize("name", [name for _, name in FILES])
def test_a_file_passes_axe_and_fits_a_phone(
    folder: Path,
    name: str,
    page: Page,
    phone: Page,
    axe_finds_nothing: Callable[..., None],
    width_of: Callable[[Page], int],
) -> None:
    """Nothing is wider than 320 pixels, nothing is found by axe."""
    address = (folder / f"{name}.html").as_uri()
    phone.goto(address)
    assert width_of(phone) <= 320
    page.goto(address)
    axe_finds_nothing(page)


def test_the_exit_is_the_first_thing_a_keyboard_reaches(folder: Path, page: Page) -> None:
    """It stays in sight when the page is scrolled to its end."""
    page.goto((folder / f"{LEAFLET}.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == EXIT
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(200)
    box = page.locator(".exit a").bounding_box()
    assert box is not None and 0 <= box["y"] < 200
