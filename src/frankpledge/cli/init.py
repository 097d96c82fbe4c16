"""frankpledge init: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from frankpledge.errors import NotFoundError
from frankpledge.workspace import FILE

_TOML = """\
# Who we are, and where things live. Every path is relative to this file.

[body]
name = "{body}"
kind = "pcc"                  # pcc, pfcc, mayor, board or partnership
force = "{force}"            # code of the police force area

[site]
title = "{title}"
contact = ""                  # where a reader can write to
base_url = ""                 # where releases are published, such as https://example.org

[scorecard]
frameworks = ["ncpm-2021"]    # the first is what the home page shows
rule = "1"

[disclosure]
threshold = 5                 # internal counts below this are suppressed

[data]
lake = "data"
releases = "releases"
engine = "duckdb"
"""

_IGNORE = "data/\nreleases/\n"


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--force", default="wiltshire", show_default=True, help="Code, name or slug of the force."
)
@click.option("--body", default=None, help="Name of the local policing body.")
def command(folder: Path, force: str, body: str | None) -> None:
    """Make a new workspace in FOLDER, which must be empty or not there yet."""
    from frankpledge.areas import load_areas

    if folder.exists() and any(folder.iterdir()):
        raise NotFoundError(f"{folder}: expected an empty folder, found files in it")
    areas = load_areas()
    area = areas.get(areas.force_code(force))
    name = body or f"Local policing body for {area.name}"
    for part in ("measures/frameworks", "returns", "areas", "figures"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    text = _TOML.format(body=name, force=area.code, title=f"Policing in {area.name}")
    (folder / FILE).write_text(text, encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    click.echo(
        f"{folder} is a workspace for {area.name}. Next: frankpledge ingest PATH... -w {folder}"
    )
