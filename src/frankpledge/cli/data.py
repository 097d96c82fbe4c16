"""frankpledge data: what the lake holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from frankpledge import periods
from frankpledge.cli.shared import Row, format_option, open_workspace, show, workspace_option
from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake, QualityReport, Rejection, Source

Columns = tuple[str, ...]

HELD: Columns = (
    *("source", "imports", "files", "rows", "first_period", "last_period", "vintages"),
    *("latest_vintage", "complete", "partial", "missing"),
)
IMPORTS: Columns = (
    *("import_id", "vintage", "rows", "first_period", "last_period", "layout", "file", "bytes"),
    *("sha256", "url"),
)
GAPS: Columns = ("source", "force", "name", "period", "status", "rows", "median", "reason")
RUNS: Columns = ("source", "force", "name", "periods", "status", "reason")
QUALITY: Columns = (
    *("import_id", "file", "read", "accepted", "rejected", "repeated", "identical", "outside"),
    *("first_period", "last_period", "blanks", "notes", "reasons", "first_rejected"),
)
# What a terminal has room for.
BRIEF = {
    IMPORTS: IMPORTS[:7],
    QUALITY: (*QUALITY[:1], *QUALITY[2:8], "blanks", "notes", "file"),
}


@click.command("data")
@click.argument("source", required=False)
@click.option(
    "--completeness",
    "gaps",
    is_flag=True,
    help="Forces and periods that are partial or missing, and why.",
)
@click.option(
    "--quality",
    is_flag=True,
    help="Per file: rows read, rejected, blank and repeated, and the first rejected rows.",
)
@workspace_option
@format_option
def command(source: str | None, gaps: bool, quality: bool, workspace: Workspace, form: str) -> None:
    """Show what the lake holds: all sources, or the imports of SOURCE."""
    from frankpledge.lake import find_source

    if gaps and quality:
        raise click.UsageError("--completeness and --quality are two questions; ask one")
    lake, areas = open_workspace(workspace)
    names = [find_source(source).id] if source else lake.store.sources()
    sources = [find_source(name) for name in names]
    if gaps:
        found = [row for each in sources for row in _gaps(lake, each, areas)]
        if form == "text":
            _print(list(_runs(found)), RUNS, form)
        else:
            _print(found, GAPS, form)
    elif quality:
        _print([row for each in sources for row in _quality(lake, each)], QUALITY, form)
    elif source:
        _print(lake.imports(source).to_pylist(), IMPORTS, form)
    else:
        _print([_held(lake, each) for each in sources], HELD, form)


def _print(rows: Sequence[Row], columns: Columns, form: str) -> None:
    if form != "text":
        show([{name: row[name] for name in columns} for row in rows], form, columns)
    elif not rows:
        click.echo("Nothing to show.")
    else:
        show(rows, form, BRIEF.get(columns, columns))
        for row in rows:
            if row.get("first_rejected"):
                click.echo(f"\nRejected in {row['import_id']}:\n{row['first_rejected']}")


def _held(lake: Lake, source: Source) -> Row:
    state = lake.store.state(source.id)
    sizes = state.sizes()
    spans = _spans(key[source.part.index("period")] for key in sizes)
    vintages = sorted({record.vintage for record in state.records})
    counts = _verdicts(lake, source)
    return {
        "source": source.id,
        "imports": len(state.records),
        "files": sum(len(record.members) for record in state.records),
        "rows": sum(rows for rows, _ in sizes.values()),
        "first_period": spans[0] if spans else None,
        "last_period": spans[-1] if spans else None,
        "vintages": len(vintages),
        "latest_vintage": vintages[-1] if vintages else None,
        **{status: counts.get(status, 0) if counts else None for status in HELD[-3:]},
    }


def _spans(texts: Iterator[str]) -> list[str]:
    """Periods in order of time, whatever their kinds."""
    return sorted(set(texts), key=lambda text: (periods.parse(text).last, text))


def _verdicts(lake: Lake, source: Source) -> Counter[str]:
    """Force periods by status; none for a source that is not about forces."""
    if not (source.by_force or source.by_lsoa):
        return Counter()
    return Counter(str(row["status"]) for row in lake.completeness(source.id).to_pylist())


def _gaps(lake: Lake, source: Source, areas: Areas) -> Iterator[Row]:
    if source.by_force or source.by_lsoa:
        for row in lake.completeness(source.id).to_pylist():
            if row["status"] != "complete":
                yield {"source": source.id, "name": _name(areas, row["force"]), **row}


def _runs(rows: Sequence[Row]) -> Iterator[Row]:
    """Periods that follow each other and have one status and reason, as one row."""
    same = ("source", "force", "status", "reason")
    for number, row in enumerate(rows):
        before, after = rows[number - 1 : number], rows[number + 1 : number + 2]
        if not (before and _follows(before[0], row, same)):
            first = row["period"]
        if not (after and _follows(row, after[0], same)):
            span = first if first == row["period"] else f"{first} to {row['period']}"
            yield {**row, "periods": span}


def _follows(row: Row, other: Row, same: Columns) -> bool:
    here = periods.parse(row["period"])
    return str(here.shift(1)) == other["period"] and all(row[key] == other[key] for key in same)


def _name(areas: Areas, force: str) -> str:
    try:
        return areas.force_name(force)
    except NotFoundError:
        return force


def _quality(lake: Lake, source: Source) -> Iterator[Row]:
    for record in lake.store.state(source.id).records:
        for report in lake.quality(record.id):
            yield _judged(record.id, report)


def _judged(import_id: str, report: QualityReport) -> Row:
    return {
        "import_id": import_id,
        "file": report.file,
        "read": report.read,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "repeated": report.repeated,
        "identical": report.identical,
        "outside": report.outside,
        "first_period": report.first,
        "last_period": report.last,
        "blanks": _counts(report.blanks),
        "notes": _counts(report.notes),
        "reasons": _counts(report.reasons),
        "first_rejected": "\n".join(map(_rejection, report.rejections)),
    }


def _counts(counts: dict[str, int]) -> str:
    return "; ".join(f"{what} {count:,}" for what, count in sorted(counts.items()))


def _rejection(row: Rejection) -> str:
    from frankpledge.errors import InputError, Place

    return str(InputError(Place(row.file, row.line, row.column), row.expected, row.value))
