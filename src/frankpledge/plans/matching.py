"""Which element of one edition is which of the next: by id, and then by likeness of words."""

from __future__ import annotations

from typing import Any, NamedTuple

from rapidfuzz import fuzz

from frankpledge.plans.plan import Plan

LIKE = 80  # of 100; a sentence with a word or two exchanged is above, another sentence below


class Pair(NamedTuple):
    """An element before and after; None where it has no counterpart. `likeness` is 100 by id."""

    before: Any
    after: Any
    likeness: int


def pairs(a: Plan, b: Plan) -> list[Pair]:
    """Every element of both editions once: those of `b` in order, then those that are gone."""
    left, right = _elements(a), _elements(b)
    same = {name for name in left if type(left[name]) is type(right.get(name))}
    alike = _alike(
        [element for name, element in left.items() if name not in same],
        [element for name, element in right.items() if name not in same],
    )
    renamed = {after.id: (before, score) for before, after, score in alike}
    found = []
    for name, element in right.items():
        before, score = (left[name], 100) if name in same else renamed.get(name, (None, 0))
        found.append(Pair(before, element, score))
    gone = {name for name in left if name not in same} - {before.id for before, _, _ in alike}
    return [*found, *(Pair(left[name], None, 0) for name in left if name in gone)]


def words_of(element: Any) -> str:
    """The words by which an element is known: its text, its wording, or else its title."""
    kinds = ("text", "wording", "title", "threat", "theme")
    return next((str(v) for name in kinds if (v := getattr(element, name, None))), "")


def _elements(plan: Plan) -> dict[str, Any]:
    # The documents restated differ from edition to edition and promise nothing.
    found = plan.elements.items()
    return {name: e for name, e in found if type(e).__name__ != "SourceDocument"}


def _alike(before: list[Any], after: list[Any]) -> list[tuple[Any, Any, int]]:
    """The most alike pairs of one class first, each element in one pair."""
    scores = [
        (round(fuzz.token_sort_ratio(words_of(old), words_of(new))), i, j)
        for i, old in enumerate(before)
        for j, new in enumerate(after)
        if type(old) is type(new) and words_of(old)
    ]
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    found = []
    for score, i, j in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
        if score >= LIKE and i not in taken_before and j not in taken_after:
            found.append((before[i], after[j], score))
            taken_before.add(i)
            taken_after.add(j)
    return found
