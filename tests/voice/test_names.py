"""Names in mid-sentence: against sentences that were labelled by hand, half of them held out."""

from __future__ import annotations

import csv
import io
import re
import runpy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.voice import places_called, places_of, redact, redaction

ROOT = Path(__file__).resolve().parents[2]
LABELLED = Path(__file__).parent / "labelled_names.txt"
_MARKED = re.compile(r"\{([^}]*)\}")


def sentences() -> list[str]:
    """Every sentence, names in braces."""
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True)
class Measured:
    """Names that went of all there are; removals that were names of all removals; sentences
    without a name that lost something.
    """

    names: int
    gone: int
    removals: int
    right: int
    touched: int

    @property
    def recall(self) -> float:
        return self.gone / self.names

    @property
    def precision(self) -> float:
        return self.right / max(self.removals, 1)


def measured(lines: Sequence[str]) -> Measured:
    """A name has gone when no word of it is left; a removal beyond the names marked is wrong."""
    names = gone = removals = right = touched = 0
    for line in lines:
        marked = _MARKED.findall(line)
        found = redact(line.replace("{", "").replace("}", ""))
        left = set(re.findall(r"[^\W\d_]+", found.text))
        went = [not left & {w for w in re.findall(r"[^\W\d_]+", m) if len(w) > 1} for m in marked]
        count = found.counts.get("name", 0)
        names, gone, removals = names + len(marked), gone + sum(went), removals + count
        right += min(count, len(marked))
        touched += bool(count) and not marked
    return Measured(names, gone, removals, right, touched)


def halves(rest: int) -> list[str]:
    """The odd lines of each part (0), or the even ones (1), which nobody looked at."""
    every = sentences()
    named = [line for line in every if "{" in line]
    bare = [line for line in every if "{" not in line]
    return [*named[rest::2], *bare[rest::2]]


def test_there_are_enough_sentences() -> None:
    """At least 150 with names in mid-sentence, and 150 without."""
    named = sum("{" in line for line in sentences())
    assert named >= 150
    assert len(sentences()) - named >= 150


@pytest.mark.parametrize(("half", "recall", "precision"), [(0, 0.98, 0.9), (1, 0.93, 0.85)])
def test_names_are_found(half: int, recall: float, precision: float) -> None:
    """As docs/voice.md has it; on the held-out half no rule was tried while it was made."""
    found = measured(halves(half))
    told = f"recall {found.recall:.3f}, precision {found.precision:.3f}"
    print(f"{told}, {found.touched} sentences without names touched: {found}")
    assert found.recall >= recall
    assert found.precision >= precision


def test_cues_alone_find_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the list of names is for: without it hardly any name in mid-sentence is seen."""
    monkeypatch.setattr(redaction, "names_in", lambda *_: [])
    found = measured(sentences())
    print(f"cues alone: {found}")
    assert found.recall < 0.2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I saw Mark Jeffries there", "I saw [name removed] there"),
        ("I would mark it low, will you?", "I would mark it low, will you?"),
        ("We met in May and June.", "We met in May and June."),
        ("Victoria Road and St Mark's are dark", "Victoria Road and St Mark's are dark"),
        ("Operation Scorpion, Storm Arwen", "Operation Scorpion, Storm Arwen"),
        ("The house of T. Ridout.", "The house of [name removed]."),
        ("Linda's dog and kevin’s bike", "[name removed]'s dog and [name removed]’s bike"),
        ("STOP KEVIN MUNDY NOW", "STOP [name removed] NOW"),
        ("It was McKenzie Obi-Wright.", "It was [name removed]."),
        ("Only Xiaoming Chen came", "Only [name removed] came"),
        ("We chose plan A. The road is worse.", "We chose plan A. The road is worse."),
        ("", ""),
    ],
)
def test_names_words_and_places(text: str, left: str) -> None:
    """A person goes; months, verbs, streets, saints, operations and storms stay."""
    assert redact(text).text == left


PLACES = places_called(["Long Sallow", "Ashley", "Braydon", "St Mark's"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Cars speed past Long Sallow at night", "Cars speed past Long Sallow at night"),
        ("Long Sallow is dark, long sallow too", "Long Sallow is dark, long sallow too"),
        ("My neighbour Long Sallow saw it", "My neighbour [name removed] saw it"),
        ("We walk in Ashley and near Braydon", "We walk in Ashley and near Braydon"),
        ("I told Ashley that he was wrong", "I told [name removed] that he was wrong"),
        ("It was in Ashley Tucker's shed", "It was in [name removed]'s shed"),
        (
            "Noise round Jubilee Hill and up Quarry Hill",
            "Noise round Jubilee Hill and up Quarry Hill",
        ),
        ("Damon Hill drives too fast", "[name removed] drives too fast"),
        (
            "They race through Summer Lane and Autumn Cross",
            "They race through Summer Lane and Autumn Cross",
        ),
        ("We waited in Rose's garden", "We waited in [name removed]'s garden"),
    ],
)
def test_known_places_and_words_of_place(text: str, left: str) -> None:
    """A place that is known, ends as places do or stands behind 'past' stays; a person goes."""
    assert redact(text, PLACES).text == left


def test_without_known_places_endings_and_words_before_tell() -> None:
    """A workspace without area tables keeps most places."""
    assert redact("Bikes go past Long Sallow to Quarry Hill").counts == {}
    assert redact("Long Sallow is dark").counts == {"name": 1}


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_invented_answers_lose_what_was_planted(year: int) -> None:
    """Twelve details of people who do not exist, three of them names; no place goes with them."""
    planted = runpy.run_path(str(ROOT / "tools" / "invented" / "words.py"))
    root = ROOT / "examples" / "tarnshire"
    export = root / "exports" / "answers" / f"your-police-your-say-{year}.csv"
    if not export.is_file():
        pytest.skip("the invented example is not here")
    places = places_of(load_areas(root / "areas"), "E23999901")
    raw = export.read_bytes().decode("utf-8", errors="replace")
    answers = {row[0]: row[-1] for row in csv.reader(io.StringIO(raw))}
    found = {name: redact(text, places) for name, text in answers.items()}
    counts: Counter[str] = sum((Counter(one.counts) for one in found.values()), Counter())
    print(f"{year}: {counts} of {len(answers) - 1} answers, planted {len(planted['PLANTED'])}")
    assert counts.total() == len(planted["PLANTED"])
    assert counts["name"] == 3
    assert not [
        n
        for n, text in answers.items()
        for p in planted["PLACES"]
        if p in text and p not in found[n].text
    ]
