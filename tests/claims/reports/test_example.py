"""The Wiltshire panel presentation of spring 2023, rebuilt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frankpledge.areas import Areas
from frankpledge.claims import check_report, read_reports
from frankpledge.measures import Catalogue
from frankpledge.plans.checks import Options

# Every figure of the presentation, as it is printed there; years, dates and names of projects left
# out. '-25%' and '2021' are written with a true minus and a comma.
STATED = (
    *("1,189", "−25 %", "−31 %", "under 2 %", "+9 %", "41 forces", "14 arrests", "26 children"),
    *("160 hours", "2,021 notices", "£2.6 million", "86 %", "third most"),
)


def _path(example: Path) -> Path:
    return example / "reports" / "panel-2023-spring.md"


def _text(example: Path) -> str:
    return _path(example).read_text(encoding="utf-8")


def test_it_reads_and_nothing_in_it_is_unbound(
    example: Path, catalogue: Catalogue, areas: Areas
) -> None:
    """No fault, and no finding of any rule."""
    (report,) = read_reports([_path(example)], catalogue, areas, "E23000038")
    assert report.head.restates.startswith("PCC Presentation")
    assert check_report(report.path, Options()) == []


@pytest.mark.parametrize("figure", STATED)
def test_what_cannot_be_bound_is_stated_with_its_place(example: Path, figure: str) -> None:
    """Each stands in a statement that names a place of the presentation."""
    found = re.findall(r'\{\{ stated "([^"]*)" place "([^"]+)"', _text(example))
    assert any(figure in statement and place for statement, place in found)


def test_every_supplied_figure_of_the_presentation_is_used(
    example: Path, catalogue: Catalogue, areas: Areas
) -> None:
    """The returns that were typed from the presentation are all bound in the report."""
    import csv

    path = example / "returns" / "panel-presentation-2023.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = {(row["measure"], row["period"]) for row in csv.DictReader(file)}
    (report,) = read_reports([_path(example)], catalogue, areas, "E23000038")
    used = {
        (str(r.measure and r.measure.id), span.last)
        for r in (written.request for written in report.figures)
        if r.expression.kind.name in {"value", "returned"}
        for span in r.spans.values()
    }
    assert rows <= used
