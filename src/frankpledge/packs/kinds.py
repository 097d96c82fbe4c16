"""The kinds of packs that `frankpledge pack` makes, and what a kind is asked for.

A kind is a module with a function `make(order) -> Made`, imported when it is asked for. To add
one, name its module in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake
    from frankpledge.packs.papers import Known

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Kind:
    """A kind of pack: the module that makes it, its formats, and what it is, for people."""

    module: str
    formats: tuple[str, ...]
    says: str


# What a report can be made as.
REPORTS = ("pptx", "pdf", "html", "xlsx", "ods")

KINDS = {
    "parish": Kind(
        "frankpledge.packs.parish",
        ("pdf", "html", "csv"),
        "two sides for a council meeting, for every parish, ward, police neighbourhood and "
        "partnership",
    ),
    "panel": Kind(
        "frankpledge.packs.panel", REPORTS, "reports to the panel as slides, print and workbook"
    ),
    "annual": Kind("frankpledge.packs.annual", REPORTS, "annual reports"),
    "statement": Kind(
        "frankpledge.packs.statement", REPORTS, "statements on the national priorities"
    ),
    "assessment": Kind(
        "frankpledge.packs.assessment", REPORTS, "strategic assessments of a partnership"
    ),
    "consultation": Kind(
        "frankpledge.packs.consultation",
        REPORTS,
        "what people were asked and said, and what was made of it",
    ),
    "budget": Kind(
        "frankpledge.packs.budget",
        ("pptx", "pdf", "html", "xlsx"),
        "the paper for the panel's meeting on the precept, and the budget's workbook",
    ),
    "funding": Kind(
        "frankpledge.packs.funding",
        REPORTS,
        "papers on grants, on commissioned services, and on spending and contracts",
    ),
    "directory": Kind(
        "frankpledge.packs.directory", ("pdf", "html"), "a leaflet of help and support, by need"
    ),
    "workbook": Kind(
        "frankpledge.packs.workbook", ("xlsx", "ods"), "the figures of every report as a workbook"
    ),
}


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Order:
    """What is asked for: which packs (codes or ids; `everything` for all), as what, to where.

    `gather` gives the results that the site's pages are made from, for the kinds made of them.
    """

    workspace: Workspace
    lake: Lake
    areas: Areas
    out: Path
    chosen: tuple[str, ...] = ()
    everything: bool = False
    formats: tuple[str, ...] = ()
    progress: Progress = field(default=_quiet)
    gather: Callable[[], Known] | None = None


@dataclass(frozen=True)
class Made:
    """The files that were made, and what there is to say of them."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def make_pack(name: str, order: Order) -> Made:
    """Make packs of a kind.

    Raises NotFoundError for a kind or a format that does not exist, and what the kind raises.
    """
    if name not in KINDS:
        raise NotFoundError(f"no kind of pack called {name!r}; there is {', '.join(KINDS)}")
    kind = KINDS[name]
    for wanted in order.formats:
        if wanted not in kind.formats:
            known = ", ".join(kind.formats)
            raise NotFoundError(f"no {name} pack as {wanted!r}; it is made as {known}")
    made: Made = import_module(kind.module).make(order)
    return made
