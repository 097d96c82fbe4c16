"""The editions of the Strategic Policing Requirement, as dated data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from frankpledge.documents import load_yaml

_DATA = Path(__file__).parent / "data" / "strategic-policing-requirement.yaml"


@cache
def national_threats(edition: str) -> dict[str, str]:
    """Threats of an edition ('2015' or '2023'), id to name. Raises KeyError for any other."""
    text = _DATA.read_text(encoding="utf-8")
    editions: dict[str, dict[str, str]] = load_yaml(text)
    return editions[edition]
