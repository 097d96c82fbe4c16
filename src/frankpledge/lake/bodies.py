"""Forces by their names, and the national bodies that publish beside them."""

from __future__ import annotations

from collections.abc import Callable

from frankpledge.errors import NotFoundError
from frankpledge.lake.protocols import AreaTables

# None of these has an area of England and Wales, so the tables of areas need not know them.
BODIES = {
    "action fraud": "action-fraud",
    "british transport police": "btp",
    "btp": "btp",
    "cifas": "cifas",
    "financial fraud action uk": "financial-fraud-action-uk",
    "northern ireland": "northern-ireland",
    "northern-ireland": "northern-ireland",
    "police service of northern ireland": "northern-ireland",
    "uk finance": "uk-finance",
}


def force_codes(areas: AreaTables) -> Callable[[str], str | None]:
    """A function from a force's name, in any of its forms, to its code (None when unknown)."""
    known: dict[str, str | None] = {}

    def code_of(name: str) -> str | None:
        if name not in known:
            try:
                known[name] = areas.force_code(name)
            except NotFoundError:
                known[name] = BODIES.get(name.strip().lower())
        return known[name]

    return code_of
