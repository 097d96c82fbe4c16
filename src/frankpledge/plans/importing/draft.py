"""A draft: the plan that was recognised in a document, with notes on what was not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.errors import UserError
from frankpledge.plans.importing.blocks import TextBlock
from frankpledge.plans.importing.desk import Desk, Sheet
from frankpledge.plans.importing.files import read_blocks
from frankpledge.plans.importing.heading import Told, head_of, kind_of
from frankpledge.plans.importing.notes import FILE, Note, notes_of, notes_text
from frankpledge.plans.importing.outline import outline
from frankpledge.plans.importing.placing import Placer
from frankpledge.plans.kinds import SLUG
from frankpledge.plans.plan import Plan
from frankpledge.plans.writing import write_plan

_SINGLE = ("requirement",)


@dataclass(frozen=True)
class Draft:
    """A plan as first recognised, the blocks it was made from, and what was left of them."""

    plan: Plan
    blocks: tuple[TextBlock, ...]
    notes: tuple[Note, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind of thing the draft has, without those it has none of."""
        plan = self.plan
        found = {
            "priorities": len(plan.priorities),
            "themes": sum(len(priority.themes) for priority in plan.priorities),
            "outcomes": len(plan.all_outcomes),
            "commitments": len(plan.all_commitments),
            "measures": len(plan.all_measures),
            "statements": len(plan.all_statements),
            "placeholders": sum(bool(getattr(e, "quote", None)) for e in plan.elements.values()),
            "roles": len(plan.roles),
            "boards": len(plan.boards),
            "delivery plans": len(plan.delivery_plans),
            "national threats": len(plan.requirement.threats) if plan.requirement else 0,
            "national measures": sum(len(one.measures) for one in plan.national),
            "budget lines": len(plan.budget),
            "collaborations": len(plan.collaborations),
            "other passages": sum(
                len(getattr(plan, part))
                for part in (
                    "foreword",
                    "area",
                    "vision",
                    "principles",
                    "strategies",
                    "engagement",
                    "monitoring",
                )
            ),
        }
        return {name: count for name, count in found.items() if count}


def draft_plan(path: Path, name: str, told: Told | None = None) -> Draft:
    """Recognise a plan in a document.

    `name` is the id of the package that the draft is to become. Raises the errors of `read_blocks`,
    and UserError when the document does not say from when to when it runs and nobody told.
    """
    blocks = read_blocks(path)
    told = told or Told()
    kind = kind_of(blocks, told)
    head = head_of(blocks, Path(path), name, told)
    desk = Desk()
    desk.name("document")
    labelled = list(outline(blocks, kind))
    Placer(desk, kind).place(labelled)
    for sheet in [sheet for sheet in desk.sheets if sheet.bare]:
        _dissolve(sheet, desk)
    parts: dict[str, Any] = {
        part: (found[0] if part in _SINGLE else tuple(found))
        for part, found in desk.parts.items()
        if found
    }
    priorities = tuple(sheet.priority() for sheet in desk.sheets)
    plan = Plan(head=head, priorities=priorities, **parts)
    return Draft(plan, blocks, tuple(notes_of(labelled, desk, plan)))


def _dissolve(sheet: Sheet, desk: Desk) -> None:
    """A heading was taken for a priority, but nothing is promised under it."""
    desk.sheets.remove(sheet)
    desk.parts["statements"] += sheet.statements
    if sheet.text_block:
        desk.forget(sheet.text_block.block)


def write_draft(draft: Draft, folder: Path, source: str) -> Plan:
    """Write the package and, beside it, the notes. Returns the plan as read back.

    Raises UserError when the folder has something in it, or its name is not that of the package.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder}: expected a folder that is empty or not there yet")
    plan = write_plan(draft.plan, folder)
    (folder / FILE).write_text(notes_text(source, draft.notes), encoding="utf-8")
    return plan


def package_name(folder: Path) -> str:
    """The id of the package in a folder, which is the folder's name. Raises UserError."""
    name = Path(folder).resolve().name
    if not re.fullmatch(SLUG, name):
        raise UserError(
            f"{folder}: expected a folder named as an id of small letters, digits, hyphens and "
            f"dots, such as wiltshire-plan-2022, found {name!r}"
        )
    return name
