"""What is not known, what cannot be, and what is too long, in every format of a pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from frankpledge.areas import load_areas
from frankpledge.errors import ReportError
from frankpledge.lake import Lake
from frankpledge.packs import Order, Theme, make_pack
from frankpledge.packs.reports import FORMATS, Paper, Press
from frankpledge.workspace import FILE, read_workspace

HEAD = "---\ntitle: {title}\nkind: panel\ndate: 2023-05\n---\n\n"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
UNKNOWN = {
    "{{ value homicide for YE1999-09 }}": "not known (no complete figures are held for",
    "{{ value op-scorpion-arrests for 2022-Q4 }}": "suppressed, because a figure for",
    "{{ score drugs-seized }}": "not scored",
}


def words(data: bytes, form: str) -> str:
    """All words of one file."""
    if form == "pptx":
        deck = Presentation(io.BytesIO(data))
        shapes = [shape for slide in deck.slides for shape in slide.shapes]
        return " ".join(s.text_frame.text for s in shapes if s.has_text_frame)
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as book:
            return " ".join(page.extract_text() for page in book.pages).replace("\n", " ")
    if form == "html":
        return data.decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = [c for n in book.sheet_names for r in book.get_sheet_by_name(n).to_python() for c in r]
    return " ".join(map(str, cells))


@pytest.fixture
def paper(make: Callable[[Path], Paper], tmp_path: Path) -> Callable[..., Paper]:
    """A report from its text."""

    def write(body: str, title: str = "A trial") -> Paper:
        path = tmp_path / "trial.md"
        path.write_text(HEAD.format(title=title) + body + "\n", encoding="utf-8")
        return make(path)

    return write


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_known_says_why(paper: Callable[..., Paper], form: str) -> None:
    """Missing, suppressed and not scored: never blank, never nought, in no format."""
    told = paper("\n\n".join(f"Here: {figure}." for figure in UNKNOWN))
    found = words(Press(Theme()).made(told, form), form)
    for reason in UNKNOWN.values():
        assert reason in found, found
    assert "Here: 3" not in found and "Here: 0" not in found


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_without_a_figure_is_made(paper: Callable[..., Paper], form: str) -> None:
    """Its words are its own; a workbook of it says on its cover what it is."""
    found = words(Press(Theme()).made(paper("Nothing here is a figure."), form), form)
    assert "A trial" in found


@pytest.mark.parametrize("form", FORMATS)
def test_a_title_of_three_hundred_letters_is_not_cut(
    paper: Callable[..., Paper], form: str
) -> None:
    """It is longer than the properties of an office file may be; the page has all of it."""
    title = f"{LONG}, {'and its neighbours, ' * 12}together"
    assert len(title) > 300
    data = Press(Theme()).made(paper("Words.", title), form)
    found = words(data, form).replace("\u00ad", "").replace(" ", "")
    assert title.replace(" ", "") in found
    if form == "pptx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert "…" in archive.read("docProps/core.xml").decode()


def test_sixty_figures_are_all_there(paper: Callable[..., Paper]) -> None:
    """Over as many slides as they need, each with its source in the notes."""
    body = "\n".join(
        f"- In YE20{year}-09: {{{{ value neighbourhood-crime for YE20{year}-09 }}}}"
        for year in [*range(13, 23)] * 6
    )
    told = paper(body)
    assert len(told.bound.answers) == 60
    deck = Presentation(io.BytesIO(Press(Theme()).made(told, "pptx")))
    notes = "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    assert all(f"\n{number}. " in notes for number in range(1, 61))
    assert len(deck.slides) > 5


def test_every_fault_of_the_reports_is_named_at_once(home: Path, tmp_path: Path) -> None:
    """An unknown measure, area and period: refused whole, with file, line and column."""
    import shutil

    root = tmp_path / "workspace"
    shutil.copytree(home, root)
    body = (
        "{{ value neighborhood-crime for YE2022-09 }}\n\n"
        "{{ value homicide for YE2022-09 in E23999999 }}\n\n{{ value homicide for 2022-13 }}\n"
    )
    (root / "reports" / "bad.md").write_text(HEAD.format(title="Bad") + body, encoding="utf-8")
    workspace = read_workspace(root / FILE)
    areas = load_areas(workspace.areas_path)
    lake: Any = Lake(workspace.data_path, areas=areas)
    with pytest.raises(ReportError) as caught:
        make_pack("panel", Order(workspace, lake, areas, tmp_path / "out"))
    told = [str(error) for error in caught.value.errors]
    assert len(told) == 3
    assert "bad.md:7:10: expected the id of a measure; did you mean neighbourhood-crime" in told[0]
    assert "expected the code of an area" in told[1]
    assert "expected a period" in told[2]
    assert not (tmp_path / "out").exists()
