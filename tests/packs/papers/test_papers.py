"""Papers: what they say first, what they must not say, and the same in every format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from python_calamine import CalamineWorkbook

from frankpledge.errors import NotFoundError
from frankpledge.lake import Lake
from frankpledge.money.services import Said, Service, ServiceFigure, service_rows
from frankpledge.packs import KINDS, Order, Theme, make_pack
from frankpledge.packs.papers import Known, PaperPress, paper_titles, stated_cells
from frankpledge.packs.papers.consultation import consultation_papers
from frankpledge.packs.papers.making import PAPERS
from frankpledge.packs.reports.outline import outline
from frankpledge.workspace import FILE, read_workspace

EVERY = [
    ("consultation", "market-day"),
    ("budget", "cleveland-2018-19"),
    ("funding", "grants"),
    ("funding", "services"),
    ("funding", "spending"),
]


@pytest.fixture(scope="module")
def press(known: Known) -> PaperPress:
    """Makes papers in the project's own look."""
    return PaperPress(known, Theme())


@pytest.fixture(scope="module")
def texts(press: PaperPress) -> dict[str, str]:
    """The words of each paper on paper, by name, without line breaks."""
    found = {}
    for kind, name in EVERY:
        with pdfplumber.open(io.BytesIO(press.made(kind, name, "pdf"))) as book:
            told = " ".join(page.extract_text() for page in book.pages)
        found[name] = re.sub(r"\s+", " ", told)
    return found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_second_program_finds_no_fault_on_paper(
    press: PaperPress, pdf_faults: Callable[[bytes], list[str]], kind: str, name: str
) -> None:
    """Tagged, titled, in a language, charts with words, headings in order."""
    assert pdf_faults(press.made(kind, name, "pdf")) == []


@pytest.fixture(scope="module")
def decks(press: PaperPress) -> dict[str, Any]:
    """The slides of each paper, by name."""
    return {name: Presentation(io.BytesIO(press.made(kind, name, "pptx"))) for kind, name in EVERY}


def charts(deck: Any) -> list[Any]:
    """Its native charts."""
    return [s for slide in deck.slides for s in slide.shapes if s.has_chart]


def test_papers_are_those_of_which_something_is_known(known: Known) -> None:
    """What a workspace does not hold has no paper."""
    there = [(kind, name) for kind in PAPERS for name in paper_titles(kind, known)]
    assert there == EVERY
    empty = replace(
        known, asked=(), budgets=(), payments=(), contracts=(), services=(), grants=None,
        directory=None,
    )  # fmt: skip
    assert not any(paper_titles(kind, empty) for kind in (*PAPERS, "directory"))


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_format_is_the_same_twice_and_says_it_is_invented(
    known: Known, press: PaperPress, kind: str, name: str
) -> None:
    """Two presses, the same bytes; the page says whose it is."""
    for form in KINDS[kind].formats:
        made = press.made(kind, name, form)
        assert made == PaperPress(known, Theme()).made(kind, name, form), form
        if form == "pdf":
            assert b"pdfuaid:part" in made
        if form == "html":
            assert b"Invented for tests." in made and b"<script" not in made


def test_a_consultation_says_first_who_answered_and_how_they_came(texts: dict[str, str]) -> None:
    """80 answered, 20 of them young where 6 in 10 are: design effect 1 + cv² by hand."""
    told = texts["market-day"]
    # Weights 0.6/0.25 = 2.4 and 0.4/0.75 = 0.5333; n sum w² / (sum w)² = 1.653, 80/1.653 = 48.4.
    squares = 20 * (0.6 / 0.25) ** 2 + 60 * (0.4 / 0.75) ** 2
    effect = 80 * squares / 80**2
    assert f"design effect {effect:.2f}" in told
    assert f"as wide as those of {80 / effect:.0f} answers" in told
    assert told.index("80 people answered. Of 2 things that they said, 1 was left") < 400
    assert "Those who did chose themselves" in told
    assert "Under 40 60 % 25 % 60 %" in told


