"""frankpledge plan import: a first draft of a plan package from a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import Row, format_option, show

if TYPE_CHECKING:
    from frankpledge.plans.importing import Draft

KINDS = (
    "police and crime plan",
    "community safety plan",
    "manifesto",
    "delivery plan",
    "report",
)
COLUMNS = ("line", "page", "kind", "placed", "reason", "text")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="The new package: a folder that is empty or not there yet, named as its id.",
)
@click.option("--body", help="Whose plan it is, where the document does not say.")
@click.option("--kind", type=click.Choice(KINDS), help="What sort of document it is.")
@click.option("--from", "start", help="When the plan begins, such as 2022 or 2022-05.")
@click.option("--to", "end", help="When it ends.")
@format_option
def import_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    file: Path,
    folder: Path,
    body: str | None,
    kind: str | None,
    start: str | None,
    end: str | None,
    form: str,
) -> None:
    """Make a first draft of a plan package from FILE (.txt, .md, .html, .docx or .pdf).

    What the rules cannot place is listed in IMPORT.md beside the package. Read docs/plan-import.md
    for what the importer knows and how well it does.
    """
    from frankpledge.plans.importing import Told, draft_plan, package_name, write_draft

    draft = draft_plan(file, package_name(folder), Told(body, kind, start, end))
    write_draft(draft, folder, file.name)
    if form == "text":
        click.echo(_told(draft, file, folder), nl=False)
    else:
        show(_rows(draft), form, COLUMNS)


def _told(draft: Draft, file: Path, folder: Path) -> str:
    """What was found, what was not, and what to do next."""
    from frankpledge.plans.importing import NOTES_FILE, REASONS

    head = draft.plan.head
    lines = [
        f"{file}: {head.title}",
        f"  {head.kind}, {head.period.start} to {head.period.end}",
        "",
    ]
    lines += [f"  {count:>5,}  {name}" for name, count in draft.counts.items()]
    found = [note.reason for note in draft.notes]
    counts = {reason: found.count(reason) for reason in REASONS if reason in found}
    lines += ["", f"Not placed, and listed in {folder / NOTES_FILE}:" if counts else "All placed."]
    lines += [f"  {count:>5,}  {name:<10} {REASONS[name]}" for name, count in counts.items()]
    lines += [
        "",
        "Next: work through IMPORT.md, restate the texts in your own words, fill in leads,",
        f"measures and areas, then run: frankpledge check {folder}",
    ]
    return "\n".join(lines) + "\n"


def _rows(draft: Draft) -> list[Row]:
    """One row for each block of the document."""
    notes = {id(note.block): note for note in draft.notes}
    rows = []
    for block in draft.blocks:
        note = notes.get(id(block))
        rows.append(
            {
                "line": block.line,
                "page": block.page,
                "kind": block.kind,
                "placed": note is None or note.reason == "rest",
                "reason": note.reason if note else None,
                "text": note.text if note else block.text,
            }
        )
    return rows
