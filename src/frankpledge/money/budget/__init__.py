"""Budgets and precepts: read, worked out to the penny, checked, and looked ahead.

`read_budgets` reads the documents of a workspace, `precept_of` works out what each authority and
each band pays, `check_budget` says what does not add up, `outlook_of` the years ahead, `swings`
and `simulate` how sure they are, `timetable` by when the panel must have done what, and
`workbook` all of it as a spreadsheet with live formulas.
"""

from frankpledge.money.budget.checks import BudgetFinding, check_budget
from frankpledge.money.budget.doubt import (
    RUNS,
    SEED,
    Range,
    Swing,
    scenario_outlooks,
    simulate,
    swings,
    total_gap,
)
from frankpledge.money.budget.model import (
    Assumption,
    Billing,
    Budget,
    Change,
    Levy,
    Line,
    Outlook,
    Reserve,
    Scenario,
    Stated,
)
from frankpledge.money.budget.outlook import Year, outlook_of
from frankpledge.money.budget.precept import (
    NINTHS,
    Demand,
    Precept,
    band_d_for,
    bands_of,
    precept_of,
    requirement_of,
)
from frankpledge.money.budget.reading import read_budget, read_budgets
from frankpledge.money.budget.referendum import Principle, excessive, principles
from frankpledge.money.budget.timetable import Step, timetable
from frankpledge.money.budget.workbook import workbook

__all__ = [
    "NINTHS",
    "RUNS",
    "SEED",
    "Assumption",
    "Billing",
    "Budget",
    "BudgetFinding",
    "Change",
    "Demand",
    "Levy",
    "Line",
    "Outlook",
    "Precept",
    "Principle",
    "Range",
    "Reserve",
    "Scenario",
    "Stated",
    "Step",
    "Swing",
    "Year",
    "band_d_for",
    "bands_of",
    "check_budget",
    "excessive",
    "outlook_of",
    "precept_of",
    "principles",
    "read_budget",
    "read_budgets",
    "requirement_of",
    "scenario_outlooks",
    "simulate",
    "swings",
    "timetable",
    "total_gap",
    "workbook",
]
