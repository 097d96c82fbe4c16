"""What a workspace keeps of delivery, and the day and age by which a release judges it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from frankpledge.plans import Plan
from frankpledge.plans.checks import Finding, check_delivery, read_options
from frankpledge.plans.delivery import (
    NOTHING,
    STALE_AFTER_MONTHS,
    Delivery,
    delivery_settings,
    read_delivery,
    tracked,
)
from frankpledge.releases.gathering.duties import last_day_of
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from frankpledge.measures import Catalogue

FOLDERS = ("delivery", "replies")


@dataclass(frozen=True)
class Following:
    """The documents of delivery; `on` is the day by which they are judged, None when unknown."""

    delivery: Delivery = NOTHING
    on: date | None = None
    months: int = STALE_AFTER_MONTHS
    tracked: frozenset[str] = frozenset()


def delivery_folders(workspace: Workspace) -> list[Path]:
    """Where a workspace keeps its documents of delivery, and the replies."""
    return [workspace.root / name for name in FOLDERS]


def following_of(
    workspace: Workspace, plans: Mapping[str, Plan], catalogue: Catalogue, newest: int
) -> Following:
    """Read what is kept of delivery; the day is the settings', or that of the newest figures.

    Raises DeliveryError, with every place, for documents that cannot be read, and DocumentError for
    wrong settings.
    """
    settings = delivery_settings(workspace.raw.get("delivery", {}), str(workspace.root / FILE))
    delivery = read_delivery(workspace.root, plans, catalogue)
    return Following(
        delivery,
        settings.as_of or last_day_of(newest),
        settings.stale_after_months,
        frozenset(plan.id for plan in tracked(plans, delivery)),
    )


def with_delivery(
    findings: Mapping[str, tuple[Finding, ...]],
    following: Following,
    plans: Mapping[str, Plan],
    workspace: Workspace,
) -> dict[str, tuple[Finding, ...]]:
    """What the checks found in each plan, and in the documents that follow it.

    Those name the file from the workspace on: folders of the machine are nobody's business.
    """
    file = str(workspace.root / FILE)
    options = read_options(workspace.raw.get("check", {}), file)
    found = dict(findings)
    for name, plan in plans.items():
        for document in following.delivery.of(name):
            here = f"delivery/{document.id}.yaml"
            more = check_delivery(document, plan, options)
            found[name] = (*found.get(name, ()), *(replace(one, file=here) for one in more))
    return found
