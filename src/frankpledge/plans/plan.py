"""A whole plan package: its parts, every element by id, and where each stands in its files."""

# ruff: noqa: RUF009 - said() makes a dataclass field, which the linter cannot see
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from frankpledge.errors import NotFoundError
from frankpledge.plans.elements import Block, Statement
from frankpledge.plans.head import Head
from frankpledge.plans.kinds import said
from frankpledge.plans.promises import Commitment, Outcome, PlanMeasure, Priority
from frankpledge.plans.setting import (
    Board,
    BudgetLine,
    Collaboration,
    DeliveryPlan,
    Grant,
    NationalMeasures,
    Partner,
    Requirement,
    Role,
)
from frankpledge.plans.shape import record

Step = str | int
Trail = tuple[Step, ...]


@dataclass(frozen=True, order=True)
class Located:
    """A place in a file of a package. Lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Files:
    """The files that a plan was read from: their texts, and where each value begins and ends.

    `spans` maps the way to a value (section, index, field, ...) to its file and the offsets of its
    first and last character; `keys` maps it to the place of its key or list entry.
    """

    folder: Path = Path()
    texts: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[Trail, tuple[str, int, int]] = field(default_factory=dict)
    keys: Mapping[Trail, Located] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One edition of one plan, manifesto or report. Frozen: a change makes another Plan."""

    head: Head = said("what the package is", key="plan")
    foreword: tuple[Block, ...] = said("the foreword, by point", ())
    area: tuple[Block, ...] = said("what the document says about its area", ())
    vision: tuple[Block, ...] = said("vision, mission and overarching goals", ())
    principles: tuple[Block, ...] = said("principles", ())
    priorities: tuple[Priority, ...] = said("one file each, in the order of their numbers", ())
    commitments: tuple[Commitment, ...] = said("commitments that stand under no priority", ())
    measures: tuple[PlanMeasure, ...] = said("measures that stand under no priority", ())
    requirement: Requirement | None = said("the Strategic Policing Requirement", None)
    national: tuple[NationalMeasures, ...] = said("national sets of measures", ())
    strategies: tuple[Block, ...] = said("other national and regional strategies", ())
    budget: tuple[BudgetLine, ...] = said("budget and precept, line by line", ())
    grants: tuple[Grant, ...] = said("grants won and given", ())
    roles: tuple[Role, ...] = said("roles and their duties", ())
    partners: tuple[Partner, ...] = said("organisations that commitments name", ())
    boards: tuple[Board, ...] = said("boards, partnerships and sub-groups", ())
    delivery_plans: tuple[DeliveryPlan, ...] = said("who delivers which theme by which plan", ())
    collaborations: tuple[Collaboration, ...] = said("what is done together with others", ())
    engagement: tuple[Block, ...] = said("how people are listened to", ())
    monitoring: tuple[Block, ...] = said("how progress is followed and reported", ())
    statements: tuple[Statement, ...] = said("figures and claims that stand under no priority", ())
    files: Files = field(default_factory=Files, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Name of the package and of its folder."""
        return self.head.id

    @cached_property
    def elements(self) -> dict[str, Any]:
        """Every element that has an id, by id, in the order of the package."""
        return {element.id: element for _, element in walk(self)}

    @cached_property
    def trails(self) -> dict[str, Trail]:
        """The way to each element, by id."""
        return {element.id: trail for trail, element in walk(self)}

    @cached_property
    def all_commitments(self) -> tuple[Commitment, ...]:
        """All commitments, those under priorities first."""
        return (*(c for p in self.priorities for c in p.commitments), *self.commitments)

    @cached_property
    def all_measures(self) -> tuple[PlanMeasure, ...]:
        """All measures that the plan lists, those under priorities first."""
        under = (m for p in self.priorities if p.measuring for m in p.measuring.measures)
        return (*under, *self.measures)

    @cached_property
    def all_outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of all priorities."""
        return tuple(outcome for priority in self.priorities for outcome in priority.outcomes)

    @cached_property
    def all_statements(self) -> tuple[Statement, ...]:
        """All statements, those under priorities first."""
        return (*(s for p in self.priorities for s in p.statements), *self.statements)

    def get(self, name: str) -> Any:
        """An element by id. Raises NotFoundError that names the nearest ids."""
        if name in self.elements:
            return self.elements[name]
        near = ", ".join(get_close_matches(name, self.elements, n=3)) or "none like it"
        raise NotFoundError(f"{self.id}: nothing called {name!r}; there is {near}")

    def priority_of(self, name: str) -> Priority | None:
        """The priority that an element stands under, if any."""
        trail = self.trails[self.get(name).id]
        if trail[0] != "priorities" or not isinstance(trail[1], int):
            return None
        return self.priorities[trail[1]]

    def where(self, name: str | None = None, field_name: str | None = None) -> Located | None:
        """Place of an element, or of one of its fields (its own place when the field is absent).

        None stands for the package as a whole, and for a plan that was not read from files.
        """
        trail = ("head",) if name is None or name == self.id else self.trails[self.get(name).id]
        steps: Trail = trail if field_name is None else (*trail, field_name)
        return self.files.keys.get(steps) or self.files.keys.get(trail)

    def find(self, name: str, field_name: str, words: str) -> Located | None:
        """Place of some words inside a field of an element: where a check points to.

        Falls back to the place of the field when the words are split between lines there.
        """
        steps = (*(("head",) if name == self.id else self.trails[self.get(name).id]), field_name)
        if steps not in self.files.spans:
            return self.where(name, field_name)
        file, start, end = self.files.spans[steps]
        text = self.files.texts[file]
        at = text.find(words, start, end)
        if at < 0:
            return self.where(name, field_name)
        begin = text.rfind("\n", 0, at) + 1
        return Located(str(self.files.folder / file), text.count("\n", 0, at) + 1, at - begin + 1)

    def change(self, name: str, **changes: Any) -> Plan:
        """This plan with fields of one element changed; `write_plan` keeps the rest as it is.

        Not validated until written. Raises NotFoundError for an id that nothing goes by.
        """
        trail: Trail = ("head",) if name == self.id else self.trails[self.get(name).id]
        changed: Plan = _replaced(self, trail, changes)
        return changed


def walk(value: Any, trail: Trail = ()) -> Iterator[tuple[Trail, Any]]:
    """Every element below `value` that has an id, with the way to it, in document order."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*trail, index))
    elif is_dataclass(value) and not isinstance(value, type):
        shape = record(type(value))
        if shape.named:
            yield trail, value
        for part in shape.fields.values():
            yield from walk(getattr(value, part.name), (*trail, part.name))


def _replaced(value: Any, trail: Trail, changes: dict[str, Any]) -> Any:
    if not trail:
        return replace(value, **changes)
    step, *rest = trail
    if isinstance(step, int):
        items = list(value)
        items[step] = _replaced(items[step], tuple(rest), changes)
        return tuple(items)
    return replace(value, **{step: _replaced(getattr(value, step), tuple(rest), changes)})
