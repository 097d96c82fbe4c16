"""How small an area a measure may be shown for: one rule, kept where a measure is evaluated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import DocumentError
from frankpledge.lake import Lake, ingest
from frankpledge.measures import evaluate, load_catalogue, run, supplied_rows
from frankpledge.measures.catalogue import SHIPPED
from frankpledge.measures.documents import read_measure

FORCE, DISTRICT, WARD = "E23000038", "E06000054", "E05013418"
ABUSE, WATCH = "domestic-abuse-victim-satisfaction", "community-speedwatch-sessions"


@pytest.fixture(scope="module")
def held(example, tmp_path_factory):
    """A lake with a force's, a district's and a ward's returns of two measures."""
    folder = tmp_path_factory.mktemp("returns")
    catalogue = load_catalogue()
    period = {"quarter": "2025-Q{}", "year": "202{}", "month": "2025-0{}"}
    lines = ["measure,area,period,value,denominator,note"]
    for name in (ABUSE, WATCH):
        form = period.get(catalogue.measure(name).period, "202{}/2{}")
        for n in (1, 2, 3):
            when = form.format(n, n + 1)
            lines += [f"{name},{area},{when},40,100,quoted 40" for area in (FORCE, DISTRICT, WARD)]
    (folder / "returns.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    areas = load_areas(example / "areas")
    lake = Lake(folder / "data", areas=areas)
    (report,) = ingest(lake, [folder / "returns.csv"], areas=areas, source="returns")
    assert report.error is None, report.error
    assert report.quality.rejected == 0
    return lake, areas, catalogue


def test_a_ward_has_no_figure_of_what_stops_at_districts(held):
    """The series has no row for it, and what was supplied is not handed on either."""
    lake, areas, catalogue = held
    assert evaluate(catalogue.measure(ABUSE), lake, areas).areas == (DISTRICT, FORCE)
    assert WARD in evaluate(catalogue.measure(WATCH), lake, areas).areas
    results = run(catalogue, lake, areas, only=(ABUSE, WATCH))
    rows = supplied_rows(lake, results, areas)
    assert {row["area"] for row in rows[ABUSE]} == {DISTRICT, FORCE}
    assert {row["area"] for row in rows[WATCH]} == {DISTRICT, FORCE, WARD}


def test_a_force_may_be_the_lowest(held):
    """Then a district has none."""
    lake, areas, catalogue = held
    measure = replace(catalogue.measure(ABUSE), lowest="force")
    assert evaluate(measure, lake, areas).areas == (FORCE,)


def test_what_is_supplied_stops_at_districts_unless_it_says_otherwise():
    """The default is careful for the body's own figures, open for what is published by place."""
    catalogue = load_catalogue()
    supplied = catalogue.measure("calls-999-answered")
    assert (supplied.lowest, supplied.limit) == (None, "district")
    located = catalogue.measure("located-burglary")
    assert (located.lowest, located.limit) == (None, "lsoa")
    assert all(supplied.shown_for(kind) for kind in ("force", "partnership", "district"))
    assert not any(supplied.shown_for(kind) for kind in ("neighbourhood", "ward", "parish"))


@pytest.mark.parametrize("word", ["sexual", "domestic", "child", "victim"])
def test_every_shipped_measure_about_them_says_so(word):
    """Also the recorded ones, should they be supplied by place one day."""
    about = [
        m for m in load_catalogue().measures.values() if word in m.id and "located" not in m.id
    ]
    assert about
    assert {measure.lowest for measure in about} == {"district"}


def test_areas_below_the_lowest_are_refused(tmp_path):
    """By file, line and field."""
    text = (SHIPPED / "measures" / f"{WATCH}.yaml").read_text(encoding="utf-8")
    path = tmp_path / f"{WATCH}.yaml"
    path.write_text(text.replace("lowest: parish", "lowest: district"), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"lowest: expected a kind of area as small as parish"):
        read_measure(path)


def test_the_template_of_speedwatch_is_read(example, tmp_path):
    """The rows on the page of the documentation, as somebody would copy them."""
    page = (example.parents[1] / "docs/workspace.md").read_text(encoding="utf-8")
    template = page.split("### A template: Community Speedwatch")[1].split("```")[1]
    path = tmp_path / "speedwatch.csv"
    path.write_text(template.removeprefix("text\n"), encoding="utf-8")
    areas = load_areas(example / "areas")
    lake = Lake(tmp_path / "data", areas=areas)
    (report,) = ingest(lake, [path], areas=areas, source="returns")
    assert report.error is None
    assert (report.quality.accepted, report.quality.rejected) == (4, 0)
    catalogue = load_catalogue()
    found = evaluate(catalogue.measure(WATCH), lake, areas)
    assert found.values[found.row["E04011862"]].tolist() == [6.0, 0.0]
    notices = evaluate(catalogue.measure("endorsable-notices"), lake, areas)
    assert notices.values[notices.row[FORCE]].tolist() == [1500.0]
