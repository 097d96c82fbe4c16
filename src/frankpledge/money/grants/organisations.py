"""Identifiers of organisations: which register a number stands in, and whether it looks right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from frankpledge.documents import nearest

# A funder's own identifier, for recipients that stand in no register: 360G-PREFIX-anything.
OWN = re.compile(r"360G-[A-Za-z0-9-]+")


@cache
def registers() -> Mapping[str, Mapping[str, str]]:
    """Registers by prefix: name, and the pattern of a number."""
    path = Path(__file__).parent / "data" / "organisations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def wrong_identifier(identifier: str) -> str:
    """What was expected in place of an identifier; '' when it looks right.

    An identifier is the register's prefix, a hyphen and the number there: GB-CHC-1164883.
    """
    if OWN.fullmatch(identifier):
        return ""
    prefix = next(
        (one for one in registers() if identifier.startswith(f"{one}-")),
        "-".join(identifier.split("-")[:2]),
    )
    if prefix not in registers():
        return f"an identifier that begins with a register; {nearest(prefix, registers())}"
    register = registers()[prefix]
    if re.fullmatch(register["pattern"], identifier.removeprefix(f"{prefix}-")):
        return ""
    return f"{prefix}- and a number of the {register['name']} ({register['pattern']})"
