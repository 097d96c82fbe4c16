"""Rules and days in words, as pages and the table of rules print them."""

from __future__ import annotations

from datetime import date

from frankpledge.duties.rule import Rule, Trigger
from frankpledge.periods import MONTHS


def said_day(day: date) -> str:
    """A day in words: 1 February 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def trigger_words(trigger: Trigger) -> str:
    """What sets a duty off, in words."""
    match trigger.kind:
        case "period":
            when = f", after {_plain(trigger.when)}" if trigger.when else ""
            return f"each {trigger.names[0]}{when}"
        case "event":
            return "after " + " or ".join(map(_plain, trigger.names))
        case "again":
            return "again and again"
        case _:
            return "always"


def deadline_words(rule: Rule) -> str:
    """By when, in words."""
    deadline, period = rule.deadline, rule.trigger.names[0] if rule.trigger.names else "year"
    after = "the last time" if rule.trigger.kind == "again" else "it"
    match deadline.kind:
        case "days" if deadline.inclusive:
            words = f"within {deadline.number} days beginning with its own day"
        case "days" | "working days" | "months":
            words = f"within {deadline.number} {deadline.kind} after {after}"
        case "by":
            which = " of the year before" if deadline.before else ""
            words = f"by {deadline.day} {MONTHS[deadline.month - 1]}{which}"
        case "end":
            held = rule.trigger.kind == "period"
            words = f"within the {period}" if held else "within the financial year that holds it"
        case "before":
            words = f"before the {period} begins"
        case "in":
            words = f"{MONTHS[deadline.month - 1]} {deadline.number}"
        case kind:
            words = "as soon as practicable" if kind == "soon" else "no day is stated"
    return words


def _plain(kind: str) -> str:
    """An event's kind as words: inspection-report, inspection report."""
    return kind.replace("-", " ")
