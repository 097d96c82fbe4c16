"""The list of rules as Markdown tables, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.duties.rule import Family, Rule, Rules
from frankpledge.duties.words import deadline_words, said_day, trigger_words

BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def rules_table(rules: Rules) -> str:
    """Every rule, family by family, with what was not verified."""
    return "\n".join(line for family in rules.families.values() for line in _family(family))


def _family(family: Family) -> Iterator[str]:
    yield f"### {family.title}\n"
    if family.note:
        yield f"{family.note}\n"
    yield "| rule | what is asked | binds | when | by when | source | not verified |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    yield from map(_row, family.rules)
    yield ""


def _row(rule: Rule) -> str:
    cells = [
        f"`{rule.id}`",
        rule.title + _held(rule),
        rule.binds + ("" if len(rule.nations) > 1 else f" ({rule.nations[0].capitalize()})"),
        trigger_words(rule.trigger) + (f" ({rule.frequency})" if rule.frequency else ""),
        deadline_words(rule),
        f"[{rule.source.name}]({rule.source.address})",
        rule.unverified or "-",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _held(rule: Rule) -> str:
    """Since and until when the version holds, and whether it is law yet."""
    parts = [
        rule.standing if rule.standing != "in force" else "",
        f"from {said_day(rule.start)}" if rule.start else "",
        f"until {said_day(rule.until)}" if rule.until else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def renewed(page: str, rules: Rules) -> str:
    """A page with the table between its marks made new. Raises ValueError without the marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{rules_table(rules)}\n{END}{after}"
