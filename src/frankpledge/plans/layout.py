"""Which section of a plan stands in which file of its package."""

from __future__ import annotations

import re

HEAD = "plan.yaml"
PRIORITIES = "priorities"

# The keys of each file, in order; the attribute of Plan has the same name but for `plan` (its head)
# and `priority` (one of its priorities).
FILES: dict[str, tuple[str, ...]] = {
    HEAD: ("plan",),
    "opening.yaml": ("foreword", "area", "vision", "principles"),
    "general.yaml": ("commitments", "measures"),
    "statements.yaml": ("statements",),
    "national.yaml": ("requirement", "national", "strategies"),
    "resources.yaml": ("budget", "grants"),
    "governance.yaml": (
        "roles",
        "partners",
        "boards",
        "delivery_plans",
        "collaborations",
        "engagement",
        "monitoring",
    ),
}
PRIORITY = "priority"
HOMES = {section: file for file, sections in FILES.items() for section in sections}
HOMES[PRIORITY] = f"{PRIORITIES}/N-ID.yaml"

_PRIORITY_FILE = re.compile(r"priorities/(\d+)-(.+)\.yaml")


def sections(file: str) -> tuple[str, ...]:
    """The sections that a file may hold; none for a file that a package does not have."""
    return (PRIORITY,) if numbered(file) else FILES.get(file, ())


def numbered(file: str) -> tuple[int, str] | None:
    """Number and id of the priority that a file is for."""
    match = _PRIORITY_FILE.fullmatch(file)
    return (int(match[1]), match[2]) if match else None


def priority_file(index: int, name: str) -> str:
    """The file of the priority at `index`, counted from 0."""
    return f"{PRIORITIES}/{index + 1}-{name}.yaml"
