"""What a workspace's settings say of the directory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.workspace import FILE, Workspace


def directory_day(workspace: Workspace) -> date | None:
    """The day that `[directory] as_of` names, if it does. Raises DocumentError."""
    raw: Mapping[str, Any] = workspace.raw.get("directory", {})
    file = str(workspace.root / FILE)
    for key in raw:
        if key != "as_of":
            expected = f"no such field; {nearest(key, ['as_of'])}"
            raise DocumentError(Place(file, field=f"directory.{key}"), expected)
    found = raw.get("as_of")
    if found is not None and type(found) is not date:
        expected = "a day such as 2026-03-31, without quotes"
        raise DocumentError(Place(file, field="directory.as_of"), expected, str(found))
    return found
