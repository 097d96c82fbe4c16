"""What a workspace's settings say of consultations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.voice.themes import MODEL, WORDS
from frankpledge.workspace import FILE, Workspace

KINDS = (WORDS, MODEL)


def theme_vectors(workspace: Workspace) -> str:
    """What sentences are compared by where no codebook says it: `[voice] vectors`.

    Word counts unless the model is asked for: a release must not change with what is installed.
    Raises DocumentError for another field or value.
    """
    raw: Any = workspace.raw.get("voice", {})
    file = str(workspace.root / FILE)
    if not isinstance(raw, Mapping):
        raise DocumentError(Place(file, field="voice"), "a table", raw)
    for key in raw:
        if key != "vectors":
            expected = f"no such field; {nearest(key, ['vectors'])}"
            raise DocumentError(Place(file, field=f"voice.{key}"), expected)
    found = raw.get("vectors", WORDS)
    if found not in KINDS:
        raise DocumentError(Place(file, field="voice.vectors"), " or ".join(KINDS), found)
    return str(found)