def test_few_people_are_hidden_on_paper_and_in_the_workbook(
    texts: dict[str, str], press: PaperPress
) -> None:
    """Three worry about goats; the share, 3.75 % unweighted, is nowhere."""
    assert "Goats too few" in texts["market-day"]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(press.made("consultation", "market-day", "ods"))
    )
    cells = [
        c for n in book.sheet_names for row in book.get_sheet_by_name(n).to_python() for c in row
    ]
    assert "too few" in cells
    assert not [c for c in cells if isinstance(c, float) and 3 <= c <= 4 and c not in {3.0, 4.0}]
    assert "boys" not in texts["services"]
    assert "men: too few to show" in texts["services"]


def test_services_say_their_period_once_and_any_other_beside_its_figure() -> None:
    """A quarter beside years would mislead; what was waiting on a day says the day."""
    quarter, day = "July to September 2025", "on 30 September 2025"
    said = Said(document="A return (invented)", place="page 1")
    door = Service(
        path=Path("door.yaml"),
        id="door",
        title="One door",
        purpose="Help",
        state="running",
        said=said,
        figures=(
            ServiceFigure(
                measure="helped", value=Decimal(1212), unit="people", said=said, when=quarter
            ),
            ServiceFigure(
                measure="waiting", value=Decimal(187), unit="people", said=said, when=day
            ),
            ServiceFigure(
                measure="cost", value=Decimal(276000), unit="pounds", said=said, when=quarter
            ),
        ),
    )
    rows = service_rows([door], 5)
    assert stated_cells(door, rows) == [
        *("July to September 2025", "1,212 people", "187 people (on 30 September 2025)"),
        *("not stated", "not stated", "£276,000"),
    ]


def test_unanswered_is_shown_as_such(texts: dict[str, str], decks: dict[str, Any]) -> None:
    """The stated result has no answer; the slide's title counts it."""
    titles = [slide.shapes.title.text for slide in decks["market-day"].slides]
    assert "You said, we did: 1 of 2 unanswered" in titles
    assert "Street lights were named at the stall. Unanswered Nothing yet." in texts["market-day"]
    answered = r"Cars are too fast\. \d+ people [^.]*\. Answered Checks were doubled\."
    assert re.search(answered, texts["market-day"])


def test_an_answered_question_is_a_chart_that_can_be_edited(decks: dict[str, Any]) -> None:
    """Bars of the weighted shares with their limits; words for those who do not see them."""
    (frame,) = charts(decks["market-day"])
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Speeding", "Stray dogs 🐕"]
    # 47 chose speeding (numbers 3 to 49), 11 of them young (4, 8, ... 48 is 12 less none under 3).
    young = sum(1 for at in range(3, 50) if at % 4 == 0)
    share = 100 * (young * 2.4 + (47 - young) * 0.4 / 0.75) / 80
    assert plot.series[0].values[0] == pytest.approx(share, abs=0.01)
    xml = frame.chart.part.blob.decode()
    assert xml.count("errBars>") == 2
    assert "Answered most often" in frame._element.nvGraphicFramePr.cNvPr.get("descr")


def test_a_sign_that_no_font_has_does_not_stop_a_paper(texts: dict[str, str]) -> None:
    """An emoji in an option is a sign on paper, and stays itself on a slide."""
    assert "Stray dogs [sign]" in texts["market-day"]


def test_without_answers_the_questions_are_listed(known: Known) -> None:
    """Nothing is said of results that nobody has."""
    (one,) = known.asked
    bare = replace(known, asked=(replace(one, told=replace(one.told, results=None)),))
    (paper,) = consultation_papers(bare)
    titles = [slide.title for slide in outline(paper)]
    assert titles[0] == "In brief" and "What its documents state" in titles
    lines = [plain for slide in outline(paper) for plain in map(str, slide.lines)]
    assert any("What worries you?" in line for line in lines)


def test_the_budget_leads_with_what_the_panel_decides(texts: dict[str, str]) -> None:
    """Band H is 18 ninths of 226.54; the councils pay their precept and their fund."""
    told = texts["cleveland-2018-19"]
    assert told.index("The budget for 2018/19 (proposed) spends £128.2 million.") < 300
    assert "a home in band D pays £226.54 for policing, £12.00 (5.59 %) more" in told
    band_h = (Decimal("226.54") * 18 / 9).quantize(Decimal("0.01"))
    assert f"H £{band_h}" in told
    assert f"Hartlepool 24,021.0 £5,441,717.34 £100,000.00 £{5441717.34 + 100000:,.2f}" in told
    assert "All but the precept is invented." in told
    assert "1 February 2018" in told and "only after a veto" in told


