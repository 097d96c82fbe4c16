"""Measure and framework documents: what is read, and what a bad field gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.errors import DocumentError
from frankpledge.measures.catalogue import load_catalogue
from frankpledge.measures.documents import read_measure

GOOD = """\
id: things-counted
title: Things counted
question: Are there fewer things?
direction: decrease
timing: lagging
unit: things
kind: count
basis: recorded
source: home-office-crime
counts:
  offence_group: [Robbery]
areas: [force]
period: quarter
window: 4
chart: 24
baseline:
  to: 2019-Q4
  periods: 4
  why: The plan says so.
peers: force
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "things-counted.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_measure_is_read(tmp_path: Path) -> None:
    """Every field arrives, with its type."""
    measure = read_measure(write(tmp_path, GOOD))
    assert measure.counts == {"offence_group": ("Robbery",)}
    assert measure.baseline is not None
    assert measure.baseline.to == "2019-Q4"
    assert measure.better == -1
    assert (measure.value, measure.peers, measure.supplied) == ("count", "force", False)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("direction: decrease", "direction: down", 4, "one of increase, decrease, neutral"),
        ("question: Are there fewer things?", "question: Things.", 3, "ends with '?'"),
        ("window: 4", "window: four", 14, "a whole number"),
        ("  to: 2019-Q4", "  to: 2019-Q7", 17, "a period such as"),
        ("  why: The plan says so.\n", "", 16, "a value"),
        ("peers: force", "pears: force", 20, "no such field"),
        ("id: things-counted", "id: other", 1, "the file's own name"),
        ("chart: 24", "chart: 2", 15, "at least the window of 4"),
        ("areas: [force]", "areas: [planet]", 12, "a list of some of"),
        ("basis: recorded", "basis: supplied", 8, "exactly for the source 'returns'"),
    ],
)
def test_a_bad_field_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    """The error gives file, line and field, and says what was expected."""
    assert old in GOOD
    with pytest.raises(DocumentError) as caught:
        read_measure(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.place.line == line
    assert words in str(caught.value)
    assert "things-counted.yaml" in str(caught.value)


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    """A document that is not YAML is said to be so, at a line."""
    with pytest.raises(DocumentError, match="expected YAML") as caught:
        read_measure(write(tmp_path, GOOD.replace("peers: force", "peers: [")))
    assert caught.value.place.line is not None


def test_a_framework_may_not_list_an_unknown_measure(tmp_path: Path) -> None:
    """A framework that lists a measure nobody defined is refused by name."""
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "plan.yaml").write_text(
        "id: plan\ntitle: P\nkind: plan\nversion: '1'\npublisher: us\nsource: here\n"
        "groups:\n  - id: one\n    title: One\n    measures:\n      - {measure: no-such-measure}\n"
    )
    with pytest.raises(DocumentError, match="no-such-measure"):
        load_catalogue(tmp_path)


def test_a_target_of_a_share_is_in_per_cent(tmp_path: Path) -> None:
    """0.9 is refused, because nine in ten is meant; 90 is read, and a count may have any target."""
    target = "target: {value: 0.9, from: 2025-Q3, source: The plan}\n"
    share = GOOD.replace("kind: count", "kind: proportion\ndenominator: {}")
    with pytest.raises(DocumentError, match=r"per cent, from 1 to 100.*0\.9"):
        read_measure(write(tmp_path, share + target))
    assert read_measure(write(tmp_path, share + target.replace("0.9", "90"))).target is not None
    assert read_measure(write(tmp_path, GOOD + target)).target is not None
