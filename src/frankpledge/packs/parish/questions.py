"""The questions that a clerk would ask, answered by rule from the statistics of the place."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

import numpy as np

from frankpledge.areas import Fit
from frankpledge.measures import words
from frankpledge.packs.parish.model import Change, Comparison, Interval, Question
from frankpledge.packs.places import DISORDER, Here, Located, amount, in_a_sentence

Z = 1.959963984540054
_UP = {
    "rose": "Yes. More was recorded than the year before, and by more than its ordinary ups and "
    "downs.",
    "fell": "No. Less was recorded than the year before, and by more than its ordinary ups and "
    "downs.",
    "little changed": "Nobody can say that it is. The year's number lies within the ordinary ups "
    "and downs.",
    "too few to say": "There is too little to tell: fewer than ten in either year.",
}


def questions(
    held: Located, here: Here, whole: Change, comparison: Comparison, fit: Fit
) -> tuple[Question, ...]:
    """Four questions with their answers."""
    return (
        Question("Is crime going up here?", _rising(whole)),
        Question("How do we compare?", _compared(comparison)),
        Question("Can we believe small numbers?", _small(held, here, fit)),
        Question("What can we ask the police?", "For the next meeting:", tuple(_ask(here))),
    )


def between(found: Interval, suffix: str = " %") -> str:
    """'−12 to +25 %'; '' where it is not known."""
    if not np.isfinite([found.lower, found.upper]).all():
        return ""
    return f"{signed(found.lower)} to {signed(found.upper)}{suffix}"


def signed(value: float) -> str:
    """A change in whole per cent with its sign."""
    return f"{'+' if round(value) > 0 else ''}{words.number(value)}"


def _rising(whole: Change) -> str:
    said = _UP.get(whole.says, "The figures do not reach far enough to say.")
    own, chance = between(whole.own), between(whole.chance)
    if whole.says not in {"rose", "fell", "little changed"} or not own or not chance:
        return said
    ways = (
        f"{chance} if only chance is allowed for, {own} with its own ups and downs. We go by the "
        "wider one"
    )
    if own == chance:
        ways = f"{own}, whether for chance alone or for its own ups and downs"
    return (
        f"{said} It changed by {signed(whole.own.value)} %; the 95 % interval of that is {ways}. "
        "More on record can also mean that more was reported."
    )


def _compared(comparison: Comparison) -> str:
    if not comparison.rates:
        return comparison.short or comparison.words
    own, like = comparison.rates[0].rate, comparison.rates[1].rate
    return (
        f"{words.number(own.value)} for every 1,000 residents here, {words.number(like.value)} in "
        "similar places. We rank no places: a raw count says how many "
        "people live or come somewhere, and next year's order would be another."
    )


def _small(held: Located, here: Here, fit: Fit) -> str:
    """How large a change would have to be before it could be told from chance."""
    told = []
    phi = float(held.found.dispersion[here.row])
    if np.isfinite(here.now) and here.now > 0 and np.isfinite(phi):
        needed = telling(here.now, phi)
        told.append(
            f"Taken alone, no. After a year with {amount(here.now)}, the next would have to bring "
            f"about {needed:,} more or fewer before it could be told from chance."
        )
    else:
        told.append("Taken alone, no.")
    told.append(
        "Before it is published, each record is moved to the nearest of a fixed set of map points, "
        "so some of what happened here is counted next door."
    )
    if fit.basis == "bounds":
        told.append("Some of these figures are shared with neighbouring parishes.")
    return " ".join(told)


def telling(before: float, dispersion: float) -> int:
    """The smallest change from a year's count that its own variation would not explain.

    Two counts a and b differ when (b - a)² exceeds z² times the dispersion times (a + b): the
    change d solves d² = k (2a + d) with k = z² times the dispersion (never under chance alone).
    """
    k = Z**2 * max(dispersion, 1.0)
    return int(np.ceil((k + sqrt(k * k + 8 * k * before)) / 2))


def _ask(here: Here) -> Iterator[str]:
    risen = [row for row in here.kinds if row[3] == "rose"]
    for kind, now, before, _ in risen[:2]:
        yield (
            f"Why did {in_a_sentence(kind)} go from {amount(before)} to {amount(now)} in a year, "
            "and what is being done?"
        )
    top = here.kinds[0] if here.kinds and here.kinds[0][1] > 0 else None
    if not risen and top is not None:
        yield f"What is being done about {in_a_sentence(top[0])}, the most frequent kind here?"
    yield "How many of these cases were solved, and how many closed with no suspect?"
    yield "Which priorities has the neighbourhood team set for us, who chose them, and when?"
    if any(kind.id == DISORDER and now > 0 for kind, now, _, _ in here.kinds):
        yield (
            "Has anyone here reported the same anti-social behaviour three times? They can ask for "
            "an ASB case review."
        )
