"""The precept: how many votes a veto needs, and what was not done as the law asks.

Police Reform and Social Responsibility Act 2011, Schedule 5; the Police and Crime Panels (Precepts
and Chief Constable Appointments) Regulations 2012 (SI 2012/2271), Part 2. The fraction itself is
data (rules/precept.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from frankpledge.duties.calendar import england_and_wales
from frankpledge.duties.deadlines import first_day, of_period
from frankpledge.duties.facts import Facts, Precept
from frankpledge.duties.rule import Rules
from frankpledge.periods import parse

VETO_RULE, VETOED = "precept-reported", "precept-vetoed"


@dataclass(frozen=True)
class Fault:
    """Something done that is not as the rule asks, whatever its day."""

    rule: str
    about: str
    words: str


def votes_needed(members: int, majority: Fraction) -> int:
    """How many of all members are at least `majority` of them. Raises ValueError without members.

    Counted on the persons who are members at the time, not on those who came.
    """
    if members < 1:
        raise ValueError(f"a panel has members, found {members}")
    return ceil(members * majority)


def direction_holds(proposed: float, revised: float, veto: str) -> bool:
    """Whether a revised precept is lower after 'too high', higher after 'too low' (reg 5(3))."""
    return revised < proposed if veto == "too high" else revised > proposed


def precept_faults(facts: Facts, rules: Rules) -> tuple[Fault, ...]:
    """What is wrong with the precepts that the facts tell of, apart from days that were missed."""
    return tuple(fault for precept in facts.precepts for fault in _faults(precept, facts, rules))


def _faults(precept: Precept, facts: Facts, rules: Rules) -> Iterator[Fault]:
    if not precept.veto:
        return
    for words in _void(precept, facts, rules):
        yield Fault(VETO_RULE, precept.about, words)
    proposed, revised = precept.proposed, precept.revised
    if proposed is None or revised is None or direction_holds(proposed, revised, precept.veto):
        return
    wanted = "lower" if precept.veto == "too high" else "higher"
    words = (
        f"vetoed as {precept.veto}, so the revised precept must be {wanted} than "
        f"£{proposed:,.2f}; found £{revised:,.2f}"
    )
    yield Fault("precept-revised", precept.about, words)


def _void(precept: Precept, facts: Facts, rules: Rules) -> Iterator[str]:
    """Why a veto has no effect: too few votes, or a report that came too late (reg 4(2))."""
    period, reported = parse(precept.about), precept.reported_on
    rule = rules.on(VETO_RULE, first_day(period.shift(-1)))
    if facts.panel_members and precept.votes is not None and rule.majority:
        needed = votes_needed(facts.panel_members, rule.majority)
        if precept.votes < needed:
            yield f"a veto needs {needed} of {facts.panel_members} members; found {precept.votes}"
    due = of_period(rule.deadline, period, england_and_wales())[1]
    if reported and due and reported > due:
        yield f"a veto reported on {reported}, after {due}, has no effect"


def veto_words(facts: Facts, majority: Fraction) -> str:
    """What a veto needs, as a sentence for the page."""
    share = {Fraction(2, 3): "two-thirds"}.get(majority, f"{majority}")
    if facts.panel_members is None:
        return f"A veto needs {share} of all members; how many there are is not recorded here."
    needed = votes_needed(facts.panel_members, majority)
    return f"A veto needs {needed} of the panel's {facts.panel_members} members."
