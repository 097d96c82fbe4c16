"""What must hold between the packages of one folder: editions, reports, origins."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.documents import nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.plans.plan import Plan


def check_between(plans: Mapping[str, Plan]) -> list[DocumentError]:
    """Errors in what the packages of one folder say of one another."""
    errors: list[DocumentError] = []
    for plan in plans.values():
        follows, about = plan.head.edition.follows, plan.head.reports_on
        if follows and follows not in plans:
            expected = f"a plan package in this folder; {nearest(follows, plans)}"
            errors.append(fault_at(plan, plan.id, "edition", expected, follows))
        if about and about not in plans:
            expected = f"a plan package in this folder; {nearest(about, plans)}"
            errors.append(fault_at(plan, plan.id, "reports_on", expected, about))
        errors += [*_circle(plan, plans), *_reported(plan, plans), *_origins(plan, plans)]
    return errors


def _circle(plan: Plan, plans: Mapping[str, Plan]) -> list[DocumentError]:
    path, here = [plan.id], plan.head.edition.follows
    while here is not None and here in plans and here not in path:
        path.append(here)
        here = plans[here].head.edition.follows
    # Each circle is reported once, by the first of its packages.
    if here != plan.id or plan.id != min(path):
        return []
    return [fault_at(plan, plan.id, "edition", "no circle", " -> ".join([*path, here]))]


def _reported(plan: Plan, plans: Mapping[str, Plan]) -> list[DocumentError]:
    """Statements of a report about things that the plan reported on does not have."""
    about = plans.get(plan.head.reports_on or "")
    errors: list[DocumentError] = []
    for one in plan.all_statements if about else ():
        assert about is not None
        names = [("commitments", name) for name in one.commitments]
        names += [("priority", one.priority)] if one.priority else []
        known = {
            "commitments": [commitment.id for commitment in about.all_commitments],
            "priority": [priority.id for priority in about.priorities],
        }
        for key, name in names:
            if name not in known[key]:
                expected = f"an id of {about.id}; {nearest(name, known[key])}"
                errors.append(fault_at(plan, one.id, key, expected, name))
    return errors


def _origins(plan: Plan, plans: Mapping[str, Plan]) -> list[DocumentError]:
    """Commitments said to come from a package, or a commitment of it, that is not there."""
    errors: list[DocumentError] = []
    for commitment in plan.all_commitments:
        for origin in commitment.came_from:
            if origin.plan and origin.plan not in plans:
                expected = f"a plan package in this folder; {nearest(origin.plan, plans)}"
                errors.append(fault_at(plan, commitment.id, "came_from", expected, origin.plan))
            elif origin.plan and origin.commitment:
                known = [one.id for one in plans[origin.plan].all_commitments]
                if origin.commitment not in known:
                    expected = f"a commitment of {origin.plan}; {nearest(origin.commitment, known)}"
                    found = origin.commitment
                    errors.append(fault_at(plan, commitment.id, "came_from", expected, found))
    return errors


def fault_at(plan: Plan, name: str, key: str, expected: str, value: object = None) -> DocumentError:
    """An error at a field of an element of a plan that was read."""
    at = plan.where(name, key)
    place = Place(plan.id) if at is None else Place(at.file, at.line, key, at.column)
    return DocumentError(place, expected, value)
