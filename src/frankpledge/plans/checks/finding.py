"""What a check finds: first as a hit inside the plan, then as a finding with rule and place."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.plans.checks.rule import RULES, Severity
from frankpledge.plans.plan import Located, Trail


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that a rule found. Lines and columns count from 1; `element` is an id or ''."""

    file: str
    line: int
    column: int
    code: str
    message: str
    element: str = ""

    @property
    def name(self) -> str:
        """Name of the rule."""
        return RULES[self.code].name

    @property
    def severity(self) -> Severity:
        """Severity of the rule."""
        return RULES[self.code].severity

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


@dataclass(frozen=True)
class Hit:
    """A finding before it is known whether it is wanted: `above` are places of what holds it.

    A suppression counts when it stands by the place itself or by one of those above, because a
    text over several lines has no room for a comment inside. `owner` is the way to the element
    whose text it was found in, `quoted` whether that text is a quotation.
    """

    code: str
    message: str
    at: Located
    element: str = ""
    above: tuple[Located, ...] = ()
    owner: Trail = ()
    quoted: bool = False

    @property
    def lines(self) -> frozenset[tuple[str, int]]:
        """Every file and line where a suppression of this hit may stand."""
        return frozenset((place.file, place.line) for place in (self.at, *self.above))

    @property
    def finding(self) -> Finding:
        """The finding that is shown."""
        at = self.at
        return Finding(at.file, at.line, at.column, self.code, self.message, self.element)
