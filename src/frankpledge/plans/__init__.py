"""Plans: what was promised, as documents that can be checked.

`read_plan` reads one package (a folder of YAML files) whole or not at all; `Plan` has every element
by id and where it stands; `Plan.change` and `write_plan` change a field and keep all the rest;
`diff` says what changed between two editions; `adopt` closes an edition for good.
"""

from frankpledge.plans.adopting import adopt
from frankpledge.plans.dates import first_day, last_day
from frankpledge.plans.differences import (
    DIFFERENCE_FIELDS,
    Difference,
    diff,
    difference_rows,
)
from frankpledge.plans.elements import At, Block, Figure, Statement
from frankpledge.plans.frameworks import framework_name, framework_of, with_frameworks
from frankpledge.plans.head import Edition, Head, SourceDocument, Span
from frankpledge.plans.matching import pairs, words_of
from frankpledge.plans.plan import Files, Located, Plan
from frankpledge.plans.promises import (
    Commitment,
    Goal,
    Measuring,
    Origin,
    Outcome,
    PlanMeasure,
    Priority,
    Theme,
)
from frankpledge.plans.reading import read_plan, read_plans
from frankpledge.plans.requirement import national_threats
from frankpledge.plans.safety import hidden, masked
from frankpledge.plans.schema import field_tables, json_schema, schema_text, section_table
from frankpledge.plans.sealing import content_hash
from frankpledge.plans.setting import (
    Board,
    BudgetLine,
    Collaboration,
    DeliveryPlan,
    Grant,
    NationalMeasure,
    NationalMeasures,
    Partner,
    Requirement,
    Role,
    Threat,
)
from frankpledge.plans.strength import strength
from frankpledge.plans.telling import difference_text
from frankpledge.plans.writing import forgetting, plan_texts, write_plan

__all__ = [
    "DIFFERENCE_FIELDS",
    "At",
    "Block",
    "Board",
    "BudgetLine",
    "Collaboration",
    "Commitment",
    "DeliveryPlan",
    "Difference",
    "Edition",
    "Figure",
    "Files",
    "Goal",
    "Grant",
    "Head",
    "Located",
    "Measuring",
    "NationalMeasure",
    "NationalMeasures",
    "Origin",
    "Outcome",
    "Partner",
    "Plan",
    "PlanMeasure",
    "Priority",
    "Requirement",
    "Role",
    "SourceDocument",
    "Span",
    "Statement",
    "Theme",
    "Threat",
    "adopt",
    "content_hash",
    "diff",
    "difference_rows",
    "difference_text",
    "field_tables",
    "first_day",
    "forgetting",
    "framework_name",
    "framework_of",
    "hidden",
    "json_schema",
    "last_day",
    "masked",
    "national_threats",
    "pairs",
    "plan_texts",
    "read_plan",
    "read_plans",
    "schema_text",
    "section_table",
    "strength",
    "with_frameworks",
    "words_of",
    "write_plan",
]
