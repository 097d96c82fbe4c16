"""The tables that the checks go by: rules, phrases, words and what the law asks, as data.

They are TOML because block texts with YAML inside stay readable in it, and because a command that
answers in a moment cannot wait for a YAML parser.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """One file of `data`, by its name without suffix."""
    return tomllib.loads((_HERE / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rule_tables() -> dict[str, dict[str, Any]]:
    """The entries of all files of `rules`, by code and in the order of codes."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((_HERE / "rules").glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return dict(sorted(found.items()))
