"""Pages of sources: nothing of the builder's machine, gaps told in runs, counts that add up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.lake import SOURCES, Lake, ingest
from frankpledge.releases.collect import bare, lying_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site import data, sources
from frankpledge.releases.site.coverage import coverage, span_words
from frankpledge.releases.site.model import Held, Site
from frankpledge.releases.site.shapes import Page
from frankpledge.releases.site.source_tables import (
    completeness_table,
    lying_table,
    lying_text,
    quality_table,
    rejected_table,
    vintages_table,
)
from frankpledge.releases.site.source_words import ABOUT

WILTSHIRE, GWENT = "E23000038", "W15000002"


def rendered(site: Site) -> dict[str, str]:
    renderer = Renderer(site.context())
    made: list[Page] = [*sources.pages(site), *data.pages(site)]
    return {page.path: renderer.render(page).decode() for page in made}


def gate(force: str, periods: str, status: str, rows: int, reason: str = "") -> list[dict]:  # type: ignore[type-arg]
    return [
        {"force": force, "period": p, "status": status, "rows": rows, "median": 9, "reason": reason}
        for p in periods.split()
    ]


def report(**counts: object) -> dict:  # type: ignore[type-arg]
    nothing = {"read": 0, "accepted": 0, "rejected": 0, "repeated": 0, "identical": 0}
    rest = {"reasons": {}, "rejections": [], "blanks": {}, "notes": {}, "outside": None}
    return nothing | rest | counts


def test_each_source_held_has_a_page(site: Site) -> None:
    """And no other has."""
    assert {f"sources/{name}/index.html" for name in site.held} == {
        page.path for page in sources.pages(site)
    }


def test_every_source_is_said_in_plain_words() -> None:
    """A source that is added must be described."""
    assert set(ABOUT) == set(SOURCES)


def test_nothing_of_the_machine_is_on_a_page(site: Site) -> None:
    """Paths of the builder's folders would make releases differ between machines."""
    folder = str(site.workspace.root)
    for path, html in rendered(site).items():
        assert folder not in html, path
        assert str(Path.home()) + "/" not in html, path
        assert "/tmp/" not in html, path


def test_bare_file_names() -> None:
    """Folders go, on either kind of machine, and so do archives."""
    assert bare("/a/b/2025-12.zip/2025-12/2025-12-wiltshire-street.csv") == (
        "2025-12-wiltshire-street.csv"
    )
    assert bare(r"C:\data\returns.csv") == "returns.csv"
    assert bare("returns.csv") == "returns.csv"


def test_vintages_show_the_hash(site: Site) -> None:
    """Twelve digits to read, all of them in the title."""
    held = site.held["returns"]
    table = vintages_table(held)
    assert len(table.rows) == len(held.imports)
    newest = held.imports[-1]["sha256"]
    assert f'title="{newest}"' in str(table.rows[0][-1])
    assert f">{newest[:12]}<" in str(table.rows[0][-1])


def test_quality_adds_up(site: Site) -> None:
    """The table's rows are sums over the reports, and read is accepted and left out."""
    for held in site.held.values():
        counts = {row[0]: int(str(row[1]).replace(",", "")) for row in quality_table(held).rows}
        assert counts["Rows read"] == sum(r["read"] for r in held.quality) > 0
        assert counts["Rows read"] == counts["Rows accepted"] + counts["Rows left out"]


def test_rejected_rows_are_listed() -> None:
    """With file, line, column, expectation and value; no more than twenty."""
    row = {"file": "a.csv", "line": 7, "column": "period", "expected": "a month", "value": "x"}
    blank = row | {"line": None, "column": None, "value": None}
    table = rejected_table([report(rejections=[row, blank]), report(rejections=[row] * 30)])
    assert table is not None
    assert table.rows[0] == ["a.csv", "7", "period", "a month", "x"]
    assert table.rows[1] == ["a.csv", "", "", "a month", "nothing"]
    assert len(table.rows) == 20
    assert rejected_table([report()]) is None


