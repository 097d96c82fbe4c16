"""frankpledge score: assessments and scores, as rows."""

from __future__ import annotations

import click

from frankpledge.cli.shared import format_option, open_workspace, progress, show, workspace_option
from frankpledge.workspace import Workspace

BRIEF = (
    "measure",
    "area_name",
    "window",
    "value",
    "unit",
    "change_percent",
    "change_points",
    "variation",
    "score",
    "reason",
)


@click.command("score")
@click.argument("measures", nargs=-1)
@click.option("--area", "wanted", multiple=True, help="Code of an area; repeat for more.")
@click.option(
    "--kind", "kinds", multiple=True, help="Kind of area. Default: the workspace's own force."
)
@click.option("--at", default=None, help="Last period to look at, such as 2022-Q3.")
@workspace_option
@format_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    measures: tuple[str, ...],
    *,
    wanted: tuple[str, ...],
    kinds: tuple[str, ...],
    at: str | None,
    workspace: Workspace,
    form: str,
) -> None:
    """Assess and score MEASURES (ids; all when none is given).

    Text shows the workspace's own force; JSON and CSV have every area unless --area or --kind
    chooses.
    """
    from frankpledge.measures import assessment_rows, load_catalogue, run

    lake, areas = open_workspace(workspace)
    catalogue = load_catalogue(workspace.measures_path)
    for name in measures:
        catalogue.measure(name)
    chosen = set(wanted) or (set() if kinds or form != "text" else {workspace.force})
    with progress("Scoring") as report:
        results = run(
            catalogue,
            lake,
            areas,
            at=at,
            only=measures,
            threshold=workspace.threshold,
            progress=report,
        )
    rows = assessment_rows(results, areas, lambda area: _fits(area.code, area.kind, chosen, kinds))
    show(rows, form, BRIEF if form == "text" else None)


def _fits(code: str, kind: str, chosen: set[str], kinds: tuple[str, ...]) -> bool:
    return (not chosen or code in chosen) and (not kinds or kind in kinds)
