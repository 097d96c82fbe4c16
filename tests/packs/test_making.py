"""The files of packs: tagged sides, a page, rows; the same bytes each time; clear refusals."""

from __future__ import annotations

import csv
import io
import multiprocessing
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from frankpledge.areas import Areas
from frankpledge.cli import WRONG, cli
from frankpledge.errors import NotFoundError, ReleaseError, UserError
from frankpledge.lake import Lake
from frankpledge.measures import Result, assess
from frankpledge.packs import KINDS, Order, Theme, Typesetter, make_pack, render
from frankpledge.packs.parish import FIELDS, TEMPLATE, Packs, Press, content
from frankpledge.packs.parish.sections import SHOWN
from frankpledge.packs.places import EVERYTHING
from frankpledge.voice import LocalPriority
from frankpledge.workspace import Workspace

PARISH, UNKNOWN, WARD = "E04001090", "E04011622", "E05008954"


@pytest.fixture(scope="module")
def press(packs: Packs, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Makes every format."""
    out = tmp_path_factory.mktemp("out")
    return Press(packs, workspace, Theme(), out, ("pdf", "html", "csv"))


@pytest.fixture(scope="module")
def made(press: Press) -> dict[str, dict[str, bytes]]:
    """Three places in every format, by code and format."""
    codes = (PARISH, UNKNOWN, WARD)
    return {code: dict(press.forms(press.packs.areas.get(code))) for code in codes}


@pytest.mark.parametrize(("code", "sides"), [(PARISH, 2), (WARD, 2), (UNKNOWN, 1)])
def test_the_paper_has_two_sides(code: str, sides: int, made: dict[str, dict[str, bytes]]) -> None:
    """A place with figures has two A4 sides; one without has a single one that says so."""
    with pdfplumber.open(io.BytesIO(made[code]["pdf"])) as paper:
        assert len(paper.pages) == sides
        assert {(round(page.width), round(page.height)) for page in paper.pages} == {(595, 842)}


def full(packs: Packs, area: str) -> Packs:
    """The same packs, were everything held of a place: roads, priorities, figures of the body."""
    base = packs.results.by_measure[EVERYTHING]
    assert base.found is not None
    series = base.found.series.only([area])
    held = dict(packs.results.by_measure)
    for source, basis in (("dft-casualties", "located"), ("returns", "supplied")):
        for number in range(SHOWN + 2):
            title = f"People killed or seriously injured on the roads of the area, part {number}"
            about = {"id": f"{source}-{number}", "title": title, "source": source, "basis": basis}
            measure = replace(base.measure, **about, lowest="parish")
            held[measure.id] = Result(measure, assess(replace(series, measure=measure)))
    priority = LocalPriority(
        area,
        date(2026, 3, 14),
        "Speeding on the High Street at the times when children walk to school",
        "A speed survey in both directions, then Community Speedwatch twice a month",
        "The mean speed fell from 38 to 34 miles an hour by September",
        "Minutes of the council, 14 March 2026, item 7 (an invented example)",
    )
    many = tuple(replace(priority, date=date(2026, month, 1)) for month in range(1, 7))
    results = replace(packs.results, by_measure=held)
    return replace(packs, results=results, priorities={area: many})


@pytest.mark.parametrize("kind", ["parish", "ward"])
def test_a_long_name_and_every_section_still_fit(press: Press, areas: Areas, kind: str) -> None:
    """The longest name among our places with figures, with all that may be said of a place."""
    named = [a for a in press.packs.places if a.kind == kind and press.packs.pack(a).changes]
    longest = max(named, key=lambda area: (len(area.name), area.code))
    crowded = replace(press, packs=full(press.packs, longest.code), formats=("pdf",))
    pdf = dict(crowded.forms(longest))["pdf"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        assert len(paper.pages) == 2
        back = " ".join(paper.pages[1].extract_text().split())
        assert 1 <= back.count("Speeding on the High Street") < SHOWN
        assert "There is more than fits on paper" in back
        assert "part 0," in back and "Supplied by the body itself" in back
        assert "Read with care" in back
        letters = {round(char["size"], 1) for page in paper.pages for char in page.chars}
        assert min(letters) >= 6.0


def test_the_paper_is_tagged(made: dict[str, dict[str, bytes]]) -> None:
    """It claims PDF/UA-1, has a language, a title, headings, table heads and words for pictures."""
    pdf = made[PARISH]["pdf"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        root = paper.doc.catalog
        assert root["MarkInfo"]["Marked"] is True and root["Lang"] == b"en-GB"
        assert paper.metadata["Title"].startswith("Hannington parish: Crime")
        tags = list(_tags(paper.structure_tree))
    kinds = [tag["type"] for tag in tags]
    assert kinds.count("H1") == 1 and kinds.count("H2") >= 5 and kinds.count("Table") == 3
    assert kinds.count("TH") >= 7 + 3 + 12
    words = [tag["alt_text"] for tag in tags if tag["type"] == "Figure"]
    assert len(words) == 2 and all("recorded" in w or "ordinary variation" in w for w in words)


def _tags(tree: list[dict]) -> list[dict]:
    return [tag for top in tree for tag in (top, *_tags(top.get("children", [])))]


def test_the_same_content_makes_the_same_bytes(
    press: Press, made: dict[str, dict[str, bytes]]
) -> None:
    """A second press makes the same files, whatever it made before."""
    again = Press(press.packs, press.workspace, press.theme, press.out, press.formats)
    dict(again.forms(press.packs.areas.get(WARD)))
    assert dict(again.forms(press.packs.areas.get(PARISH))) == made[PARISH]


def test_the_paper_says_what_the_page_says(made: dict[str, dict[str, bytes]]) -> None:
    """Each number of the table of kinds stands on paper, on the page and in the rows."""
    found = list(csv.DictReader(io.StringIO(made[PARISH]["csv"].decode())))
    counts = [row for row in found if row["part"] == "count"]
    with pdfplumber.open(io.BytesIO(made[PARISH]["pdf"])) as paper:
        printed = paper.pages[1].extract_text()
    page = made[PARISH]["html"].decode()
    for row in counts:
        assert row["item"] in printed and row["item"] in page
        assert f"{float(row['value']):,.0f}" in printed
        assert f">{float(row['value']):,.0f}</td>" in page


def test_rows_have_intervals(made: dict[str, dict[str, bytes]]) -> None:
    """The columns are those documented; each change that can be judged has both intervals."""
    reader = csv.DictReader(io.StringIO(made[PARISH]["csv"].decode()))
    found = list(reader)
    assert tuple(reader.fieldnames or ()) == FIELDS
    changes = [row for row in found if row["part"] == "change"]
    assert len(changes) > 10
    for row in changes:
        if row["value"]:
            assert float(row["wide_lower"]) <= float(row["lower"]) <= float(row["value"])
            assert float(row["value"]) <= float(row["upper"]) <= float(row["wide_upper"])
    assert sum(row["part"] == "month" for row in found) == 36
    assert {row["part"] for row in found} >= {"answer", "question", "section", "caveat"}


def test_the_page_stands_alone(made: dict[str, dict[str, bytes]]) -> None:
    """No script, no second file, no address that is loaded; one first heading; tables named."""
    page = made[PARISH]["html"].decode()
    assert "<script" not in page and "<link" not in page and "src=" not in page
    assert page.count("<h1") == 1 and 'lang="en-GB"' in page
    assert page.count("<table") == page.count("<caption") == 3
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_template_that_lacks_something_says_so(packs: Packs) -> None:
    """A fault of the content is an error in our words with the template's name."""
    typesetter = Typesetter(TEMPLATE, Theme())
    pack = packs.pack(packs.areas.get(UNKNOWN))
    words = content(pack, publisher="A body", site="A site")
    del words["lead"]
    with pytest.raises(ReleaseError, match=r"parish\.typ"):
        typesetter.pdf(words, pack.day)


def _in_a_fork(words: dict[str, object], day: date, queue: multiprocessing.Queue[object]) -> None:
    typesetter = Typesetter(TEMPLATE, Theme())
    queue.put(typesetter.pdf(words, day))
    try:
        typesetter.pdf({key: value for key, value in words.items() if key != "lead"}, day)
    except ReleaseError as error:
        queue.put(str(error))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_a_forked_process_sets_the_same_document(packs: Packs) -> None:
    """Typst's threads do not live in a fork; waiting for them would never end."""
    pack = packs.pack(packs.areas.get(PARISH))
    words = content(pack, publisher="A body", site="A site")
    here = Typesetter(TEMPLATE, Theme()).pdf(words, pack.day)
    fork = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[object] = fork.Queue()
    process = fork.Process(target=_in_a_fork, args=(words, pack.day, queue))
    process.start()
    try:
        assert queue.get(timeout=60) == here
        assert "parish.typ" in str(queue.get(timeout=60))
    finally:
        process.kill()


def test_a_picture_without_words_is_refused(packs: Packs) -> None:
    """PDF/UA wants words for every picture: a chart without any stops the press."""
    pack = packs.pack(packs.areas.get(PARISH))
    words = content(pack, publisher="A body", site="A site")
    words["chart"] |= {"svg": "<svg"}
    with pytest.raises(ReleaseError, match=r"parish\.typ"):
        Typesetter(TEMPLATE, Theme()).pdf(words, pack.day)


def test_the_theme_shows(packs: Packs, tmp_path: Path) -> None:
    """A body's accent and logo stand on its paper, the logo with its words."""
    logo = tmp_path / "logo.svg"
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/>'
    logo.write_text(f'<?xml version="1.0"?>\n{drawn}</svg>\n', encoding="utf-8")
    theme = Theme(accent="#005a30", logo=logo, logo_alt="The badge of the body")
    pack = packs.pack(packs.areas.get(UNKNOWN))
    words = content(pack, publisher="A body", site="A site")
    plain = Typesetter(TEMPLATE, Theme()).pdf(words, pack.day)
    themed = Typesetter(TEMPLATE, theme).pdf(words, pack.day)
    assert themed != plain
    with pdfplumber.open(io.BytesIO(themed)) as paper:
        colours = {str(char["non_stroking_color"]) for char in paper.chars}
        lines = {str(line["stroking_color"]) for line in paper.lines}
    page = render("parish.html", words | {"theme": theme.words}).decode()
    assert 'alt="The badge of the body"' in page and "--accent: #005a30" in page
    assert page.count("data:image/svg+xml;base64,") == 1 and '<path d="M0 0h40v20z' not in page
    assert any("0.353" in colour or "0.3529" in colour for colour in colours | lines)


def test_the_command_makes_the_files_asked_for(
    workspace: Workspace, tmp_path: Path, made: dict[str, dict[str, bytes]]
) -> None:
    """Named by place and code, in the formats asked for, as the press makes them."""
    arguments = ["pack", "parish", PARISH, "--format", "csv", "--format", "pdf"]
    arguments += ["--out", str(tmp_path / "out"), "-w", str(workspace.root)]
    run = CliRunner().invoke(cli, arguments)
    assert run.exit_code == 0, run.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"hannington-parish-{PARISH}.csv", f"hannington-parish-{PARISH}.pdf"]
    assert "2 files in" in run.output
    with pdfplumber.open(tmp_path / "out" / names[1]) as paper:
        assert "Hannington parish" in paper.pages[0].extract_text()


