"""What changed: against a release before, and without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frankpledge.errors import ReleaseError
from frankpledge.measures import assessment_row
from frankpledge.releases.manifest import Input, Manifest
from frankpledge.releases.site.changes import PreviousRelease, changes_page, read_previous
from frankpledge.releases.site.model import Site


def before(site: Site, **other: object) -> PreviousRelease:
    """A release like the site, but for some fields of one row of its scores."""
    rows = [
        assessment_row(result, site.force) | (other if number == 0 else {})
        for number, result in enumerate(_known(site))
    ]
    inputs = tuple(
        Input("import", row["file"], row["content_sha256"], row["source"], row["vintage"])
        for held in site.held.values()
        for row in held.imports
    )
    manifest = Manifest("t", "b", "2025-12", "frankpledge 0", {"score": "1"}, inputs)
    return PreviousRelease(manifest, tuple(rows))


def _known(site: Site) -> list:  # type: ignore[type-arg]
    force = site.force.code
    results = site.results.by_measure.values()
    return [r for r in results if r.found is not None and force in r.found.series.row]


def test_first_release_says_so(site: Site) -> None:
    """Without a release before there is nothing to compare, and the page says what there is."""
    context = changes_page(site, None).context
    assert "first release" in context["finding"]
    assert len(context["changed"][0].items) == len(site.held)


def test_the_same_release_has_no_changes(site: Site) -> None:
    """Compared with itself, nothing moved."""
    context = changes_page(site, before(site)).context
    assert context["table"] is None
    assert context["finding"].startswith("No figure and no score is different")
    assert context["changed"][0].items == ["No source has changed."]
    assert context["changed"][1].items == ["No rule has changed."]


def test_a_score_that_moved_is_listed(site: Site) -> None:
    """One row differs: it is in the table with both scores."""
    context = changes_page(site, before(site, score=12.0, value=99)).context
    [row] = context["table"].rows
    assert row[0].text == _known(site)[0].measure.title
    assert row[2:4] == ["99", "12"]
    assert row[3] != row[6]


def test_sources_and_rules_that_changed_are_told(site: Site) -> None:
    """An older vintage of a source, and another rule."""
    earlier = before(site)
    old = tuple(
        Input(i.kind, i.name, i.sha256, i.source, "2001-02-03") for i in earlier.manifest.inputs
    )
    manifest = Manifest("t", "b", "2025-12", "frankpledge 0", {"score": "0"}, old)
    context = changes_page(site, PreviousRelease(manifest, earlier.scores)).context
    assert len(context["changed"][0].items) == len(site.held)
    assert "then 3 February 2001; now" in context["changed"][0].items[0]
    assert context["changed"][1].items == ["Scores: rule 0 then, rule 1 now."]


def test_reading_a_release(site: Site, tmp_path: Path) -> None:
    """A release on disk is read back; a damaged one is an error that names the file."""
    earlier = before(site)
    earlier.manifest.write(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/scores.json").write_text(json.dumps(earlier.scores), encoding="utf-8")
    assert read_previous(tmp_path) == earlier
    (tmp_path / "data/scores.json").write_text("[1", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"scores\.json"):
        read_previous(tmp_path)
