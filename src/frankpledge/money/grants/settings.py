"""The grants of a workspace as a whole: its programmes, what they may refer to, who publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.money.grants.giving import Publisher, published
from frankpledge.money.grants.model import Programme
from frankpledge.money.grants.reading import Known, read_grants
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.measures import Catalogue
    from frankpledge.plans import Plan

SETTINGS = ("prefix", "organisation")


@dataclass(frozen=True)
class Grants:
    """The programmes of a workspace, and who publishes them."""

    programmes: tuple[Programme, ...]
    publisher: Publisher


def known_of(areas: Areas, plans: Mapping[str, Plan], catalogue: Catalogue) -> Known:
    """What a grant may refer to: places, commitments written PLAN/COMMITMENT, measures."""
    commitments = {
        f"{plan.id}/{commitment.id}"
        for plan in plans.values()
        for commitment in plan.all_commitments
    }
    return Known(areas, commitments, catalogue.measures)


def publisher_of(workspace: Workspace) -> Publisher:
    """Who publishes: the body, with the `[grants]` settings. Raises DocumentError."""
    raw: Mapping[str, Any] = workspace.raw.get("grants", {})
    file = str(workspace.root / FILE)
    for key, value in raw.items():
        place = Place(file, field=f"grants.{key}")
        if key not in SETTINGS:
            raise DocumentError(place, f"no such field; {nearest(key, SETTINGS)}")
        if not isinstance(value, str) or not value:
            raise DocumentError(place, "a text", value)
    prefix, own = str(raw.get("prefix", "")), str(raw.get("organisation", ""))
    if prefix and not prefix.startswith("360G-"):
        raise DocumentError(Place(file, field="grants.prefix"), "360G- and a name", prefix)
    return Publisher(workspace.body, prefix, own)


def grants_of(
    workspace: Workspace, areas: Areas, plans: Mapping[str, Plan], catalogue: Catalogue
) -> Grants:
    """The grants of a workspace, with who publishes them.

    Raises MoneyError with every fault, and DocumentError where there are awards to publish and the
    settings name no prefix to make identifiers of.
    """
    programmes = read_grants(workspace.root, known_of(areas, plans, catalogue))
    publisher = publisher_of(workspace)
    if published(programmes) and not publisher.prefix:
        place = Place(str(workspace.root / FILE), field="grants.prefix")
        expected = "the prefix that 360Giving gave this publisher, because there are awards"
        raise DocumentError(place, expected)
    return Grants(programmes, publisher)
