"""The example's reports: read, bound, without findings, and made in every format."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from frankpledge.areas import load_areas
from frankpledge.charts import KINDS as COLOURS
from frankpledge.claims import Table, bind, check_report, figures_of, read_reports, report_files
from frankpledge.lake import Lake, ingest
from frankpledge.measures import Catalogue, load_catalogue, run
from frankpledge.packs import Theme
from frankpledge.packs.reports.making import Press
from frankpledge.packs.reports.outline import LINES, outline
from frankpledge.packs.reports.wording import Paper, paper_of
from frankpledge.plans import read_plans, with_frameworks
from frankpledge.plans.checks import Options
from frankpledge.workspace import FILE, read_workspace

KINDS = ("annual", "statement", "assessment", "panel")
Papers = dict[str, Paper]


@pytest.fixture(scope="module")
def catalogue(example: Path) -> Catalogue:
    """The measures of the example, with the frameworks of its plans."""
    found = load_catalogue(example / "measures")
    return with_frameworks(found, read_plans(example / "plans", found))


@pytest.fixture(scope="module")
def papers(example: Path, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The report of each kind, bound to the example's figures."""
    workspace, areas = read_workspace(example / FILE), load_areas(example / "areas")
    lake = Lake(tmp_path_factory.mktemp("reports") / "data", areas=areas)
    wanted = ("home-office-crime", "home-office-workforce", "police-uk-lsoa", "ons-population")
    tables = [path for path in (example / "figures").iterdir() if path.name.startswith(wanted)]
    ingest(lake, sorted(tables), areas=areas)
    ingest(lake, [example / "returns"], areas=areas, source="returns")
    reports = read_reports(report_files(example / "reports"), catalogue, areas, workspace.force)
    used = {name for one in reports for f in one.figures for name in f.request.measures}
    figures = figures_of(lake, run(catalogue, lake, areas, only=used), areas)
    return {one.head.kind: paper_of(bind(one, figures), workspace) for one in reports}


@pytest.fixture(scope="module")
def press() -> Press:
    """Makes every format."""
    return Press(Theme())


def test_there_is_a_report_of_every_kind(papers: Papers) -> None:
    """Each kind of pack has something to show."""
    assert set(papers) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_check_finds_anything(papers: Papers, catalogue: Catalogue, kind: str) -> None:
    """No number that is bound to nothing, no section that the law asks for left out."""
    assert check_report(papers[kind].bound.report.path, Options(), catalogue) == []


@pytest.mark.parametrize("kind", ["annual", "statement", "assessment"])
def test_every_figure_is_known(papers: Papers, kind: str) -> None:
    """Nothing is asked for that the sources do not hold: what nobody says is said in words."""
    bound = papers[kind].bound
    unknown = [
        f.text for f, a in zip(bound.report.figures, bound.answers, strict=True) if not a.known
    ]
    assert unknown == []


@pytest.mark.parametrize("kind", ["annual", "statement", "assessment"])
def test_whose_report_it_is_not(papers: Papers, kind: str) -> None:
    """What the office or the partnership has not written is not put into its mouth."""
    head = papers[kind].bound.head
    assert head.body == "the Frankpledge project, as an example"
    assert "has not written it" in head.note
    assert "o source says" in papers[kind].bound.report.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["annual", "statement"])
def test_figures_end_with_the_year(papers: Papers, kind: str) -> None:
    """Charts and scorecards stop at the month that the report is as of."""
    tables = [a.table for a in papers[kind].bound.answers if a.table is not None]
    told = " ".join(cell for table in tables for row in table.rows for cell in row)
    assert not re.search(r"202[4-9]|(?:April|May|June|July|October)(?: to \w+)? 2023", told)
    assert "No data then" in told


def test_a_scorecard_says_when_only_where_it_differs(papers: Papers) -> None:
    """One window is said above the table, several in a column, none at all nowhere."""

    def told(kind: str, group: str) -> Table:
        bound = papers[kind].bound
        pairs = zip(bound.report.figures, bound.answers, strict=True)
        (table,) = (a.table for f, a in pairs if f.text.endswith(f"group {group}"))
        assert table is not None
        return table

    none, one, several = (
        told("statement", "cyber-crime"),
        told("statement", "neighbourhood-crime"),
        told("annual", "what-matters-to-communities"),
    )
    assert none.columns == ("Measure", "Latest", "What the chart says", "Score")
    assert none.caption == "Tackle cyber crime, Wiltshire: 0 of 2 measures could be scored"
    assert one.caption.endswith(
        "1 of 1 measure could be scored. Figures are for the year to March 2023"
    )
    assert "When" not in one.columns and "When" in several.columns
    assert "Figures are for" not in several.caption


