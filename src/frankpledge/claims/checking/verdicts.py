"""Verdicts, and what a check hands back: a claim, what is to be said of it, and the working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note", "none"]


@dataclass(frozen=True)
class Verdict:
    """One of the things that can be said of a claim.

    `level` is that of SARIF. `finding` says whether it is something to look into. `sign` is the
    shape that stands beside the word, so that nothing is told by colour alone.
    """

    id: str
    title: str
    means: str
    level: Level
    sign: str
    accuses: bool = False
    brief: str = ""

    @property
    def short(self) -> str:
        """A word or two for the margin."""
        return self.brief or self.title

    @property
    def finding(self) -> bool:
        """Whether the command counts it as a finding."""
        return self.level in ("error", "warning")

    @property
    def code(self) -> str:
        """Name of the rule in SARIF."""
        return f"claim-{self.id}"


_ALL = (
    Verdict(
        "agrees", "agrees", "The figures agree with each other or with those held.", "none", "✓"
    ),
    Verdict(
        "revised",
        "agrees with its own figures or those of the time, since revised",
        "The figures held now are others: revised since, or counted otherwise.",
        "warning",
        "↻",
        brief="since revised",
    ),
    Verdict(
        "wrong",
        "arithmetic wrong",
        "The stated numbers contradict each other, whatever rounding is allowed for.",
        "error",
        "✗",
        accuses=True,
    ),
    Verdict(
        "not-comparable",
        "not comparable",
        "Two things are set side by side that differ in more than what is claimed.",
        "warning",
        "≠",
        accuses=True,
    ),
    Verdict(
        "baseline",
        "baseline chosen at an extreme point",
        "It starts near the highest or lowest point; from many later starts it goes the other way.",
        "warning",
        "▲",
        accuses=True,
        brief="baseline",
    ),
    Verdict(
        "ordinary",
        "change within ordinary variation",
        "The series goes up and down by as much without any cause.",
        "warning",
        "≈",
        accuses=True,
        brief="ordinary variation",
    ),
    Verdict(
        "differs",
        "differs from the figures held",
        "The figures held say something else; the text gives none of its own to check against.",
        "warning",
        "!",
        accuses=True,
        brief="differs",
    ),
    Verdict(
        "unquantified",
        "unquantified",
        "A change of something that is counted, without a number.",
        "warning",
        "?",
        accuses=True,
    ),
    Verdict(
        "unchecked", "cannot be checked", "The text or the lake lacks what it takes.", "note", "–"
    ),
)
VERDICTS = {verdict.id: verdict for verdict in _ALL}


@dataclass(frozen=True)
class Finding:
    """What is said of one claim. `start` and `end` are its place in the sentence.

    `kind` is the kind of claim; `working` shows the arithmetic or says what is missing.
    """

    kind: str
    verdict: Verdict
    working: str
    start: int
    end: int


def found(kind: str, verdict: str, working: str, start: int, end: int) -> Finding:
    """A finding by the id of its verdict."""
    return Finding(kind, VERDICTS[verdict], working, start, end)
