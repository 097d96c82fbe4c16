"""A sound plan package to spoil, and the catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest

from frankpledge.measures import Catalogue, load_catalogue
from frankpledge.plans import Plan, read_plan
from frankpledge.plans.checks import Fact, Facts, Finding, Options, check_delivery, check_plan
from frankpledge.plans.delivery import read_document
from frankpledge.voice import check_consultation, read_consultation

SOUND = Path(__file__).parent / "sound" / "oldbridge-2026"
HELD: Facts = {
    "burglary-residential": Fact(910, "year to December 2025"),
    "police-officers": Fact(410, "September 2025"),
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that the package ships."""
    return load_catalogue()


@pytest.fixture
def changed(tmp_path: Path, catalogue: Catalogue) -> Callable[..., Plan]:
    """The sound package with some of its files replaced or added, read again."""

    def read(files: dict[str, str] | None = None) -> Plan:
        folder = tmp_path / SOUND.name
        shutil.copytree(SOUND, folder, dirs_exist_ok=True)
        for file, text in (files or {}).items():
            (folder / file).write_text(text.lstrip("\n"), encoding="utf-8")
        return read_plan(folder, catalogue)

    return read


def _delivered(plan: Plan, root: Path, file: str, text: str, options: Options) -> list[Finding]:
    """What the checks find in a document of delivery on the sound plan."""
    (root / file).parent.mkdir()
    (root / file).write_text(text.lstrip("\n"), encoding="utf-8")
    document = read_document(root / file, {plan.id: plan})
    return check_delivery(document, plan, options)


def _consulted(plan: Plan, root: Path, file: str, text: str, options: Options) -> list[Finding]:
    """What the checks find in a consultation on the sound plan."""
    (root / file).parent.mkdir()
    (root / file).write_text(text.lstrip("\n"), encoding="utf-8")
    one = read_consultation(root / file, {plan.id: plan})
    return check_consultation(one, {}, options=options)


@pytest.fixture
def found(
    changed: Callable[..., Plan], catalogue: Catalogue, tmp_path: Path
) -> Callable[..., list[Finding]]:
    """What the checks find in the sound package after such a change."""

    def check(
        files: dict[str, str] | None = None,
        *select: str,
        held: Facts = MappingProxyType({}),
        ignore: tuple[str, ...] = (),
    ) -> list[Finding]:
        options = Options(select or ("FP",), ignore)
        for file in [name for name in files or {} if name.startswith("delivery/")]:
            return _delivered(changed(), tmp_path, file, (files or {})[file], options)
        for file in [name for name in files or {} if name.startswith("consultations/")]:
            return _consulted(changed(), tmp_path, file, (files or {})[file], options)
        return check_plan(changed(files), catalogue, {**HELD, **held}, options)

    return check
