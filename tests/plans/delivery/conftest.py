"""A workspace with an invented plan, its delivery, a review and a reply."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.errors import DeliveryError
from frankpledge.plans import Plan, read_plans
from frankpledge.plans.delivery import Delivery, read_delivery

HERE = Path(__file__).parent
FIXTURE = HERE.parent / "fixtures" / "littleford-2024-draft"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    shutil.copytree(HERE / "littleford", tmp_path / "ws")
    shutil.copytree(FIXTURE, tmp_path / "ws" / "plans" / FIXTURE.name)
    return tmp_path / "ws"


@pytest.fixture
def plans(root: Path) -> dict[str, Plan]:
    """Its plans."""
    return read_plans(root / "plans")


@pytest.fixture
def delivery(root: Path, plans: dict[str, Plan]) -> Delivery:
    """Its delivery."""
    return read_delivery(root, plans)


@pytest.fixture
def faults(root: Path, plans: dict[str, Plan]) -> Callable[..., list[str]]:
    """Exchange words in a file of it, and give the errors that reading then raises."""

    def exchange(file: str, *pairs: str) -> list[str]:
        path = root / file
        text = path.read_text(encoding="utf-8")
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text, f"{old!r} is not in {file}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DeliveryError) as caught:
            read_delivery(root, plans)
        return [str(error).removeprefix(f"{root}/") for error in caught.value.errors]

    return exchange
