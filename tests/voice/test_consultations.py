"""Consultations as documents: read whole, or refused with every fault at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from frankpledge.voice import (
    Consultation,
    VoiceError,
    consultation_schema_text,
    read_consultation,
    read_consultations,
)

FAULTY = """\
consultation:
  id: other
  title: Faulty
  kind: survey
  body: The invented board of Oldbridge
  audience: Anybody
  selection: self-selected
  plan: nowhere
  opens: 2026-03-31
  closes: 2026-03-01
questions:
  - id: age
    kind: single
    text: How old are you?
    group: age
    weigh: true
    options: [{code: young, text: Under 40, population: 5}, {code: young, text: Older}]
  - {id: purse, kind: money, text: Divide}
  - {id: words, kind: open, text: "Why?", options: [{code: a, text: A}, {code: b, text: B}]}
  - {id: words, kind: essay, text: "Why?"}
export:
  layout: table
  colums: []
  columns: [{question: wrods, header: X}]
answers:
  - {id: nothing, said: Nothing}
"""


def test_a_consultation_is_read_whole(survey: Consultation) -> None:
    """Every field lands where it belongs."""
    assert survey.head.selection == "self-selected"
    assert [one.kind for one in survey.questions] == [
        *("single", "single", "scale", "multiple", "ranking", "money", "open")
    ]
    assert survey.question("age").options[0].population == 6000
    assert [one.id for one in survey.groups] == ["age", "home"]


def test_all_faults_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    """Ten faults, ten lines; each has file, line and column."""
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(VoiceError) as raised:
        read_consultation(path, {})
    found = {(one.place.line, one.place.field) for one in raised.value.errors}
    assert found == {
        (12, "questions.population_from"),
        (17, "questions.options"),
        (17, "questions.options.code"),
        (18, "questions.options"),
        (18, "questions.total"),
        (19, "questions.options"),
        (20, "id"),
        (20, "questions.kind"),
        (23, "export.colums"),
        (24, "question"),
        (26, "answers"),
    }
    assert all(one.place.column for one in raised.value.errors)


def test_faults_between_documents(tmp_path: Path) -> None:
    """A plan that is not there, an earlier wave that is not there, days the wrong way round."""
    home = tmp_path / "consultations"
    home.mkdir()
    head = FAULTY.partition("questions:")[0].replace("id: other", "id: one")
    (home / "one.yaml").write_text(head + "  repeats: two\n", encoding="utf-8")
    with pytest.raises(VoiceError) as raised:
        read_consultations(tmp_path, {})
    assert [one.place.field for one in raised.value.errors] == [
        "head.plan",
        "head.closes",
        "head.repeats",
    ]


def test_no_folder_means_no_consultations(tmp_path: Path) -> None:
    """A workspace need not have any."""
    assert read_consultations(tmp_path, {}) == {}


def test_the_schema_takes_what_the_reader_takes(
    survey: Consultation, write_consultation: Callable[..., Consultation]
) -> None:
    """The good document fits the schema, the faulty one does not."""
    schema = json.loads(consultation_schema_text())
    load = YAML(typ="safe", pure=True).load
    good = load(survey.files.texts["market-day.yaml"])
    good["consultation"] |= {name: str(good["consultation"][name]) for name in ("opens", "closes")}
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(load(FAULTY), schema)
