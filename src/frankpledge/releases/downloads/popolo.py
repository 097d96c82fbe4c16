"""Who does what as Popolo: the organisations and posts that plan packages name, and who sits where.

Popolo (https://www.popoloproject.com/specs/) is how civic data names bodies, posts and memberships.
Packages carry roles and no people, so `persons` is empty. Every package speaks for itself: a board
that two plans name is there twice, each time with its source, because nothing says that both mean
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from frankpledge.plans import Plan, Role

PATH = "data/popolo.json"
# Roles of these kinds are bodies of several people.
BODIES = ("panel", "partnership")
ADDRESS = ("https://", "http://")
Told = dict[str, Any]


def popolo(plans: Iterable[Plan]) -> Told:
    """Every organisation, post and membership of the packages, in the order of the packages.

    The keys are those of Popolo's JSON: `persons`, `organizations`, `posts`, `memberships`.
    """
    named = [plan for plan in plans if plan.roles or plan.boards]
    return {
        "persons": [],
        "organizations": [one for plan in named for one in _organisations(plan)],
        "posts": [one for plan in named for one in _posts(plan)],
        "memberships": [one for plan in named for one in _memberships(plan)],
    }


def size(told: Told) -> int:
    """How many things it names."""
    return sum(map(len, told.values()))


def _id(plan: Plan, name: str) -> str:
    return f"{plan.id}/{name}"


def _organisations(plan: Plan) -> Iterator[Told]:
    area = {"area_id": plan.head.areas[0]} if len(plan.head.areas) == 1 else {}
    whole = {"classification": "publisher of the plan", **area}
    yield _organisation(plan, "body", plan.head.body, whole)
    for role in plan.roles:
        if role.kind in BODIES:
            yield _organisation(plan, role.id, role.title, {"classification": role.kind})
    for board in plan.boards:
        above = {"parent_id": _id(plan, board.under)} if board.under else {}
        told = {"classification": board.kind, **above}
        yield _organisation(plan, board.id, board.title, told)
    for partner in plan.partners:
        yield _organisation(plan, partner.id, partner.title, {"classification": "partner"})


def _organisation(plan: Plan, name: str, title: str, told: Told) -> Told:
    found = [
        {"url": source.address, "note": source.title}
        for source in plan.head.sources
        if source.address.startswith(ADDRESS)
    ]
    sources = {"sources": found} if found else {}
    return {"id": _id(plan, name), "name": title, **told, **sources}


def _posts(plan: Plan) -> Iterator[Told]:
    """Every role of one person: in each board that it sits on, or in none that is known."""
    for role in plan.roles:
        if role.kind in BODIES:
            continue
        boards = [board.id for board in plan.boards if role.id in board.members]
        if not boards:
            yield _post(plan, role, "body" if role.kind == "local policing body" else "")
        for board in boards:
            yield _post(plan, role, board)


def _post(plan: Plan, role: Role, within: str) -> Told:
    name = f"{within}/{role.id}" if within not in {"", "body"} else role.id
    found = {"organization_id": _id(plan, within)} if within else {}
    return {"id": _id(plan, name), "label": role.title, "role": role.kind, **found}


def _memberships(plan: Plan) -> Iterator[Told]:
    """Organisations that sit on boards; roles that do are posts there."""
    posts = {role.id for role in plan.roles if role.kind not in BODIES}
    for board in plan.boards:
        for member in board.members:
            if member not in posts:
                yield {
                    "id": _id(plan, f"{board.id}/{member}"),
                    "organization_id": _id(plan, board.id),
                    "member": {"id": _id(plan, member), "name": plan.get(member).title},
                }
