"""Measures: definitions, series, assessments and scores.

`load_catalogue` reads the documents; `run` evaluates, assesses and scores them; `evaluate` and
`assess` do one measure; `words` says what was found.
"""

from frankpledge.measures import words
from frankpledge.measures.assessing import Assessments, Chart, Compared, Peers, assess
from frankpledge.measures.catalogue import load_catalogue
from frankpledge.measures.definition import (
    Baseline,
    Catalogue,
    Framework,
    Group,
    Listed,
    Measure,
    Target,
)
from frankpledge.measures.evaluating import evaluate, returns
from frankpledge.measures.results import Result, Results, assess_all, run
from frankpledge.measures.rows import FIELDS, assessment_row, assessment_rows
from frankpledge.measures.scoring import (
    PARTS,
    RULE,
    GroupScore,
    Score,
    score,
    score_group,
    score_parts,
)
from frankpledge.measures.series import STATUS, SUPPRESSED, Series, Window, window

__all__ = [
    "FIELDS",
    "PARTS",
    "RULE",
    "STATUS",
    "SUPPRESSED",
    "Assessments",
    "Baseline",
    "Catalogue",
    "Chart",
    "Compared",
    "Framework",
    "Group",
    "GroupScore",
    "Listed",
    "Measure",
    "Peers",
    "Result",
    "Results",
    "Score",
    "Series",
    "Target",
    "Window",
    "assess",
    "assess_all",
    "assessment_row",
    "assessment_rows",
    "evaluate",
    "load_catalogue",
    "returns",
    "run",
    "score",
    "score_group",
    "score_parts",
    "window",
    "words",
]
