"""The checks on the five documents, against what a person found by reading them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frankpledge.plans.checks import Options, check_text

ROOT = Path(__file__).parents[3]
OPTIONS = Options(("FP10",))

# Written by hand, reading the draft line by line: line, column, code, the words at that place.
EXPECTED = [
    (47, 1, "FP104", "A graphic will be produced"),
    (47, 28, "FP107", "to"),
    (50, 75, "FP107", ","),
    (60, 3, "FP101", "£INSERT central grant"),
    (60, 29, "FP101", "£INSERT police council tax"),
    (62, 4, "FP108", "Numbers of recorded crimes"),
    (63, 4, "FP108", "999 / 101 calls"),
    (81, 14, "FP101", "**INSERT** more officers"),
    (96, 23, "FP101", "£**INSERT** by 2025"),
    (97, 165, "FP106", "[hyperlink](#)"),
    (99, 21, "FP102", "TBC further work required"),
    (120, 35, "FP101", "**INSERT** to enhance"),
    (176, 21, "FP102", "TBC further work required"),
    (192, 92, "FP107", "and"),
    (216, 21, "FP102", "TBC"),
    (248, 90, "FP107", "and"),
    (292, 1, "FP106", "[Link to WCJB when published strategy](#)"),
    (342, 34, "FP104", "this section will be completed"),
]
OTHERS = [
    "000_24fe25f360355a7a.txt",
    "002_a863a0a4a41fbaca.txt",
    "003_6a5dcd75dc2da81c.txt",
    "004_50d8d7a5c031e9ed.txt",
]


@pytest.fixture
def draft(shared: Path) -> Path:
    """The draft Police and Crime Plan for Wiltshire and Swindon."""
    return shared / "seeds" / "001_a74a5c896139bc5f.txt"


def test_every_placeholder_of_the_draft_is_found_and_nothing_else(draft: Path) -> None:
    """Same lines, columns and codes as in the list made by hand."""
    found = [(f.line, f.column, f.code) for f in check_text(draft, OPTIONS)]
    assert found == [row[:3] for row in EXPECTED]


def test_the_list_made_by_hand_quotes_the_draft(draft: Path) -> None:
    """The words stand at the line and column that the list gives."""
    lines = draft.read_text(encoding="utf-8").split("\n")
    for line, column, _, words in EXPECTED:
        assert lines[line - 1][column - 1 :].startswith(words)


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_documents_have_no_placeholder(shared: Path, name: str) -> None:
    """A person finds none in them, and neither do the rules."""
    assert check_text(shared / "seeds" / name, OPTIONS) == []


def test_the_documentation_shows_the_same_table() -> None:
    """docs/checks/example.md lists what the test expects, in the same order."""
    text = (ROOT / "docs" / "checks" / "example.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (\d+) \| \[(FP\d+)\]", text, re.MULTILINE)
    assert [(int(line), int(column), code) for line, column, code in rows] == [
        row[:3] for row in EXPECTED
    ]


def test_the_package_of_the_draft_keeps_every_placeholder(example: Path) -> None:
    """The example's package, which quotes the draft, has each fault that the text has.

    The list of figures (FP108) is restated as statements, where there is no list to compare.
    """
    from frankpledge.plans import read_plan
    from frankpledge.plans.checks import check_plan

    plan = read_plan(example / "plans" / "wiltshire-plan-2022-draft")
    found = sorted(finding.code for finding in check_plan(plan, options=OPTIONS))
    assert found == sorted(code for _, _, code, _ in EXPECTED if code != "FP108")
