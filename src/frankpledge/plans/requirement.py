"""The editions of the Strategic Policing Requirement, as dated data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_DATA = Path(__file__).parent / "data" / "strategic-policing-requirement.yaml"


@cache
def national_threats(edition: str) -> dict[str, str]:
    """Threats of an edition ('2015' or '2023'), id to name. Raises KeyError for any other."""
    editions: dict[str, dict[str, str]] = YAML(typ="safe").load(_DATA.read_text(encoding="utf-8"))
    return editions[edition]
