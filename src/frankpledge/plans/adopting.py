"""Adopting an edition: from then on it cannot be changed, only followed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

from frankpledge.errors import UserError
from frankpledge.plans import layout
from frankpledge.plans.kinds import WHEN
from frankpledge.plans.loading import texts_of
from frankpledge.plans.plan import Plan
from frankpledge.plans.reading import parse
from frankpledge.plans.sealing import SEALED, check_seal, content_hash
from frankpledge.plans.writing import write_plan


def adopt(folder: Path, date: str | None = None) -> Plan:
    """Mark an edition as adopted on a date, and write the hash of its contents into plan.yaml.

    An edition that follows an adopted one becomes 'varied'. `date` may be left out when the package
    has one. Raises UserError when the edition is adopted already, was changed since, has no date,
    or `date` is none; PlanError when the package cannot be read.
    """
    plan = parse(texts_of(Path(folder)), Path(folder), sealed=False)
    edition = plan.head.edition
    if edition.hash is not None:
        for error in check_seal(plan):
            raise error
        raise UserError(
            f"{folder}: adopted already; copy it and make a new edition that follows it"
        )
    when = date or edition.date
    if when is None or not re.fullmatch(WHEN.pattern or "", when):
        raise UserError(f"{folder}: give the date of adoption, such as 2025-03-01, found {when!r}")
    kind = edition.kind if edition.kind in SEALED else _kind(plan, Path(folder))
    head = replace(plan.head, edition=replace(edition, kind=kind, date=when))
    adopted = replace(plan, head=head)
    sealed = replace(head, edition=replace(head.edition, hash=content_hash(adopted)))
    return write_plan(replace(adopted, head=sealed), Path(folder))


def _kind(plan: Plan, folder: Path) -> Literal["adopted", "varied"]:
    """Varied after an adopted edition beside this package, adopted otherwise."""
    before = folder.resolve().parent / (plan.head.edition.follows or "")
    if plan.head.edition.follows is None or not (before / layout.HEAD).is_file():
        return "adopted"
    earlier = parse(texts_of(before), before)
    return "varied" if earlier.head.edition.kind in SEALED else "adopted"
