"""Who answered against who lives here, and the weights that bring the one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge import statistics as st
from frankpledge.voice.model import Option, Question
from frankpledge.voice.residents import Residents

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
UNKNOWN = -1
POPULATION = "ons-population"


@dataclass(frozen=True)
class GroupShare:
    """One group of people: its share of those who live here, of those who answered, and weighted.

    Shares are of the people whose group is known; `people` and `answered` are counts. People and
    shares that are not known are NaN.
    """

    title: str
    people: float
    answered: int
    share_here: float
    share_answered: float
    share_weighted: float
    option: str = ""


@dataclass(frozen=True)
class Margin:
    """One way to divide the people, such as by age.

    `source` says whose figures the people are; `lake` is the id of the lake's source of them, blank
    where the document gives them.
    """

    question: Question
    title: str
    source: str
    groups: tuple[GroupShare, ...]
    unsaid: int
    lake: str = ""


@dataclass(frozen=True)
class Weighting:
    """Weights of those who answered (mean 1), and what they cost.

    Without `used` all weights are 1, and `reason` says why. `effective` is the size of a random
    sample that would tell as much, `effect` the design effect; with trimming, `trimmed` are those
    at the limit.
    """

    weights: Floats
    used: bool
    reason: str
    margins: tuple[Margin, ...]
    effect: float
    effective: float
    trimmed: int

    @property
    def size(self) -> int:
        """How many answered."""
        return self.weights.size


def weigh(
    questions: Sequence[Question],
    given: Mapping[str, Places],
    size: int,
    people: Mapping[str, float],
    residents: Mapping[str, Residents] | None = None,
) -> Weighting:
    """Weigh answers to the populations of the questions that say so.

    `given` holds for each question the place of everybody's option (-1: none), `people` the
    population of areas by code, `residents` that of a question's options where it is counted by age
    and sex (`residents.residents`). Groups that nobody answered from, areas whose population is not
    known, and margins that cannot all be met leave everybody with weight 1 and a reason.
    """
    asked = [question for question in questions if question.weigh]
    ones = np.ones(size)
    if not size:
        return _unweighted(ones, "nobody answered", ())
    if not asked:
        return _unweighted(ones, "the document names no populations to weigh to", ())
    known = residents or {}
    counted = [
        _counted(question, given[question.id], people, known.get(question.id)) for question in asked
    ]
    if reason := next((one.fault for one in counted if one.fault), ""):
        return _unweighted(ones, reason, _margins(counted, ones))
    raked = st.rake([one.places for one in counted], [one.people for one in counted])
    if not raked.converged:
        reason = f"the weights did not settle: {raked.reason}"
        return _unweighted(ones, reason, _margins(counted, ones))
    return Weighting(
        raked.weights,
        True,
        "",
        _margins(counted, raked.weights),
        float(st.design_effect(raked.weights)),
        float(st.effective_size(raked.weights)),
        raked.trimmed,
    )


def _unweighted(ones: Floats, reason: str, margins: tuple[Margin, ...]) -> Weighting:
    return Weighting(ones, False, reason, margins, 1.0, float(ones.size), 0)


@dataclass(frozen=True)
class _Counted:
    """A question's groups with their people, and everybody's place among them."""

    question: Question
    options: tuple[Option, ...]
    places: Places
    people: Floats
    fault: str
    counts: Residents | None


def _counted(
    question: Question,
    given: Places,
    people: Mapping[str, float],
    counts: Residents | None,
) -> _Counted:
    options = tuple(one for one in question.options if not (one.unsaid or one.outside))
    place = {one.code: at for at, one in enumerate(options)}
    table = np.array([place.get(one.code, UNKNOWN) for one in question.options] + [UNKNOWN])
    places = table[given]
    found = np.array([_people(one, people, counts) for one in options], dtype=np.float64)
    missing = [one.text for one, count in zip(options, found, strict=True) if not count > 0]
    answered = np.bincount(places[places >= 0], minlength=len(options))
    nobody = [one.text for one, count in zip(options, answered, strict=True) if not count]
    fault = ""
    if missing:
        fault = f"the population is not known of {', '.join(missing)}"
        fault += f": {counts.reason}" if counts is not None and counts.reason else ""
    elif nobody:
        fault = f"nobody answered from {', '.join(nobody)}"
    return _Counted(question, options, places, found, fault, counts)


def _people(one: Option, people: Mapping[str, float], counts: Residents | None) -> float:
    if counts is not None:
        return counts.people.get(one.code, np.nan)
    return one.population if one.population is not None else people.get(one.area or "", np.nan)


def _margins(counted: Sequence[_Counted], weights: Floats) -> tuple[Margin, ...]:
    return tuple(_margin(one, weights) for one in counted)


def _margin(one: _Counted, weights: Floats) -> Margin:
    known = one.places >= 0
    size = len(one.options)
    answered = np.bincount(one.places[known], minlength=size)
    weighted = np.bincount(one.places[known], weights[known], minlength=size)
    total = max(int(answered.sum()), 1)
    groups = tuple(
        GroupShare(
            option.text,
            float(one.people[at]),
            int(answered[at]),
            float(one.people[at] / one.people.sum()),
            float(answered[at] / total),
            float(weighted[at] / max(weighted.sum(), 1e-12)),
            option.code,
        )
        for at, option in enumerate(one.options)
    )
    source, lake = _source(one)
    title = one.question.group or one.question.text
    return Margin(one.question, title, source, groups, int((~known).sum()), lake)


def _source(one: _Counted) -> tuple[str, str]:
    """Whose figures the people are, and the lake's source of them."""
    if one.counts is not None:
        return one.counts.source or one.counts.reason, one.counts.lake
    if one.question.population_from:
        return one.question.population_from, ""
    return "the populations held in the lake", POPULATION
