"""frankpledge voice: what people were asked, what they said, what was made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import format_option, open_workspace, progress, show, workspace_option
from frankpledge.documents import nearest
from frankpledge.errors import NotFoundError, UserError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.plans import Plan
    from frankpledge.voice import Consultation, Link, Told


@click.group("voice")
def command() -> None:
    """Read the answers of consultations, weigh them, find themes, and say what was done."""


def _plans(workspace: Workspace) -> dict[str, Plan]:
    from frankpledge.plans import read_plans

    return dict(read_plans(workspace.plans_path)) if workspace.plans_path.is_dir() else {}


def _read(workspace: Workspace, name: str | None) -> dict[str, Consultation]:
    """The consultations, or the one that is named. Raises NotFoundError."""
    from frankpledge.voice import read_consultations

    found = read_consultations(workspace.root, _plans(workspace))
    if name is None:
        return found
    if name not in found:
        hint = nearest(name, found) if found else "there is none"
        raise NotFoundError(f"no consultation called {name!r}; {hint}")
    return found


@command.command("read")
@click.argument("consultation")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@workspace_option
def read(*, consultation: str, file: Path, workspace: Workspace) -> None:
    """Read a survey tool's export (CSV, XLSX, ODS) of a CONSULTATION into the lake's folder.

    Personal details in open answers are taken out before anything is stored. What was read before
    of the same consultation is replaced.
    """
    from frankpledge.voice import places_of, quality_lines, read_responses

    one = _read(workspace, consultation)[consultation]
    _, areas = open_workspace(workspace)
    with progress(f"Reading {file.name}") as report:
        quality = read_responses(
            one,
            file,
            workspace.data_path,
            inside=_inside(workspace, one),
            places=places_of(areas, workspace.force),
            progress=lambda rows, what: report(rows, rows + 1, what),
        )
    for line in quality_lines(quality):
        click.echo(line)


def _inside(workspace: Workspace, one: Consultation) -> Callable[[str], bool | None]:
    """Whether a postcode lies in the force's districts; not known without the postcodes."""
    if one.export is None or one.export.postcode is None:
        return lambda _postcode: None
    from frankpledge.areas.postcodes import read_postcodes

    _, areas = open_workspace(workspace)
    try:
        known = read_postcodes(areas.children(workspace.force, "district")).row
    except UserError:
        return lambda _postcode: None
    return lambda postcode: _lies(postcode, known)


def _lies(postcode: str, known: dict[str, int]) -> bool | None:
    from frankpledge.areas.postcodes import normal_postcode

    try:
        return normal_postcode(postcode) in known
    except NotFoundError:
        return None


def _told(workspace: Workspace, name: str | None) -> list[Told]:
    from frankpledge.voice import Home, gather, theme_vectors

    lake, areas = open_workspace(workspace)
    found, plans = _read(workspace, name), _plans(workspace)
    with progress("Looking for themes") as report:
        done = gather(
            found,
            workspace.root,
            lake,
            plans,
            home=Home(areas, workspace.force),
            threshold=workspace.threshold,
            vectors=theme_vectors(workspace),
            progress=report,
        )
    return [one for one in done if name in (None, one.consultation.id)]


def _local(workspace: Workspace) -> tuple[Link, ...]:
    """What neighbourhoods asked for, and what was made of it."""
    from frankpledge.voice import chain_of_priorities, priorities_folder, read_priorities

    if not priorities_folder(workspace.root).is_dir():
        return ()
    _, areas = open_workspace(workspace)
    plans = _plans(workspace)
    found = read_priorities(workspace.root, areas, plans)
    return chain_of_priorities((one for some in found.values() for one in some), plans)


@command.command("results")
@click.argument("consultation", required=False)
@workspace_option
@format_option
def results(*, consultation: str | None, workspace: Workspace, form: str) -> None:
    """Shares with their intervals, weighted where the CONSULTATION says to what.

    Shares are per cent in text, and run from 0 to 1 in JSON and CSV. Options that too few chose are
    blank.
    """
    from frankpledge.voice import RESULT_FIELDS, result_lines, result_rows

    told = _told(workspace, consultation)
    if form != "text":
        show(result_rows(told), form, RESULT_FIELDS)
        return
    show(result_lines(told), form)
    for one in told:
        _how(one)


def _how(one: Told) -> None:
    found = one.results
    if found is None:
        click.echo(f"{one.consultation.id}: no responses are held.")
        return
    if found.weighting.used:
        wide = f"limits of {found.people:,} answers are as wide as those of"
        alike = f"{found.weighting.effective:,.0f} that count alike"
        click.echo(f"{one.consultation.id}: weighted; {wide} {alike}.")
    else:
        click.echo(f"{one.consultation.id}: not weighted: {found.weighting.reason}.")


@command.command("who")
@click.argument("consultation", required=False)
@workspace_option
@format_option
def who(*, consultation: str | None, workspace: Workspace, form: str) -> None:
    """Who answered a CONSULTATION against who lives here, and whose figures these are.

    Shares are per cent in text, and run from 0 to 1 in JSON and CSV.
    """
    from frankpledge.voice import WHO_FIELDS, who_lines, who_rows

    told = _told(workspace, consultation)
    if form != "text":
        show(who_rows(told), form, WHO_FIELDS)
        return
    show(who_lines(told), form)
    for one in told:
        for margin in one.results.weighting.margins if one.results else ():
            click.echo(f"{one.consultation.id}, {margin.title}: {margin.source}.")
        _how(one)


@command.command("themes")
@click.argument("consultation")
@click.option("--draft", is_flag=True, help="Add the machine's themes to the codebooks, to edit.")
@workspace_option
@format_option
def themes(*, consultation: str, draft: bool, workspace: Workspace, form: str) -> None:
    """Themes of the open answers to a CONSULTATION.

    A codebook in consultations/codebooks wins over the machine.
    """
    from frankpledge.voice import THEME_FIELDS, theme_lines, theme_rows

    told = _told(workspace, consultation)
    if draft:
        _draft(workspace, told[0])
        return
    if form != "text":
        show(theme_rows(told), form, THEME_FIELDS)
        return
    show(theme_lines(told), form)
    for opened in told[0].opened:
        if opened.themes is None:
            click.echo(f"{opened.question.id}: {opened.reason}")


def _draft(workspace: Workspace, told: Told) -> None:
    from frankpledge.voice import codebook_path
    from frankpledge.voice.themes import write_codebook

    for opened in told.opened:
        if opened.themes is None:
            click.echo(f"{opened.question.id}: {opened.reason}", err=True)
            continue
        name = opened.question.codebook or f"{told.consultation.id}-{opened.question.id}"
        path = codebook_path(workspace.root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        added = write_codebook(opened.themes, path, opened.question.text)
        click.echo(f"{path}: {len(added)} themes added; edit it, and name it in the question")


@command.command("chain")
@click.argument("consultation", required=False)
@workspace_option
@format_option
def chain(*, consultation: str | None, workspace: Workspace, form: str) -> None:
    """You said, we did: what was said, and what was made of it.

    Consultations, questions put and points raised in them, and local priorities; one CONSULTATION,
    or 'local-priorities', alone.
    """
    from frankpledge.voice import CHAIN_FIELDS, RESERVED, chain_rows

    brief = ("said", "state", "did", "clauses", "commitments")
    local = _local(workspace) if consultation in (None, RESERVED) else ()
    rows = chain_rows([] if consultation == RESERVED else _told(workspace, consultation), local)
    show(rows, form, brief if form == "text" else CHAIN_FIELDS)
