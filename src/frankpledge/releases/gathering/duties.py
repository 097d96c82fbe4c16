"""What the law asked of a body at the end of its newest figures; a build has no other clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from frankpledge.duties import Obligation, load_facts, load_rules, obligations

if TYPE_CHECKING:
    from frankpledge.workspace import Workspace

FACTS = "duties.yaml"


def duties_of(workspace: Workspace, newest: int) -> tuple[Obligation, ...]:
    """Every duty on the last day of a month, counted as `periods` counts; none before the year 1.

    Raises DocumentError, with file and line, for facts or rules that cannot be read.
    """
    on = last_day_of(newest)
    if on is None:
        return ()
    rules = load_rules(workspace.duties_path / "rules")
    nation = "wales" if workspace.force.startswith("W") else "england"
    return obligations(rules, load_facts(workspace.root, rules), on, nation=nation)


def last_day_of(newest: int) -> date | None:
    """The last day of a month counted as `periods` counts; None before the year 1."""
    if newest < 12:
        return None
    year, month = divmod(newest, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
