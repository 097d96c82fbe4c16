"""What the commands have in common: the workspace they work in, and how they print."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from frankpledge.cells import fields
from frankpledge.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

F = TypeVar("F", bound=Callable[..., Any])
Row = dict[str, Any]


def workspace_option(function: F) -> F:
    """Add --workspace, and hand the command a Workspace."""
    option = click.option(
        "-w",
        "--workspace",
        "workspace",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        callback=lambda _ctx, _param, value: find_workspace(value),
        help="A folder with frankpledge.toml, or one below it. Default: here.",
    )
    return option(function)


def format_option(function: F) -> F:
    """Add --format for commands that print data."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "csv"]),
        default="text",
        show_default=True,
        help="How to print.",
    )
    return option(function)


def open_workspace(workspace: Workspace) -> tuple[Lake, Areas]:
    """The lake and the areas of a workspace."""
    from frankpledge.areas import load_areas
    from frankpledge.lake import Lake

    # git keeps no empty folder, so a workspace that was cloned may lack it.
    areas = load_areas(*(path for path in [workspace.areas_path] if path.is_dir()))
    return Lake(workspace.data_path, engine=workspace.engine, areas=areas), areas


def show(rows: Sequence[Row], form: str, columns: Sequence[str] | None = None) -> None:
    """Print rows of one shape: aligned text, one JSON array of flat objects, or CSV."""
    names = list(columns or (rows[0] if rows else []))
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        click.echo(_csv(rows, names), nl=False)
    else:
        click.echo(_text(rows, names), nl=False)


def _csv(rows: Iterable[Row], names: list[str]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(fields, rows))
    return buffer.getvalue()


def _text(rows: Sequence[Row], names: list[str]) -> str:
    cells = [names, *([_cell(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(names))]
    numeric = [all(isinstance(r.get(n), int | float | None) for r in rows) for n in names]
    lines = (
        "  ".join(
            c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True)
        )
        for line in cells
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:,}" if isinstance(value, int) else str(value)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on a terminal, nothing elsewhere. Call it with (done, total, what)."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, item_show_func=str) as bar:

        def report(done: int, total: int, what: str) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos, what)

        yield report
