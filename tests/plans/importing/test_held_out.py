"""How much is found of seven invented documents that the rules were not first written from.

Each keeps a habit of its own: numbered promises, tables of actions, lists under words of its own,
a Word file of a partnership, a manifesto in prose, promises as plain facts, capitals for headings.
No body or place in them exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from frankpledge.plans import Plan
from frankpledge.plans.importing import Told, draft_plan

HELD_OUT = Path(__file__).parent / "held_out"
PAGE = Path(__file__).resolve().parents[3] / "docs" / "plan-import.md"
LABELS: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (HELD_OUT / "labels.yaml").read_text(encoding="utf-8")
)
PARTS = ("commitments", "measures", "outcomes")


@dataclass(frozen=True)
class Score:
    """How many a person finds, how many of these the draft has, and what else it has."""

    labelled: int
    right: int
    false: tuple[str, ...]
    missed: tuple[str, ...] = ()

    @property
    def cells(self) -> str:
        """As the table of the documentation has it."""
        return f"{self.labelled} | {self.right} | {len(self.missed)} | {len(self.false)}"


def _word(folder: Path) -> Path:
    """The document that is kept as kinds and texts, as a Word file."""
    from docx import Document

    document, table = Document(), None
    for line in (HELD_OUT / "vale.blocks").read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition("|")
        if kind == "row":
            cells = text.split("|")
            table = table or document.add_table(0, len(cells))
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
        elif kind.startswith("h"):
            document.add_heading(text, int(kind[1:]))
        else:
            document.add_paragraph(text, "List Bullet" if kind == "li" else None)
    path = folder / "vale.docx"
    document.save(str(path))
    return path


def _score(plan: Plan, part: str, labels: list[str]) -> Score:
    """Each label is found once at most, and an element stands for one label."""
    found = [getattr(one, "text", None) or one.wording for one in getattr(plan, f"all_{part}")]
    false, missed = list(found), []
    for label in labels:
        hit = next((text for text in false if label.casefold() in text.casefold()), None)
        if hit is None:
            missed.append(label)
        else:
            false.remove(hit)
    return Score(len(labels), len(labels) - len(missed), tuple(false), tuple(missed))


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Score]:
    """The score of each part of each document."""
    folder = tmp_path_factory.mktemp("held-out")
    found: dict[tuple[str, str], Score] = {}
    paths = {path.stem: path for path in HELD_OUT.glob("*.*") if path.suffix != ".yaml"}
    for name, labels in LABELS.items():
        path = _word(folder) if paths[name].suffix == ".blocks" else paths[name]
        plan = draft_plan(path, name, Told(start=labels["from"], end=labels["to"])).plan
        found |= {(name, part): _score(plan, part, labels.get(part, [])) for part in PARTS}
    return found


def _total(scores: dict[tuple[str, str], Score], part: str) -> Score:
    every = [scores[name, part] for name in LABELS]
    return Score(
        sum(one.labelled for one in every),
        sum(one.right for one in every),
        sum((one.false for one in every), ()),
        sum((one.missed for one in every), ()),
    )


def _table(scores: dict[tuple[str, str], Score]) -> str:
    rows = ["| document | part | by hand | found | missed | false |", "|---|---|--:|--:|--:|--:|"]
    for name in (*LABELS, "all"):
        for part in PARTS:
            score = _total(scores, part) if name == "all" else scores[name, part]
            if score.labelled or score.false:
                rows.append(f"| {name} | {part} | {score.cells} |")
    return "\n".join(rows)


# What the rules found of each when they first read it, before they were mended for it.
FIRST_READING = """\
| document | habit | commitments | measures | outcomes | false |
|---|---|--:|--:|--:|--:|
| estuary | numbered clauses, lettered indicators (.txt) | 12 of 13 | 0 of 8 | | 0 |
| moorland | tables of actions and of outcomes (.html) | 0 of 10 | 6 of 6 | 0 of 6 | 0 |
| harbour | 'What we will do', 'What success looks like' (.md) | 12 of 12 | 9 of 9 | | 0 |
| vale | 'The partnership will:', 'We will measure this by:' (.docx) | 10 of 10 | 0 of 7 | | 7 |
| pledges | a manifesto in prose (.txt) | 4 of 11 | 0 of 4 | | 0 |
| lakeside | promises told as facts (.md) | 4 of 11 | 6 of 6 | | 0 |
| northmoor | headings in capitals, 'What we're going to do' (.txt) | 3 of 8 | 0 of 6 | | 0 |
| all | | 45 of 75 | 21 of 46 | 0 of 6 | 7 |"""


def test_held_out_documents_are_read(
    scores: dict[tuple[str, str], Score], capsys: pytest.CaptureFixture[str]
) -> None:
    """Seven promises in eight and all but every measure, with next to nothing false."""
    with capsys.disabled():
        print("\n" + _table(scores))
    commitments, measures = _total(scores, "commitments"), _total(scores, "measures")
    assert commitments.right >= 0.85 * commitments.labelled, commitments.missed
    assert measures.right >= 0.95 * measures.labelled, measures.missed
    assert len(commitments.false + measures.false) <= 2, (commitments.false, measures.false)
    assert _total(scores, "outcomes").right == 6


@pytest.mark.parametrize("name", sorted(LABELS))
def test_labels_are_words_of_the_document_and_tell_promises_apart(name: str) -> None:
    """A label that stood nowhere, or stood for two things, would measure nothing."""
    (path,) = [path for path in HELD_OUT.glob(f"{name}.*") if path.suffix != ".yaml"]
    text = path.read_text(encoding="utf-8").casefold()
    for part in PARTS:
        labels = [label.casefold() for label in LABELS[name].get(part, [])]
        assert len(set(labels)) == len(labels)
        assert [label for label in labels if label not in text] == []


def test_the_page_prints_what_is_measured(scores: dict[tuple[str, str], Score]) -> None:
    """Both tables of the page on importing: the first reading, and the reading now."""
    page = PAGE.read_text(encoding="utf-8")
    assert FIRST_READING in page
    assert _table(scores) in page, _table(scores)
