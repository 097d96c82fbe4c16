"""Write the pages of the documentation that the code itself knows best.

python tools/document.py           write the pages in PAGES below docs/
python tools/document.py --check   fail when they are not what the code says
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import check_pages
import click

from frankpledge.cli import COMMANDS, cli
from frankpledge.lake import SOURCES, Source
from frankpledge.plans import field_tables, schema_text, section_table
from frankpledge.plans.delivery import delivery_tables, schema_texts
from frankpledge.voice import consultation_schema_text, consultation_tables
from frankpledge.voice.themes import codebook_schema_text

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Written by tools/document.py from the code. -->"


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Commands\n"
    yield NOTE + "\n"
    yield (
        "Exit codes: 0 fine, 1 findings, 2 wrong use or bad input. Errors name file, line, "
        "expectation and value. Commands that print data take `--format text|json|csv`; JSON is "
        "one array of flat objects, with the fields of the [reference](reference.md).\n"
    )
    context = click.Context(cli, info_name="frankpledge")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _command(command, f"frankpledge {name}", "##")


def _command(command: click.Command, name: str, mark: str) -> Iterator[str]:
    told = command.get_help(click.Context(command, info_name=name))
    yield f"{mark} {name}\n\n```text\n{told}\n```\n"
    if isinstance(command, click.Group):
        for part, inner in command.commands.items():
            yield from _command(inner, f"{name} {part}", f"{mark}#")


def sources() -> Iterator[str]:
    """Every source of the lake: columns, layouts, gaps and caveats."""
    yield "# Sources\n"
    yield NOTE + "\n"
    yield (
        "A source is described as data in `frankpledge/lake/sources`: which files it comes in, "
        "what its columns become, what is known to be missing. Every source also reads the CSV "
        "that `frankpledge export` writes.\n"
    )
    for source in SOURCES.values():
        yield from _source(source)


def _source(source: Source) -> Iterator[str]:
    yield f"## {source.id}\n"
    origin = f"Publisher: {source.publisher}. Licence: {source.licence}. <{source.url}>"
    yield f"{source.title}. {origin}\n"
    yield "| column | what | may be blank |\n| --- | --- | --- |"
    yield from (f"| `{c.name}` | {c.words} | {'yes' if c.null else 'no'} |" for c in source.columns)
    yield ""
    for layout in source.layouts:
        note = f" {layout.note}" if layout.note else ""
        yield f"- Layout *{layout.id}*, {layout.format}, named `{layout.name}`.{note}"
    for gap in source.gaps:
        until = gap.last or "now"
        yield f"- Known gap: {gap.force}, {gap.first} to {until}. {gap.reason} ({gap.source})."
    yield from (f"- {caveat}" for caveat in source.caveats)
    yield ""


def plan_fields() -> Iterator[str]:
    """Every section and field of a plan package."""
    yield "# Fields of a plan package\n"
    yield NOTE + "\n"
    yield (
        "How a package is written is told in [Plans as documents](plans.md). Required fields are "
        "in **bold**. The same is published for editors as a JSON Schema: "
        "[plan.schema.json](schema/plan.schema.json).\n"
    )
    yield "## Sections\n"
    yield from section_table()
    yield from field_tables()


def plan_schema() -> Iterator[str]:
    """The JSON Schema of a plan package's files."""
    yield schema_text()


def delivery_fields() -> Iterator[str]:
    """Every section and field of delivery documents and replies."""
    yield "# Fields of delivery documents\n"
    yield NOTE + "\n"
    yield (
        "How they are written is told in [Delivery](delivery.md). Required fields are in **bold**. "
        "The same is published for editors as JSON Schemas: "
        "[delivery.schema.json](schema/delivery.schema.json) and "
        "[reply.schema.json](schema/reply.schema.json)."
    )
    yield from delivery_tables()


def consultation_fields() -> Iterator[str]:
    """Every section and field of a consultation."""
    yield "# Fields of consultations\n"
    yield NOTE + "\n"
    yield (
        "How they are written is told in [What people said](voice.md). Required fields are in "
        "**bold**. The same is published for editors as a JSON Schema: "
        "[consultation.schema.json](schema/consultation.schema.json)."
    )
    yield from consultation_tables()


PAGES = {
    "commands.md": commands,
    "sources.md": sources,
    "plan-fields.md": plan_fields,
    "schema/plan.schema.json": plan_schema,
    "delivery-fields.md": delivery_fields,
    "consultation-fields.md": consultation_fields,
    "schema/consultation.schema.json": partial(iter, [consultation_schema_text()]),
    "schema/codebook.schema.json": partial(iter, [codebook_schema_text()]),
    **{f"schema/{name}": partial(iter, [text]) for name, text in schema_texts().items()},
    **check_pages.pages(NOTE),
}


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        text = "\n".join(make()).rstrip() + "\n"
        path = DOCS / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name}: not what the code says; run python tools/document.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
