"""Checks that other rooms make of their own documents: the same findings, the same comments."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from frankpledge.plans.checks import suppress
from frankpledge.plans.checks.finding import Finding, Hit
from frankpledge.plans.checks.options import Options
from frankpledge.plans.checks.packages import above, place
from frankpledge.plans.plan import Trail


def hit_in(document: Any, code: str, message: str, trail: Trail, name: str) -> Hit:
    """A hit on a value of a document that keeps its `files`, as plans do."""
    return Hit(code, message, place(document, trail), name, above(document, trail))


def findings_in(
    document: Any, hits: Iterable[Hit], codes: Collection[str], options: Options
) -> list[Finding]:
    """The wanted hits that no comment silences, as findings in order of place.

    `codes` are all the rules that were run: a comment that names another one is not without effect.
    """
    ran = [rule.code for rule in options.rules if rule.code in codes]
    wanted = [hit for hit in hits if hit.code in ran]
    left = suppress.apply(wanted, suppress.plan_suppressions(document), ran)
    return sorted({hit.finding for hit in left if options.wants(hit.code)})
