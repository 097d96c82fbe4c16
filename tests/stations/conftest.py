"""The places of the example, and four neighbourhoods on a line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.stations import Demand


@pytest.fixture(scope="session")
def areas(example: Path) -> Areas:
    """The places of the example workspace."""
    return load_areas(example / "areas")


@pytest.fixture
def demand() -> Demand:
    """Four neighbourhoods on a line, 10 kilometres apart, with 100, 200, 300 and 400 people."""
    metres = np.array([(400_000.0 + 10_000 * i, 200_000.0) for i in range(4)])
    degrees = np.array([(-2.0 + 0.1444 * i, 51.7) for i in range(4)])
    return Demand(
        codes=tuple(f"E0100000{i}" for i in range(4)),
        metres=metres,
        degrees=degrees,
        people=np.array([100.0, 200.0, 300.0, 400.0]),
        year="2020",
    )
