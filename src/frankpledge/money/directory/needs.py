"""What people look for: the directory's own list of needs, kept as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TAXONOMY = "Frankpledge needs, version 1"


@dataclass(frozen=True)
class Need:
    """One need. `victims`: who looks for it may be watched by whoever harms them."""

    id: str
    title: str
    question: str
    victims: bool


@cache
def needs() -> Mapping[str, Need]:
    """All needs by id, in the order in which pages list them."""
    path = Path(__file__).parent / "data" / "needs.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {id: Need(id, **entry) for id, entry in entries.items()}