def test_runs_of_one_status(site: Site) -> None:
    """Neighbouring periods are told together; the own force comes first, others by their gaps."""
    months = "2025-06 2025-07 2025-08"
    later = "2025-09 2025-10 2025-11 2025-12 2026-01 2026-02 2026-03 2026-04"
    rows = [
        *gate(GWENT, months, "complete", 900),
        *gate(GWENT, later, "missing", 3, "3 is 0.3 % of the force's median of 900"),
        *gate(WILTSHIRE, "2025-06 2025-07", "complete", 400),
        *gate(WILTSHIRE, "2025-08", "partial", 90, "90 is 22.5 % of the force's median of 400"),
        *gate(WILTSHIRE, later, "complete", 410),
    ]
    known = coverage(rows)
    assert known.counts() == {"complete": 13, "partial": 1, "missing": 8}
    table = completeness_table(site, Held(SOURCES["police-uk-street"], [], rows, []), known)
    said = [[str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    assert [row[0] for row in said] == ["Wiltshire Police"] * 3 + ["Gwent Police"]
    assert said[1][1:4] == ["August 2025 (1 month)", "Partial", "90"]
    assert said[3][1:4] == ["September 2025 to April 2026 (8 months)", "Missing", "3"]
    assert "0.3 %" in said[3][4]


def test_periods_that_nobody_has_are_told_once() -> None:
    """A table published once a year is not missing for eleven months of each force."""
    rows = [
        row
        for force in (WILTSHIRE, GWENT)
        for row in [
            *gate(force, "2021-03 2022-03", "complete", 5),
            *gate(force, "2021-04 2021-05", "missing", 0, "nothing held"),
        ]
    ]
    known = coverage(rows)
    assert known.unheld == 2
    assert known.lacking() == ()
    assert [run.periods for run in known.runs] == [2, 2]


def test_spans_in_words() -> None:
    """Runs of periods of each kind, and of mixed kinds."""
    assert span_words("2025-09", "2026-04") == "September 2025 to April 2026"
    assert span_words("2012-Q2", "2025-Q4") == "April 2012 to December 2025"
    assert span_words("2011", "2024") == "2011 to 2024"
    assert span_words("2015/16", "YE2022-09") == "April 2015 to September 2022"
    assert span_words("2025", "2025") == "2025"


def test_counted_by_a_third_party_is_said() -> None:
    """Whoever reads the neighbourhood series learns who counted it, and how well it agrees."""
    said = " ".join(ABOUT["police-uk-lsoa"].more)
    for words in ("third party", "0.2 to 1.8 %", "always equal or higher", "over all forces"):
        assert words in said


def test_data_page_names_every_source_and_file(site: Site) -> None:
    """All sources are linked, and every measure with figures can be downloaded."""
    html = rendered(site)["data/index.html"]
    for name in site.held:
        assert f'href="../sources/{name}/"' in html
    for name, result in site.results.by_measure.items():
        assert (f'href="../data/measures/{name}.csv"' in html) == (result.found is not None)


def test_rows_outside_the_force_area_are_shown(site: Site, tmp_path: Path) -> None:
    """Of street rows: in all, inside, outside and without a place, by year."""
    lines = ["period,force,crime_type,longitude,latitude,lsoa"]
    plan = [("2024-12", "E01032115", 5), ("2025-01", "E01032115", 4), ("2025-01", "E01022698", 2)]
    for month, lsoa, many in [*plan, ("2025-02", "", 1)]:
        lines += [f"{month},{WILTSHIRE},Drugs,-2.0,51.3,{lsoa}"] * many
    path = tmp_path / "police-uk-street.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lake = Lake(tmp_path / "data", areas=site.areas)
    (imported,) = ingest(lake, [path], areas=site.areas)
    assert imported.error is None, imported.error
    held = replace(
        site.held["returns"],
        source=SOURCES["police-uk-street"],
        lying=lying_of(lake, site.areas, SOURCES["police-uk-street"], WILTSHIRE),
    )
    table = lying_table(held, "Wiltshire Police")
    assert table is not None
    said = [[str(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    assert said == [
        ["December 2024", "5", "5", "0", "0"],
        ["January 2025 to February 2025", "7", "4", "2", "1"],
        ["All", "12", "9", "2", "1"],
    ]
    text = lying_text(held, "Wiltshire Police")
    assert "2 (16.7 %) lie outside the force area and 1 (8.3 %) is without a place." in text
    assert lying_table(site.held["returns"], "Wiltshire Police") is None


@pytest.mark.slow
def test_the_real_rows_outside_wiltshire(site: Site, shared: Path, tmp_path: Path) -> None:
    """All 128,723 rows of Wiltshire that are held for tests: 412 lie outside the force area."""
    found = sorted((shared / "data/police/street/wiltshire").rglob("*-street.csv.gz"))
    lake = Lake(tmp_path / "data", areas=site.areas)
    assert {report.error for report in ingest(lake, found, areas=site.areas)} == {None}
    source = SOURCES["police-uk-street"]
    lying = lying_of(lake, site.areas, source, WILTSHIRE)
    held = replace(site.held["returns"], source=source, lying=lying)
    text = lying_text(held, "Wiltshire Police")
    assert text.startswith(
        "Of 128,723 rows that Wiltshire Police recorded, 412 (0.3 %) lie outside the force area "
        "and 0 are without a place. "
    )
    table = lying_table(held, "Wiltshire Police")
    assert table is not None
    assert table.rows[-1] == ["All", "128,723", "128,311", "412", "0"]
