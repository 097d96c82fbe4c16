"""Grants for the site: programmes, and the files that are published of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from frankpledge.money.grants import (
    FLAT,
    FOLDER,
    INFORMATION,
    flat_rows,
    giving_json,
    information_rows,
    table_bytes,
)
from frankpledge.releases.downloads.csvw import About, Field, as_json

if TYPE_CHECKING:
    from frankpledge.releases.site.model import Site
    from frankpledge.workspace import Workspace

JSON, FLAT_CSV, LAW = "data/grants.json", "data/grants.csv", "data/grants-information.csv"


def grants_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps its grants."""
    return workspace.root / FOLDER


def name_of(site: Site, code: str) -> str:
    """The name of an area."""
    return site.areas.get(code).name


def giving_data(site: Site) -> bytes:
    """The 360Giving package."""
    assert site.grants is not None
    held = site.grants
    made = giving_json(held.programmes, held.publisher, lambda code: name_of(site, code))
    return as_json(made)


def flat_data(site: Site) -> bytes:
    """The same awards as the standard's flat table; its headings are not names of columns."""
    assert site.grants is not None
    held = site.grants
    rows = flat_rows(held.programmes, held.publisher, lambda code: name_of(site, code))
    return table_bytes(FLAT, rows)


_WORDS = {
    "month": "Month in which it was awarded",
    "id": "The award's own id",
    "recipient": "Who was given it",
    "amount": "Pounds",
    "purpose": "What it is for",
    "reasons": "Why it was made",
    "conditions": "What the recipient has to do for it",
    "awarded": "Day of the award",
}


def about_law(site: Site) -> About:
    """What the table of the law is."""
    return About(
        title="Crime and disorder reduction grants",
        description="Each grant with its conditions, recipient, purpose and reasons, by month "
        "(Specified Information Order 2011, Schedule, paragraph 3(f)).",
        fields=tuple(
            Field(name, _WORDS[name], "number" if name == "amount" else "string")
            for name in INFORMATION
        ),
        key=("id",),
        publisher=site.workspace.body,
    )


def law_rows(site: Site) -> list[dict[str, Any]]:
    """The rows of the table of the law."""
    assert site.grants is not None
    return information_rows(site.grants.programmes)
