"""A budget to work on: Cleveland's real precept for 2018/19, all else invented to balance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TEXT = Path(__file__).with_name("cleveland-2018-19.yaml").read_text(encoding="utf-8")


@pytest.fixture
def text() -> str:
    """The document."""
    return TEXT


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a document where its id says."""

    def write(content: str) -> Path:
        path = tmp_path / "cleveland-2018-19.yaml"
        path.write_text(content, encoding="utf-8")
        return path

    return write
