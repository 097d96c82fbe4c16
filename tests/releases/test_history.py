"""Corrections, revisions, feeds and digests: the story that each release carries on."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest

from frankpledge.areas import load_areas
from frankpledge.errors import DocumentError, DocumentsError, ReleaseError
from frankpledge.lake import Lake, ingest
from frankpledge.measures import load_catalogue
from frankpledge.releases import build, digest_rows, prove, read_manifest
from frankpledge.releases import history as story
from frankpledge.releases.corrections import read_corrections
from frankpledge.releases.history import History, Moved, Told
from frankpledge.releases.site.model import Site
from frankpledge.releases.telling import sentence
from frankpledge.workspace import Workspace, read_workspace

AREAS = load_areas()
RFC3339 = "T00:00:00Z"


class Words(HTMLParser):
    """The text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def text_of(path: Path) -> str:
    words = Words()
    words.feed(path.read_text(encoding="utf-8"))
    return " ".join(" ".join(words.found).split())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_revision_is_listed_with_both_figures(first_release: Path, second_release: Path) -> None:
    """The one figure that is another is in the table, with the release and the correction."""
    assert rows_of(first_release / "data/revisions.csv") == []
    [row] = rows_of(second_release / "data/revisions.csv")
    assert row == {
        **dict.fromkeys(("was_denominator", "now_denominator"), ""),
        "release": second_release.name,
        "dated": "2026-03-02",
        "measure": "complaint-reviews",
        "area": "E23000036",
        "area_name": "Avon and Somerset",
        "area_kind": "force",
        "period": "2025-Q4",
        "was": "44",
        "now": "39",
        "was_status": "complete",
        "now_status": "complete",
        "why": "Correction: Reviews of the last quarter of 2025",
    }
    page = text_of(second_release / "changes/index.html")
    assert "October to December 2025 44 39" in page
    assert f"{second_release.name}, 2 March 2026" in page
    own = text_of(second_release / "measures/complaint-reviews/index.html")
    assert "Published otherwise in an earlier release" in own


def test_every_release_is_told(first_release: Path, second_release: Path) -> None:
    """The newest first, each with its day, its revisions and its corrections."""
    newest, oldest = json.loads((second_release / "data/history.json").read_text())
    assert (oldest["id"], oldest["before"], oldest["dated"]) == (
        first_release.name,
        "",
        "2026-01-31",
    )
    assert (newest["id"], newest["before"], newest["revised"]) == (
        second_release.name,
        first_release.name,
        1,
    )
    assert newest["corrections"] == ["reviews-of-2025"]
    [moved] = [one for one in newest["changes"] if one["measure"] == "complaint-reviews"]
    assert "165 reviews in the year to December 2025, revised from 170" in moved["text"]


def test_a_third_release_carries_the_story_on(
    small: Workspace, second_release: Path, tmp_path: Path
) -> None:
    """Revised again: both revisions are listed, in order, and the release is proved."""
    root = tmp_path / "ws"
    shutil.copytree(small.root, root, symlinks=True)
    here = read_workspace(root / "frankpledge.toml")
    head = "measure,area,period,value,denominator,note\n"
    later = root / "returns" / "third.csv"
    later.write_text(head + "complaint-reviews,E23000036,2025-Q4,37,,Third count\n")
    lake = Lake(here.data_path, areas=AREAS)
    ingest(lake, [later], areas=AREAS, source="returns", vintage="2026-03-31")
    third = build(here, lake, AREAS)
    rows = rows_of(third / "data/revisions.csv")
    assert [(row["was"], row["now"]) for row in rows] == [("44", "39"), ("39", "37")]
    assert "as published on 2026-03-31" in rows[1]["why"]
    told = json.loads((third / "data/history.json").read_text())
    assert [one["id"] for one in told][1:] == [
        one["id"] for one in json.loads((second_release / "data/history.json").read_text())
    ]
    assert prove(here, third).findings == ()


def test_a_correction_stands_on_its_page_and_where_it_was_wrong(
    first_release: Path, second_release: Path
) -> None:
    """What was wrong, why, by which role, both figures; and a line on the pages concerned."""
    page = text_of(second_release / "corrections/index.html")
    for part in (
        "Reviews of the last quarter of 2025",
        "Five reviews of the quarter before",
        "2 March 2026, by: Performance analyst",
        f"Wrong in release {first_release.name}",
        f"Right since release {second_release.name}",
        "Avon and Somerset October to December 2025 44 39",
    ):
        assert part in page
    line = "Corrected on 2 March 2026: Reviews of the last quarter of 2025"
    marked = {
        path.relative_to(second_release).as_posix()
        for path in second_release.rglob("*.html")
        if line in path.read_text(encoding="utf-8")
    }
    assert marked == {"changes/index.html", "measures/complaint-reviews/index.html"}
    assert "Nothing has had to be corrected" in text_of(first_release / "corrections/index.html")


