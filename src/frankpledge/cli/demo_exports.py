"""What an example keeps as other tools write it: answers to surveys, a finance system's payments.

They lie in `exports/` of the example. A body's own exports stay outside its workspace, because they
hold names; `frankpledge voice read` and `frankpledge money spending --write` are told where.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frankpledge.cli.shared import open_workspace
from frankpledge.workspace import Workspace

EXPORTS, ANSWERS, PAYMENTS = "exports", "answers", "payments.csv"


def read_exports(workspace: Workspace) -> Iterator[str]:
    """Read what is there; a sentence for each file. Raises InputError for one that is damaged."""
    folder = workspace.root / EXPORTS
    yield from _answers(workspace, folder / ANSWERS)
    if (folder / PAYMENTS).is_file():
        yield _payments(workspace, folder / PAYMENTS)


def _answers(workspace: Workspace, folder: Path) -> Iterator[str]:
    """Each export has the name of its consultation."""
    from frankpledge.plans import read_plans
    from frankpledge.voice import places_of, read_consultations, read_responses

    paths = {path.stem: path for path in sorted(folder.glob("*.*"))}
    if not paths:
        return
    plans = read_plans(workspace.plans_path) if workspace.plans_path.is_dir() else {}
    _, areas = open_workspace(workspace)
    places = places_of(areas, workspace.force)
    for name, one in read_consultations(workspace.root, plans).items():
        if name in paths:
            found = read_responses(one, paths[name], workspace.data_path, places=places)
            yield f"Read {found.answered:,} answers to {one.head.title}."


def _payments(workspace: Workspace, path: Path) -> str:
    from frankpledge.money.spending import FILE, FOLDER, monthly, read_layout, read_spending

    payments, _ = read_spending(path, read_layout(workspace.root / FILE))
    folder = workspace.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in monthly(payments, workspace.body).items():
        (folder / name).write_bytes(data)
    return f"Wrote {len(payments):,} payments, by month, into {FOLDER}."
