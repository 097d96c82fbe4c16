"""Checks of plans, as a linter checks code: rules with codes, findings with places.

`check_plan` checks a plan package, `check_delivery` a document of delivery, `check_text` a plain
text or Markdown file; RULES is the table of all rules, `coverage` counts what of a plan can be
measured, `load_facts` asks the lake.
"""

from frankpledge.plans.checks.coverage import Coverage, coverage
from frankpledge.plans.checks.delivery import check_delivery
from frankpledge.plans.checks.elsewhere import findings_in, hit_in
from frankpledge.plans.checks.facts import Fact, Facts, facts_of, load_facts
from frankpledge.plans.checks.finding import Finding, Hit
from frankpledge.plans.checks.options import Options, read_options
from frankpledge.plans.checks.plaintext import SUFFIXES
from frankpledge.plans.checks.reports import finding_row, sarif, statistics_rows, summary
from frankpledge.plans.checks.rule import RULES, Example, Rule
from frankpledge.plans.checks.running import check_plan, check_text, check_written, left_out

__all__ = [
    "RULES",
    "SUFFIXES",
    "Coverage",
    "Example",
    "Fact",
    "Facts",
    "Finding",
    "Hit",
    "Options",
    "Rule",
    "check_delivery",
    "check_plan",
    "check_text",
    "check_written",
    "coverage",
    "facts_of",
    "finding_row",
    "findings_in",
    "hit_in",
    "left_out",
    "load_facts",
    "read_options",
    "sarif",
    "statistics_rows",
    "summary",
]
