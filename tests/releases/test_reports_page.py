"""Reports on the site: every figure leads to its source, and no text becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.claims import Figures, bind, read_report
from frankpledge.errors import ReportError
from frankpledge.releases.gathering.reports import reports_of
from frankpledge.releases.rendering import Renderer
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.reports import pages
from frankpledge.workspace import Workspace

HOSTILE = (
    "---\ntitle: <script>alert(1)</script>\nkind: note\ndate: 2023-05\n"
    "summary: <img src=x onerror=alert(1)>\n---\n\n"
    "<script>alert(2)</script> [a](javascript:alert(3)) **<b>x</b>**\n\n"
    '| <i>a</i> | b |\n| --- | --- |\n| {{ stated "<u>9</u>" source "<s>doc</s>" }} | c |\n\n'
    '> {{ stated "a\' onclick=alert(4)" source "x" }}\n'
)


def _html(site: Site, name: str = "panel-2023-spring") -> str:
    found = next(one for one in pages(site) if f"reports/{name}/" in one.path)
    return Renderer(site.context()).render(found).decode()


def test_every_figure_leads_to_its_source(site: Site) -> None:
    """Each link to a figure has its row, and each row its measure or document."""
    for report in site.reports:
        html = _html(site, report.report.id)
        wanted = set(re.findall(r'href="#(figure-\d+)"', html))
        rows = re.findall(r'id="(figure-\d+)"', html)
        assert len(rows) == len(set(rows)) == len(report.answers)
        charts = sum(answer.chart is not None for answer in report.answers)
        assert wanted <= set(rows)
        assert len(wanted) == len(rows) - charts
        assert len(html.encode()) < 100_000


def test_the_page_prints_what_was_worked_out(site: Site) -> None:
    """The figures that the issue names, the supplied ones marked, with their measure linked."""
    html = _html(site).replace("\u00a0", " ")
    assert "fell by 23.5 %, from 5,205 offences" in html
    assert re.search(r"5,255 offences<span aria-hidden=\"true\">†</span>", html)
    assert re.search(r"14 arrests<span aria-hidden=\"true\">‡</span>", html)
    assert 'href="../../measures/neighbourhood-crime/"' in html
    assert "not known, because" in html


def test_no_text_of_a_report_becomes_markup(site: Site, tmp_path: Path) -> None:
    """Script, attributes and addresses that run something stay text."""
    path = tmp_path / "hostile.md"
    path.write_text(HOSTILE, encoding="utf-8")
    known = site.catalogue, site.areas, site.force.code
    figures = Figures(site.results, site.areas, site.supplied, {})
    report = bind(read_report(path, *known), figures)
    html = _html(replace(site, reports=(report,)), "hostile")
    for bad in ("<script>alert", "<img", "<b>x", "<i>a", "<u>9", "<s>doc", 'href="javascript'):
        assert bad not in html
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in html


def test_without_reports_there_is_no_page(site: Site) -> None:
    """No list of nothing, and no link to it."""
    bare = replace(site, reports=())
    assert list(pages(bare)) == []
    assert "reports/" not in str(bare.context()["footer"])


def test_one_bad_report_stops_the_build(site: Site, tmp_path: Path) -> None:
    """Every fault of every report is named; nothing is published without its figures."""
    folder = tmp_path / "reports"
    folder.mkdir()
    head = "---\ntitle: T\nkind: note\ndate: 2023-05\n---\n"
    (folder / "a.md").write_text(f"{head}{{{{ value nothing for 2022 }}}}", encoding="utf-8")
    (folder / "b.md").write_text("no front matter", encoding="utf-8")
    workspace: Workspace = replace(site.workspace, root=tmp_path)
    with pytest.raises(ReportError, match=r"(?s)2 errors in the reports.*a\.md:6:10.*b\.md:1"):
        reports_of(workspace, Figures(site.results, site.areas, {}, {}), site.catalogue)
