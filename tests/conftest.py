"""Fixtures that every room's tests share."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which browser tests were left out, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [r for r in skipped if "test_browser" in r.nodeid]
    if left_out:
        terminalreporter.write_line(
            f"Left out: {len(left_out)} browser tests (tests/releases/test_browser.py), because no "
            "Chromium was found (Debian: apt-get install chromium)."
        )
