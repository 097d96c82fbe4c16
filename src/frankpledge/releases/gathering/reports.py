"""The reports of a workspace, with every figure in them worked out for this release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.claims import BoundReport, Figures, bind, read_reports, report_files

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue
    from frankpledge.workspace import Workspace


def reports_folder(workspace: Workspace) -> Path:
    """Where the reports of a workspace are."""
    return workspace.root / "reports"


def reports_of(
    workspace: Workspace, figures: Figures, catalogue: Catalogue
) -> tuple[BoundReport, ...]:
    """Every report, the newest first. Raises ReportError with every fault of all of them.

    `catalogue` has the frameworks of the workspace's plans too.
    """
    paths = report_files(reports_folder(workspace))
    known = catalogue, figures.areas, workspace.force
    return tuple(bind(report, figures) for report in read_reports(paths, *known))
