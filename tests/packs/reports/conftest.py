"""A report with every kind of block and figure, bound to the example's figures."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.claims import bind, figures_of, read_report
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue, run
from frankpledge.packs.reports.wording import Paper, paper_of
from frankpledge.workspace import FILE, read_workspace

MEASURES = (
    *("neighbourhood-crime", "homicide", "drugs-seized", "endorsable-notices"),
    "op-scorpion-arrests",
)
# Invented: three people are few enough to be hidden.
SMALL = (
    "measure,area,period,value,denominator,note\n"
    "op-scorpion-arrests,E23000038,2022-Q4,3,,Invented for this test\n"
)
CRIME = "neighbourhood-crime"
# The sentences are invented; the dangerous ones are what a hostile writer would try.
TEXT = f"""\
---
title: A report for tests
kind: panel
date: 2023-05
audience: The panel
restates: Another document
summary: What is said, in short.
---

Crime {{{{ change {CRIME} from YE2019-12 to YE2022-09 as verb }}}} by **{{{{ change {CRIME} from
YE2019-12 to YE2022-09 }}}}**, and [a link](https://example.org/page).

## One

- {{{{ value drugs-seized for 2022-Q3 }}}} were seized
- {{{{ stated "=1+1" place "page 1" note "@SUM(A1)" }}}} and *more*
  - deeper {{{{ value homicide for YE1999-09 }}}}

> Quoted {{{{ value {CRIME} for YE2022-09 as sentence }}}}

{{{{ trend {CRIME} to 2022-Q3 }}}}

## Two

{{{{ change {CRIME} from YE2019-12 to YE2022-09 as chart }}}}

{{{{ change {CRIME} from YE2019-12 to YE2022-09 as table }}}}

| =cmd | b |
| --- | --- |
| -2+3 | {{{{ value {CRIME} for YE2022-09 as number }}}} |

```
code <script>
```
"""


@pytest.fixture(scope="session")
def home(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with figures in its lake, and one report."""
    root = tmp_path_factory.mktemp("packs") / "workspace"
    for name in ("areas", "measures", "returns"):
        shutil.copytree(example / name, root / name)
    shutil.copy(example / FILE, root / FILE)
    (root / "returns" / "small.csv").write_text(SMALL, encoding="utf-8")
    (root / "reports").mkdir()
    (root / "reports" / "trial.md").write_text(TEXT, encoding="utf-8")
    workspace = read_workspace(root / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    ingest(lake, sorted(example.glob("figures/home-office-crime*")), areas=areas)
    ingest(lake, [root / "returns"], areas=areas, source="returns")
    return root


@pytest.fixture(scope="session")
def make(home: Path) -> Callable[[Path], Paper]:
    """Reads and binds a report of the workspace."""
    workspace = read_workspace(home / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    catalogue = load_catalogue(workspace.measures_path)
    figures = figures_of(lake, run(catalogue, lake, areas, only=MEASURES), areas)

    def read(path: Path) -> Paper:
        report = read_report(path, catalogue, areas, workspace.force)
        return paper_of(bind(report, figures), workspace)

    return read


@pytest.fixture(scope="session")
def paper(home: Path, make: Callable[[Path], Paper]) -> Paper:
    """The report of the workspace."""
    return make(home / "reports" / "trial.md")
