"""Frankpledge: what a local policing body promises, as something that anyone can check.

This is the index of public names; each lives in a room of its own and is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frankpledge.areas import Area, Areas, load_areas
    from frankpledge.errors import FrankpledgeError, UserError
    from frankpledge.lake import Lake, Source, export, ingest
    from frankpledge.measures import (
        Assessments,
        Catalogue,
        Framework,
        Measure,
        Results,
        Score,
        Series,
        assess,
        assessment_rows,
        evaluate,
        load_catalogue,
        run,
    )
    from frankpledge.releases import Manifest, build, read_manifest, verify
    from frankpledge.workspace import Workspace, find_workspace, read_workspace

__version__ = "0.1.0"

_HOMES = {
    "Area": "areas",
    "Areas": "areas",
    "Assessments": "measures",
    "Catalogue": "measures",
    "Framework": "measures",
    "FrankpledgeError": "errors",
    "Lake": "lake",
    "Manifest": "releases",
    "Measure": "measures",
    "Results": "measures",
    "Score": "measures",
    "Series": "measures",
    "Source": "lake",
    "UserError": "errors",
    "Workspace": "workspace",
    "assess": "measures",
    "assessment_rows": "measures",
    "build": "releases",
    "evaluate": "measures",
    "export": "lake",
    "find_workspace": "workspace",
    "ingest": "lake",
    "load_areas": "areas",
    "load_catalogue": "measures",
    "read_manifest": "releases",
    "read_workspace": "workspace",
    "run": "measures",
    "verify": "releases",
}

__all__ = [
    "Area",
    "Areas",
    "Assessments",
    "Catalogue",
    "Framework",
    "FrankpledgeError",
    "Lake",
    "Manifest",
    "Measure",
    "Results",
    "Score",
    "Series",
    "Source",
    "UserError",
    "Workspace",
    "__version__",
    "assess",
    "assessment_rows",
    "build",
    "evaluate",
    "export",
    "find_workspace",
    "ingest",
    "load_areas",
    "load_catalogue",
    "read_manifest",
    "read_workspace",
    "run",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
