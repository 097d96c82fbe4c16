"""Packs of reports as a person asks for them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import NotFoundError
from frankpledge.lake import Lake
from frankpledge.packs import Order, Theme, Typesetter, make_pack, render
from frankpledge.packs.reports.making import TITLES
from frankpledge.packs.reports.printing import content
from frankpledge.packs.reports.wording import Paper
from frankpledge.workspace import FILE, read_workspace


def _order(home: Path, out: Path, *chosen: str, formats: tuple[str, ...] = ()) -> Order:
    workspace = read_workspace(home / FILE)
    areas = load_areas(workspace.areas_path)
    lake = Lake(workspace.data_path, areas=areas)
    return Order(workspace, lake, areas, out, chosen, formats=formats)


def test_a_report_is_made_in_the_formats_asked_for(home: Path, tmp_path: Path) -> None:
    """Files are named after the report."""
    made = make_pack("panel", _order(home, tmp_path, "trial", formats=("html", "ods")))
    assert [path.name for path in made.files] == ["trial.html", "trial.ods"]
    assert all(path.stat().st_size > 1000 for path in made.files)


@pytest.mark.parametrize(("kind", "chosen"), [("annual", ()), ("panel", ("other",))])
def test_a_report_that_is_not_there_is_named(
    home: Path, tmp_path: Path, kind: str, chosen: tuple[str, ...]
) -> None:
    """The message says what there is."""
    with pytest.raises(NotFoundError, match="no such report of the kind"):
        make_pack(kind, _order(home, tmp_path, *chosen))


def test_the_pdf_is_tagged_and_says_what_the_report_says(paper: Paper) -> None:
    """Typst refuses PDF/UA-1 without words for a drawing; the text can be taken out again."""
    made = Typesetter("report.typ", Theme()).pdf(content(paper, TITLES), paper.day)
    assert b"pdfuaid:part" in made
    with pdfplumber.open(io.BytesIO(made)) as book:
        text = " ".join(page.extract_text() for page in book.pages)
    assert "Crime fell by −23.5" in text
    assert "22.59 kilograms† were seized" in text
    assert "code <script>" in text
    assert made == Typesetter("report.typ", Theme()).pdf(content(paper, TITLES), paper.day)


def test_the_html_is_one_safe_file(paper: Paper) -> None:
    """Nothing of the report becomes markup, nothing is fetched."""
    told = content(paper, TITLES) | {"theme": Theme().words}
    made = render("report.html", told).decode()
    assert "<script" not in made
    assert not re.search(r'(?:src|href)="(?!https://example\.org/page|#)', made)
    assert "code &lt;script&gt;" in made
    assert made.count("<svg") == 4  # each chart for wide screens and for phones