def test_what_cannot_be_made_is_said(
    workspace: Workspace, lake: Lake, areas: Areas, tmp_path: Path
) -> None:
    """An unknown kind or format, or nothing chosen: a message, not a traceback."""
    order = Order(workspace, lake, areas, tmp_path)
    with pytest.raises(NotFoundError, match="no kind of pack called 'perish'; there is"):
        make_pack("perish", order)
    with pytest.raises(NotFoundError, match="no parish pack as 'docx'; it is made as pdf, html"):
        make_pack("parish", Order(workspace, lake, areas, tmp_path, (PARISH,), False, ("docx",)))
    with pytest.raises(UserError, match="--all"):
        make_pack("parish", order)
    assert all(kind.formats and kind.says for kind in KINDS.values())


def test_without_typst_the_rest_is_made(
    workspace: Workspace,
    lake: Lake,
    areas: Areas,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PDF alone is refused with the way to get it; otherwise a note says what was left out."""
    monkeypatch.setattr("frankpledge.packs.parish.making.can_typeset", lambda: False)
    with pytest.raises(NotFoundError, match=r"pip install 'frankpledge\[packs\]'"):
        make_pack("parish", Order(workspace, lake, areas, tmp_path, (PARISH,), False, ("pdf",)))
    made = make_pack("parish", Order(workspace, lake, areas, tmp_path, (PARISH,)))
    assert [path.suffix for path in made.files] == [".html", ".csv"]
    assert "Typst" in made.notes[0]


def test_an_unknown_code_is_wrong_use(workspace: Workspace, tmp_path: Path) -> None:
    """A code that has no pack is named, with what was expected."""
    with pytest.raises(NotFoundError, match="no pack for E01015471: expected codes of a parish"):
        CliRunner().invoke(
            cli,
            ["pack", "parish", "E01015471", "--out", str(tmp_path), "-w", str(workspace.root)],
            catch_exceptions=False,
        )
    assert WRONG == 2
