"""What the law asked of a body at the end of its newest figures; a build has no other clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from frankpledge.duties import Obligation, load_facts, load_rules, obligations

if TYPE_CHECKING:
    from pathlib import Path

    from frankpledge.workspace import Workspace

FACTS = "duties.yaml"


def duties_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps more facts, and rules of its own."""
    return workspace.root / "duties"


def duties_of(workspace: Workspace, newest: int) -> tuple[Obligation, ...]:
    """Every duty on the last day of a month, counted as `periods` counts; none before the year 1.

    Raises DocumentError, with file and line, for facts or rules that cannot be read.
    """
    if newest < 12:
        return ()
    year, month = divmod(newest, 12)
    on = date(year, month + 1, monthrange(year, month + 1)[1])
    rules = load_rules(duties_folder(workspace) / "rules")
    nation = "wales" if workspace.force.startswith("W") else "england"
    return obligations(rules, load_facts(workspace.root, rules), on, nation=nation)
