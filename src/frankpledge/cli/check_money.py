"""What `frankpledge check` finds in budgets, services, the directory and grants of a workspace."""

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
    from frankpledge.areas import load_areas
    from frankpledge.money.directory import (
        FOLDER,
        check_directory,
        directory_day,
        read_directory,
    )
    from frankpledge.money.grants import FOLDER as GRANTS
    from frankpledge.money.grants import Known, check_grants, read_grants

    if workspace is None:
        return []
    kept = [name for name in (FOLDER, GRANTS) if (workspace.root / name).is_dir()]
    if not kept:
        return []
    areas = load_areas(*(path for path in [workspace.areas_path] if path.is_dir()))
    home = "" if Path().resolve() == workspace.root.resolve() else f"{workspace.root}/"
    found: list[Finding] = []
    if FOLDER in kept:
        on = directory_day(workspace) or date.today()
        found += check_directory(read_directory(workspace.root, areas), on, options, home)
    if GRANTS in kept:
        found += check_grants(read_grants(workspace.root, Known(areas)), options, home)
    return found


def money_findings(workspace: Workspace | None, options: Options) -> list[Finding]:
    """Findings on budgets and commissioned services; nothing where a workspace keeps neither.

    Raises MoneyError with every fault of the documents.
    """
    from frankpledge.money.checks import check_money
    from frankpledge.plans import read_plans

    if workspace is None or not (workspace.root / "money").is_dir():
        return []
    plans = read_plans(workspace.plans_path) if workspace.plans_path.is_dir() else {}
    home = "" if Path().resolve() == workspace.root.resolve() else f"{workspace.root}/"
    return check_money(workspace.root, plans, options, home)
