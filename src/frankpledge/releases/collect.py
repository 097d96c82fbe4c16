"""Everything that the pages of a site are made of, gathered from the lake once."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from frankpledge.areas import Areas
from frankpledge.claims import figures_of
from frankpledge.lake import SOURCES, Lake, Source
from frankpledge.measures import Catalogue, Results, supplied_rows
from frankpledge.money.grants import grants_of
from frankpledge.plans import with_frameworks
from frankpledge.releases.corrections import read_corrections
from frankpledge.releases.gathering.consultations import told_of
from frankpledge.releases.gathering.delivery import following_of, with_delivery
from frankpledge.releases.gathering.directory import help_of
from frankpledge.releases.gathering.duties import duties_of
from frankpledge.releases.gathering.hot_spots import grounds_of
from frankpledge.releases.gathering.money import finance_of
from frankpledge.releases.gathering.plans import findings_of, plans_of
from frankpledge.releases.gathering.reports import reports_of
from frankpledge.releases.gathering.roads import roads_of
from frankpledge.releases.gathering.stations import stations_of
from frankpledge.releases.site.model import Held, Rows, Site
from frankpledge.voice import read_priorities
from frankpledge.workspace import Workspace


def collect(  # noqa: PLR0913, PLR0917 - each is one thing that a site is made of
    workspace: Workspace,
    lake: Lake,
    areas: Areas,
    catalogue: Catalogue,
    results: Results,
    release: str,
) -> Site:
    """The site's knowledge: what each source holds, what the body supplied, what was promised.

    Sources of which the lake holds nothing are left out. Raises LakeError when the lake is damaged
    and PlanError, DocumentError or ReportError, with every place, when a plan package, the duties
    or a report are.
    """
    plans = plans_of(workspace, catalogue)
    catalogue = with_frameworks(catalogue, plans)
    following = following_of(workspace, plans, catalogue, results.newest)
    gathered = {n: _held(lake, areas, source, workspace.force) for n, source in SOURCES.items()}
    return Site(
        workspace=workspace,
        catalogue=catalogue,
        results=results,
        areas=areas,
        held={name: held for name, held in gathered.items() if held.imports},
        supplied=supplied_rows(lake, results, areas),
        release=release,
        plans=plans,
        findings=with_delivery(findings_of(plans, workspace, results), following, plans, workspace),
        priorities=read_priorities(workspace.root, areas, plans),
        duties=duties_of(workspace, results.newest),
        finance=finance_of(workspace, plans, results.newest),
        following=following,
        hotspots=grounds_of(workspace, lake, areas),
        roads=roads_of(workspace, lake),
        stations=stations_of(workspace, lake, areas),
        help=help_of(workspace, areas, results.newest),
        grants=grants_of(workspace, areas, plans, catalogue),
        corrections=read_corrections(workspace, catalogue, areas),
        told=told_of(workspace, lake, areas, plans),
        reports=reports_of(workspace, figures_of(lake, results, areas), catalogue),
    )


def _held(lake: Lake, areas: Areas, source: Source, force: str) -> Held:
    imports = lake.imports(source.id).to_pylist()
    if not imports:
        return Held(source, [], [], [])
    return Held(
        source=source,
        imports=[row | {"file": bare(row["file"])} for row in imports],
        completeness=lake.completeness(source.id, areas=areas).to_pylist(),
        quality=[
            row
            for name in dict.fromkeys(row["import_id"] for row in imports)
            for row in _quality(lake, name)
        ],
        lying=lying_of(lake, areas, source, force),
    )


def lying_of(lake: Lake, areas: Areas, source: Source, force: str) -> Rows:
    """Where a force's rows lie, by period; nothing where rows do not say both."""
    from frankpledge.lake import queries

    if not (source.by_force and source.by_lsoa):
        return []
    members = areas.shares("force")
    if not members.num_rows:  # a workspace without tables of neighbourhoods
        return []
    own = members.filter([code == force for code in members["area"].to_pylist()])
    table = lake.table(source.id)
    found = queries.reconciliation(table.filter(table.force == force), own, areas.changes)
    rows: Rows = found.order_by("period").to_pyarrow().to_pylist()
    return rows


def _quality(lake: Lake, import_id: str) -> Rows:
    """The reports of an import as rows. Folders go, because pages are the same on every machine."""
    rows: Rows = []
    for report in lake.quality(import_id):
        rejections = [asdict(r) | {"file": bare(r.file)} for r in report.rejections]
        row: dict[str, Any] = asdict(report) | {"import_id": import_id}
        rows.append(row | {"file": bare(report.file), "rejections": rejections})
    return rows


def bare(file: str) -> str:
    """A file's own name, without the folders or the archive that it lay in."""
    return re.split(r"[\\/]", file)[-1]
