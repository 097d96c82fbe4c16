"""Small numbers of people: which figures of a service may be published.

A count of people under the threshold is hidden, and so is one that leaves fewer than the threshold
of those it is out of. Where groups come to a total, or quarters to a year, others are hidden with
it so that no subtraction gives it back. Nought is shown: it is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from frankpledge import periods
from frankpledge import statistics as st
from frankpledge.money.services.model import PEOPLE, Service, ServiceFigure


def hidden(service: Service, threshold: int) -> tuple[bool, ...]:
    """For each figure of a service, whether it must not be published."""
    flags = [False] * len(service.figures)
    for measure in PEOPLE:
        places = [n for n, one in enumerate(service.figures) if one.measure == measure]
        if places:
            chosen = [service.figures[n] for n in places]
            for n, flag in zip(places, _protected(chosen, threshold), strict=True):
                flags[n] = flag
    return tuple(flags)


def _protected(figures: Sequence[ServiceFigure], threshold: int) -> list[bool]:
    values = np.array([float(one.value) for one in figures])
    relations = [row for row in _relations(figures) if row @ values == 0]
    links = np.array(relations) if relations else np.zeros((0, len(figures)))
    withheld = np.array([_leaves_few(one, threshold) for one in figures])
    found = st.protect(values, links, threshold=threshold, withheld=withheld)
    return [bool(flag) for flag in found.hidden]


def _leaves_few(one: ServiceFigure, threshold: int) -> bool:
    """All but three of forty: the three are as few as three of forty would be."""
    return one.out_of is not None and 0 < one.out_of - one.value < threshold


def _relations(figures: Sequence[ServiceFigure]) -> Iterator[np.ndarray]:
    """Rows of +1 for parts and -1 for their total: groups, and periods that make up a longer."""
    for n, whole in enumerate(figures):
        groups = [
            k
            for k, one in enumerate(figures)
            if one.group and not whole.group and _when(one) == _when(whole)
        ]
        spans = [
            k
            for k, one in enumerate(figures)
            if one.group == whole.group and one.unit == whole.unit and _inside(one, whole)
        ]
        for parts in (groups, spans):
            if parts:
                row = np.zeros(len(figures))
                row[parts], row[n] = 1, -1
                yield row


def _when(one: ServiceFigure) -> tuple[str, str, str]:
    return one.unit, one.period, one.when


def _inside(one: ServiceFigure, whole: ServiceFigure) -> bool:
    if not one.period or not whole.period or one.period == whole.period:
        return False
    part, all_of_it = periods.parse(one.period), periods.parse(whole.period)
    return part.months < all_of_it.months and (
        all_of_it.first <= part.first and part.last <= all_of_it.last
    )
