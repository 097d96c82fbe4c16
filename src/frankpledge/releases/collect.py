"""Everything that the pages of a site are made of, gathered from the lake once."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from frankpledge.areas import Areas
from frankpledge.lake import SOURCES, Lake, Source
from frankpledge.measures import SUPPRESSED, Catalogue, Result, Results, returns
from frankpledge.releases.lawful import duties_of
from frankpledge.releases.packages import findings_of, plans_of
from frankpledge.releases.site.model import Held, Rows, Site
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
    and PlanError or DocumentError, with every place, when a plan package or the duties are.
    """
    plans = plans_of(workspace, catalogue)
    gathered = {name: _held(lake, areas, source) for name, source in SOURCES.items()}
    return Site(
        workspace=workspace,
        catalogue=catalogue,
        results=results,
        areas=areas,
        held={name: held for name, held in gathered.items() if held.imports},
        supplied=_supplied(lake, results),
        release=release,
        plans=plans,
        findings=findings_of(plans, workspace, results),
        duties=duties_of(workspace, results.newest),
    )


def _held(lake: Lake, areas: Areas, source: Source) -> Held:
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
    )


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


def _supplied(lake: Lake, results: Results) -> dict[str, Rows]:
    """What the body supplied, by measure, without the figures that are suppressed.

    A note may quote the figure that it goes with, so it goes too.
    """
    by_measure = {}
    for name, result in results.by_measure.items():
        rows = [row | _shown(row, result) for row in returns(lake, name)]
        if rows:
            by_measure[name] = rows
    return by_measure


def _shown(row: dict[str, Any], result: Result) -> dict[str, Any]:
    series = result.found.series if result.found is not None else None
    if not result.measure.supplied or series is None:
        return {}
    cell = series.row.get(row["area"]), series.column.get(row["period"])
    if None in cell or series.status[cell] != SUPPRESSED:
        return {}
    return {"value": None, "denominator": None, "note": "suppressed: a small number"}
