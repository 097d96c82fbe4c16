"""An invented consultation, and ways to write answers to it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from frankpledge.voice import Consultation, read_consultation

SURVEY = """\
consultation:
  id: market-day
  title: Market Day
  kind: survey
  body: The invented board of Oldbridge
  audience: Whoever came to the market and wished to answer
  selection: self-selected
  opens: 2026-03-01
  closes: 2026-03-31
questions:
  - id: age
    kind: single
    text: How old are you?
    group: age
    weigh: true
    population_from: Invented for these tests
    options:
      - {code: young, text: Under 40, population: 6000}
      - {code: old, text: 40 or over, population: 4000}
      - {code: unsaid, text: Prefer not to say, unsaid: true}
  - id: home
    kind: single
    text: Where do you live?
    group: place
    options:
      - {code: town, text: In town}
      - {code: country, text: Outside town}
      - {code: away, text: Elsewhere, outside: true}
  - id: safe
    kind: scale
    text: How safe do you feel after dark?
    options:
      - {code: very-unsafe, text: Very unsafe}
      - {code: unsafe, text: Unsafe}
      - {code: safe, text: Safe}
      - {code: very-safe, text: Very safe}
  - id: worries
    kind: multiple
    text: What worries you?
    options:
      - {code: speed, text: Speeding}
      - {code: burglary, text: "Burglary, theft"}
      - {code: dogs, text: Dogs; stray}
      - {code: other, text: Other}
  - id: order
    kind: ranking
    text: What should come first?
    options:
      - {code: patrols, text: Patrols}
      - {code: victims, text: Victims}
      - {code: roads, text: Roads}
  - id: purse
    kind: money
    text: Divide 100 points
    total: 100
    unit: points
    options:
      - {code: patrols, text: Patrols}
      - {code: victims, text: Victims}
  - id: words
    kind: open
    text: What would you change?
"""
TABLE = """\
export:
  layout: table
  respondent: No
  started: Began
  finished: Sent
  source: From
  columns:
    - {question: purse, option: patrols, header: Points for patrols}
    - {question: purse, option: victims, header: Points for victims}
"""
ABOUT = ["No", "Began", "Sent", "From"]
ASKED = ["How old are you?", "Where do you live?", "How safe do you feel after dark?"]
LISTS = ["What worries you?", "What should come first?", "Points for patrols", "Points for victims"]
HEADERS = [*ABOUT, *ASKED, *LISTS, "What would you change?"]


@pytest.fixture
def write_consultation(tmp_path: Path) -> Callable[[str], Consultation]:
    """Write a consultation and read it back."""

    def write(text: str = SURVEY + TABLE) -> Consultation:
        path = tmp_path / "market-day.yaml"
        path.write_text(text, encoding="utf-8")
        return read_consultation(path, {})

    return write


@pytest.fixture
def survey(write_consultation: Callable[[str], Consultation]) -> Consultation:
    """The consultation with an export of its own."""
    return write_consultation(SURVEY + TABLE)


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[[Sequence[Sequence[str]]], Path]:
    """Write rows below the headers, as CSV."""

    def write(rows: Sequence[Sequence[str]]) -> Path:
        path = tmp_path / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADERS, *rows])
        return path

    return write


@pytest.fixture
def headers() -> list[str]:
    """The headers of the table."""
    return list(HEADERS)


@pytest.fixture
def head() -> str:
    """The consultation up to its questions."""
    return SURVEY.partition("questions:")[0]
