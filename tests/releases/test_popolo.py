"""The example's plans as Popolo: against the project's own schemas as they are published."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.measures import load_catalogue
from frankpledge.plans import Plan, read_plans
from frankpledge.releases.downloads.popolo import popolo, size

# The properties of Popolo's JSON schemas (popolo-spec/schemas, 2017), as far as any could occur.
KNOWN = {
    "organizations": {"id", "name", "classification", "parent_id", "area_id", "sources", "links"},
    "posts": {"id", "label", "role", "organization_id", "area_id", "sources"},
    "memberships": {"id", "label", "role", "member", "organization_id", "post_id", "sources"},
}


@pytest.fixture(scope="module")
def plans(example: Path) -> dict[str, Plan]:
    """The packages of the example."""
    return read_plans(example / "plans", load_catalogue(example / "measures"))


def test_it_says_what_the_packages_say(plans: dict[str, Plan]) -> None:
    """One organisation a body, board, panel and partner; every other role is a post."""
    told = popolo(plans.values())
    named = [plan for plan in plans.values() if plan.roles or plan.boards]
    assert len(named) == 3
    bodies = sum(role.kind in {"panel", "partnership"} for plan in named for role in plan.roles)
    others = sum(len(plan.boards) + len(plan.partners) + 1 for plan in named)
    assert len(told["organizations"]) == bodies + others
    roles = sum(len(plan.roles) for plan in named)
    assert {post["label"] for post in told["posts"]} == {
        role.title
        for plan in named
        for role in plan.roles
        if role.kind not in {"panel", "partnership"}
    }
    assert len(told["posts"]) >= roles - bodies
    assert size(told) == sum(len(told[key]) for key in told)


def test_the_chairs_of_a_partnership_are_posts_in_it(plans: dict[str, Plan]) -> None:
    """The partnership's board has two of its roles as members."""
    told = popolo([plans["wiltshire-csp-2019"]])
    board = "wiltshire-csp-2019/wcsp"
    posts = {post["id"] for post in told["posts"] if post["organization_id"] == board}
    assert posts == {f"{board}/chair", f"{board}/vice-chair"}
    under = {one["id"] for one in told["organizations"] if one.get("parent_id") == board}
    assert "wiltshire-csp-2019/licensing-tasking-group" in under


def test_nothing_leads_nowhere_and_nobody_is_named(plans: dict[str, Plan]) -> None:
    """Ids are unique, every reference is to one of them, every field is one of Popolo's."""
    told = popolo(plans.values())
    assert told["persons"] == []
    organisations = [one["id"] for one in told["organizations"]]
    every = organisations + [one["id"] for key in ("posts", "memberships") for one in told[key]]
    assert len(set(every)) == len(every)
    for one in told["organizations"]:
        assert one.get("parent_id", organisations[0]) in organisations
    for one in told["posts"] + told["memberships"]:
        assert one.get("organization_id", organisations[0]) in organisations
    assert {one["member"]["id"] for one in told["memberships"]} <= set(organisations)
    for kind, known in KNOWN.items():
        assert {name for one in told[kind] for name in one} <= known


def test_a_package_without_roles_is_left_out(plans: dict[str, Plan]) -> None:
    """A report that names nobody says nothing about who does what."""
    assert size(popolo([plans["wiltshire-panel-2023"]])) == 0
