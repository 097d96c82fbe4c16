"""Consultations for the site: what was asked and said, and the files that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.releases.manifest import Input, hash_file
from frankpledge.voice import (
    FOLDER,
    Home,
    Told,
    gather,
    held,
    read_consultations,
    responses_files,
    theme_vectors,
)
from frankpledge.voice.themes import embedder_name, read_codebook

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake
    from frankpledge.plans import Plan
    from frankpledge.workspace import Workspace


def consultations_folder(workspace: Workspace) -> Path:
    """Where a workspace keeps its consultations and their codebooks."""
    return workspace.root / FOLDER


def told_of(
    workspace: Workspace, lake: Lake, areas: Areas, plans: Mapping[str, Plan]
) -> tuple[Told, ...]:
    """Every consultation of a workspace with its results and themes.

    Raises VoiceError with every fault.
    """
    found = read_consultations(workspace.root, plans)
    small, vectors = workspace.threshold, theme_vectors(workspace)
    home = Home(areas, workspace.force)
    return gather(found, workspace.root, lake, plans, home=home, threshold=small, vectors=vectors)


def themes_rule(workspace: Workspace) -> dict[str, str]:
    """What sentences are compared by, for the manifest; nothing where no answers are held.

    Raises NotFoundError where that is a model which is not installed, VoiceError for a codebook
    that cannot be read.
    """
    vectors = theme_vectors(workspace)
    if not held(workspace.data_path):
        return {}
    books = sorted((consultations_folder(workspace) / "codebooks").glob("*.yaml"))
    kinds = {vectors} | {own for path in books if (own := read_codebook(path).vectors)}
    return {"themes": "; ".join(map(embedder_name, sorted(kinds)))}


def responses_inputs(workspace: Workspace) -> Iterator[Input]:
    """The stored responses, by their hashes alone: answers of single people are never published.

    Those of which no document tells are left out: no page depends on them.
    """
    for name in held(workspace.data_path):
        if (consultations_folder(workspace) / f"{name}.yaml").is_file():
            for path in responses_files(workspace.data_path, name):
                yield Input("responses", f"{name} {path.name}", hash_file(path))
