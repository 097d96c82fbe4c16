"""What `frankpledge check` finds in the directory and in the grants of a workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frankpledge.plans.checks import Finding, Options
    from frankpledge.workspace import Workspace


def listed_findings(workspace: Workspace | None, options: Options) -> list[Finding]:
    """Findings on entries and awards; nothing where a workspace keeps neither.

    The day is that of the settings, or today. Raises DirectoryError and MoneyError.
    """
    from frankpledge.money.directory import (
        FOLDER,
        check_directory,
        directory_day,
        read_directory,
    )
    from frankpledge.money.grants import FOLDER as GRANTS
    from frankpledge.money.grants import check_grants, read_grants

    if workspace is None:
        return []
    home = "" if Path().resolve() == workspace.root.resolve() else f"{workspace.root}/"
    found: list[Finding] = []
    if (workspace.root / FOLDER).is_dir():
        on = directory_day(workspace) or date.today()
        found += check_directory(read_directory(workspace.root), on, options, home)
    if (workspace.root / GRANTS).is_dir():
        found += check_grants(read_grants(workspace.root), options, home)
    return found
