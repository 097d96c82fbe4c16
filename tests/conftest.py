"""Fixtures that every room's tests share."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NO_CHROMIUM = "no Chromium on this machine"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's reference files, which lie beside the checkout and never inside it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no reference files at {folder}")
    return folder


@pytest.fixture(scope="session")
def example() -> Path:
    """The example workspace."""
    return ROOT / "examples" / "wiltshire"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address!r}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests marked `browser` where there is none."""
    for item in items:
        if CHROMIUM is None and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which browser tests were left out, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [r.nodeid for r in skipped if NO_CHROMIUM in str(r.longrepr)]
    if left_out:
        files = ", ".join(sorted({nodeid.partition("::")[0] for nodeid in left_out}))
        terminalreporter.write_line(
            f"Left out: {len(left_out)} browser tests ({files}), because no Chromium was found "
            "(Debian: apt-get install chromium)."
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without any request of its own. Mark the tests that use it `browser`."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page at desktop width."""
    found = browser.new_page(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page 320 px wide, without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def width_of() -> Callable[[Page], int]:
    """How wide a page's content is, also without JavaScript."""

    def measure(page: Page) -> int:
        session = page.context.new_cdp_session(page)
        return int(session.send("Page.getLayoutMetrics")["cssContentSize"]["width"])

    return measure


@pytest.fixture(scope="session")
def axe_finds_nothing() -> Callable[..., None]:
    """No violation of axe's rules at desktop and phone width, with everything unfolded."""

    def check(page: Page, widths: tuple[int, ...] = (1280, 390)) -> None:
        from axe_playwright_python.sync_playwright import Axe

        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            # Without this, axe describes every element that passes, which takes most of the time.
            found = Axe().run(page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, found.generate_report()

    return check


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output short."""


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine until the module's tests are over; gives its address."""
    with ExitStack() as stack:

        def begin(folder: Path) -> str:
            handler = partial(_Quiet, directory=str(folder))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield begin