def test_the_tornado_and_the_fan_are_native(known: Known, decks: dict[str, Any]) -> None:
    """Bars are how far off the plan it is: low less planned, high less planned."""
    from frankpledge.money.budget import outlook_of, swings, total_gap

    fan, tornado = charts(decks["cleveland-2018-19"])
    assert fan.chart.plots[0].series[0].name == "As planned"
    (budget,) = known.budgets
    planned = float(total_gap(outlook_of(budget)))
    low = [(float(one.low) - planned) / 1e6 for one in swings(budget)]
    assert list(tornado.chart.plots[0].series[0].values) == pytest.approx(low, abs=1e-5)


def test_the_spreadsheet_of_a_budget_has_live_formulas(press: PaperPress) -> None:
    """The workbook is the one that the site publishes."""
    book = load_workbook(io.BytesIO(press.made("budget", "cleveland-2018-19", "xlsx")))
    cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(isinstance(value, str) and value.startswith("=") for value in cells)


def test_grants_by_place_count_one_for_several_in_each(
    texts: dict[str, str], press: PaperPress
) -> None:
    """9,500.50 is for two places, 500 for one of them alone."""
    told = texts["grants"]
    assert "2 grants of £10,001 in all. An evaluation is published of 1 of them." in told
    assert "£2.6 million was received from others; to whom it was passed on is not stated." in told
    assert "Wiltshire council area 2 £10,000.50 £500" in told
    assert "Swindon council area 1 £9,500.50 £0" in told
    assert "Conditions: Spent by March 2027." in told and "a person, not named" in told
    book = CalamineWorkbook.from_filelike(io.BytesIO(press.made("funding", "grants", "xlsx")))
    rows = [r for n in book.sheet_names for r in book.get_sheet_by_name(n).to_python()]
    assert ["Wiltshire council area", 2.0, 10000.5, 500.0] in [row[:4] for row in rows]


def test_spending_says_which_month_is_missing_and_what_stands_out(
    texts: dict[str, str], decks: dict[str, Any]
) -> None:
    """March is a gap in the line, not nought."""
    told = texts["spending"]
    assert "1 month between them is missing" in told
    assert "March 2026 no file no file no file" in told
    assert "Hangar £90,000.00" in told
    (line,) = charts(decks["spending"])
    values = line.chart.plots[0].series[0].values
    assert values[2] is None and len(values) == 6
    january = sum(600 + n for n in range(31)) / 1000
    assert values[0] == pytest.approx(january)


@pytest.mark.parametrize("name", [name for _, name in EVERY])
def test_nothing_hangs_over_the_edge_of_a_slide(decks: dict[str, Any], name: str) -> None:
    """Titles are each slide's own, tables end on it, and what is shown has its source in notes."""
    deck = decks[name]
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) < deck.slide_height
            if shape.has_table or shape.has_chart:
                assert slide.notes_slide.notes_text_frame.text.startswith("Sources")


@pytest.fixture
def order(known: Known, bare: Path, tmp_path: Path) -> Order:
    """What a person asks for, in a workspace with nothing but its settings."""
    workspace = read_workspace(bare / FILE)
    lake = Lake(workspace.data_path, areas=known.areas)
    return Order(workspace, lake, known.areas, tmp_path / "out", gather=lambda: known)


def test_papers_are_made_in_the_formats_asked_for(order: Order) -> None:
    """All of a kind, or those that are named."""
    made = make_pack("funding", replace(order, formats=("ods", "html")))
    names = [path.name for path in made.files]
    assert names == [
        f"{n}.{f}" for n in ("grants", "services", "spending") for f in ("ods", "html")
    ]
    made = make_pack("directory", replace(order, formats=("html",)))
    assert [path.name for path in made.files] == ["help-and-support.html"]


def test_a_paper_that_is_not_there_is_named(known: Known, order: Order) -> None:
    """The message says which there are, or that there is none."""
    with pytest.raises(NotFoundError, match=r"no such budget paper.*there is cleveland-2018-19"):
        make_pack("budget", replace(order, chosen=("other",)))
    empty = replace(order, gather=lambda: replace(known, asked=()))
    with pytest.raises(NotFoundError, match=r"no such consultation paper.*there is none"):
        make_pack("consultation", empty)
