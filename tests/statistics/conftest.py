"""Fixtures for the tests of the statistics: golden cases, and comparing with missing values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

# A busy machine is no reason for a test to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def _numbers(values: Any) -> np.ndarray:
    """Nested lists with None for missing as floats with NaN."""
    return np.array(values, dtype=object).astype(np.float64)


@pytest.fixture(scope="session")
def golden(shared: Path) -> Callable[[str], Any]:
    """Read one file of golden cases."""
    return lambda name: json.loads((shared / "golden" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def near() -> Callable[..., None]:
    """Assert that numbers agree within a relative tolerance, None in the cases standing for NaN."""

    def compare(actual: Any, expected: Any, rtol: float, said: object = "") -> None:
        np.testing.assert_allclose(
            _numbers(actual), _numbers(expected), rtol=rtol, err_msg=str(said)
        )

    return compare
