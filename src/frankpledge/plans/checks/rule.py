"""What a rule is, and the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from frankpledge.plans.checks.tables import rule_tables

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text or a file of a package that triggers a rule, and one that does not.

    `file` is the name of the package's file that the texts are; a plain text has none. `held` are
    the figures that the lake is taken to hold, for rules that need them.
    """

    bad: str
    good: str
    file: str = ""
    held: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: what it looks for, why, and how to mend what it finds.

    `needs` says what must be at hand besides the plan: nothing, the catalogue of measures, or the
    lake. `plain` rules are run on drafts too, `reports` only on reports. `source` names the law or
    method that the rule goes by; `verified` is false where that has not been read at its source.
    """

    code: str
    name: str
    severity: Severity
    looks: str
    why: str
    mend: str
    example: Example
    needs: Literal["", "catalogue", "lake"] = ""
    plain: bool = False
    reports: bool = False
    source: str = ""
    verified: bool = True

    @property
    def page(self) -> str:
        """Its page in the documentation, below docs/checks."""
        return f"{self.code}.md"


def _rule(code: str, entry: dict[str, Any]) -> Rule:
    example = entry["example"] | {"held": tuple(entry["example"].get("held", ()))}
    return Rule(code=code, **(entry | {"example": Example(**example)}))


RULES: dict[str, Rule] = {code: _rule(code, entry) for code, entry in rule_tables().items()}
