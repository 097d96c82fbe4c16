"""The pack as a single page in a real browser: axe, no JavaScript, phone width, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from frankpledge.packs import Theme
from frankpledge.packs.parish import Packs, Press
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PLACES = ("E04001090", "E04011622", "E05008954")


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
def test_axe_finds_nothing(
    page: Page, pages: Path, code: str, axe_finds_nothing: Callable[..., None]
) -> None:
    """No violation of axe's rules at desktop and at phone width."""
    page.goto((pages / f"{code}.html").as_uri())
    axe_finds_nothing(page, (1280, 320))


@pytest.mark.parametrize("code", PLACES)
def test_it_fits_a_narrow_phone_and_paper(
    phone: Page, pages: Path, code: str, width_of: Callable[[Page], int]
) -> None:
    """At 320 px without JavaScript nothing pushes sideways; paper gets the wide drawing."""
    phone.goto((pages / f"{code}.html").as_uri())
    assert width_of(phone) <= 320
    drawings = phone.locator("figure .small svg").count()
    assert drawings == phone.locator("figure .small svg:visible").count() == (code != PLACES[1])
    phone.emulate_media(media="print")
    phone.set_viewport_size({"width": 760, "height": 1000})
    assert phone.locator("figure .large svg:visible").count() == drawings
