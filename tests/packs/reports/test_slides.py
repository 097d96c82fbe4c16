"""Slides: what they say, what they can be edited by, and what is read out."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from frankpledge.packs import Theme
from frankpledge.packs.reports.making import TITLES
from frankpledge.packs.reports.outline import LINE, LINES, outline
from frankpledge.packs.reports.slides import slides
from frankpledge.packs.reports.wording import Paper


@pytest.fixture(scope="module")
def made(paper: Paper) -> bytes:
    """The slides as a file."""
    return slides(paper, Theme(), TITLES)


@pytest.fixture(scope="module")
def deck(made: bytes) -> Any:
    """The slides, opened again."""
    return Presentation(io.BytesIO(made))


def _charts(deck: Any) -> list[Any]:
    return [s for slide in deck.slides for s in slide.shapes if s.has_chart]


def test_every_slide_has_a_title_of_its_own_and_it_is_first(deck: Any) -> None:
    """A screen reader tells slides apart by their titles, and reads them first."""
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        assert next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id


def test_charts_are_native_and_hold_the_figures(deck: Any, paper: Paper) -> None:
    """The first series of the control chart has every point that was worked out."""
    control, change = _charts(deck)
    (told,) = (a.chart for a in paper.bound.answers if a.chart and a.chart.kind == "control")
    held = control.chart.plots[0].series[0].values
    assert [round(v, 4) for v in held] == [round(v, 4) for v in told.values]
    assert [s.name for s in control.chart.plots[0].series][1:4] == [
        "Mean",
        "Upper limit",
        "Lower limit",
    ]
    assert change.chart.plots[0].series[0].values == pytest.approx((-23.516,), abs=0.01)


def test_the_marks_of_a_chart_say_what_its_points_are(deck: Any, paper: Paper) -> None:
    """Each point has one mark, in the series named after what the chart says of it."""
    (told,) = (a.chart for a in paper.bound.answers if a.chart and a.chart.kind == "control")
    series = {s.name: s.values for s in _charts(deck)[0].chart.plots[0].series}
    for number, kind in enumerate(told.kinds):
        name = {"ordinary": "Ordinary variation"}.get(kind, kind.capitalize())
        marks = [n for n in ("Improving", "Concerning", "Ordinary variation") if n in series]
        shown = [n for n in marks if series[n][number] is not None]
        assert shown == [name]


def test_drawings_and_tables_have_words(deck: Any) -> None:
    """Whoever does not see a chart or a table is told what it is."""
    frames = [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]
    assert len(frames) == 4
    assert all(len(f._element.nvGraphicFramePr.cNvPr.get("descr")) > 3 for f in frames)


def test_notes_hold_the_source_of_every_figure(deck: Any, paper: Paper) -> None:
    """Each figure of the report is in the notes of the slide that it stands on."""
    notes = "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    for number in range(1, len(paper.bound.answers) + 1):
        assert f"\n{number}. " in notes
    assert "Another document, page 1" in notes
    assert "Police recorded crime" in notes


def test_the_words_are_those_of_the_report(deck: Any) -> None:
    """Figures with their marks, what is not known with its reason, code as it is."""
    text = "\n".join(s.text_frame.text for x in deck.slides for s in x.shapes if s.has_text_frame)
    assert "Crime fell by −23.5\u00a0%, and a link." in text
    assert "22.59 kilograms† were seized" in text
    assert "not known (no complete figures are held for the year to September 1999)" in text
    assert "code <script>" in text


def test_words_are_marked_as_english(deck: Any) -> None:
    """A voice needs to know the language."""
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {"en-GB"}


def test_two_makings_are_the_same_bytes(made: bytes, paper: Paper) -> None:
    """No time of day, neither in the file nor in the workbooks inside."""
    assert slides(paper, Theme(), TITLES) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-05-01T00:00:00Z" in archive.read("docProps/core.xml")
        inner = [name for name in archive.namelist() if name.endswith(".xlsx")]
        assert len(inner) == 2
        with zipfile.ZipFile(io.BytesIO(archive.read(inner[0]))) as book:
            assert b"2023-05-01T00:00:00Z" in book.read("docProps/core.xml")


def test_a_body_s_own_slides_are_used(paper: Paper, tmp_path: Path) -> None:
    """The master of the theme, with its size and its layouts."""
    own = Presentation()
    own.save(str(tmp_path / "own.pptx"))
    deck = Presentation(io.BytesIO(slides(paper, Theme(slides=tmp_path / "own.pptx"), TITLES)))
    assert deck.slide_width == own.slide_width
    assert deck.slides[0].shapes.title.text == "A report for tests"


def test_no_slide_holds_more_than_fits(
    make: Callable[[Path], Paper], home: Path, tmp_path: Path
) -> None:
    """Long text goes on to further slides, cut between sentences and never within one."""
    long = " ".join(f"This is sentence number {n} of a very long paragraph." for n in "abcdefg" * 9)
    path = tmp_path / "long.md"
    text = (home / "reports" / "trial.md").read_text(encoding="utf-8")
    path.write_text(f"{text.partition('## One')[0]}\n## Long\n\n{long}\n", encoding="utf-8")
    paper = make(path)
    for slide in outline(paper):
        assert sum(line.lines for line in slide.lines) <= LINES
        letters = sum(len("".join(p.text for p in line.pieces)) for line in slide.lines)
        assert math.ceil(letters / LINE) <= LINES
    shown = [
        "".join(p.text for p in line.pieces)
        for slide in outline(paper)
        if slide.title.startswith("Long")
        for line in slide.lines
    ]
    assert " ".join(shown) == long


def test_the_chart_of_a_change_has_its_interval(deck: Any, paper: Paper) -> None:
    """Native error bars from the wider interval, and an axis that holds them."""
    from pptx.oxml.ns import qn

    [shown] = [a.chart for a in paper.bound.answers if a.chart and a.chart.kind == "change"]
    [drawn] = [c.chart for c in _charts(deck) if c.chart.plots[0].series[0].name.startswith("Cha")]
    series = drawn.plots[0].series[0]._element
    order = [child.tag for child in series]
    assert order.index(qn("c:errBars")) < order.index(qn("c:cat"))
    reach = {
        name: float(series.find(f".//{qn(f'c:{name}')}//{qn('c:v')}").text)
        for name in ("plus", "minus")
    }
    assert reach["plus"] == pytest.approx(shown.wide_upper[0] - shown.values[0], abs=1e-5)
    assert reach["minus"] == pytest.approx(shown.values[0] - shown.wide_lower[0], abs=1e-5)
    assert drawn.value_axis.minimum_scale <= shown.wide_lower[0]
    assert drawn.value_axis.maximum_scale >= max(0, shown.wide_upper[0])


def test_columns_hold_their_longest_word() -> None:
    """Narrow columns are as wide as their words; the rest goes to those that ask for more."""
    from frankpledge.packs.reports.outline import COLUMNS, shares

    cells = [("Place", "Topic"), ("1", "words " * 30), ("2", "Llanfairpwllgwyngyllgogerych")]
    first, second = shares(cells)
    assert first + second == pytest.approx(1)
    assert first * COLUMNS > len("Place") + 2
    assert second > 4 * first
