"""Promises, measures and claims made from the words of a block."""

from __future__ import annotations

import re
from typing import Any

from frankpledge.plans.elements import At, Figure, Statement
from frankpledge.plans.importing import words
from frankpledge.plans.importing.desk import Desk
from frankpledge.plans.importing.sentences import due, open_words
from frankpledge.plans.promises import Commitment, Direction, PlanMeasure

RESTATE = "Imported: the document's own words, still to be restated."
_COUNT = re.compile(
    r"(?:[A-Z][\w'’]* (?:received |had |recorded )?)?"
    r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<share>%)?\s*(?:\((?P<before>\d[\d,]*(?:\.\d+)?)%?\))?\s+"
    r"(?P<unit>[^\W\d_][\w'’/&<>-]*(?: [^\W\d_][\w'’/&<>-]*){0,4})"
)
_UNIT_END = re.compile(
    r"\s(?:who|that|which|went|estimated|drink|in|to|on|with|of|were|was|are|is|open|reported|received|identified|heard|"
    r"between|and|had|by|at|for|during|from|per)\b.*$"
)
_STEP_BACK = re.compile(r"(20\d\d/\d\d)\W+compared\W+(20\d\d/\d\d)", re.IGNORECASE)


def commitment(
    desk: Desk, text: str, place: At, *, theme: str | None = None, part_of: str | None = None
) -> Commitment:
    """A promise in the document's own words, marked as to be restated."""
    return Commitment(
        id=desk.name(text),
        text=text,
        quote=open_words(text),
        theme=theme,
        part_of=part_of,
        due=due(text),
        note=RESTATE,
        place=place,
    )


def measure(desk: Desk, text: str, place: At) -> PlanMeasure:
    """A line of a list of measures, with its direction when it says so."""
    direction: Direction | None = None
    if words.LESS.search(text):
        direction = "decrease"
    elif words.MORE.search(text):
        direction = "increase"
    return PlanMeasure(id=desk.name(text, "line"), wording=text, direction=direction, place=place)


def statement(desk: Desk, text: str, place: At, *, next_step: bool = False) -> Statement:
    """A claim, with the number that it begins with."""
    kind: Any
    if next_step:
        kind = "next step"
    elif words.CHANGED.search(text) and words.FIGURE.search(text):
        kind = "change"
    elif words.DONE.match(text):
        kind = "done"
    else:
        kind = "level" if words.FIGURE.search(text) else "assessment"
    figures = () if next_step else tuple(_figures(text))
    return Statement(
        id=desk.name(text),
        kind=kind,
        text=text,
        quote=open_words(text),
        figures=figures,
        place=place,
    )


def _figures(text: str) -> list[Figure]:
    match = _COUNT.match(text)
    if match is None or (len(match["value"].replace(",", "")) == 4 and match["value"][:2] == "20"):
        return []
    unit = "%" if match["share"] else _UNIT_END.sub("", match["unit"])
    before = _number(match["before"]) if match["before"] else None
    return [Figure(value=_number(match["value"]), unit=unit, before=before)]


def compared(text: str) -> tuple[str, str] | None:
    """The years of 'n.b. 2017/18 compared (2016/17)', a note to the figures above it."""
    match = _STEP_BACK.search(text)
    return (match[1], match[2]) if match else None


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def amount(text: str) -> float | None:
    """Pounds that a text names, when it names one sum."""
    sums = list(words.MONEY.finditer(text))
    if len(sums) != 1:
        return None
    return _number(sums[0]["value"]) * words.SCALES.get((sums[0]["scale"] or "").lower(), 1)
