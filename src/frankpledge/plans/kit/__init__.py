"""What rooms above plans need to keep documents of their own in the same way.

A document is a frozen dataclass whose fields say what they hold (`said`); reader, JSON Schema and
documentation follow from it, and all faults of a file are reported at once, with their places.
"""

from frankpledge.plans.building import BROKEN, Builder
from frankpledge.plans.faults import Found
from frankpledge.plans.kinds import (
    Address,
    AreaCode,
    Id,
    Kind,
    Line,
    Ref,
    Text,
    When,
    said,
)
from frankpledge.plans.loading import LIMIT, load_file
from frankpledge.plans.plan import Trail
from frankpledge.plans.rules import RULES, Case, Complaint, Rule
from frankpledge.plans.schema import Json, schema_for, tables_for
from frankpledge.plans.shape import record, words_for

__all__ = [
    "BROKEN",
    "LIMIT",
    "RULES",
    "Address",
    "AreaCode",
    "Builder",
    "Case",
    "Complaint",
    "Found",
    "Id",
    "Json",
    "Kind",
    "Line",
    "Ref",
    "Rule",
    "Text",
    "Trail",
    "When",
    "load_file",
    "record",
    "said",
    "schema_for",
    "tables_for",
    "words_for",
]
