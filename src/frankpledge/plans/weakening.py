"""When a promise is weaker or stronger than before: its words, its date, its target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frankpledge.plans.dates import last_day
from frankpledge.plans.promises import Goal
from frankpledge.plans.strength import WORDS, strength


@dataclass(frozen=True)
class Change:
    """A difference in one field, before it is placed."""

    kind: str
    field: str
    before: Any
    after: Any
    why: str


def promise(before: str, after: str) -> Iterator[Change]:
    """The words of a commitment: weaker when 'will' becomes 'aim to'."""
    was, now = strength(before), strength(after)
    if now < was:
        why = f"from '{WORDS[was]}' to '{WORDS[now]}'"
        yield Change("weakened", "text", before, after, why)
    elif now > was:
        why = f"from '{WORDS[was]}' to '{WORDS[now]}'"
        yield Change("strengthened", "text", before, after, why)
    elif before != after:
        yield Change("restated", "text", before, after, "said in other words")


def date(field: str, before: str | None, after: str | None) -> Iterator[Change]:
    """A date: weaker when it is later, or gone."""
    if before == after:
        return
    if after is None:
        yield Change("weakened", field, before, after, "date lost")
    elif before is None:
        yield Change("strengthened", field, before, after, "date given")
    elif last_day(after) > last_day(before):
        yield Change("weakened", field, before, after, "date put back")
    elif last_day(after) < last_day(before):
        yield Change("strengthened", field, before, after, "date brought forward")
    else:
        yield Change("restated", field, before, after, "the same date in another form")


def target(before: Goal | None, after: Goal | None, direction: str | None) -> Iterator[Change]:
    """A target, judged by which way is better ('increase', 'decrease' or not known)."""
    if before == after:
        return
    if after is None:
        yield Change("weakened", "target", before, after, "target lost")
    elif before is None:
        yield Change("strengthened", "target", before, after, "target set")
    else:
        yield from date("target.by", before.by, after.by)
        yield from _level(before, after, direction)
        if before.text != after.text:
            why = "said in other words"
            yield Change("restated", "target.text", before.text, after.text, why)


def _level(before: Goal, after: Goal, direction: str | None) -> Iterator[Change]:
    old, new = before.value, after.value
    if (old, before.unit) == (new, after.unit):
        return
    if new is None:
        yield Change("weakened", "target.value", before, after, "target without a number now")
    elif old is None:
        yield Change("strengthened", "target.value", before, after, "target with a number now")
    elif before.unit != after.unit or direction not in ("increase", "decrease"):
        why = "target changed; which way is better is not known"
        yield Change("changed", "target.value", before, after, why)
    else:
        higher = new > old
        weaker = higher == (direction == "decrease")
        why = f"target {'raised' if higher else 'lowered'}, where {direction} is better"
        yield Change("weakened" if weaker else "strengthened", "target.value", old, new, why)
