"""The differences between two editions as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.plans.differences import KINDS, Difference
from frankpledge.plans.plan import Plan

_HEADINGS = {"changed": "Changed otherwise", "restated": "Restated, of the same strength"}


def difference_text(differences: Sequence[Difference], a: Plan, b: Plan) -> str:
    """The differences by kind, the weightiest first, each with both wordings and its places."""
    return "\n".join(_lines(differences, a, b)) + "\n"


def _lines(differences: Sequence[Difference], a: Plan, b: Plan) -> Iterator[str]:
    yield f"{a.head.title}: from {_edition(a)} to {_edition(b)}"
    if not differences:
        yield "No differences."
    for kind in KINDS:
        found = [one for one in differences if one.kind == kind]
        if found:
            yield f"\n{_HEADINGS.get(kind, kind.capitalize())} ({len(found)})"
        for one in found:
            yield from _told(one)


def _edition(plan: Plan) -> str:
    edition = plan.head.edition
    date = f", {edition.date}" if edition.date else ""
    return f"{edition.id} ({edition.kind}{date})"


def _told(one: Difference) -> Iterator[str]:
    why = "" if one.kind in ("added", "dropped") else f": {one.why}"
    like = f" (matched by words, {one.likeness} %)" if 0 < one.likeness < 100 else ""
    yield f"  {one.what} {one.element}{why}{like}"
    if one.before:
        yield f"    before: {one.before}"
    if one.after:
        yield f"    after:  {one.after}"
    yield f"    {one.after_place or one.before_place}"
