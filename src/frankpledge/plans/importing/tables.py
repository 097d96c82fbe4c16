"""Tables of a plan, known by the words at the head of their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from frankpledge.plans.importing.blocks import TextBlock

Role = Literal[
    "priority",
    "aim",
    "outcome",
    "theme",
    "group",
    "plan",
    "measure",
    "commitment",
    "baseline",
    "target",
    "lead",
    "due",
    "other",
]

_COLUMNS: dict[Role, re.Pattern[str]] = {
    "outcome": re.compile(r"outcomes?\b", re.IGNORECASE),
    "aim": re.compile(r"(?:strategic )?(?:aims?|objectives?)\b", re.IGNORECASE),
    "priority": re.compile(r"(?:strategic )?priorit(?:y|ies)\b", re.IGNORECASE),
    "measure": re.compile(
        r"(?:success |performance |key )?(?:measures?|indicators?|metrics?)\b", re.IGNORECASE
    ),
    "commitment": re.compile(
        r"(?:actions?|commitments?|pledges?|what we will do)\b", re.IGNORECASE
    ),
    "baseline": re.compile(r"baseline\b", re.IGNORECASE),
    "due": re.compile(
        r"(?:by )?when\b|target date\b|(?:due )?dates?\b|deadline\b|time-?scale\b", re.IGNORECASE
    ),
    "target": re.compile(r"target\b", re.IGNORECASE),
    "lead": re.compile(r"(?:leads?|owners?|who|responsib\w+|led by)\b", re.IGNORECASE),
    "theme": re.compile(r"themes?\b", re.IGNORECASE),
    "group": re.compile(r"(?:sub-?)?groups?\b|delivered by\b", re.IGNORECASE),
    "plan": re.compile(r"plans?\b|strateg(?:y|ies)\b", re.IGNORECASE),
}
_KINDS = {
    frozenset({"priority", "outcome"}): "outcomes",
    frozenset({"theme", "group"}): "delivery",
    frozenset({"theme", "plan"}): "delivery",
    frozenset({"measure"}): "measures",
    frozenset({"commitment"}): "commitments",
}
_GROUP = re.compile(
    r".+?\b(?:(?:sub-?)?group|board|panel|partnership)\b(?!\s+(?:of|for)\b)", re.IGNORECASE
)


def columns(cells: Sequence[str]) -> tuple[Role, ...] | None:
    """The roles of the columns that a row is the head of; None when it is an ordinary row."""
    roles = tuple(_role(cell) for cell in cells)
    named = [role for role in roles if role != "other"]
    return roles if named and len(named) * 2 > len(roles) and table_kind(roles) else None


def _role(cell: str) -> Role:
    # The head of a column is a word or two, and says nothing else.
    if len(cell.split()) > 3:
        return "other"
    return next((role for role, pattern in _COLUMNS.items() if pattern.match(cell)), "other")


def table_kind(roles: Sequence[Role]) -> str | None:
    """What a table with these columns is about."""
    return next((kind for need, kind in _KINDS.items() if need <= set(roles)), None)


def priority_names(blocks: Sequence[TextBlock]) -> list[str]:
    """The priorities that a table of outcomes names: headings of the same name are theirs."""
    found, roles = [], None
    for block in blocks:
        if block.kind != "row":
            roles = None
        elif head := columns(block.cells):
            roles = head
        elif roles and table_kind(roles) == "outcomes" and len(block.cells) == len(roles):
            found.append(block.cells[roles.index("priority")])
    return [name for name in found if name]


def points(cell: str) -> list[str]:
    """The points of a cell that lists several."""
    return [part.strip() for part in re.split(r"\s*[•‣▪●]\s*", cell) if part.strip()]


def groups(cell: str) -> list[str]:
    """The groups that a cell names one after another: each ends in 'group', 'board' and so on."""
    found = []
    for point in points(cell):
        end = 0
        for match in _GROUP.finditer(point):
            found.append(match[0].strip(" ,;"))
            end = match.end()
        if rest := point[end:].strip(" ,;"):
            found.append(rest)
    return found
