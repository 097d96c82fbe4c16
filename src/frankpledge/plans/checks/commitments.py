"""FP201 to FP204: commitments that nobody could check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.tables import table

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_PROMISE = re.compile(r"\b(?:will|shall|must|is to|are to|aims? to|seeks? to)\s+(?:\w+ly\s+)?")
_IRREGULAR = ("tries", "embedding", "committing")
_TO = re.compile(r"\bto\s+(?:\w+ly\s+)?(?=[a-z])")


def without_measure(context: Context) -> Iterator[Hit]:
    """FP201: neither a measure nor a target shows whether it was kept."""
    for commitment in context.plan.all_commitments:
        if not context.lines(commitment) and not any(c.target for c in context.chain(commitment)):
            yield context.hit(
                "FP201",
                f"commitment '{commitment.id}' has no measure and no target",
                commitment.id,
            )


def without_lead(context: Context) -> Iterator[Hit]:
    """FP202: nobody answers for it."""
    for commitment in context.plan.all_commitments:
        if not any(one.lead for one in context.chain(commitment)):
            yield context.hit("FP202", f"commitment '{commitment.id}' has no lead", commitment.id)


def without_date(context: Context) -> Iterator[Hit]:
    """FP203: it is due on no day."""
    for commitment in context.plan.all_commitments:
        chain = context.chain(commitment)
        if not any(one.due or (one.target and one.target.by) for one in chain):
            yield context.hit("FP203", f"commitment '{commitment.id}' has no date", commitment.id)


def uncheckable(context: Context) -> Iterator[Hit]:
    """FP204: its verb says nothing that could be found done or not done."""
    for commitment in context.plan.all_commitments:
        if commitment.target:
            continue
        if found := unclear_verb(commitment.text):
            yield context.hit(
                "FP204",
                f"nobody can say whether '{found}' was done",
                commitment.id,
                "text",
                found,
            )


def unclear_verb(text: str) -> str:
    """The words of a promise that cannot be checked; '' when its verb can be, or is not found."""
    for hedge in table("words")["verbs"]["hedges"]:
        if match := re.match(rf"(?:.*?\bwill\s+)?({hedge})\b", text, re.IGNORECASE):
            return _after(text, match.end(1)) or match[1]
    start = match.end() if (match := _PROMISE.search(text)) else 0
    return _unclear_at(text, start)


def _unclear_at(text: str, start: int) -> str:
    verb = _WORD.search(text, start)
    if verb is None:
        return ""
    unclear, through = _verbs()
    if verb[0].lower() in unclear:
        return verb[0]
    if verb[0].lower() not in through:
        return ""
    # "Work with the council to open a refuge" is as good as "Open a refuge".
    carried = [match.end() for match in _TO.finditer(text, verb.end())]
    if not carried:
        return verb[0]
    return _unclear_at(text, carried[0])


def _after(text: str, start: int) -> str:
    """What follows a hedge when it cannot be checked either; '' leaves the word to the hedge."""
    return _unclear_at(text, start)


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    words = table("words")["verbs"]
    return _forms(words["unclear"]), _forms(words["through"])


def _forms(verbs: list[str]) -> frozenset[str]:
    """A verb as plans write it: support, supports, supporting."""
    whole, stems = tuple(verbs), tuple(verb.removesuffix("e") for verb in verbs)
    return frozenset(
        (*whole, *_IRREGULAR, *(f"{one}s" for one in whole), *(f"{one}ing" for one in stems))
    )
