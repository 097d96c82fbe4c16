"""The documentation pages of the rules of `frankpledge check`, made from the table of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from frankpledge.plans.checks import RULES, Example, Rule

PROSE = Path(__file__).with_suffix(".md")
FAMILIES = {
    "FP0": "Comments that silence a rule",
    "FP1": "Text",
    "FP2": "Commitments",
    "FP3": "Measures",
    "FP4": "What the law requires",
    "FP5": "Dates",
    "FP6": "Delivery",
    "FP7": "Reports",
    "FP8": "Consultations, directory and grants",
}
NEEDS = {
    "": "",
    "catalogue": "Needs the catalogue of measures.",
    "lake": "Needs the lake: without one the rule is left out, and the command says so.",
}


def index(note: str) -> Iterator[str]:
    """How the checks work, and every rule in one line."""
    yield "# Checks\n"
    yield note + "\n"
    yield PROSE.read_text(encoding="utf-8")
    yield "## Rules\n"
    for prefix, title in FAMILIES.items():
        yield f"### {title}\n"
        yield "| code | name | severity | drafts too |\n| --- | --- | --- | --- |"
        for rule in RULES.values():
            if rule.code.startswith(prefix):
                plain = "yes" if rule.plain else "no"
                yield f"| [{rule.code}]({rule.page}) | {rule.name} | {rule.severity} | {plain} |"
        yield ""


def page(rule: Rule, note: str) -> Iterator[str]:
    """What one rule looks for, why, and how to mend what it finds, with its two examples."""
    yield f"# {rule.code}: {rule.name}\n"
    yield note + "\n"
    where = "packages and drafts (.txt, .md)" if rule.plain else "packages"
    where = "documents of delivery" if rule.code.startswith("FP6") else where
    where = "consultations" if rule.code.startswith("FP8") else where
    where = "the directory and grants" if rule.code.startswith("FP81") else where
    where = "reports" if rule.reports else where
    yield f"Severity: {rule.severity}. Checked in {where}. {NEEDS[rule.needs]}".rstrip() + "\n"
    yield f"**Looks for.** {rule.looks}\n"
    yield f"**Why.** {rule.why}\n"
    yield f"**To mend.** {rule.mend}\n"
    if rule.source:
        unsure = "" if rule.verified else " (not verified at its source)"
        yield f"**Goes by.** {rule.source}{unsure}.\n"
    yield from _example(rule.example)
    yield "[All rules](index.md)"


def _example(example: Example) -> Iterator[str]:
    language = "yaml" if example.file else "text"
    holder = "workspace" if "/" in example.file else "package"
    where = f", in `{example.file}` of a {holder}" if example.file else ""
    if example.held:
        yield f"The lake holds: {'; '.join(map(_held, example.held))}.\n"
    for title, text in (("Found", example.bad), ("Not found", example.good)):
        yield f"## {title}\n"
        yield f"This example is run as a test{where}.\n"
        yield f"```{language}\n{text.strip()}\n```\n"


def _held(fact: dict[str, float | str]) -> str:
    limits = f", control limits {fact['lower']:g} to {fact['upper']:g}" if "lower" in fact else ""
    return f"`{fact['measure']}` {fact['value']:g}{limits}"


def pages(note: str) -> dict[str, Callable[[], Iterator[str]]]:
    """Every page below docs/checks that is made from the table, by its path below docs."""
    made = {"checks/index.md": partial(index, note)}
    return made | {f"checks/{rule.page}": partial(page, rule, note) for rule in RULES.values()}
