"""What the law asks by when: rules as dated data, and clocks that run on a workspace's facts.

`load_rules` reads the rules, `load_facts` what a workspace knows, `obligations` says what is due,
overdue, met, late, not known or not yet due on a day. Nothing here is legal advice; each rule says
where it stands and what was not verified.
"""

from frankpledge.duties.calendar import Calendar, england_and_wales
from frankpledge.duties.clock import STATUSES, Obligation, obligations
from frankpledge.duties.deadlines import Occurrence
from frankpledge.duties.facts import Done, Event, Facts, Precept, Unknown
from frankpledge.duties.fields import FIRST_YEAR, LAST_YEAR
from frankpledge.duties.precept import (
    Fault,
    direction_holds,
    precept_faults,
    veto_words,
    votes_needed,
)
from frankpledge.duties.reading import load_rules
from frankpledge.duties.rows import FIELDS, obligation_row, obligation_rows
from frankpledge.duties.rule import BODIES, Deadline, Family, Rule, Rules, Source, Trigger
from frankpledge.duties.table import renewed, rules_table
from frankpledge.duties.words import deadline_words, said_day, trigger_words
from frankpledge.duties.workspace_facts import load_facts

__all__ = [
    "BODIES",
    "FIELDS",
    "FIRST_YEAR",
    "LAST_YEAR",
    "STATUSES",
    "Calendar",
    "Deadline",
    "Done",
    "Event",
    "Facts",
    "Family",
    "Fault",
    "Obligation",
    "Occurrence",
    "Precept",
    "Rule",
    "Rules",
    "Source",
    "Trigger",
    "Unknown",
    "deadline_words",
    "direction_holds",
    "england_and_wales",
    "load_facts",
    "load_rules",
    "obligation_row",
    "obligation_rows",
    "obligations",
    "precept_faults",
    "renewed",
    "rules_table",
    "said_day",
    "trigger_words",
    "veto_words",
    "votes_needed",
]
