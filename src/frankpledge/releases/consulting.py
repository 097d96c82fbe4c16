"""Consultations for the site: what was asked and said, and the files that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.releases.manifest import Input, hash_file
from frankpledge.voice import FOLDER, Told, gather, held, read_consultations, responses_files

if TYPE_CHECKING:
    from frankpledge.lake import Lake
    from frankpledge.plans import Plan
    from frankpledge.workspace import Workspace


def consultations_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps its consultations and their codebooks."""
    return workspace.root / FOLDER


def told_of(workspace: Workspace, lake: Lake, plans: Mapping[str, Plan]) -> tuple[Told, ...]:
    """Every consultation of a workspace with its results and themes.

    Raises VoiceError with every fault.
    """
    found = read_consultations(workspace.root, plans)
    return gather(found, workspace.root, lake, plans, threshold=workspace.threshold)


def responses_inputs(workspace: Workspace) -> Iterator[Input]:
    """The stored responses, by their hashes alone: answers of single people are never published.

    Those of which no document tells are left out: no page depends on them.
    """
    for name in held(workspace.data_path):
        if (consultations_folder(workspace) / f"{name}.yaml").is_file():
            for path in responses_files(workspace.data_path, name):
                yield Input("responses", f"{name} {path.name}", hash_file(path))
