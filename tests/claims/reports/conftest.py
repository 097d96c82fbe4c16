"""Reports are bound to the example's own figures: one lake for all tests of the folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.claims import Answer, BoundReport, Figures, bind, figures_of, read_report
from frankpledge.errors import ReportError
from frankpledge.lake import Lake, ingest
from frankpledge.measures import Catalogue, load_catalogue, run

FORCE = "E23000038"
HEAD = "---\ntitle: A trial\nkind: note\ndate: 2023-05\n---\n"
MEASURES = (
    *("neighbourhood-crime", "drug-offences", "homicide", "charged-or-summonsed"),
    *("drugs-seized", "organised-crime-disruptions", "endorsable-notices", "op-scorpion-arrests"),
    *("officers-against-uplift-target", "children-safeguarded", "shoplifting"),
)
# Invented: three people are few enough to be hidden.
SMALL = (
    "measure,area,period,value,denominator,note\n"
    f"op-scorpion-arrests,{FORCE},2022-Q4,3,,Invented for this test: 3 people\n"
)


@pytest.fixture(scope="session")
def catalogue(example: Path) -> Catalogue:
    """The shipped measures and those of the example."""
    return load_catalogue(example / "measures")


@pytest.fixture(scope="session")
def areas(example: Path) -> Areas:
    """The areas of the example."""
    return load_areas(example / "areas")


@pytest.fixture(scope="session")
def figures(
    example: Path, catalogue: Catalogue, areas: Areas, tmp_path_factory: pytest.TempPathFactory
) -> Figures:
    """What the example's lake gives, with one small number of people beside it."""
    root = tmp_path_factory.mktemp("bound")
    shutil.copytree(example / "returns", root / "returns")
    (root / "returns" / "small.csv").write_text(SMALL, encoding="utf-8")
    lake = Lake(root / "data", areas=areas)
    tables = [*example.glob("figures/home-office-*"), *example.glob("figures/ons-population*")]
    ingest(lake, sorted(tables), areas=areas)
    ingest(lake, [root / "returns"], areas=areas, source="returns")
    return figures_of(lake, run(catalogue, lake, areas, only=MEASURES), areas)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a report from the text below its front matter."""

    def make(body: str, head: str = HEAD) -> Path:
        path = tmp_path / "trial.md"
        path.write_text(f"{head}{body}\n", encoding="utf-8")
        return path

    return make


@pytest.fixture
def bound(
    write: Callable[..., Path], catalogue: Catalogue, areas: Areas, figures: Figures
) -> Callable[..., BoundReport]:
    """A report from its text, with its figures worked out."""

    def make(body: str, head: str = HEAD) -> BoundReport:
        return bind(read_report(write(body, head), catalogue, areas, FORCE), figures)

    return make


@pytest.fixture
def one(bound: Callable[..., BoundReport]) -> Callable[..., Answer]:
    """The answer to one expression."""

    def make(expression: str, head: str = HEAD) -> Answer:
        (answer,) = bound(f"{{{{ {expression} }}}}", head).answers
        return answer

    return make


@pytest.fixture
def faults(
    write: Callable[..., Path], catalogue: Catalogue, areas: Areas
) -> Callable[..., list[str]]:
    """Every error of a report, each as line:column (or line, field) and what was expected."""

    def read(body: str, head: str = HEAD) -> list[str]:
        path = write(body, head)
        with pytest.raises(ReportError) as caught:
            read_report(path, catalogue, areas, FORCE)
        return [str(error).removeprefix(f"{path}:") for error in caught.value.errors]

    return read
