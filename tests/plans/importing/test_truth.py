"""How much of the five real documents is found, against the packages written by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from frankpledge.plans import Plan, read_plan
from frankpledge.plans.importing import Told, draft_plan

ROOT = Path(__file__).resolve().parents[3]
WILTSHIRE, AVON = "wiltshire/plans", "avon-and-somerset/plans"
# Seed, package written by hand, and what the person who imports has to say of the document.
DOCUMENTS = {
    "000": (f"{WILTSHIRE}/wiltshire-labour-manifesto-2021", Told(start="2021", end="2024")),
    "001": (f"{WILTSHIRE}/wiltshire-plan-2022-draft", Told()),
    "002": (f"{WILTSHIRE}/wiltshire-panel-2023", Told()),
    "003": (f"{WILTSHIRE}/wiltshire-csp-2019", Told()),
    "004": (f"{AVON}/avon-and-somerset-plan-2016", Told(start="2016", end="2021")),
}
KINDS = {
    "000": "manifesto",
    "001": "police and crime plan",
    "002": "report",
    "003": "community safety plan",
    "004": "police and crime plan",
}
PARTS = ("commitments", "measures", "outcomes", "statements")


@dataclass(frozen=True)
class Score:
    """How many there are by hand, how many were found, and how many of these are right."""

    truth: int
    found: int
    right: int

    @property
    def cells(self) -> str:
        """As the table of the documentation has it."""
        missed, false = self.truth - self.right, self.found - self.right
        return f"{self.truth} | {self.right} | {missed} | {false}"


def _lines(plan: Plan, part: str) -> Counter[int]:
    """How many elements of a kind stand on each line; those the editor added stand on none."""
    elements = getattr(plan, f"all_{part}")
    return Counter(e.place.line for e in elements if e.place and not getattr(e, "added", False))


def _score(truth: Plan, draft: Plan, part: str) -> Score:
    # Two promises on one line are two, and finding one of them is finding one.
    a, b = _lines(truth, part), _lines(draft, part)
    return Score(a.total(), b.total(), (a & b).total())


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[tuple[str, str], Score]:
    """The score of each part of each document."""
    found = {}
    for seed, (package, told) in DOCUMENTS.items():
        truth = read_plan(ROOT / "examples" / package)
        path = next((shared / "seeds").glob(f"{seed}*.txt"))
        draft = draft_plan(path, "draft", told)
        assert draft.plan.head.kind == KINDS[seed]
        found |= {(seed, part): _score(truth, draft.plan, part) for part in PARTS}
    return found


def _total(scores: dict[tuple[str, str], Score], part: str) -> Score:
    every = [scores[seed, part] for seed in DOCUMENTS]
    return Score(*(sum(getattr(s, name) for s in every) for name in ("truth", "found", "right")))


def test_commitments_and_measures_are_found(
    scores: dict[tuple[str, str], Score], capsys: pytest.CaptureFixture[str]
) -> None:
    """At least four in five commitments and every measure, with next to nothing false."""
    with capsys.disabled():
        print("\n" + _table(scores))
    commitments, measures = _total(scores, "commitments"), _total(scores, "measures")
    assert commitments.right >= 0.82 * commitments.truth
    assert commitments.right >= 0.98 * commitments.found
    assert measures.right == measures.truth == measures.found > 0


@pytest.mark.parametrize(
    ("seed", "share"), [("000", 0.85), ("001", 0.95), ("003", 0.85), ("004", 0.55)]
)
def test_commitments_of_each_document(
    scores: dict[tuple[str, str], Score], seed: str, share: float
) -> None:
    """Lists are found nearly whole; a plan of prose, with several wishes a sentence, by half."""
    score = scores[seed, "commitments"]
    assert score.right >= share * score.truth
    assert score.found - score.right <= 1


def test_a_report_promises_nothing(scores: dict[tuple[str, str], Score]) -> None:
    """What a report says was done is no promise."""
    assert scores["002", "commitments"].found == scores["002", "measures"].found == 0
    assert scores["002", "statements"].right >= 34


def test_outcomes_are_found(scores: dict[tuple[str, str], Score]) -> None:
    """Those of the outcomes table and those of the list of objectives."""
    assert [scores[seed, "outcomes"].right for seed in ("003", "004")] == [13, 5]
    assert _total(scores, "outcomes").found == 18


def _table(scores: dict[tuple[str, str], Score]) -> str:
    rows = ["| document | part | by hand | found | missed | false |", "|---|---|--:|--:|--:|--:|"]
    for seed in (*DOCUMENTS, "all"):
        for part in PARTS:
            score = _total(scores, part) if seed == "all" else scores[seed, part]
            if score.truth or score.found:
                rows.append(f"| {seed} | {part} | {score.cells} |")
    return "\n".join(rows)


def test_the_table_of_the_documentation_is_what_is_measured(
    scores: dict[tuple[str, str], Score],
) -> None:
    """The page on importing prints these figures and no others."""
    page = (ROOT / "docs" / "plan-import.md").read_text(encoding="utf-8")
    assert _table(scores) in page, _table(scores)