def test_a_correction_document_tells_every_fault_at_once(small: Workspace, tmp_path: Path) -> None:
    """Missing and unknown fields, a day, a measure, an area, a period and a page that are none."""
    folder = tmp_path / "corrections"
    folder.mkdir()
    (folder / "bad.yaml").write_text(
        "date: soon\ntitle: A title\nwrong: Something\nwhose: Mine\nrelease: the last\n"
        "figures:\n  - {measure: complaint-review, area: E99, period: Q5, was: 1}\n"
        "pages: [../etc/passwd]\n"
    )
    (folder / "torn.yaml").write_text("date: [\n")
    workspace = replace(small, root=tmp_path)
    with pytest.raises(DocumentsError) as caught:
        read_corrections(workspace, load_catalogue(), AREAS)
    told = str(caught.value)
    for part in (
        "bad.yaml:1, date: expected a day such as",
        "role: expected a value",
        "why: expected a value",
        "whose: expected no such field",
        "release: expected the name of a release",
        "did you mean 'complaint-reviews'?",
        "area: expected the code of an area, found 'E99'",
        "period: expected a period",
        "pages: expected addresses from the site's root",
        "torn.yaml:2",
    ):
        assert part in told
    assert "bad.yaml:7" in told


def test_a_correction_of_a_page_that_is_not_there(
    small: Workspace, first_release: Path, tmp_path: Path
) -> None:
    """The build is refused by file and field, and what was published stays."""
    root = tmp_path / "ws"
    shutil.copytree(small.root, root, ignore=shutil.ignore_patterns("releases", "corrections"))
    (root / "corrections").mkdir()
    (root / "corrections" / "a.yaml").write_text(
        "date: 2026-03-02\ntitle: T\nwrong: W\nwhy: Y\nrole: R\npages: [measures/nothing/]\n"
    )
    here = read_workspace(root / "frankpledge.toml")
    with pytest.raises(DocumentError, match=r"corrections/a\.yaml, pages: expected a page of this"):
        build(here, Lake(here.data_path, areas=AREAS), AREAS)
    assert list((root / "releases").iterdir()) == []


def test_feeds_are_valid_and_the_same_for_all(second_release: Path, first_release: Path) -> None:
    """Every feed parses without complaint, has what Atom asks for, and one entry a release."""
    paths = sorted((second_release / "feeds").glob("*.xml"))
    assert len(paths) > 1
    ids: list[str] = []
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo and feed.version == "atom10", path
        assert feed.feed.id.startswith("tag:") and feed.feed.title and feed.feed.author
        assert feed.feed.updated == f"2026-03-02{RFC3339}"
        assert [entry.updated for entry in feed.entries] == [
            f"2026-03-02{RFC3339}",
            f"2026-01-31{RFC3339}",
        ]
        assert all(entry.title and entry.summary and entry.link for entry in feed.entries)
        ids += [feed.feed.id, *(entry.id for entry in feed.entries)]
    assert len(ids) == len(set(ids))
    newest = feedparser.parse((second_release / "feeds/changes.xml").read_bytes()).entries[0]
    assert "Correction: Reviews of the last quarter of 2025" in newest.summary
    assert "165 reviews in the year to December 2025, revised from 170" in newest.summary
    older = feedparser.parse((first_release / "feeds/changes.xml").read_bytes()).entries[0]
    assert older.id in ids, "an entry keeps its name in later feeds"


def test_the_digest_is_a_text_for_people(second_release: Path) -> None:
    """What changed, place by place, in plain lines."""
    text = (second_release / "feeds/digest.txt").read_text(encoding="utf-8")
    assert f"What changed in release {second_release.name}, 2 March 2026" in text
    assert "- Correction: Reviews of the last quarter of 2025" in text
    assert "\n\nAVON AND SOMERSET\n- Complaint reviews decided: 165" in text
    assert "Nothing moved in Bath and North East Somerset (partnership)," in text
    assert "<" not in text and "None" not in text and "nan" not in text


def test_a_damaged_release_before_is_not_followed(
    small: Workspace, second_release: Path, tmp_path: Path
) -> None:
    """A table of the release before that is not what its manifest says stops the build."""
    root = tmp_path / "ws"
    shutil.copytree(small.root, root, symlinks=True)
    here = read_workspace(root / "frankpledge.toml")
    with (root / "reports" / "brief.md").open("a") as file:
        file.write("\nOne more line.\n")
    table = root / "releases" / second_release.name / "data/revisions.csv"
    table.write_text(table.read_text().replace(",44,", ",45,"))
    with pytest.raises(ReleaseError, match=r"revisions\.csv: is not what the release's manifest"):
        build(here, Lake(here.data_path, areas=AREAS), AREAS)


