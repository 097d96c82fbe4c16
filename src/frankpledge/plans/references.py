"""What must hold between the elements of a package: references, places, and no circles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from frankpledge.documents import nearest
from frankpledge.plans import kinds
from frankpledge.plans.faults import Found, Reference
from frankpledge.plans.shape import words_for

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue


def check_references(found: Found, *, report: bool) -> None:
    """Keep an error for each reference that leads nowhere, or to the wrong kind of thing.

    In a report, statements refer to the plan reported on, which is another package.
    """
    for one in found.references:
        if one.ref.elsewhere and report:
            continue
        kind, _ = found.ids.get(one.target, ("", None))
        if kind in one.ref.to:
            continue
        known = [name for name, (kind, _) in found.ids.items() if kind in one.ref.to]
        wanted = " or a ".join(map(words_for, one.ref.to))
        hint = nearest(one.target, known) if known else "the package has none"
        found.error(one.at, f"the id of a {wanted}; {hint}", one.target, name=one.field)


def check_circles(found: Found) -> None:
    """Keep one error for each circle of elements that are part of, or under, one another."""
    above = {one.owner: one for one in found.references if _upward(one, found)}
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        here = start
        while here in above and here not in done and here not in path:
            path.append(here)
            here = above[here].target
        if here in path:
            circle = " -> ".join([*path[path.index(here) :], here])
            one = above[here]
            found.error(one.at, "no circle", circle, name=one.field)
        done |= set(path)


def _upward(one: Reference, found: Found) -> bool:
    kind, _ = found.ids.get(one.owner, ("", None))
    return one.field in ("part_of", "under") and one.ref.to == (kind,)


def check_places(found: Found) -> None:
    """A package that restates documents says where everything stands in them."""
    sources = [name for name, (kind, _) in found.ids.items() if kind == "SourceDocument"]
    if not sources:
        return
    for at, name in found.placeless:
        found.error(at, f"a place in the source document for {name!r}", name="place")
    for at in found.undocumented if len(sources) > 1 else ():
        found.error(at, f"which document: one of {', '.join(sources)}", name="place.document")


def check_catalogue(found: Found, catalogue: Catalogue) -> None:
    """Keep an error for each measure and framework that the catalogue does not have."""
    for kind, name, at in found.catalogued:
        known: Iterable[str] = (
            catalogue.measures if kind is kinds.CATALOGUED else catalogue.frameworks
        )
        if name not in known:
            found.error(at, f"{kind.expected}; {nearest(name, known)}", name, name=kind.name)