def test_a_stated_document_is_named_whole(papers: Papers) -> None:
    """Every statement names a document that the example has."""
    known = (
        "PCC Presentation to Police and Crime Panel",
        "Wiltshire and Swindon Police and Crime",
        "Wiltshire's Community Safety Plan 2019-2022",
        "two rules chosen",
    )
    stated = [a.basis.stated for p in papers.values() for a in p.bound.answers if a.basis.stated]
    assert len(stated) > 10
    assert all(one.startswith(known) for one in stated)


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_has_no_faults(
    papers: Papers, press: Press, pdf_faults: Callable[[bytes], list[str]], kind: str
) -> None:
    """By pdfua and by its headings, beside the compiler's own check of PDF/UA-1."""
    assert pdf_faults(press.made(papers[kind], "pdf")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_slides_are_full_but_not_too_full(papers: Papers, kind: str) -> None:
    """No text is cut off, no heading is left behind by what it stands above."""
    for slide in outline(papers[kind]):
        assert sum(line.lines for line in slide.lines) <= LINES
        assert not (slide.lines and slide.lines[-1].heading)


def test_months_stand_above_their_years(papers: Papers, press: Press) -> None:
    """The axis of a native chart has two rows: 24 quarters in one row do not fit."""
    deck = Presentation(io.BytesIO(press.made(papers["statement"], "pptx")))
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    categories = charts[0].plots[0].categories
    assert categories.depth == 2
    assert [one.label for one in categories.levels[1]][:2] == ["2017", "2018"]
    assert [one.label for one in categories.levels[1]][-1] == "’23"
    assert [one.label for one in categories][:4] == ["Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar"]


def test_native_charts_have_the_accent_where_nothing_is_judged(papers: Papers) -> None:
    """The line of the figures is the body's; its marks and limits are not."""
    made = Press(Theme(accent="#005a30")).made(papers["statement"], "pptx")
    deck = Presentation(io.BytesIO(made))
    chart = next(s.chart for slide in deck.slides for s in slide.shapes if s.has_chart)
    series = {one.name: one for one in chart.plots[0].series}
    assert str(series["Offences a quarter"].format.line.color.rgb) == "005A30"
    assert str(series["Mean"].format.line.color.rgb) != "005A30"
    for name, kind in (("Ordinary variation", "ordinary"), ("Concerning", "concerning")):
        fill = series[name].marker.format.fill
        assert str(fill.fore_color.rgb) == COLOURS[kind][1:].upper()


def test_the_places_with_most_are_those_of_the_published_counts(
    papers: Papers, example: Path
) -> None:
    """Counted here from the publisher's table and the shares of neighbourhoods in wards."""
    months = {f"{2025 + (4 + n) // 12}-{(4 + n) % 12 + 1:02}" for n in range(12)}
    counts: Counter[str] = Counter()
    with gzip.open(example / "figures" / "police-uk-lsoa.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["crime_type"] == "Anti-social behaviour" and row["period"] in months:
                counts[row["lsoa"]] += int(row["count"])
    areas = load_areas(example / "areas")
    ours = set(areas.children("E06000054", "ward"))
    inside = set(areas.children("E06000054", "lsoa"))
    wards: Counter[str] = Counter()
    with (example / "areas" / "shares.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["area"] in ours and row["share"]:
                wards[row["area"]] += counts[row["lsoa"]] * float(row["share"])
    whole = sum(counts[code] for code in inside)
    answer = next(
        a
        for f, a in zip(
            papers["assessment"].bound.report.figures,
            papers["assessment"].bound.answers,
            strict=True,
        )
        if f.text.startswith("places located-anti-social-behaviour")
    )
    assert answer.table is not None
    expected = [
        (areas.get(code).name, f"{count:,.0f}", f"{100 * count / whole:.1f} %")
        for code, count in wards.most_common(8)
    ]
    assert [row[:3] for row in answer.table.rows] == expected


def test_the_matrix_scores_by_its_rules(papers: Papers) -> None:
    """Totals are the bounds reached and the way of the change; what cannot be scored has none."""
    bound = papers["assessment"].bound
    tables = {f.text: a.table for f, a in zip(bound.report.figures, bound.answers, strict=True)}
    scores, reasons = tables["matrix scores"], tables["matrix reasons"]
    assert scores is not None and reasons is not None
    points = {"Rose": 4, "Changed little": 2, "Fell": 0}
    for topic in (row for row in scores.rows if row[0] != "–"):
        volume, change = (row for row in reasons.rows if row[0] == topic[1])
        count = int(volume[3].split()[0].replace(",", ""))
        reached = sum(count >= bound for bound in (300, 1000, 3000, 10000))
        assert topic[2] == f"{reached + points[change[3].partition(':')[0]]} of 8"
    left = [row[1] for row in scores.rows if row[0] == "–"]
    assert left == ["Drug offences", "Possession of weapons"]
    assert all(row[2] == "not scored" for row in reasons.rows if "neither way" in row[3])