def test_what_counts_as_a_revision() -> None:
    """Another figure or another denominator does; new periods, filled gaps and names do not."""
    head = "area,area_name,area_kind,period,period_words,value,denominator,status\n"
    then = head + (
        "E1,A,force,2025-01,January 2025,5,,complete\n"
        "E1,A,force,2025-02,February 2025,,,missing\n"
        "E1,A,force,2025-03,March 2025,7,,complete\n"
        "E1,A,force,2025-04,April 2025,8,20,complete\n"
        "E1,A,force,2025-05,May 2025,9,,complete\n"
    )
    now = head + (
        'E1,"A, and B",force,2025-01,January 2025,5,,complete\n'
        "E1,A,force,2025-02,February 2025,6,,complete\n"
        "E1,A,force,2025-03,March 2025,,,partial\n"
        "E1,A,force,2025-04,April 2025,8,21,complete\n"
        "E1,A,force,2025-06,June 2025,1,,complete\n"
    )
    found = {key[3]: (was, is_now) for key, was, is_now in story._differing(then, now)}
    assert found == {
        "2025-03": (("7", "", "complete"), ("", "", "partial")),
        "2025-04": (("8", "20", "complete"), ("8", "21", "complete")),
        "2025-05": (("9", "", "complete"), ("", "", "withdrawn")),
    }


def test_sentences_of_what_moved() -> None:
    """A newer period, a revision, a score, a verdict, the first and the last figure."""
    row = {"title": "Homicide", "unit": "offences", "window": "year to December 2025", "value": 12}
    scored = {**row, "score": 64.2, "variation": "improving"}
    newer = {**scored, "window": "year to January 2026", "value": 11.0}
    assert sentence(scored, newer) == (
        "Homicide: 11 offences in the year to January 2026, after 12 offences in the year to "
        "December 2025."
    )
    assert "13 offences in the year to December 2025, revised from 12" in sentence(
        row, {**row, "value": 13}
    )
    assert sentence(row, scored) == (
        "Homicide: score 64, was not scored; the chart says improving, said nothing yet."
    )
    assert "published for the first time" in sentence({}, row)
    assert sentence(row, {}) == "Homicide: no longer published."


def test_old_releases_keep_no_details(site: Site) -> None:
    """After some releases what moved is left to the table of revisions; nothing else is lost."""
    told = Told("r", "2026-01-01", "2025-12", changes=(Moved("E", "m", "t"),))
    kept = json.loads(History((told,) * 25).to_json())
    assert [len(one["changes"]) for one in kept] == [1] * story.DETAILED + [0] * 5


def test_a_release_made_without_a_history_can_be_followed(first_release: Path) -> None:
    """A release of an older version of this software has no such files."""
    manifest = read_manifest(first_release)
    assert story.read_history(first_release / "assets", manifest) == History()


def test_what_is_suppressed_now_is_in_no_history() -> None:
    """A small number that was published once is blanked in revisions and left out of what moved."""
    values = (
        "r",
        "2026-01-01",
        "m",
        "E1",
        "A",
        "district",
        "2025",
        "3",
        "9",
        "",
        "",
        "c",
        "c",
        "w",
    )
    one = story.Revision(*values)
    moved = Moved("E1", "m", "M: 9, revised from 3."), Moved("E2", "m", "M: 5, revised from 4.")
    history = History((Told("r", "2026-01-01", "2025-12", changes=moved),), (one,))
    kept = story.without_hidden(history, {("m", "E1", "2025")})
    assert kept.releases[0].changes == moved[1:]
    assert (kept.revisions[0].was, kept.revisions[0].now) == ("", "")
    assert kept.revisions[0].period == "2025"
    assert story.without_hidden(history, set()) == history


def test_a_digest_for_one_place_or_measure(first_release: Path, second_release: Path) -> None:
    """All of it, one area, one measure; corrections are told to everybody."""
    every = digest_rows(second_release)
    assert [row["what"] for row in every] == ["correction", "note", "moved", "revised"]
    assert every[3] | {"was": "44", "now": "39", "period": "2025-Q4"} == every[3]
    own = digest_rows(second_release, area="E23000036", measure="complaint-reviews")
    assert [row["what"] for row in own] == ["correction", "moved", "revised"]
    assert [row["what"] for row in digest_rows(second_release, area="E06000022")] == ["correction"]
    assert digest_rows(first_release) == []
