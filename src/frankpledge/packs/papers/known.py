"""What papers are made from: results, gathered by whoever makes the site's pages from them too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from frankpledge.voice import chain_of

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.money.budget import Budget, BudgetFinding, Step
    from frankpledge.money.directory import Directory
    from frankpledge.money.grants import Grants
    from frankpledge.money.services import Service, ServiceRow
    from frankpledge.money.spending import Contract, Payment
    from frankpledge.plans import Plan
    from frankpledge.plans.delivery import Judged
    from frankpledge.voice import Link, Told


def _nothing() -> Mapping[str, Judged]:
    return {}


@dataclass(frozen=True, eq=False)
class Asked:
    """A consultation with what came of it.

    `judge` says how the commitments of its plan stand, by id; it is asked only where a paper is
    written, because measures have to be looked at for it. `say` puts a status in the site's words.
    """

    told: Told
    plan: Plan | None = None
    judge: Callable[[], Mapping[str, Judged]] = _nothing
    say: Callable[[str], str] = str.capitalize

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """How the plan's commitments stand, by id."""
        return self.judge()

    @cached_property
    def chain(self) -> tuple[Link, ...]:
        """What was made of what people said, with commitments as they stand."""
        return chain_of(self.told.consultation, self.told.books, self.plan, self.judged)

    def status(self, commitment: str) -> str:
        """How a commitment stands, in words; '' where nothing follows it."""
        found = self.judged.get(commitment)
        return "" if found is None else self.say(found.status)


@dataclass(frozen=True, eq=False)
class Known:
    """Everything that papers may say.

    `day` is the last that the figures cover, `on` that on which the directory is judged (None:
    unknown). `priorities` are the titles of each plan's priorities, by id. `address` is where the
    site stands on the web, '' where it does not. `threshold` is the fewest people that are shown.
    """

    body: str
    title: str
    notice: str
    address: str
    area: str
    areas: Areas
    day: date
    threshold: int
    asked: tuple[Asked, ...] = ()
    budgets: tuple[Budget, ...] = ()
    findings: Mapping[str, tuple[BudgetFinding, ...]] = field(default_factory=dict)
    priorities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    year: str = ""
    payments: tuple[Payment, ...] = ()
    contracts: tuple[Contract, ...] = ()
    services: tuple[Service, ...] = ()
    rows: tuple[ServiceRow, ...] = ()
    grants: Grants | None = None
    directory: Directory | None = None
    on: date | None = None
