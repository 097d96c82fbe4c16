"""Text, JSON, SARIF, the marked copy and the command."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.claims.checking import (
    FIELDS,
    VERDICTS,
    Books,
    Document,
    Passage,
    check_document,
    claim_rows,
    marked_copy,
    sarif,
)
from frankpledge.cli import main

REPORT = """\
# Panel report <b>2023</b>

## How we did

- Vehicle thefts fell by 25% from 480 to 400.
- Complaints rose from 212 to 265, an increase of 25%.
- <script>alert('x')</script> ASB incidents have fallen.
- Notices: 812 in 2023 to date, 2,004 in 2022 and 1,870 in 2021.

Burglary was down 9% last year.

| measure | what |
| --- | --- |
| Reviews | Reviews upheld fell from 12 to 9, a 33% reduction. |
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with five claims and a script."""
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Run `frankpledge claims ARGS`: exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["frankpledge", "claims", *map(str, args)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return int(stop.value.code or 0), out, err

    return call


def test_text_shows_findings_with_their_working(
    run: Callable[..., tuple[int, str, str]], report: Path
) -> None:
    """Place, sign and word of the verdict, the sentence and the working; exit code 1."""
    code, out, _ = run("report.md")
    assert code == 1
    assert "report.md, line 5: ✗ arithmetic wrong" in out
    assert "    480 to 400 is −16.7 %, not −25 %" in out
    assert "Complaints rose" not in out
    assert out.splitlines()[-1].startswith("report.md: 6 verdicts: 1 agrees; 2 arithmetic wrong")
    assert "Complaints rose" in run("report.md", "--all")[1]


def test_a_document_without_findings_is_fine(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """Exit code 0, also where there is no claim at all."""
    (tmp_path / "a.txt").write_text("We met on Tuesday.\n", encoding="utf-8")
    assert run("a.txt")[:2] == (0, "a.txt: no claims found.\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("none.txt",), "no such file"),
        (("report.md", "--date", "2023-02-30"), "2023-05-31 or 2023-05"),
        (("report.md", "--date", "May"), "2023-05-31 or 2023-05"),
        (("report.md", "report.md", "--format", "html"), "one document"),
    ],
)
def test_wrong_use_is_said(
    run: Callable[..., tuple[int, str, str]], report: Path, args: tuple[str, ...], message: str
) -> None:
    """Exit code 2 and a message."""
    code, _, err = run(*args)
    assert code == 2
    assert message in err


def test_json_is_one_flat_array(run: Callable[..., tuple[int, str, str]], report: Path) -> None:
    """Rows with the fields of the reference, none nested."""
    rows = json.loads(run("report.md", "--format", "json")[1])
    assert all(tuple(row) == FIELDS for row in rows)
    assert not any(isinstance(value, dict | list) for row in rows for value in row.values())
    assert {row["verdict"] for row in rows} <= set(VERDICTS)
    wrong = next(row for row in rows if row["verdict"] == "wrong")
    assert (wrong["line"], wrong["claim"]) == (5, "25% from 480 to 400")


def test_sarif_has_a_result_for_every_row(report: Path) -> None:
    """Rules, levels and lines; what agrees is a pass."""
    from frankpledge.claims.checking import read_document

    document = read_document(report)
    checked = check_document(document)
    (made,) = sarif([(document, checked)], version="1")["runs"]
    results = made["results"]
    rules = [rule["id"] for rule in made["tool"]["driver"]["rules"]]
    assert len(results) == len(claim_rows(document, checked)) == 6
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in results)
    # SARIF 2.1.0, section 3.27.10: a level other than none needs the kind fail.
    assert all((r["level"] == "none") == (r["kind"] != "fail") for r in results)
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
    assert lines == sorted(lines)


def test_the_marked_copy_holds_nothing_of_the_original_that_could_run(report: Path) -> None:
    """No script, no markup of the document, a policy that lets nothing load."""
    from frankpledge.claims.checking import read_document

    document = read_document(report)
    page = marked_copy(document, check_document(document))
    assert "<script" not in page
    assert "<b>" not in page
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"\b(?:src|onclick|javascript)\b\s*=", page)
    hostile = Document("x", (Passage("paragraph", '<img src=x onerror="1"> fell from 9 to 12.'),))
    page = marked_copy(hostile, check_document(hostile))
    assert "<img" not in page
    assert "&lt;img" in page


def test_every_claim_and_its_place_lead_to_each_other(report: Path) -> None:
    """Each number has one mark and one entry, and every link has its aim."""
    from frankpledge.claims.checking import read_document

    document = read_document(report)
    page = marked_copy(document, check_document(document))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert sum(one.startswith("claim-") for one in ids) == 6
    places = [document.passages[one.passage].place for one in check_document(document)]
    told = {int(n): place for n, place in re.findall(r"Claim (\d+), ([^:]+):", page)}
    assert told == dict(enumerate(places, start=1))


@pytest.mark.browser
def test_axe_finds_nothing_in_the_marked_copy(
    page: Any, report: Path, tmp_path: Path, axe_finds_nothing: Callable[..., None]
) -> None:
    """No violation, wide or narrow, and nothing pushes the page sideways at 320 px."""
    from frankpledge.claims.checking import read_document

    document = read_document(report)
    path = tmp_path / "copy.html"
    path.write_text(marked_copy(document, check_document(document)), encoding="utf-8")
    page.goto(path.as_uri())
    for width in (1280, 320):
        axe_finds_nothing(page, (width,))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_claims_are_checked_against_the_lake_of_a_workspace(
    run: Callable[..., tuple[int, str, str]], books: Books, tmp_path: Path
) -> None:
    """`--workspace` and `--date` say what is held and that nothing of the time is."""
    root = books.holdings.lake.path.parent
    (root / "frankpledge.toml").write_text(
        '[body]\nname = "B"\nkind = "pcc"\nforce = "E23000038"\n[site]\ntitle = "T"\n'
        '[scorecard]\nframeworks = ["ncpm-2021"]\n[data]\nlake = "lake"\n',
        encoding="utf-8",
    )
    told = "Wiltshire recorded 1,150 drug offences in the year to December 2022.\n"
    (tmp_path / "a.txt").write_text(told, encoding="utf-8")
    code, out, _ = run("a.txt", "--workspace", root, "--date", "2023-05")
    assert code == 1
    assert "Drug offences, year to December 2022, as known now: 1,144" in out
    assert "no figures as known on 2023-05-31 (those held are of 2026-11-22)" in out
    code, out, _ = run("a.txt", "--workspace", root, "--no-data")
    assert code == 0
    assert "1 cannot be checked" in out


def test_a_long_document_takes_time_in_proportion() -> None:
    """Half a million characters in one line, of things that look like claims, are soon read."""
    for piece in ("from 3 of 4 ", "up to 5% (n=", "fell by 10% and "):
        document = Document("x", (Passage("paragraph", piece * (500_000 // len(piece))),))
        assert len(check_document(document)) < 1_000
